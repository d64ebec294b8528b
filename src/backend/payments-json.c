/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-json.h"

#include "documents-actions.h"
#include "documents-json.h"
#include "documents-type.h"
#include "json.h"
#include "payments-bank.h"
#include "payments-code.h"
#include "payments-fiscal.h"

/* How often it is worth while to ask whether the bank has said something. */
#define POLL_SECONDS 4

static void
set_time (KabCall *call, JsonObject *object, const char *member, gint64 time)
{
  g_autofree char *text = time != 0 ? kab_call_format_time (call, time) : NULL;

  kab_json_set_string (object, member, text);
}

static void
set_id (JsonObject *object, const char *member, gint64 id)
{
  g_autofree char *text = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;

  kab_json_set_string (object, member, text);
}

/* The words of the way come before those of all ways. */
static char *
build_note (KabServer *server, const KabPayment *payment)
{
  JsonObject *way = kab_payments_get_way (payment->organisation, payment->method);
  JsonObject *rules = kab_payments_get_rules (payment->organisation);
  const char *own = kab_json_get_string (kab_json_get_object (way, "notes"), payment->document->state);
  const char *common = kab_json_get_string (kab_json_get_object (rules, "notes"), payment->document->state);

  return kab_payment_fill (server, payment, own != NULL ? own : common);
}

/* What is paid where, with words for each: of use only while it is to be paid. */
static JsonArray *
build_properties (KabServer *server, const KabPayment *payment)
{
  JsonArray *templates
      = kab_json_get_array (kab_payments_get_way (payment->organisation, payment->method), "properties");
  JsonArray *properties = json_array_new ();

  for (guint i = 0; kab_payment_is_open (payment) && i < kab_json_array_length (templates); i++)
    {
      JsonObject *template = kab_json_array_get_object (templates, i);
      g_autofree char *value = kab_payment_fill (server, payment, kab_json_get_string (template, "value"));
      JsonObject *property;

      if (value == NULL || *value == '\0')
        continue;
      property = json_object_new ();
      kab_json_copy_member (template, property, "label");
      json_object_set_string_member (property, "value", value);
      json_array_add_object_element (properties, property);
    }
  return properties;
}

static JsonArray *
build_steps (KabServer *server, const KabPayment *payment)
{
  JsonArray *templates
      = kab_json_get_array (kab_payments_get_way (payment->organisation, payment->method), "steps");
  JsonArray *steps = json_array_new ();

  for (guint i = 0; kab_payment_is_open (payment) && i < kab_json_array_length (templates); i++)
    {
      g_autofree char *step = kab_payment_fill (server, payment, kab_json_array_get_string (templates, i));

      json_array_add_string_element (steps, step);
    }
  return steps;
}

static JsonArray *
build_receipts (const KabPayment *payment)
{
  JsonArray *receipts = json_array_new ();

  for (guint i = 0; i < payment->parts->len; i++)
    {
      gint64 id = g_array_index (payment->parts, KabPaymentPart, i).receipt;
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      if (id != 0)
        json_array_add_string_element (receipts, text);
    }
  return receipts;
}

static void
add_method (const KabPayment *payment, JsonObject *object)
{
  JsonObject *method = kab_payments_find_method (payment->organisation, payment->method);
  const char *title = kab_json_get_string (method, "title");
  const char *kind = kab_json_get_string (method, "kind");

  json_object_set_string_member (object, "method", payment->method);
  json_object_set_string_member (object, "method_title", title != NULL ? title : payment->method);
  json_object_set_string_member (object, "method_kind", kind != NULL ? kind : "other");
}

/* How to pay: only as long as it is to be paid, so that nobody pays twice. */
static void
add_ways (KabServer *server, const KabPayment *payment, JsonObject *object)
{
  JsonObject *way = kab_payments_get_way (payment->organisation, payment->method);
  gboolean open = kab_payment_is_open (payment);
  JsonObject *code = open ? kab_payment_build_code (server, payment) : NULL;
  g_autofree char *page
      = open && kab_json_get_boolean (way, "page", FALSE) ? kab_bank_build_page (server, payment) : NULL;

  kab_json_set_string (object, "page", page);
  if (code != NULL)
    json_object_set_object_member (object, "qr", code);
  json_object_set_array_member (object, "properties", build_properties (server, payment));
  json_object_set_array_member (object, "steps", build_steps (server, payment));
  json_object_set_boolean_member (object, "invoice",
                                  kab_json_get_object (payment->document->details, "invoice") != NULL);
  if (page != NULL || kab_payment_is_in (payment, KAB_PAYMENT_ON_WAY))
    json_object_set_int_member (object, "poll_after", POLL_SECONDS);
}

/**
 * kab_payment_to_json:
 * @server: the server
 * @call: the call that is answered
 * @payment: a payment that this person may see
 *
 * Returns: (transfer full): the payment
 */
JsonObject *
kab_payment_to_json (KabServer *server, KabCall *call, const KabPayment *payment)
{
  const KabDocument *document = payment->document;
  JsonObject *object = json_object_new ();
  g_autofree char *note = build_note (server, payment);
  g_autofree char *account = kab_database_select_text (
      server->database, "SELECT number FROM accounts WHERE id = ?", "l", payment->account);
  JsonObject *fiscal = kab_payment_build_fiscal (payment);

  set_id (object, "id", document->id);
  json_object_set_string_member (object, "number", document->number);
  json_object_set_string_member (object, "title", document->subject);
  json_object_set_string_member (object, "purpose", payment->purpose);
  kab_json_set_money (object, "amount", document->amount, document->currency);
  add_method (payment, object);
  json_object_set_object_member (
      object, "state", kab_document_type_dup_state (payment->organisation, document->type, document->state));
  set_time (call, object, "created_at", document->date);
  set_time (call, object, "paid_at", payment->paid_at);
  set_time (call, object, "expected_by", kab_payment_is_open (payment) ? 0 : payment->expected_by);
  set_time (call, object, "expires_at", kab_payment_is_open (payment) ? payment->expires_at : 0);
  kab_json_set_string (object, "note", note);
  kab_json_set_string (object, "account", account);
  set_id (object, "document", payment->target);
  json_object_set_array_member (object, "receipts", build_receipts (payment));
  add_ways (server, payment, object);
  if (fiscal != NULL)
    json_object_set_object_member (object, "fiscal", fiscal);
  json_object_set_int_member (object, "version", document->version);
  json_object_set_array_member (object, "actions", kab_document_build_actions (call, document));
  return object;
}
