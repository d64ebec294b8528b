/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-account-number.h"

#include "kab-text.h"

/**
 * kab_account_number_fold:
 * @typed: a number as it was typed; it is kept and shown so
 *
 * Returns: (transfer full): what to compare numbers by: without spaces, in capitals, Cyrillic letters
 *   turned into the Latin ones that look the same; zeros in front and dashes stay
 */
char *
kab_account_number_fold (const char *typed)
{
  g_autofree char *compact = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  compact = kab_text_compact (typed);
  return kab_text_fold_look_alikes (compact);
}

/**
 * kab_account_number_equal:
 * @a: a number
 * @b: another one
 *
 * Returns: whether both are the same number to a person
 */
gboolean
kab_account_number_equal (const char *a, const char *b)
{
  g_autofree char *folded_a = kab_account_number_fold (a);
  g_autofree char *folded_b = kab_account_number_fold (b);

  return g_strcmp0 (folded_a, folded_b) == 0;
}

/**
 * kab_account_number_get_kind:
 * @number: a number
 *
 * Returns: what kind of number it looks like
 */
KabAccountNumberKind
kab_account_number_get_kind (const char *number)
{
  g_autofree char *folded = kab_account_number_fold (number);

  g_return_val_if_fail (number != NULL, KAB_ACCOUNT_NUMBER_OWN);

  if (kab_text_has_shape (folded, "00AA000000"))
    return KAB_ACCOUNT_NUMBER_UNIFIED;
  if (kab_text_has_shape (folded, "00AA000000-00"))
    return KAB_ACCOUNT_NUMBER_SERVICE;
  if (kab_text_has_shape (folded, "00AA00000000000000"))
    return KAB_ACCOUNT_NUMBER_DOCUMENT;
  return KAB_ACCOUNT_NUMBER_OWN;
}
