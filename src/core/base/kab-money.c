/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-money.h"

G_DEFINE_BOXED_TYPE (KabMoney, kab_money, kab_money_copy, kab_money_free)
G_DEFINE_QUARK (kab-money-error-quark, kab_money_error)

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

/**
 * kab_currency_get_decimals:
 * @currency: ISO 4217 code
 *
 * Returns: how many decimals amounts of @currency have
 */
int
kab_currency_get_decimals (const char *currency)
{
  static const char *const whole[] = { "BYR", "JPY", "KRW", NULL };

  g_return_val_if_fail (kab_currency_is_valid (currency), 2);

  return g_strv_contains (whole, currency) ? 0 : 2;
}

/**
 * kab_currency_get_sign:
 * @currency: ISO 4217 code
 *
 * Returns: (transfer none): what to write beside an amount; the code itself where no sign is in use
 */
const char *
kab_currency_get_sign (const char *currency)
{
  g_return_val_if_fail (kab_currency_is_valid (currency), "");

  if (strcmp (currency, "RUB") == 0)
    return "₽";
  if (strcmp (currency, "UAH") == 0)
    return "₴";
  return g_intern_string (currency);
}

/**
 * kab_money_add:
 * @a: an amount
 * @b: another one
 * @error: return location for a %KAB_MONEY_ERROR
 *
 * Returns: (nullable) (transfer full): the sum, or NULL if the currencies differ or it is too large
 */
KabMoney *
kab_money_add (const KabMoney *a, const KabMoney *b, GError **error)
{
  gint64 minor;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  if (strcmp (a->currency, b->currency) != 0)
    {
      g_set_error (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_CURRENCY, "%s and %s cannot be added", a->currency,
                   b->currency);
      return NULL;
    }
  if (__builtin_add_overflow (a->minor, b->minor, &minor))
    {
      g_set_error_literal (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_OVERFLOW, "too large");
      return NULL;
    }
  return kab_money_new (minor, a->currency);
}

/**
 * kab_money_equal:
 * @a: (nullable): an amount
 * @b: (nullable): another one
 *
 * Returns: whether both are the same amount of the same currency, or both NULL
 */
gboolean
kab_money_equal (const KabMoney *a, const KabMoney *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->minor == b->minor && strcmp (a->currency, b->currency) == 0;
}
