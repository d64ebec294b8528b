/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-money.h"

G_DEFINE_BOXED_TYPE (KabMoney, kab_money, kab_money_copy, kab_money_free)

/**
 * kab_currency_is_valid:
 * @currency: (nullable): a text
 *
 * Returns: whether @currency has the shape of an ISO 4217 code, three capital Latin letters
 */
gboolean
kab_currency_is_valid (const char *currency)
{
  if (currency == NULL || strlen (currency) != 3)
    return FALSE;
  return g_ascii_isupper (currency[0]) && g_ascii_isupper (currency[1]) && g_ascii_isupper (currency[2]);
}

/**
 * kab_money_new:
 * @minor: the amount in minor units
 * @currency: ISO 4217 code
 *
 * Returns: (transfer full): a new amount
 */
KabMoney *
kab_money_new (gint64 minor, const char *currency)
{
  KabMoney *money;

  g_return_val_if_fail (kab_currency_is_valid (currency), NULL);

  money = g_new0 (KabMoney, 1);
  money->minor = minor;
  memcpy (money->currency, currency, sizeof money->currency);
  return money;
}

/**
 * kab_money_copy:
 * @money: an amount
 *
 * Returns: (transfer full): a copy of @money
 */
KabMoney *
kab_money_copy (const KabMoney *money)
{
  g_return_val_if_fail (money != NULL, NULL);

  return g_memdup2 (money, sizeof *money);
}

/**
 * kab_money_free:
 * @money: (transfer full): an amount
 *
 * Frees @money.
 */
void
kab_money_free (KabMoney *money)
{
  g_free (money);
}
