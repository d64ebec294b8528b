/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments.h"

#include "documents-actions.h"
#include "documents-json.h"
#include "json.h"
#include "kab-issue.h"
#include "payments-bank.h"
#include "payments-course.h"
#include "payments-effects.h"
#include "payments-fiscal.h"
#include "payments-incoming.h"
#include "payments-invoice.h"
#include "payments-json.h"

static gboolean
takes_payments (KabCall *call)
{
  if (kab_payments_get_rules (call->organisation) != NULL)
    return TRUE;
  kab_call_reply_problem (call, "not-found", NULL);
  return FALSE;
}

/* What is due by the clock happens before anybody looks. */
static void
catch_up (KabServer *server)
{
  gboolean due
      = kab_database_select_integer (server->database, "SELECT count(*) FROM payments WHERE next_at <= ?",
                                     "l", kab_server_now (server))
        > 0;

  if (!due || !kab_database_begin (server->database))
    return;
  kab_payments_pass_time (server);
  if (!kab_database_commit (server->database))
    g_warning ("payments: what is due could not be kept");
}

static void
answer_payables (KabServer *server, KabCall *call)
{
  JsonObject *answer;
  gint64 own;

  if (!takes_payments (call))
    return;
  catch_up (server);
  answer = json_object_new ();
  json_object_set_array_member (answer, "items", kab_bills_build_payables (server, call));
  own = kab_bills_find_own_account (server, call, FALSE);
  if (kab_json_get_object (kab_payments_get_rules (call->organisation), "account") != NULL)
    kab_json_set_money (
        answer, "balance", own != 0 ? -kab_bills_get_due (server, own) : 0,
        kab_json_get_string (kab_organisation_get_descriptor (call->organisation), "currency"));
  kab_json_reply_tagged (call, answer);
}

static void
answer_list (KabServer *server, KabCall *call)
{
  g_autoptr (GPtrArray) payments = NULL;
  JsonArray *items;
  JsonObject *answer;

  if (!takes_payments (call))
    return;
  catch_up (server);
  payments = kab_payments_load_own (server, call);
  items = json_array_new ();
  for (guint i = 0; i < payments->len; i++)
    json_array_add_object_element (items,
                                   kab_payment_to_json (server, call, g_ptr_array_index (payments, i)));
  answer = json_object_new ();
  json_object_set_array_member (answer, "items", items);
  kab_json_reply_tagged (call, answer);
}

static KabPayment *
load (KabServer *server, KabCall *call)
{
  KabPayment *payment = kab_payment_load_visible (server, call, kab_call_get_parameter (call, "payment"));

  if (payment == NULL)
    kab_call_reply_problem (call, "not-found", NULL);
  return payment;
}

static void
answer_payment (KabServer *server, KabCall *call)
{
  g_autoptr (KabPayment) payment = NULL;

  catch_up (server);
  payment = load (server, call);
  if (payment != NULL)
    kab_json_reply_tagged (call, kab_payment_to_json (server, call, payment));
}

static gboolean
takes_currency (JsonObject *method, const char *currency)
{
  JsonArray *currencies = kab_json_get_array (method, "currencies");

  return currencies == NULL || currency == NULL || kab_json_array_has_string (currencies, currency);
}

/* The way must be there, take the currency, and be able to name the one account that is paid. */
static void
check_method (
    KabServer *server, KabCall *call, const KabBill *bill, const char *method, KabFieldErrors *errors)
{
  JsonObject *known = kab_payments_find_method (call->organisation, method);
  gint64 own = kab_bills_find_own_account (server, call, FALSE);

  if (known == NULL)
    kab_field_errors_add (errors, "/method", method == NULL ? "required" : "option");
  else if (!takes_currency (known, bill->currency)
           || (kab_json_get_boolean (known, "single", FALSE) && bill->parts->len > 1))
    kab_field_errors_add (errors, "/method", "option");
  else if (g_strcmp0 (kab_json_get_string (known, "kind"), "balance") == 0
           && (g_str_equal (bill->purpose, "top_up") || own == 0
               || -kab_bills_get_due (server, own) < bill->amount))
    kab_field_errors_add (errors, "/method", "balance");
}

static void
refuse_double (KabCall *call, gint64 payment)
{
  JsonObject *problem
      = kab_problem_new ("conflict", kab_payments_get_word (call->organisation, "under_way"), call->path);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, payment);

  json_object_set_string_member (problem, "payment", id);
  kab_call_reply_problem_object (call, problem);
}

static void
begin (KabServer *server, KabCall *call, KabBill *bill, const char *method)
{
  g_autoptr (KabPayment) payment = NULL;
  g_autoptr (GError) error = NULL;
  gboolean at_once
      = g_strcmp0 (kab_json_get_string (kab_payments_find_method (call->organisation, method), "kind"),
                   "balance")
        == 0;

  if (at_once)
    bill->account = kab_bills_find_own_account (server, call, FALSE);
  payment = kab_payment_begin (server, call->organisation, call->person, bill, method);
  if (!kab_payment_insert (server, payment))
    {
      kab_call_reply_problem (call, "internal", NULL);
      return;
    }
  kab_documents_add_event (server, payment->document->id, payment->document->date,
                           kab_payments_get_word (call->organisation, "begun"), NULL,
                           kab_person_get_display_name (call->person));
  kab_payments_give_way (server, payment);
  if (at_once && !kab_payment_credit (server, payment, NULL, &error))
    kab_call_reply_problem (call, "internal", NULL);
  else
    kab_call_reply_object (call, 201, kab_payment_to_json (server, call, payment));
}

static void
start (KabServer *server, KabCall *call)
{
  const char *method = kab_json_get_string (kab_call_get_body (call), "method");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (KabBill) bill = NULL;

  if (!takes_payments (call))
    return;
  if (kab_person_is_staff (call->person))
    {
      kab_call_reply_problem (call, "forbidden", NULL);
      return;
    }
  kab_payments_pass_time (server);
  bill = kab_bill_read (server, call, errors);
  check_method (server, call, bill, method, errors);
  if (bill->under_way != 0)
    refuse_double (call, bill->under_way);
  else if (!kab_field_errors_is_empty (errors))
    kab_call_reply_field_errors (call, errors);
  else
    begin (server, call, bill, method);
}

static char *
build_etag (const KabDocument *document)
{
  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", document->version);
}

static void
act (KabServer *server, KabCall *call)
{
  g_autoptr (KabPayment) payment = load (server, call);
  g_autoptr (KabPayment) after = NULL;
  g_autofree char *etag = NULL;

  if (payment == NULL)
    return;
  etag = build_etag (payment->document);
  if (!kab_call_check_if_match (call, etag)
      || !kab_document_act (server, call, payment->document, kab_call_get_parameter (call, "action")))
    return;
  after = kab_payment_load (server, call->organisation, payment->document->id);
  kab_call_reply_object (call, 200, kab_payment_to_json (server, call, after));
}

static void
take_fiscal (KabServer *server, KabCall *call)
{
  g_autoptr (KabPayment) payment = load (server, call);

  if (payment != NULL)
    kab_payment_take_fiscal (server, call, payment);
}

static void
answer_invoice (KabServer *server, KabCall *call)
{
  g_autoptr (KabPayment) payment = load (server, call);

  if (payment != NULL)
    kab_payment_answer_invoice (server, call, payment);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/payables", answer_payables, KAB_ACCESS_PERSON },
  { "GET", "/{org}/payments", answer_list, KAB_ACCESS_PERSON },
  { "POST", "/{org}/payments", start, KAB_ACCESS_PERSON },
  { "GET", "/{org}/payments/{payment}", answer_payment, KAB_ACCESS_PERSON },
  { "POST", "/{org}/payments/{payment}/actions/{action}", act, KAB_ACCESS_PERSON },
  { "POST", "/{org}/payments/{payment}/fiscal", take_fiscal, KAB_ACCESS_PERSON },
  { "GET", "/{org}/payments/{payment}/invoice", answer_invoice, KAB_ACCESS_PERSON },
  { "POST", "/{org}/desk/incoming", kab_incoming_take, KAB_ACCESS_STAFF },
  { NULL },
};

/**
 * kab_payments_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether the part is ready
 */
gboolean
kab_payments_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "payments", error))
    return FALSE;
  kab_payments_add_effects (server);
  kab_bank_open (server);
  kab_router_add (server->router, routes);
  return TRUE;
}
