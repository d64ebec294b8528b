/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-effects.h"

#include "accounts-links.h"
#include "documents-hooks.h"
#include "fields.h"
#include "json.h"
#include "payments-course.h"

static KabPayment *
find (KabDeed *deed)
{
  KabPayment *payment = kab_payment_load (deed->server, deed->call->organisation, deed->document->id);

  if (payment == NULL)
    kab_call_reply_problem (deed->call, "not-found", NULL);
  return payment;
}

static gboolean
refuse (KabDeed *deed, const char *field, const char *code)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autofree char *pointer = kab_fields_build_pointer (field);

  kab_field_errors_add (errors, pointer, code);
  kab_call_reply_field_errors (deed->call, errors);
  return FALSE;
}

static gboolean
fail (KabDeed *deed, GError *error)
{
  kab_call_reply_problem (deed->call, "conflict", error != NULL ? error->message : NULL);
  g_clear_error (&error);
  return FALSE;
}

/* the person says so; whether it is true is seen when the money is there. */
static gboolean
say_paid (KabDeed *deed)
{
  g_autoptr (KabPayment) payment = find (deed);

  if (payment == NULL)
    return FALSE;
  kab_payment_set_paid (deed->server, payment);
  kab_payment_save (deed->server, payment);
  return TRUE;
}

/* Nothing happens to it by itself any more. */
static gboolean
stop_clock (KabDeed *deed)
{
  g_autoptr (KabPayment) payment = find (deed);

  if (payment == NULL)
    return FALSE;
  payment->next_at = 0;
  kab_payment_save (deed->server, payment);
  return TRUE;
}

/* the money is there. */
static gboolean
credit (KabDeed *deed)
{
  g_autoptr (KabPayment) payment = find (deed);
  GError *error = NULL;

  if (payment == NULL)
    return FALSE;
  if (!kab_payment_post (deed->server, payment, &error))
    return fail (deed, error);
  kab_payment_save (deed->server, payment);
  return TRUE;
}

static gboolean
give_back (KabDeed *deed, const char *state)
{
  g_autoptr (KabPayment) payment = find (deed);

  if (payment == NULL)
    return FALSE;
  if (!kab_payment_take_back (deed->server, payment, state, deed->text))
    return fail (deed, NULL);
  kab_payment_save (deed->server, payment);
  return TRUE;
}

/* what was paid goes back to the payer. */
static gboolean
refund (KabDeed *deed)
{
  return give_back (deed, "returned");
}

static void
replace_parts (KabPayment *payment, gint64 account)
{
  KabPaymentPart part = { .account = account, .amount = payment->document->amount };

  g_array_set_size (payment->parts, 0);
  g_array_append_val (payment->parts, part);
  payment->account = account;
}

static gboolean
post_to (KabDeed *deed, KabPayment *payment, gint64 account)
{
  GError *error = NULL;

  replace_parts (payment, account);
  if (!kab_payment_post (deed->server, payment, &error))
    return fail (deed, error);
  kab_payment_save (deed->server, payment);
  return TRUE;
}

static gint64
read_account (KabDeed *deed)
{
  const char *number = kab_json_get_string (deed->values, "account_number");

  return number != NULL ? kab_accounts_find_number (deed->server, deed->call->organisation, number) : 0;
}

static gint64
find_by_number (KabDeed *deed, const char *number)
{
  return kab_database_select_integer (
      deed->server->database,
      "SELECT p.document FROM payments p JOIN documents d ON d.id = p.document WHERE p.organisation = ?"
      " AND d.number = ? AND p.document <> ?",
      "ssl", kab_organisation_get_id (deed->call->organisation), number, deed->document->id);
}

/* What came is what somebody waited for: that payment is counted, and this entry of the bank is its proof. */
static gboolean
match_payment (KabDeed *deed, KabPayment *entry, const char *number)
{
  gint64 id = find_by_number (deed, number);
  g_autoptr (KabPayment) awaited
      = id != 0 ? kab_payment_load (deed->server, deed->call->organisation, id) : NULL;
  GError *error = NULL;

  if (awaited == NULL || awaited->posted_at != 0)
    return refuse (deed, "payment_number", awaited == NULL ? "option" : "taken");
  if (awaited->document->amount != entry->document->amount)
    return refuse (deed, "payment_number", "wrong_amount");
  if (!kab_payment_credit (deed->server, awaited, kab_person_get_display_name (deed->call->person), &error))
    return fail (deed, error);
  deed->to = KAB_PAYMENT_MATCHED;
  return TRUE;
}

/* Staff say what money is for that came without saying so. */
static gboolean
match (KabDeed *deed)
{
  g_autoptr (KabPayment) payment = find (deed);
  const char *number = kab_json_get_string (deed->values, "payment_number");
  gint64 account = read_account (deed);

  if (payment == NULL)
    return FALSE;
  if (number != NULL && *number != '\0')
    return match_payment (deed, payment, number);
  if (account == 0)
    return refuse (deed, "account_number",
                   kab_json_get_string (deed->values, "account_number") == NULL ? "required"
                                                                                : "unknown_account");
  return post_to (deed, payment, account);
}

/* S-50: it went to the wrong account. */
static gboolean
move (KabDeed *deed)
{
  g_autoptr (KabPayment) payment = find (deed);
  gint64 account = read_account (deed);

  if (payment == NULL)
    return FALSE;
  if (account == 0 || account == payment->account)
    return refuse (deed, "account_number", account == 0 ? "unknown_account" : "taken");
  if (!kab_payment_take_back (deed->server, payment, "moved", deed->text))
    return fail (deed, NULL);
  payment->moves++;
  return post_to (deed, payment, account);
}

/* whose paper it is stands on it. */
static gboolean
issue_invoice (KabDeed *deed)
{
  JsonObject *invoice = json_object_new ();

  kab_json_copy_member (deed->values, invoice, "buyer");
  kab_json_copy_member (deed->values, invoice, "buyer_number");
  json_object_set_int_member (invoice, "at", kab_server_now (deed->server));
  json_object_set_object_member (deed->document->details, "invoice", invoice);
  return TRUE;
}

/**
 * kab_payments_add_effects:
 * @server: the server
 *
 * Offers documents what may be done with payments.
 */
void
kab_payments_add_effects (KabServer *server)
{
  kab_documents_add_effect (server, "payment_paid", say_paid);
  kab_documents_add_effect (server, "payment_stop", stop_clock);
  kab_documents_add_effect (server, "payment_credit", credit);
  kab_documents_add_effect (server, "payment_refund", refund);
  kab_documents_add_effect (server, "payment_match", match);
  kab_documents_add_effect (server, "payment_move", move);
  kab_documents_add_effect (server, "payment_issue", issue_invoice);
}
