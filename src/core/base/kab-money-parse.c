/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-money.h"

/* What people write beside an amount. */
static const struct
{
  const char *currency;
  const char *words[6];
} signs[] = {
  { "RUB", { "₽", "руб.", "руб", "р.", "р" } },
  { "BYN", { "Br", "руб.", "руб", "р.", "р" } },
  { "UAH", { "₴", "грн.", "грн" } },
};

static gboolean
is_group_space (gunichar c)
{
  return c == ' ' || c == 0x00A0 || c == 0x202F || c == 0x2009 || c == '\'' || c == 0x2019;
}

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212 || c == 0x2013;
}

static gboolean
strip_word (GString *text, const char *word)
{
  gsize length = strlen (word);

  if (text->len <= length)
    return FALSE;
  if (g_str_has_suffix (text->str, word))
    {
      g_string_truncate (text, text->len - length);
      return TRUE;
    }
  if (g_str_has_prefix (text->str, word))
    {
      g_string_erase (text, 0, length);
      return TRUE;
    }
  return FALSE;
}

/* Takes the currency away, if it is the one that is expected. */
static void
strip_currency (GString *text, const char *currency)
{
  if (strip_word (text, currency))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    for (gsize j = 0; strcmp (signs[i].currency, currency) == 0 && signs[i].words[j] != NULL; j++)
      if (strip_word (text, signs[i].words[j]))
        return;
}

/* Takes a minus away from the beginning. */
static gboolean
strip_minus (GString *text)
{
  gunichar c = g_utf8_get_char (text->str);

  if (!is_minus (c))
    return FALSE;
  g_string_erase (text, 0, g_unichar_to_utf8 (c, NULL));
  return TRUE;
}

/* The text in digits, points and commas alone, or NULL. */
static char *
reduce (const char *typed, const char *currency, gboolean *negative)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));
  g_autoptr (GString) text = g_string_new (trimmed);
  g_autoptr (GString) reduced = g_string_new (NULL);

  /* The minus stands before the sign of the currency or after it. */
  *negative = strip_minus (text);
  strip_currency (text, currency);
  *negative = *negative || strip_minus (text);
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_group_space (c))
        continue;
      if (g_unichar_isdigit (c))
        g_string_append_c (reduced, '0' + g_unichar_digit_value (c));
      else if (c == '.' || c == ',')
        g_string_append_c (reduced, (char) c);
      else
        return NULL;
    }
  return g_string_free (g_steal_pointer (&reduced), FALSE);
}

static guint
count (const char *text, char c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* Whether @separator cuts all that is before @end into groups of three. */
static gboolean
groups_well (const char *text, const char *end, char separator)
{
  gsize run = 0;
  gboolean first = TRUE;

  for (const char *p = text; p < end; p++)
    {
      if (*p != separator)
        {
          run++;
          continue;
        }
      if (first ? run < 1 || run > 3 : run != 3)
        return FALSE;
      first = FALSE;
      run = 0;
    }
  return first || run == 3;
}

/* Finds the decimal separator; NULL with no error if there is none. */
static gboolean
find_point (const char *text, int decimals, const char **point, GError **error)
{
  const char *last = strrchr (text, '.');
  const char *comma = strrchr (text, ',');
  const char *end = text + strlen (text);
  char other;

  if (last == NULL || (comma != NULL && comma > last))
    last = comma;
  *point = NULL;
  if (last == NULL)
    return TRUE;

  other = *last == '.' ? ',' : '.';
  if (count (text, *last) > 1)
    {
      if (count (text, other) == 0 && groups_well (text, end, *last))
        return TRUE;
      g_set_error_literal (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_SYNTAX, "separators out of place");
      return FALSE;
    }
  if (!groups_well (text, last, other))
    {
      g_set_error_literal (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_SYNTAX, "separators out of place");
      return FALSE;
    }
  if (count (text, other) == 0 && end - last == 4 && last - text <= 3 && last > text && *text != '0')
    {
      g_set_error_literal (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_AMBIGUOUS,
                           "thousands or decimals cannot be told");
      return FALSE;
    }
  if (end - last - 1 > decimals)
    {
      g_set_error_literal (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_DECIMALS, "too many decimals");
      return FALSE;
    }
  *point = last;
  return TRUE;
}

static gboolean
append_digit (gint64 *minor, int digit, gboolean negative)
{
  gint64 tens;

  return !__builtin_mul_overflow (*minor, 10, &tens)
         && !__builtin_add_overflow (tens, negative ? -digit : digit, minor);
}

/* Counts the digits of @text, with as many decimals as the currency has. */
static gboolean
count_minor (const char *text, const char *point, int decimals, gboolean negative, gint64 *minor)
{
  int given = point != NULL ? (int) strlen (point + 1) : 0;

  *minor = 0;
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && !append_digit (minor, *p - '0', negative))
      return FALSE;
  for (int i = given; i < decimals; i++)
    if (!append_digit (minor, 0, negative))
      return FALSE;
  return TRUE;
}

/**
 * kab_money_parse:
 * @text: what a person typed
 * @currency: ISO 4217 code
 * @error: return location for a %KAB_MONEY_ERROR
 *
 * Reads an amount with a point or a comma before its decimals, spaces, apostrophes, points or
 * commas between its thousands, and maybe the sign of @currency beside it.
 *
 * Returns: (nullable) (transfer full): the amount
 */
KabMoney *
kab_money_parse (const char *text, const char *currency, GError **error)
{
  int decimals;
  g_autofree char *reduced = NULL;
  const char *point;
  gboolean negative;
  gint64 minor;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (kab_currency_is_valid (currency), NULL);

  decimals = kab_currency_get_decimals (currency);
  reduced = reduce (text, currency, &negative);
  if (reduced == NULL || strpbrk (reduced, "0123456789") == NULL)
    {
      g_set_error_literal (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_SYNTAX, "not an amount");
      return NULL;
    }
  if (!find_point (reduced, decimals, &point, error))
    return NULL;
  if (!count_minor (reduced, point, decimals, negative, &minor))
    {
      g_set_error_literal (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_OVERFLOW, "too large");
      return NULL;
    }
  return kab_money_new (minor, currency);
}
