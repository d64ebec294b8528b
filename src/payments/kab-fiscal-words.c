/* kab-fiscal-words.c: what a till's receipt says beside a payment. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-fiscal-words.h"
#include "kab-format.h"

static char *
format_minor (const char *minor, const char *currency)
{
  g_autoptr (KabMoney) money = kab_money_new (g_ascii_strtoll (minor, NULL, 10), currency);

  return kab_money_format (money);
}

/* "2019-04-18T21:16" as people write it; the till's clock, without a zone. */
static char *
format_printed (const char *printed)
{
  g_autofree char *moment = g_strconcat (printed, ":00", NULL);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (moment, here);

  return time != NULL ? kab_format_date_prose (time) : g_strdup (printed);
}

static char *
describe_difference (KabFiscalDifference *difference, const char *currency)
{
  const char *what = kab_fiscal_difference_get_what (difference);

  if (g_strcmp0 (what, "sum") == 0)
    {
      g_autofree char *paid = format_minor (kab_fiscal_difference_get_paid (difference), currency);
      g_autofree char *printed = format_minor (kab_fiscal_difference_get_receipt (difference), currency);

      /* Translators: two sums of money. */
      return g_strdup_printf (_ ("The receipt is for %s, the payment for %s"), printed, paid);
    }
  if (g_strcmp0 (what, "time") == 0)
    {
      g_autofree char *paid = format_printed (kab_fiscal_difference_get_paid (difference));
      g_autofree char *printed = format_printed (kab_fiscal_difference_get_receipt (difference));

      /* Translators: two moments. */
      return g_strdup_printf (_ ("The receipt is of %s, the payment of %s"), printed, paid);
    }
  return g_strdup (_ ("The receipt is not for such an operation"));
}

/**
 * kab_fiscal_receipt_describe:
 * @receipt: a till's receipt beside a payment
 *
 * Returns: (transfer full): that it fits, or where it differs
 */
char *
kab_fiscal_receipt_describe (KabFiscalReceipt *receipt)
{
  GListModel *differences;
  const KabMoney *total;
  g_autoptr (GString) text = NULL;
  g_autofree char *sum = NULL;

  g_return_val_if_fail (KAB_IS_FISCAL_RECEIPT (receipt), NULL);

  differences = kab_fiscal_receipt_get_differences (receipt);
  total = kab_fiscal_receipt_get_total (receipt);
  sum = kab_money_format (total);
  if (kab_fiscal_receipt_get_matches (receipt))
    {
      g_autofree char *printed = format_printed (kab_fiscal_receipt_get_printed_at (receipt));

      /* Translators: a sum of money and a moment. */
      return g_strdup_printf (_ ("The receipt fits: %s, %s"), sum, printed);
    }
  text = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (differences); i++)
    {
      g_autoptr (KabFiscalDifference) difference = g_list_model_get_item (differences, i);
      g_autofree char *line = describe_difference (difference, total->currency);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
