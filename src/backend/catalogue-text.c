/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue-text.h"

#include "documents-query.h"
#include "kab-text.h"
#include "kab-vin.h"

/**
 * kab_catalogue_fold_article:
 * @text: an article number as somebody wrote it
 *
 * "gdb 1789", "GDB-1789" and "ГДВ…" typed with look-alike letters are one number.
 *
 * Returns: (transfer full): its letters and digits alone, in capitals, Cyrillic look-alikes as Latin letters
 */
char *
kab_catalogue_fold_article (const char *text)
{
  g_autofree char *folded = kab_text_fold_look_alikes (text);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));
  return g_string_free (key, FALSE);
}

static void
append_word (GString *match, const GString *word, guint *count)
{
  if (word->len == 0 || *count == KAB_CATALOGUE_MAX_WORDS)
    return;
  g_string_append_printf (match, "%s\"%s\"*", *count > 0 ? " AND " : "", word->str);
  (*count)++;
}

/**
 * kab_catalogue_build_match:
 * @text: what a person typed
 *
 * Whatever is no letter and no digit only parts words, so nothing that is typed is taken for an operator.
 *
 * Returns: (transfer full) (nullable): an expression of the full-text search in which each word may go on;
 *   %NULL where there is no word
 */
char *
kab_catalogue_build_match (const char *text)
{
  g_autofree char *folded = kab_documents_fold (text);
  g_autoptr (GString) word = g_string_new (NULL);
  g_autoptr (GString) match = g_string_new (NULL);
  guint count = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      append_word (match, word, &count);
      g_string_truncate (word, 0);
    }
  append_word (match, word, &count);
  return count > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

/**
 * kab_catalogue_find_vin:
 * @text: what a person typed
 *
 * Returns: (transfer full) (nullable): the identification number that it is, folded
 */
char *
kab_catalogue_find_vin (const char *text)
{
  g_autofree char *vin = kab_vin_fold (text);

  return kab_vin_check (vin, NULL) ? g_steal_pointer (&vin) : NULL;
}
