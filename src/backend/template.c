/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "template.h"

static const char *
find_value (const char *name, gsize length, va_list pairs)
{
  const char *key;
  const char *found = NULL;

  while ((key = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);

      if (strlen (key) == length && strncmp (key, name, length) == 0)
        found = value != NULL ? value : "";
    }
  return found;
}

/**
 * kab_template_fill:
 * @template: (nullable): text with places such as {code}
 * @...: pairs of a place's name and its text, ended by %NULL
 *
 * What is filled in is not looked at again; a place that nobody knows stays.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for %NULL
 */
char *
kab_template_fill (const char *template, ...)
{
  GString *filled;
  const char *p = template;

  if (template == NULL)
    return NULL;
  filled = g_string_new (NULL);
  while (*p != '\0')
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      const char *value = NULL;

      if (end != NULL)
        {
          va_list pairs;

          va_start (pairs, template);
          value = find_value (p + 1, (gsize) (end - p - 1), pairs);
          va_end (pairs);
        }
      if (value != NULL)
        {
          g_string_append (filled, value);
          p = end + 1;
        }
      else
        {
          g_string_append_c (filled, *p++);
        }
    }
  return g_string_free (filled, FALSE);
}
