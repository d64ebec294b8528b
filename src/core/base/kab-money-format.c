/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-money.h"

#include <langinfo.h>
#include <locale.h>

#define NO_BREAK_SPACE "\302\240"
#define MINUS "\342\210\222"

static guint64
magnitude (const KabMoney *money)
{
  return money->minor < 0 ? -(guint64) money->minor : (guint64) money->minor;
}

/* What stands between the thousands of money. Some locales write money and numbers by different rules
 * that do not go together; the decimals are always written as in numbers. */
static const char *
group_separator (void)
{
  const char *group = localeconv ()->mon_thousands_sep;

  return strcmp (group, nl_langinfo (RADIXCHAR)) != 0 ? group : nl_langinfo (THOUSEP);
}

/* The digits without a sign; @group stands between the thousands. */
static char *
format_digits (const KabMoney *money, const char *group, const char *point)
{
  int decimals = kab_currency_get_decimals (money->currency);
  g_autofree char *digits = g_strdup_printf ("%0*" G_GUINT64_FORMAT, decimals + 1, magnitude (money));
  gsize whole = strlen (digits) - decimals;
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, digits[i]);
    }
  if (decimals > 0)
    g_string_append_printf (text, "%s%s", point, digits + whole);
  return g_string_free (text, FALSE);
}

/**
 * kab_money_format_plain:
 * @money: an amount
 *
 * Returns: (transfer full): the amount as the locale writes numbers, without its currency
 */
char *
kab_money_format_plain (const KabMoney *money)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (money != NULL, NULL);

  digits = format_digits (money, group_separator (), nl_langinfo (RADIXCHAR));
  return g_strconcat (money->minor < 0 ? MINUS : "", digits, NULL);
}

/**
 * kab_money_format:
 * @money: an amount
 *
 * Returns: (transfer full): the amount as the locale writes money, with the sign of its currency;
 *   it does not break across lines
 */
char *
kab_money_format (const KabMoney *money)
{
  const struct lconv *locale = localeconv ();
  g_autofree char *digits = NULL;
  const char *minus, *sign, *space;

  g_return_val_if_fail (money != NULL, NULL);

  digits = format_digits (money, group_separator (), nl_langinfo (RADIXCHAR));
  sign = kab_currency_get_sign (money->currency);
  minus = money->minor < 0 ? MINUS : "";
  /* 1: before the amount; 0: after it; CHAR_MAX: the locale does not say. */
  if (locale->p_cs_precedes != 1)
    return g_strconcat (minus, digits, NO_BREAK_SPACE, sign, NULL);
  space = locale->p_sep_by_space == 0 && !g_ascii_isalpha (*sign) ? "" : NO_BREAK_SPACE;
  return g_strconcat (minus, sign, space, digits, NULL);
}

/**
 * kab_money_format_decimal:
 * @money: an amount
 *
 * Returns: (transfer full): the amount for machines: "-447.30"
 */
char *
kab_money_format_decimal (const KabMoney *money)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (money != NULL, NULL);

  digits = format_digits (money, "", ".");
  return g_strconcat (money->minor < 0 ? "-" : "", digits, NULL);
}
