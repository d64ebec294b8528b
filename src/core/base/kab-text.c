/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-text.h"

/* Cyrillic capitals and the Latin ones that look the same. */
static const struct
{
  gunichar cyrillic;
  char latin;
} look_alikes[] = {
  { 0x0410, 'A' }, { 0x0412, 'B' }, { 0x0415, 'E' }, { 0x041A, 'K' }, { 0x041C, 'M' },
  { 0x041D, 'H' }, { 0x041E, 'O' }, { 0x0420, 'P' }, { 0x0421, 'C' }, { 0x0422, 'T' },
  { 0x0423, 'Y' }, { 0x0425, 'X' }, { 0x0405, 'S' }, { 0x0406, 'I' }, { 0x0408, 'J' },
};

#define MAX_FILE_NAME 80

/**
 * kab_text_digits:
 * @text: UTF-8
 *
 * Returns: (transfer full): the digits of @text in their order, whatever their script, as ASCII
 */
char *
kab_text_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (digits, FALSE));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      g_string_append_c (digits, '0' + g_unichar_digit_value (g_utf8_get_char (p)));
  return g_string_free (digits, FALSE);
}

/**
 * kab_text_has_shape:
 * @text: a text
 * @shape: 0 stands for a digit, A for a Latin capital, * for either, anything else for itself
 *
 * Returns: whether @text has the @shape, no more and no less
 */
gboolean
kab_text_has_shape (const char *text, const char *shape)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (shape != NULL, FALSE);

  for (; *shape != '\0'; shape++, text++)
    {
      gboolean digit = g_ascii_isdigit (*text);
      gboolean letter = g_ascii_isupper (*text);
      gboolean fits = *shape == '0'   ? digit
                      : *shape == 'A' ? letter
                      : *shape == '*' ? digit || letter
                                      : *text == *shape;

      if (!fits)
        return FALSE;
    }
  return *text == '\0';
}

/**
 * kab_text_fold_look_alikes:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text in capitals, with the Cyrillic letters that look like Latin ones
 *   turned into those
 */
char *
kab_text_fold_look_alikes (const char *text)
{
  GString *folded = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (folded, FALSE));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_toupper (g_utf8_get_char (p));

      for (gsize i = 0; i < G_N_ELEMENTS (look_alikes); i++)
        if (look_alikes[i].cyrillic == c)
          c = (gunichar) look_alikes[i].latin;
      g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

/**
 * kab_text_is_space:
 * @c: a character
 *
 * Returns: whether @c is white space of any width, no-break ones included
 */
gboolean
kab_text_is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x00A0 || c == 0x202F || c == 0x2007;
}

/**
 * kab_text_is_invisible:
 * @c: a character
 *
 * Returns: whether @c is a control character or one that only steers the text, such as those that
 *   turn its direction
 */
gboolean
kab_text_is_invisible (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * kab_text_compact:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text without any white space or invisible character
 */
char *
kab_text_compact (const char *text)
{
  GString *compact = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (compact, FALSE));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!kab_text_is_space (c) && !kab_text_is_invisible (c))
        g_string_append_unichar (compact, c);
    }
  return g_string_free (compact, FALSE);
}

/**
 * kab_text_strip_invisible:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text without control characters and without those that turn its
 *   direction; line ends and tabs become spaces
 */
char *
kab_text_strip_invisible (const char *text)
{
  GString *stripped = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (stripped, FALSE));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) && kab_text_is_invisible (c))
        g_string_append_c (stripped, ' ');
      else if (!kab_text_is_invisible (c))
        g_string_append_unichar (stripped, c);
    }
  return g_string_free (stripped, FALSE);
}

/**
 * kab_text_begin_sentence:
 * @text: words
 *
 * Returns: (transfer full): @text with a large first letter
 */
char *
kab_text_begin_sentence (const char *text)
{
  const char *rest;
  g_autofree char *first = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  rest = *text != '\0' ? g_utf8_next_char (text) : text;
  first = g_utf8_strup (text, rest - text);
  return g_strconcat (first, rest, NULL);
}

/**
 * kab_text_isolate:
 * @text: a number, an address or a name
 *
 * Returns: (transfer full): @text between U+2068 and U+2069, so that it keeps its own direction
 *   inside a text of the other one
 */
char *
kab_text_isolate (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_strconcat ("\342\201\250", text, "\342\201\251", NULL);
}

/* Names that one system or another keeps for devices. */
static gboolean
is_reserved (const char *name)
{
  static const char *const reserved[]
      = { "CON",  "PRN",  "AUX",  "NUL",  "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
          "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", NULL };
  gsize stem = strcspn (name, ".");
  g_autofree char *upper = g_ascii_strup (name, (gssize) stem);

  return g_strv_contains (reserved, upper);
}

/* The part after the last separator of any system. */
static const char *
last_component (const char *name)
{
  const char *last = name;

  for (const char *p = name; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      last = p + 1;
  return last;
}

/* Cuts @name to the most that is shown, keeping a short extension. */
static void
shorten (GString *name)
{
  const char *dot = strrchr (name->str, '.');
  g_autofree char *extension = NULL;
  g_autofree char *stem = NULL;
  glong length = g_utf8_strlen (name->str, -1);
  glong rest;

  if (length <= MAX_FILE_NAME)
    return;
  if (dot != NULL && g_utf8_strlen (dot, -1) <= 10)
    extension = g_strdup (dot);
  rest = extension != NULL ? g_utf8_strlen (extension, -1) : 0;
  stem = g_utf8_substring (name->str, 0, MAX_FILE_NAME - rest);
  g_string_assign (name, stem);
  g_string_append (name, extension != NULL ? extension : "");
}

/**
 * kab_text_safe_file_name:
 * @name: (nullable): a file name that a server or a sender gave; need not be UTF-8
 *
 * Such a name is never a path. What comes back may be shown, and offered as a name to save under: one
 * component, without invisible characters, at most 80 characters long, no hidden file and no device.
 *
 * Returns: (transfer full): a harmless name, "document" if nothing is left of @name
 */
char *
kab_text_safe_file_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *visible = kab_text_strip_invisible (last_component (valid));
  g_autoptr (GString) safe = g_string_new (NULL);

  for (const char *p = visible; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && strchr ("<>:\"|?*", (int) c) != NULL)
        c = '_';
      /* No dot and no space at either end. */
      if (safe->len > 0 || (c != '.' && !kab_text_is_space (c)))
        g_string_append_unichar (safe, c);
    }
  shorten (safe);
  while (safe->len > 0 && (safe->str[safe->len - 1] == '.' || safe->str[safe->len - 1] == ' '))
    g_string_truncate (safe, safe->len - 1);
  if (safe->len == 0)
    return g_strdup ("document");
  if (is_reserved (safe->str))
    g_string_prepend_c (safe, '_');
  return g_string_free (g_steal_pointer (&safe), FALSE);
}
