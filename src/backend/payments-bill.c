/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-bill.h"

#include "documents-json.h"
#include "documents-type.h"
#include "json.h"
#include "kab-account-number.h"
#include "receipts-store.h"
#include "template.h"

#define MAX_RECEIPTS 50

/**
 * kab_bill_free:
 * @self: (transfer full) (nullable): a bill
 */
void
kab_bill_free (KabBill *self)
{
  if (self == NULL)
    return;
  g_free (self->purpose);
  g_free (self->title);
  g_free (self->currency);
  g_free (self->account_number);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self);
}

/**
 * kab_bills_get_due:
 * @server: the server
 * @account: id of an account
 *
 * Returns: what is to pay on it now; less than nothing where more was paid than was charged
 */
gint64
kab_bills_get_due (KabServer *server, gint64 account)
{
  g_auto (KabBalanceLines) lines = { NULL };

  return kab_accounts_find_month (server, account, NULL, &lines) ? kab_balance_lines_get_to_pay (&lines) : 0;
}

/**
 * kab_bills_is_payable:
 * @server: the server
 * @receipt: id of a receipt
 *
 * A receipt holds the debts of those before it, so only the last one of an account is paid.
 *
 * Returns: whether the receipt may be paid now
 */
gboolean
kab_bills_is_payable (KabServer *server, const char *receipt)
{
  gint64 id = g_ascii_strtoll (receipt, NULL, 10);
  gint64 account = kab_database_select_integer (
      server->database,
      "SELECT r.account FROM receipts r WHERE r.id = ? AND r.paid_on IS NULL AND NOT EXISTS"
      " (SELECT 1 FROM receipts n WHERE n.account = r.account AND n.month > r.month)",
      "l", id);

  return account != 0 && kab_bills_get_due (server, account) > 0
         && kab_payments_find_under_way (server, "receipt", id) == 0;
}

static char *
find_text (KabServer *server, const char *sql, gint64 id)
{
  return kab_database_select_text (server->database, sql, "l", id);
}

static void
add_part (KabBill *self, gint64 receipt, gint64 account, gint64 amount)
{
  KabPaymentPart part = { .receipt = receipt, .account = account, .amount = amount };

  g_array_append_val (self->parts, part);
  self->amount += amount;
}

static char *
fill_title (KabCall *call, const char *purpose, const char *month, const char *account, const char *document)
{
  JsonObject *titles = kab_json_get_object (kab_payments_get_rules (call->organisation), "titles");

  return kab_template_fill (kab_json_get_string (titles, purpose), "month", month, "account", account,
                            "document", document, NULL);
}

static void
refuse (KabFieldErrors *errors, const char *place, guint index, const char *code)
{
  g_autofree char *pointer = g_strdup_printf ("/%s/%u", place, index);

  kab_field_errors_add (errors, pointer, code);
}

static gboolean
has_account (const KabBill *self, gint64 account)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, KabPaymentPart, i).account == account)
      return TRUE;
  return FALSE;
}

/* A receipt that is not this person's is one that does not exist. */
static void
add_receipt (
    KabServer *server, KabCall *call, KabBill *self, const char *id, guint index, KabFieldErrors *errors)
{
  g_autoptr (KabReceipt) receipt = id != NULL ? kab_receipts_load (server, call, id) : NULL;
  g_autofree char *month = NULL;
  gint64 under_way;

  if (receipt == NULL)
    {
      refuse (errors, "receipts", index, "option");
      return;
    }
  under_way = kab_payments_find_under_way (server, "receipt", receipt->id);
  if (under_way != 0)
    self->under_way = under_way;
  else if (!kab_bills_is_payable (server, id) || has_account (self, receipt->account))
    refuse (errors, "receipts", index, "taken");
  else
    add_part (self, receipt->id, receipt->account, kab_bills_get_due (server, receipt->account));
  g_set_str (&self->currency, receipt->currency);
  month = kab_receipt_format_month (receipt);
  g_free (self->title);
  self->title = fill_title (call, "receipt", month, receipt->account_number, NULL);
}

static void
read_receipts (KabServer *server, KabCall *call, KabBill *self, KabFieldErrors *errors)
{
  JsonArray *receipts = kab_json_get_array (kab_call_get_body (call), "receipts");
  guint count = kab_json_array_length (receipts);

  if (count == 0 || count > MAX_RECEIPTS)
    {
      kab_field_errors_add (errors, "/receipts", count == 0 ? "required" : "too_long");
      return;
    }
  for (guint i = 0; i < count; i++)
    add_receipt (server, call, self, kab_json_array_get_string (receipts, i), i, errors);
  if (count > 1)
    {
      g_free (self->title);
      self->title = fill_title (call, "receipts", NULL, NULL, NULL);
    }
  else if (self->parts->len == 1)
    {
      self->account = g_array_index (self->parts, KabPaymentPart, 0).account;
    }
}

/**
 * kab_bills_find_own_account:
 * @server: the server
 * @call: a call of a signed-in person
 * @create: whether to make one where there is none yet
 *
 * Finds the account on which an organisation without personal accounts keeps what a person has paid in advance.
 *
 * Returns: its id, or 0
 */
gint64
kab_bills_find_own_account (KabServer *server, KabCall *call, gboolean create)
{
  JsonObject *rule = kab_json_get_object (kab_payments_get_rules (call->organisation), "account");
  KabDatabase *database = server->database;
  gint64 account = kab_database_select_integer (
      database, "SELECT account FROM payment_accounts WHERE person = ?", "s", call->person->id);
  g_autofree char *number = NULL;
  g_autofree char *key = NULL;

  if (account != 0 || rule == NULL || !create)
    return account;
  number = g_strdup_printf (
      "%s%0*" G_GINT64_FORMAT, kab_json_get_string (rule, "prefix"),
      (int) kab_json_get_integer (rule, "digits", 1),
      kab_json_get_integer (rule, "first", 1)
          + kab_database_select_integer (database, "SELECT count(*) FROM payment_accounts", ""));
  key = kab_account_number_fold (number);
  kab_database_run (
      database,
      "INSERT INTO accounts (organisation, number, number_key, holder, address, currency) VALUES (?, ?, ?, ?,"
      " '', ?)",
      "sssss", call->person->organisation, number, key, kab_person_get_display_name (call->person),
      kab_json_get_string (kab_organisation_get_descriptor (call->organisation), "currency"));
  account = kab_database_get_last_id (database);
  kab_database_run (database, "INSERT INTO payment_accounts VALUES (?, ?)", "sl", call->person->id, account);
  return account;
}

static gint64
find_linked (KabServer *server, KabCall *call, const char *id)
{
  gint64 number;

  if (id == NULL || !g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return 0;
  return kab_database_select_integer (server->database,
                                      "SELECT account FROM account_links WHERE account = ? AND person = ?",
                                      "ls", number, call->person->id);
}

static void
read_amount (KabCall *call, KabBill *self, KabFieldErrors *errors)
{
  JsonObject *limits = kab_json_get_object (kab_payments_get_rules (call->organisation), "top_up");
  JsonObject *amount = kab_json_get_object (kab_call_get_body (call), "amount");
  gint64 least = kab_json_get_integer (limits, "min", 100);
  gint64 most = kab_json_get_integer (limits, "max", 10000000);
  gint64 minor = kab_json_get_integer (amount, "minor", 0);

  if (amount == NULL)
    {
      kab_field_errors_add (errors, "/amount", "required");
    }
  else if (minor < least || minor > most
           || g_strcmp0 (kab_json_get_string (amount, "currency"), self->currency) != 0)
    {
      JsonObject *range = json_object_new ();

      json_object_set_int_member (range, "min", least);
      json_object_set_int_member (range, "max", most);
      kab_field_errors_add_take (errors, "/amount", "range", range);
    }
  else
    {
      add_part (self, 0, self->account, minor);
    }
}

static void
read_top_up (KabServer *server, KabCall *call, KabBill *self, KabFieldErrors *errors)
{
  JsonObject *payments
      = kab_json_get_object (kab_organisation_get_descriptor (call->organisation), "payments");
  const char *given = kab_json_get_string (kab_call_get_body (call), "account");

  if (!kab_json_get_boolean (payments, "top_up", FALSE))
    {
      kab_field_errors_add (errors, "/purpose", "option");
      return;
    }
  self->account
      = given != NULL ? find_linked (server, call, given) : kab_bills_find_own_account (server, call, TRUE);
  if (self->account == 0)
    {
      kab_field_errors_add (errors, "/account", given != NULL ? "option" : "required");
      return;
    }
  self->currency = find_text (server, "SELECT currency FROM accounts WHERE id = ?", self->account);
  self->account_number = find_text (server, "SELECT number FROM accounts WHERE id = ?", self->account);
  self->title = fill_title (call, "top_up", NULL, self->account_number, NULL);
  read_amount (call, self, errors);
}

static gboolean
can_be_paid (KabCall *call, const KabDocument *document)
{
  JsonObject *machine = kab_document_type_get_machine (call->organisation, document->type);

  return document->has_amount
         && kab_json_array_has_string (kab_json_get_array (machine, "payable"), document->state);
}

static char *
describe_document (KabCall *call, const KabDocument *document)
{
  return g_strdup_printf ("%s %s", kab_document_type_get_title (call->organisation, document->type),
                          document->number);
}

static void
read_document (KabServer *server, KabCall *call, KabBill *self, KabFieldErrors *errors)
{
  const char *id = kab_json_get_string (kab_call_get_body (call), "document");
  g_autoptr (KabDocument) document = id != NULL ? kab_documents_load (server, call, id) : NULL;
  g_autofree char *text = NULL;
  gint64 left;

  if (document == NULL || !can_be_paid (call, document))
    {
      kab_field_errors_add (errors, "/document", id == NULL ? "required" : "option");
      return;
    }
  left = document->amount - kab_payments_get_paid (server, document->id);
  self->under_way = kab_payments_find_under_way (server, "target", document->id);
  self->target = document->id;
  self->currency = g_strdup (document->currency);
  text = describe_document (call, document);
  self->title = fill_title (call, "document", NULL, NULL, text);
  if (left > 0)
    add_part (self, 0, 0, left);
  else
    kab_field_errors_add (errors, "/document", "taken");
}

/* The person has seen a sum; where it is another one by now, it is not paid silently. */
static void
check_expectation (KabCall *call, const KabBill *self, KabFieldErrors *errors)
{
  JsonObject *amount = kab_json_get_object (kab_call_get_body (call), "amount");

  if (amount != NULL && kab_field_errors_is_empty (errors) && self->under_way == 0
      && kab_json_get_integer (amount, "minor", 0) != self->amount)
    kab_field_errors_add (errors, "/amount", "wrong_amount");
}

/**
 * kab_bill_read:
 * @server: the server
 * @call: a call that asks for a payment
 * @errors: takes what is wrong with what was asked for
 *
 * Returns: (transfer full): what is to be paid; of use where there are no errors
 */
KabBill *
kab_bill_read (KabServer *server, KabCall *call, KabFieldErrors *errors)
{
  KabBill *self = g_new0 (KabBill, 1);
  const char *purpose = kab_json_get_string (kab_call_get_body (call), "purpose");

  self->purpose = g_strdup (purpose != NULL ? purpose : "");
  self->parts = g_array_new (FALSE, FALSE, sizeof (KabPaymentPart));
  if (g_str_equal (self->purpose, "receipts"))
    read_receipts (server, call, self, errors);
  else if (g_str_equal (self->purpose, "top_up"))
    read_top_up (server, call, self, errors);
  else if (g_str_equal (self->purpose, "document"))
    read_document (server, call, self, errors);
  else
    kab_field_errors_add (errors, "/purpose", purpose == NULL ? "required" : "option");
  if (!g_str_equal (self->purpose, "top_up"))
    check_expectation (call, self, errors);
  if (self->account != 0 && self->account_number == NULL)
    self->account_number = find_text (server, "SELECT number FROM accounts WHERE id = ?", self->account);
  return self;
}

static JsonObject *
build_payable (
    const char *kind, gint64 id, const char *title, const char *text, gint64 amount, const char *currency)
{
  JsonObject *payable = json_object_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  json_object_set_string_member (payable, "kind", kind);
  json_object_set_string_member (payable, "id", number);
  json_object_set_string_member (payable, "title", title);
  json_object_set_string_member (payable, "text", text);
  kab_json_set_money (payable, "amount", amount, currency);
  return payable;
}

static void
add_account (KabServer *server, KabCall *call, gint64 account, JsonArray *payables)
{
  g_autoptr (GPtrArray) receipts = kab_receipts_load_all (server, call, account);
  KabReceipt *last = receipts->len > 0 ? g_ptr_array_index (receipts, 0) : NULL;
  g_autofree char *id = last != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, last->id) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *number = NULL;
  JsonObject *payable;

  if (last == NULL || !kab_bills_is_payable (server, id))
    return;
  title = kab_receipt_expand (last, "title");
  number = g_strdup_printf ("%" G_GINT64_FORMAT, account);
  payable = build_payable ("receipt", last->id, title, last->account_number,
                           kab_bills_get_due (server, account), last->currency);
  json_object_set_string_member (payable, "account", number);
  json_object_set_string_member (payable, "due_at", last->due_on);
  json_array_add_object_element (payables, payable);
}

static void
add_document (KabServer *server, KabCall *call, const KabDocument *document, JsonArray *payables)
{
  gint64 left = document->amount - kab_payments_get_paid (server, document->id);
  g_autofree char *title = describe_document (call, document);

  if (can_be_paid (call, document) && left > 0
      && kab_payments_find_under_way (server, "target", document->id) == 0)
    json_array_add_object_element (payables, build_payable ("document", document->id, title,
                                                            document->subject, left, document->currency));
}

static void
add_documents (KabServer *server, KabCall *call, JsonArray *payables)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT id FROM documents WHERE customer = ? AND amount > 0 AND open = 1 ORDER BY date DESC LIMIT 100",
      "l", kab_documents_find_customer (server, call->person->id));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) documents = NULL;

  while (kab_rows_next (rows))
    {
      gint64 id = kab_rows_get_integer (rows, 0);

      g_array_append_val (ids, id);
    }
  documents = kab_documents_load_ids (server, (const gint64 *) (gpointer) ids->data, ids->len);
  for (guint i = 0; i < documents->len; i++)
    add_document (server, call, g_ptr_array_index (documents, i), payables);
}

/**
 * kab_bills_build_payables:
 * @server: the server
 * @call: a call of a signed-in person
 *
 * Returns: (transfer full): all that this person can pay now
 */
JsonArray *
kab_bills_build_payables (KabServer *server, KabCall *call)
{
  JsonArray *payables = json_array_new ();
  g_autoptr (KabRows) accounts = kab_database_select (
      server->database, "SELECT account FROM account_links WHERE person = ? ORDER BY linked_at, id", "s",
      call->person->id);

  while (kab_rows_next (accounts))
    add_account (server, call, kab_rows_get_integer (accounts, 0), payables);
  add_documents (server, call, payables);
  return payables;
}
