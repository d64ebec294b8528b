/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-text.h"

/**
 * kab_text_digits:
 * @text: UTF-8
 *
 * Returns: (transfer full): the ASCII digits of @text in their order, and nothing else
 */
char *
kab_text_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (digits, FALSE));

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}
