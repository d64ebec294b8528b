/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "receipts.h"

#include "accounts-links.h"
#include "documents-json.h"
#include "json.h"
#include "payments-bill.h"
#include "pdf-answer.h"
#include "pdf-receipt.h"
#include "receipts-staff.h"
#include "receipts-store.h"

/* Whether it can be paid now, and the payment that is under way for it. */
static void
add_payment (KabServer *server, const KabReceipt *receipt, const char *id, JsonObject *object)
{
  gint64 payment = kab_payments_find_under_way (server, "receipt", receipt->id);
  g_autofree char *text = payment != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, payment) : NULL;

  json_object_set_boolean_member (object, "payable",
                                  kab_payments_get_rules (receipt->organisation) != NULL
                                      && kab_bills_is_payable (server, id));
  kab_json_set_string (object, "payment", text);
}

static JsonObject *
build_receipt (KabServer *server, KabCall *call, const KabReceipt *receipt)
{
  JsonObject *object = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, receipt->id);
  g_autofree char *title = kab_receipt_expand (receipt, "title");
  g_autofree char *issued = kab_call_format_time (call, receipt->issued_at);

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "number", receipt->number);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "month", receipt->month);
  json_object_set_string_member (object, "issued_at", issued);
  kab_json_set_money (object, "amount", kab_receipt_get_amount (receipt), receipt->currency);
  json_object_set_string_member (object, "due_at", receipt->due_on);
  json_object_set_object_member (object, "state", kab_receipt_dup_state (server, receipt));
  json_object_set_string_member (object, "account", receipt->account_number);
  add_payment (server, receipt, id, object);
  return object;
}

static JsonArray *
build_lines (const KabReceipt *receipt)
{
  JsonArray *lines = json_array_new ();

  for (guint i = 0; i < receipt->lines->len; i++)
    {
      const KabReceiptLine *line = g_ptr_array_index (receipt->lines, i);
      JsonObject *object = json_object_new ();
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      json_object_set_string_member (object, "id", id);
      json_object_set_string_member (object, "title", line->title);
      json_object_set_string_member (object, "quantity", line->quantity);
      json_object_set_string_member (object, "unit", line->unit);
      kab_json_set_money (object, "price", line->price, receipt->currency);
      kab_json_set_money (object, "amount", line->charged + line->recalculated, receipt->currency);
      json_array_add_object_element (lines, object);
    }
  return lines;
}

static void
add_property (JsonArray *properties, JsonObject *words, const char *word, const char *value)
{
  JsonObject *property = json_object_new ();

  json_object_set_string_member (property, "label", kab_json_get_string (words, word));
  json_object_set_string_member (property, "value", value);
  json_array_add_object_element (properties, property);
}

static JsonArray *
build_properties (const KabReceipt *receipt)
{
  JsonObject *words = kab_json_get_object (receipt->rules, "words");
  JsonArray *properties = json_array_new ();
  g_autofree char *registered = kab_receipt_format_people (receipt);
  g_autofree char *due = kab_receipt_format_day (receipt, receipt->due_on);

  add_property (properties, words, "account", receipt->account_number);
  add_property (properties, words, "payer", receipt->holder);
  add_property (properties, words, "address", receipt->address);
  add_property (properties, words, "registered", registered);
  add_property (properties, words, "due", due);
  return properties;
}

static JsonArray *
build_payee (const KabReceipt *receipt)
{
  static const char *const members[] = { "name", "inn", "kpp", "account", "bank", "bic", "correspondent" };
  JsonObject *payee = kab_json_get_object (receipt->rules, "payee");
  JsonObject *words = kab_json_get_object (receipt->rules, "payee_words");
  JsonArray *properties = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (kab_json_get_string (payee, members[i]) != NULL)
      add_property (properties, words, members[i], kab_json_get_string (payee, members[i]));
  return properties;
}

static void
answer_receipts (KabServer *server, KabCall *call)
{
  gint64 account = kab_accounts_find_linked (server, call);
  g_autoptr (GPtrArray) receipts = NULL;
  JsonObject *answer;
  JsonArray *items;

  if (account == 0)
    return;
  receipts = kab_receipts_load_all (server, call, account);
  answer = json_object_new ();
  items = json_array_new ();
  for (guint i = 0; i < receipts->len; i++)
    json_array_add_object_element (items, build_receipt (server, call, g_ptr_array_index (receipts, i)));
  json_object_set_array_member (answer, "items", items);
  json_object_set_object_member (
      answer, "expected",
      kab_receipts_dup_expected (server, call->organisation,
                                 receipts->len > 0 ? ((KabReceipt *) g_ptr_array_index (receipts, 0))->month
                                                   : NULL));
  kab_json_reply_tagged (call, answer);
}

static KabReceipt *
load (KabServer *server, KabCall *call)
{
  KabReceipt *receipt = kab_receipts_load (server, call, kab_call_get_parameter (call, "receipt"));

  if (receipt == NULL)
    kab_call_reply_problem (call, "not-found", NULL);
  return receipt;
}

static void
answer_receipt (KabServer *server, KabCall *call)
{
  g_autoptr (KabReceipt) receipt = load (server, call);
  g_autofree char *payment = NULL;
  g_autofree char *previous = NULL;
  g_autofree char *next = NULL;
  JsonObject *answer;

  if (receipt == NULL)
    return;
  payment = kab_receipt_build_payment (receipt);
  answer = build_receipt (server, call, receipt);
  previous = kab_receipts_find_neighbour (server, receipt, FALSE);
  next = kab_receipts_find_neighbour (server, receipt, TRUE);
  kab_json_set_string (answer, "previous", previous);
  kab_json_set_string (answer, "next", next);
  json_object_set_array_member (answer, "lines", build_lines (receipt));
  json_object_set_object_member (answer, "balance",
                                 kab_balance_lines_to_json (&receipt->balance, receipt->currency));
  json_object_set_array_member (answer, "properties", build_properties (receipt));
  json_object_set_array_member (answer, "payee", build_payee (receipt));
  kab_json_set_string (answer, "payment_qr", payment);
  kab_json_reply_tagged (call, answer);
}

static void
answer_file (KabServer *server, KabCall *call)
{
  g_autoptr (KabReceipt) receipt = load (server, call);
  g_autoptr (GBytes) sheet = NULL;

  if (receipt == NULL)
    return;
  sheet = kab_pdf_draw_receipt (server, receipt);
  kab_pdf_answer (call, sheet);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/accounts/{account}/receipts", answer_receipts, KAB_ACCESS_PERSON },
  { "GET", "/{org}/receipts/{receipt}", answer_receipt, KAB_ACCESS_PERSON },
  { "GET", "/{org}/receipts/{receipt}/file", answer_file, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_receipts_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: %TRUE
 */
gboolean
kab_receipts_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  kab_receipts_add_effects (server);
  return TRUE;
}
