/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-fiscal-qr.h"

#include "kab-text.h"

G_DEFINE_QUARK (kab-fiscal-qr-error-quark, kab_fiscal_qr_error)

/**
 * kab_fiscal_qr_free:
 * @self: (transfer full): a code
 *
 * Frees @self.
 */
void
kab_fiscal_qr_free (KabFiscalQr *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->time);
  g_free (self->storage);
  g_free (self->document);
  g_free (self->sign);
  g_free (self);
}

static gboolean
are_digits (const char *text, gsize least, gsize most)
{
  gsize length = strlen (text);

  return length >= least && length <= most && strspn (text, "0123456789") == length;
}

static gboolean
is_time (const char *text)
{
  int hour, minute;

  if (!kab_text_has_shape (text, "00000000T0000") && !kab_text_has_shape (text, "00000000T000000"))
    return FALSE;
  hour = (text[9] - '0') * 10 + text[10] - '0';
  minute = (text[11] - '0') * 10 + text[12] - '0';
  return hour < 24 && minute < 60
         && g_date_valid_dmy ((text[6] - '0') * 10 + text[7] - '0', (text[4] - '0') * 10 + text[5] - '0',
                              (GDateYear) (atoi (text) / 10000));
}

/* "3943.26" in kopecks, without a float on the way. */
static gboolean
read_total (const char *text, gint64 *total)
{
  const char *point = strchr (text, '.');
  g_autofree char *digits = NULL;

  if (point == NULL || strlen (point + 1) != 2)
    return FALSE;
  digits = g_strdup_printf ("%.*s%s", (int) (point - text), text, point + 1);
  if (!are_digits (digits, 3, 17))
    return FALSE;
  *total = g_ascii_strtoll (digits, NULL, 10);
  return TRUE;
}

static const char *
require (GHashTable *parts, const char *key, GError **error)
{
  const char *value = g_hash_table_lookup (parts, key);

  if (value == NULL)
    g_set_error (error, KAB_FISCAL_QR_ERROR, KAB_FISCAL_QR_ERROR_MISSING, "%s is required", key);
  return value;
}

/**
 * kab_fiscal_qr_read:
 * @text: "t=…&s=…&fn=…&i=…&fp=…&n=…", in any order, escaped or not
 * @error: return location for a %KAB_FISCAL_QR_ERROR
 *
 * Returns: (nullable) (transfer full): the code
 */
KabFiscalQr *
kab_fiscal_qr_read (const char *text, GError **error)
{
  g_autoptr (GHashTable) parts = NULL;
  g_autoptr (KabFiscalQr) self = NULL;
  const char *time, *sum, *storage, *document, *sign, *operation;
  gint64 total = 0;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_uri_parse_params (text, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (parts == NULL)
    {
      g_set_error_literal (error, KAB_FISCAL_QR_ERROR, KAB_FISCAL_QR_ERROR_VALUE, "not a fiscal receipt");
      return NULL;
    }
  if ((time = require (parts, "t", error)) == NULL || (sum = require (parts, "s", error)) == NULL
      || (storage = require (parts, "fn", error)) == NULL || (document = require (parts, "i", error)) == NULL
      || (sign = require (parts, "fp", error)) == NULL || (operation = require (parts, "n", error)) == NULL)
    return NULL;
  if (!is_time (time) || !read_total (sum, &total) || !are_digits (storage, 16, 16)
      || !are_digits (document, 1, 10) || !are_digits (sign, 1, 10) || strlen (operation) != 1
      || *operation < '1' || *operation > '4')
    {
      g_set_error_literal (error, KAB_FISCAL_QR_ERROR, KAB_FISCAL_QR_ERROR_VALUE, "a part breaks its rule");
      return NULL;
    }

  self = g_new0 (KabFiscalQr, 1);
  self->time = g_strdup (time);
  self->total = total;
  self->storage = g_strdup (storage);
  self->document = g_strdup (document);
  self->sign = g_strdup_printf ("%010" G_GINT64_FORMAT, g_ascii_strtoll (sign, NULL, 10));
  self->operation = (KabFiscalOperation) (*operation - '0');
  return g_steal_pointer (&self);
}

/**
 * kab_fiscal_qr_dup_identity:
 * @self: a code
 *
 * Returns: (transfer full): what no two receipts share, against doubles
 */
char *
kab_fiscal_qr_dup_identity (const KabFiscalQr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%s", self->storage,
                          g_ascii_strtoll (self->document, NULL, 10), self->sign);
}

/**
 * kab_fiscal_qr_matches:
 * @self: a code
 * @total: kopecks of a payment
 * @at: when it was paid
 * @refund: whether it was paid back
 *
 * Returns: whether @self may be the receipt of the payment: the same sum and kind, and no more than a
 *   day between, because the receipt does not say its zone
 */
gboolean
kab_fiscal_qr_matches (const KabFiscalQr *self, gint64 total, GDateTime *at, gboolean refund)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) printed = NULL;
  GTimeSpan between;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (at != NULL, FALSE);

  printed = g_date_time_new_from_iso8601 (self->time, utc);
  if (printed == NULL || self->total != total || refund != (self->operation == KAB_FISCAL_SALE_RETURN))
    return FALSE;
  between = g_date_time_difference (printed, at);
  return ABS (between) <= G_TIME_SPAN_DAY;
}
