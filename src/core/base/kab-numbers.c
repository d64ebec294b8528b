/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-numbers.h"

#include "kab-text.h"
#include "kab-tracking.h"
#include "kab-vin.h"

static int
weigh (const char *digits, const int *weights, gsize n)
{
  int sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (digits[i] - '0') * weights[i];
  return sum;
}

/**
 * kab_number_fold:
 * @typed: what a person typed
 *
 * Returns: (transfer full): the number without spaces, in Latin capitals
 */
char *
kab_number_fold (const char *typed)
{
  g_return_val_if_fail (typed != NULL, NULL);

  return kab_vin_fold (typed);
}

/**
 * kab_inn_check:
 * @inn: digits
 *
 * Returns: whether @inn is the tax number of a Russian company (10) or person (12)
 */
gboolean
kab_inn_check (const char *inn)
{
  static const int weights[] = { 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8 };

  g_return_val_if_fail (inn != NULL, FALSE);

  if (kab_text_has_shape (inn, "0000000000"))
    return weigh (inn, weights + 2, 9) % 11 % 10 == inn[9] - '0';
  if (kab_text_has_shape (inn, "000000000000"))
    return weigh (inn, weights + 1, 10) % 11 % 10 == inn[10] - '0'
           && weigh (inn, weights, 11) % 11 % 10 == inn[11] - '0';
  return FALSE;
}

/**
 * kab_kpp_check:
 * @kpp: digits and capitals
 *
 * Returns: whether @kpp has the shape of a Russian code of the reason for registration
 */
gboolean
kab_kpp_check (const char *kpp)
{
  g_return_val_if_fail (kpp != NULL, FALSE);

  return kab_text_has_shape (kpp, "0000**000");
}

/**
 * kab_unp_check:
 * @unp: digits, the first two maybe letters
 *
 * Returns: whether @unp is a Belarusian payer's number
 */
gboolean
kab_unp_check (const char *unp)
{
  static const char letters[] = "ABCEHKMOPT";
  static const int weights[] = { 29, 23, 19, 17, 13, 7, 5, 3 };
  int values[8];
  int sum = 0;

  g_return_val_if_fail (unp != NULL, FALSE);

  if (!kab_text_has_shape (unp, "**0000000") || g_ascii_isdigit (unp[0]) != g_ascii_isdigit (unp[1]))
    return FALSE;
  for (int i = 0; i < 8; i++)
    values[i] = unp[i] - '0';
  if (!g_ascii_isdigit (unp[0]))
    {
      const char *second = strchr (letters, unp[1]);

      if (strchr (letters, unp[0]) == NULL || second == NULL)
        return FALSE;
      /* The first counts by its place in the whole alphabet, the second by that among the ten. */
      values[0] = unp[0] - 'A' + 10;
      values[1] = (int) (second - letters);
    }
  for (int i = 0; i < 8; i++)
    sum += values[i] * weights[i];
  return sum % 11 != 10 && sum % 11 == unp[8] - '0';
}

/**
 * kab_edrpou_check:
 * @edrpou: digits
 *
 * Returns: whether @edrpou is the number of a Ukrainian company
 */
gboolean
kab_edrpou_check (const char *edrpou)
{
  static const int plain[] = { 1, 2, 3, 4, 5, 6, 7 };
  static const int shifted[] = { 7, 1, 2, 3, 4, 5, 6 };
  const int *weights;
  int sum, check, digits = 0;

  g_return_val_if_fail (edrpou != NULL, FALSE);

  if (!kab_text_has_shape (edrpou, "00000000"))
    return FALSE;
  weights = atoi (edrpou) > 30000000 && atoi (edrpou) < 60000000 ? shifted : plain;
  for (int i = 0; i < 7; i++)
    digits += edrpou[i] - '0';
  sum = weigh (edrpou, weights, 7);
  check = sum % 11;
  if (check == 10)
    check = (sum + 2 * digits) % 11 % 10;
  return check == edrpou[7] - '0';
}

/* Lengths of the countries that matter here; of the others the check sum decides alone. */
static gboolean
has_length_of_country (const char *iban)
{
  if (g_str_has_prefix (iban, "UA"))
    return strlen (iban) == 29;
  if (g_str_has_prefix (iban, "BY"))
    return strlen (iban) == 28;
  return strlen (iban) >= 15 && strlen (iban) <= 34 && !g_str_has_prefix (iban, "RU");
}

/**
 * kab_iban_check:
 * @iban: letters and digits without spaces
 *
 * Returns: whether @iban is an international account number; Russia has none
 */
gboolean
kab_iban_check (const char *iban)
{
  gsize length;
  int remainder = 0;

  g_return_val_if_fail (iban != NULL, FALSE);

  length = strlen (iban);
  if (length < 4 || !g_ascii_isupper (iban[0]) || !g_ascii_isupper (iban[1]) || !g_ascii_isdigit (iban[2])
      || !g_ascii_isdigit (iban[3]) || !has_length_of_country (iban))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = iban[(i + 4) % length];

      if (g_ascii_isdigit (c))
        remainder = (remainder * 10 + (c - '0')) % 97;
      else if (g_ascii_isupper (c))
        remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
      else
        return FALSE;
    }
  return remainder == 1;
}

/**
 * kab_bank_account_has_shape:
 * @account: characters
 *
 * Returns: whether @account has the shape of a Russian bank account: 20 characters, the first no zero,
 *   the sixth maybe a letter
 */
gboolean
kab_bank_account_has_shape (const char *account)
{
  g_return_val_if_fail (account != NULL, FALSE);

  return kab_text_has_shape (account, "00000*00000000000000") && account[0] != '0'
         && (g_ascii_isdigit (account[5]) || strchr ("ABCEHKMPTX", account[5]) != NULL);
}

/* The key of an account: three digits of its bank and the account, weighed 7, 1, 3, 7… */
static gboolean
key_fits (const char *three, const char *account)
{
  static const int weights[] = { 7, 1, 3 };
  static const char letters[] = "ABCEHKMPTX"; /* count as 0 to 9 */
  int sum = 0;

  for (int i = 0; i < 23; i++)
    {
      char c = i < 3 ? three[i] : account[i - 3];
      int digit = g_ascii_isdigit (c) ? c - '0' : (int) (strchr (letters, c) - letters);

      sum += digit * weights[i % 3] % 10;
    }
  return sum % 10 == 0;
}

/**
 * kab_bank_account_fits:
 * @account: a settlement account
 * @bic: BIC of its bank
 *
 * Returns: whether the key of @account fits the bank
 */
gboolean
kab_bank_account_fits (const char *account, const char *bic)
{
  g_return_val_if_fail (account != NULL, FALSE);
  g_return_val_if_fail (bic != NULL, FALSE);

  return kab_bank_account_has_shape (account) && kab_text_has_shape (bic, "000000000")
         && key_fits (bic + 6, account);
}

/**
 * kab_correspondent_account_fits:
 * @account: a correspondent account
 * @bic: BIC of the bank that it belongs to
 *
 * Returns: whether the key of @account fits the bank
 */
gboolean
kab_correspondent_account_fits (const char *account, const char *bic)
{
  char three[4] = "0";

  g_return_val_if_fail (account != NULL, FALSE);
  g_return_val_if_fail (bic != NULL, FALSE);

  if (!kab_bank_account_has_shape (account) || !kab_text_has_shape (bic, "000000000"))
    return FALSE;
  memcpy (three + 1, bic + 4, 2);
  return key_fits (three, account);
}

/**
 * kab_number_check:
 * @rule: name of a rule: inn, kpp, unp, edrpou, iban, s10
 * @text: what a person typed
 * @issue: (out) (optional): what is wrong
 *
 * Of a tracking number the shape alone decides, because carriers make exceptions from the check digit.
 *
 * Returns: whether @text keeps @rule; a rule that is not known is left to the server
 */
gboolean
kab_number_check (const char *rule, const char *text, KabIssue *issue)
{
  static const struct
  {
    const char *rule;
    gboolean (*check) (const char *number);
  } rules[] = {
    { "inn", kab_inn_check },       { "kpp", kab_kpp_check },   { "unp", kab_unp_check },
    { "edrpou", kab_edrpou_check }, { "iban", kab_iban_check }, { "s10", kab_tracking_is_s10 },
  };
  g_autofree char *number = NULL;

  g_return_val_if_fail (rule != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  number = kab_number_fold (text);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].rule, rule) == 0)
      return rules[i].check (number) || kab_issue_raise_rule (issue, KAB_ISSUE_NUMBER_CHECK, rules[i].rule);
  return TRUE;
}
