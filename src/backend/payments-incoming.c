/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-incoming.h"

#include "accounts-links.h"
#include "fields.h"
#include "json.h"
#include "payments-course.h"

#define MAX_ITEMS 500
#define LONGEST_TEXT 400

/* One line of the register. */
typedef struct
{
  const char *reference;
  const char *text;
  const char *payer; /* or NULL */
  const char *currency;
  gint64 amount;
  gint64 at;
} Entry;

static void
refuse (KabFieldErrors *errors, guint index, const char *member, const char *code)
{
  g_autofree char *pointer = g_strdup_printf ("/items/%u/%s", index, member);

  kab_field_errors_add (errors, pointer, code);
}

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0' && g_utf8_strlen (text, -1) <= LONGEST_TEXT;
}

static void
read_entry (JsonObject *item, guint index, Entry *entry, KabFieldErrors *errors)
{
  JsonObject *amount = kab_json_get_object (item, "amount");
  const char *at = kab_json_get_string (item, "at");
  g_autoptr (GDateTime) time = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;

  entry->reference = kab_json_get_string (item, "reference");
  entry->text = kab_json_get_string (item, "text");
  entry->payer = kab_json_get_string (item, "payer");
  entry->currency = kab_json_get_string (amount, "currency");
  entry->amount = kab_json_get_integer (amount, "minor", 0);
  if (!is_text (entry->reference))
    refuse (errors, index, "reference", "required");
  if (!is_text (entry->text))
    refuse (errors, index, "text", "required");
  if (entry->amount <= 0 || entry->currency == NULL)
    refuse (errors, index, "amount", "range");
  if (time == NULL)
    refuse (errors, index, "at", "date");
  else
    entry->at = g_date_time_to_unix (time);
}

static gint64
find_known (KabServer *server, KabCall *call, const Entry *entry)
{
  return kab_database_select_integer (
      server->database, "SELECT document FROM payments WHERE organisation = ? AND reference = ?", "ss",
      kab_organisation_get_id (call->organisation), entry->reference);
}

/* A payment of just this amount that is not counted yet; SQL's last condition says which. */
#define AWAITED                                                                                              \
  "SELECT p.document FROM payments p JOIN documents d ON d.id = p.document WHERE p.organisation = ?"         \
  " AND d.amount = ? AND d.currency = ? AND p.posted_at IS NULL AND p.reference IS NULL"                     \
  " AND d.state NOT IN ('" KAB_PAYMENT_REFUNDED "', '" KAB_PAYMENT_UNMATCHED "', '" KAB_PAYMENT_MATCHED      \
  "') AND "

static gint64
find_by_word (KabServer *server, KabCall *call, const Entry *entry, const char *word)
{
  return kab_database_select_integer (server->database, AWAITED "d.number = ? LIMIT 1", "slss",
                                      kab_organisation_get_id (call->organisation), entry->amount,
                                      entry->currency, word);
}

static gint64
find_by_account (KabServer *server, KabCall *call, const Entry *entry, gint64 account)
{
  return kab_database_select_integer (
      server->database, AWAITED "p.account = ? ORDER BY p.paid_at IS NULL, p.document LIMIT 1", "slsl",
      kab_organisation_get_id (call->organisation), entry->amount, entry->currency, account);
}

/* Looks through the words of the line: the number of a payment says more than that of an account. */
static gint64
find_awaited (KabServer *server, KabCall *call, const Entry *entry, gint64 *account)
{
  g_auto (GStrv) words = g_strsplit_set (entry->text, " ,;:()\t\n", -1);
  gint64 found = 0;

  *account = 0;
  for (guint i = 0; words[i] != NULL && found == 0; i++)
    if (*words[i] != '\0')
      found = find_by_word (server, call, entry, words[i]);
  for (guint i = 0; words[i] != NULL && found == 0 && *account == 0; i++)
    if (*words[i] != '\0')
      *account = kab_accounts_find_number (server, call->organisation, words[i]);
  if (found == 0 && *account != 0)
    found = find_by_account (server, call, entry, *account);
  return found;
}

static const char *
take_awaited (KabServer *server, KabCall *call, const Entry *entry, gint64 id)
{
  g_autoptr (KabPayment) payment = kab_payment_load (server, call->organisation, id);
  g_autoptr (GError) error = NULL;

  if (payment == NULL)
    return "failed";
  if (payment->paid_at == 0)
    payment->paid_at = entry->at;
  g_set_str (&payment->reference, entry->reference);
  if (kab_payment_credit (server, payment, kab_person_get_display_name (call->person), &error))
    return "matched";
  g_warning ("register %s: %s", entry->reference, error != NULL ? error->message : "not counted");
  return "failed";
}

static KabPayment *
make_payment (KabServer *server, KabCall *call, const Entry *entry, gint64 account)
{
  KabPaymentPart part = { .account = account, .amount = entry->amount };
  g_autoptr (KabBill) bill = g_new0 (KabBill, 1);
  KabPayment *payment;

  bill->purpose = g_strdup ("incoming");
  bill->title = g_strdup (entry->text);
  bill->amount = entry->amount;
  bill->currency = g_strdup (entry->currency);
  bill->account = account;
  bill->parts = g_array_new (FALSE, FALSE, sizeof (KabPaymentPart));
  g_array_append_val (bill->parts, part);
  payment = kab_payment_begin (server, call->organisation, NULL, bill, "incoming");
  payment->reference = g_strdup (entry->reference);
  payment->paid_at = entry->at;
  payment->expires_at = 0;
  payment->next_at = 0;
  g_set_str (&payment->document->state, KAB_PAYMENT_UNMATCHED);
  payment->document->due_at
      = entry->at
        + kab_json_get_integer (kab_payments_get_rules (call->organisation), "expected", 2 * 24 * 60 * 60);
  return payment;
}

static void
add_property (KabCall *call, KabPayment *payment, const char *word, const char *value)
{
  JsonArray *properties = kab_json_get_array (payment->document->details, "properties");
  JsonObject *property;

  if (value == NULL)
    return;
  property = json_object_new ();
  json_object_set_string_member (property, "label", kab_payments_get_word (call->organisation, word));
  json_object_set_string_member (property, "value", value);
  json_array_add_object_element (properties, property);
}

/* Nobody waited for it. Where it names an account, that is what it is for; otherwise staff find out. */
static const char *
take_stray (KabServer *server, KabCall *call, const Entry *entry, gint64 account, gint64 *id)
{
  g_autoptr (KabPayment) payment = make_payment (server, call, entry, account);
  g_autoptr (GError) error = NULL;

  add_property (call, payment, "payer", entry->payer);
  add_property (call, payment, "reference", entry->reference);
  if (!kab_payment_insert (server, payment))
    return "failed";
  *id = payment->document->id;
  kab_documents_add_event (server, *id, kab_server_now (server),
                           kab_payments_get_word (call->organisation, "came"), entry->text, NULL);
  if (account == 0)
    return "unmatched";
  return kab_payment_credit (server, payment, NULL, &error) ? "credited" : "failed";
}

static JsonObject *
take_entry (KabServer *server, KabCall *call, const Entry *entry)
{
  JsonObject *result = json_object_new ();
  gint64 account = 0;
  gint64 id = find_known (server, call, entry);
  const char *outcome = "known";
  g_autofree char *text = NULL;

  if (id == 0)
    {
      id = find_awaited (server, call, entry, &account);
      outcome
          = id != 0 ? take_awaited (server, call, entry, id) : take_stray (server, call, entry, account, &id);
    }
  text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  json_object_set_string_member (result, "reference", entry->reference);
  json_object_set_string_member (result, "result", outcome);
  json_object_set_string_member (result, "payment", text);
  return result;
}

/**
 * kab_incoming_take:
 * @server: the server
 * @call: a call of the staff with lines of the bank's register
 *
 * Counts what was waited for, keeps the rest to be matched; a line that came before is not taken again.
 */
void
kab_incoming_take (KabServer *server, KabCall *call)
{
  JsonArray *items = kab_json_get_array (kab_call_get_body (call), "items");
  guint count = kab_json_array_length (items);
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autofree Entry *entries = g_new0 (Entry, MAX (count, 1));
  JsonArray *results;
  JsonObject *answer;

  if (kab_payments_get_rules (call->organisation) == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  if (count == 0 || count > MAX_ITEMS)
    kab_field_errors_add (errors, "/items", count == 0 ? "required" : "too_long");
  for (guint i = 0; count <= MAX_ITEMS && i < count; i++)
    read_entry (kab_json_array_get_object (items, i), i, &entries[i], errors);
  if (!kab_field_errors_is_empty (errors))
    {
      kab_call_reply_field_errors (call, errors);
      return;
    }
  results = json_array_new ();
  for (guint i = 0; i < count; i++)
    json_array_add_object_element (results, take_entry (server, call, &entries[i]));
  answer = json_object_new ();
  json_object_set_array_member (answer, "items", results);
  kab_call_reply_object (call, 200, answer);
}
