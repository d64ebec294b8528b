/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "money-text.h"

#include "kab-money.h"

/**
 * kab_amount_to_text:
 * @minor: an amount in minor units
 *
 * Returns: (transfer full): 4218.64 as "4 218,64", with spaces that do not break and a true minus
 */
char *
kab_amount_to_text (gint64 minor)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (minor) / 100);
  gsize length = strlen (digits);
  GString *text = g_string_new (minor < 0 ? "\342\210\222" : "");

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, "\302\240");
      g_string_append_c (text, digits[i]);
    }
  g_string_append_printf (text, ",%02d", (int) (ABS (minor) % 100));
  return g_string_free (text, FALSE);
}

/**
 * kab_money_to_text:
 * @minor: an amount in minor units
 * @currency: its currency
 *
 * Returns: (transfer full): the amount with the sign of its currency
 */
char *
kab_money_to_text (gint64 minor, const char *currency)
{
  g_autofree char *amount = kab_amount_to_text (minor);

  return g_strdup_printf ("%s\302\240%s", amount, kab_currency_get_sign (currency));
}
