/* kab-avatar-text.c: the text of an organisation's avatar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-avatar-text.h"

/* AdwAvatar has fourteen colours and takes one by a hash of its text. */
#define COLOURS 14
#define WORD_JOINER "\xe2\x81\xa0"

/**
 * kab_avatar_text:
 * @name: the words that the initials are taken from
 * @palette: number of the colours that the descriptor asks for
 *
 * Two organisations with the same colour beside each other are hard to tell apart, so descriptors name one.
 * AdwAvatar has no property for it; invisible characters behind the name lead its hash there, and should it
 * hash differently one day, only the colour changes.
 *
 * Returns: (transfer full): a text for #AdwAvatar:text
 */
char *
kab_avatar_text (const char *name, gint64 palette)
{
  GString *text;

  g_return_val_if_fail (name != NULL, NULL);

  text = g_string_new (name);
  if (palette < 0 || palette >= COLOURS)
    return g_string_free (text, FALSE);
  for (int tries = 0; tries < 8 * COLOURS && g_str_hash (text->str) % COLOURS != (guint) palette; tries++)
    g_string_append (text, WORD_JOINER);
  return g_string_free (text, FALSE);
}
