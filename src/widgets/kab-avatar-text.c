/* kab-avatar-text.c: the text of an organisation's avatar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-avatar-text.h"

/* AdwAvatar has fourteen colours and takes one by a hash of its text. */
#define COLOURS 14
#define WORD_JOINER "\xe2\x81\xa0"

/* AdwAvatar takes the first letters of the first and the last word; initials are words of one letter. */
static GString *
spread (const char *name)
{
  GString *text = g_string_new (NULL);

  if (g_utf8_strlen (name, -1) != 2)
    return g_string_assign (text, name);
  g_string_append_unichar (text, g_utf8_get_char (name));
  g_string_append_c (text, ' ');
  return g_string_append_unichar (text, g_utf8_get_char (g_utf8_next_char (name)));
}

/**
 * kab_avatar_text:
 * @name: the two initials, or the words that they are taken from
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

  text = spread (name);
  if (palette < 0 || palette >= COLOURS)
    return g_string_free (text, FALSE);
  for (int tries = 0; tries < 8 * COLOURS && g_str_hash (text->str) % COLOURS != (guint) palette; tries++)
    g_string_append (text, WORD_JOINER);
  return g_string_free (text, FALSE);
}
