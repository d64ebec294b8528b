/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-fiscal.h"

#include "documents-json.h"
#include "json.h"
#include "kab-fiscal-qr.h"

#define LONGEST_CODE 400

static void
add_difference (JsonArray *differences, const char *what, const char *paid, const char *receipt)
{
  JsonObject *difference = json_object_new ();

  json_object_set_string_member (difference, "what", what);
  json_object_set_string_member (difference, "paid", paid);
  json_object_set_string_member (difference, "receipt", receipt);
  json_array_add_object_element (differences, difference);
}

/* "20190418T211655" as "2019-04-18T21:16": what the till printed, which knows no zone. */
static char *
format_printed (const KabFiscalQr *code)
{
  return g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s", code->time, code->time + 4, code->time + 6,
                          code->time + 9, code->time + 11);
}

static gboolean
is_refund (const KabPayment *payment)
{
  return kab_payment_is_in (payment, KAB_PAYMENT_REFUNDED);
}

static JsonArray *
compare (const KabPayment *payment, const KabFiscalQr *code)
{
  JsonArray *differences = json_array_new ();
  g_autoptr (GDateTime) paid = kab_organisation_to_local (payment->organisation, payment->paid_at);
  g_autofree char *paid_text = g_date_time_format (paid, "%Y-%m-%dT%H:%M");
  g_autofree char *printed = format_printed (code);
  KabFiscalOperation wanted = is_refund (payment) ? KAB_FISCAL_SALE_RETURN : KAB_FISCAL_SALE;

  if (code->total != payment->document->amount)
    {
      g_autofree char *own = g_strdup_printf ("%" G_GINT64_FORMAT, payment->document->amount);
      g_autofree char *its = g_strdup_printf ("%" G_GINT64_FORMAT, code->total);

      add_difference (differences, "sum", own, its);
    }
  if (code->operation != wanted)
    add_difference (differences, "kind", wanted == KAB_FISCAL_SALE ? "1" : "2",
                    (const char[]) { (char) ('0' + code->operation), '\0' });
  if (!kab_fiscal_qr_matches (code, code->total, paid, code->operation == KAB_FISCAL_SALE_RETURN))
    add_difference (differences, "time", paid_text, printed);
  return differences;
}

static JsonObject *
build (const KabPayment *payment, const KabFiscalQr *code, const char *text)
{
  JsonObject *fiscal = json_object_new ();
  JsonArray *differences = compare (payment, code);
  g_autofree char *printed = format_printed (code);

  kab_json_set_money (fiscal, "total", code->total, payment->document->currency);
  json_object_set_string_member (fiscal, "printed_at", printed);
  json_object_set_int_member (fiscal, "operation", code->operation);
  json_object_set_string_member (fiscal, "storage", code->storage);
  json_object_set_string_member (fiscal, "document", code->document);
  json_object_set_string_member (fiscal, "sign", code->sign);
  json_object_set_string_member (fiscal, "qr", text);
  json_object_set_boolean_member (fiscal, "matches", json_array_get_length (differences) == 0);
  json_object_set_array_member (fiscal, "differences", differences);
  return fiscal;
}

/**
 * kab_payment_build_fiscal:
 * @payment: a payment
 *
 * Returns: (transfer full) (nullable): the till's receipt that is kept with it
 */
JsonObject *
kab_payment_build_fiscal (const KabPayment *payment)
{
  const char *text = kab_json_get_string (payment->document->details, "fiscal");
  g_autoptr (KabFiscalQr) code = text != NULL ? kab_fiscal_qr_read (text, NULL) : NULL;

  return code != NULL ? build (payment, code, text) : NULL;
}

static gboolean
is_taken (KabServer *server, const KabPayment *payment, const char *identity)
{
  return kab_database_select_integer (server->database,
                                      "SELECT count(*) FROM payments WHERE organisation = ? AND fiscal = ?"
                                      " AND document <> ?",
                                      "ssl", kab_organisation_get_id (payment->organisation), identity,
                                      payment->document->id)
         > 0;
}

static void
refuse (KabCall *call, const char *code)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();

  kab_field_errors_add (errors, "/qr", code);
  kab_call_reply_field_errors (call, errors);
}

/* Only what fits is kept; what differs is told, so that the person can ask about it. */
static gboolean
keep (KabServer *server, KabPayment *payment, const char *identity, const char *text)
{
  json_object_set_string_member (payment->document->details, "fiscal", text);
  g_set_str (&payment->fiscal, identity);
  kab_payment_save (server, payment);
  return kab_documents_change (server, payment->organisation, payment->document, payment->document->state,
                               payment->document->due_at);
}

/**
 * kab_payment_take_fiscal:
 * @server: the server
 * @call: a call with the text of a receipt's code
 * @payment: the payment that it is said to be for
 *
 * Answers with what the receipt says and where it differs; keeps it where it does not.
 */
void
kab_payment_take_fiscal (KabServer *server, KabCall *call, KabPayment *payment)
{
  const char *text = kab_json_get_string (kab_call_get_body (call), "qr");
  g_autoptr (KabFiscalQr) code = NULL;
  g_autofree char *identity = NULL;
  JsonObject *fiscal;

  if (payment->paid_at == 0)
    {
      kab_call_reply_problem (call, "forbidden",
                              kab_payments_get_word (payment->organisation, "fiscal_unpaid"));
      return;
    }
  if (text != NULL && strlen (text) <= LONGEST_CODE)
    code = kab_fiscal_qr_read (text, NULL);
  if (code == NULL)
    {
      refuse (call, text == NULL || *text == '\0' ? "required" : "pattern");
      return;
    }
  identity = kab_fiscal_qr_dup_identity (code);
  if (is_taken (server, payment, identity))
    {
      refuse (call, "taken");
      return;
    }
  fiscal = build (payment, code, text);
  if (kab_json_get_boolean (fiscal, "matches", FALSE) && !keep (server, payment, identity, text))
    {
      json_object_unref (fiscal);
      kab_call_reply_problem (call, "conflict", NULL);
      return;
    }
  kab_call_reply_object (call, 200, fiscal);
}
