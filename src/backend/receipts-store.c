/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "receipts-store.h"

#include "json.h"
#include "kab-payment-qr.h"
#include "payments-store.h"

#define COLUMNS                                                                                              \
  "r.id, r.account, a.number, a.holder, a.address, a.registered, a.currency, r.month, r.number, "            \
  "r.issued_at,"                                                                                             \
  " r.due_on, r.paid_on"

static void
line_free (gpointer data)
{
  KabReceiptLine *line = data;

  g_free (line->title);
  g_free (line->quantity);
  g_free (line->unit);
  g_free (line);
}

/**
 * kab_receipt_free:
 * @self: (transfer full) (nullable): a receipt
 */
void
kab_receipt_free (KabReceipt *self)
{
  if (self == NULL)
    return;
  g_free (self->account_number);
  g_free (self->holder);
  g_free (self->address);
  g_free (self->currency);
  g_free (self->month);
  g_free (self->number);
  g_free (self->due_on);
  g_free (self->paid_on);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  kab_balance_lines_clear (&self->balance);
  g_free (self);
}

static GPtrArray *
load_lines (KabServer *server, gint64 receipt)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT title, quantity, unit, price, charged, recalculated FROM receipt_lines WHERE receipt = ?"
      " ORDER BY position",
      "l", receipt);

  while (kab_rows_next (rows))
    {
      KabReceiptLine *line = g_new0 (KabReceiptLine, 1);

      line->title = g_strdup (kab_rows_get_text (rows, 0));
      line->quantity = g_strdup (kab_rows_get_text (rows, 1));
      line->unit = g_strdup (kab_rows_get_text (rows, 2));
      line->price = kab_rows_get_integer (rows, 3);
      line->charged = kab_rows_get_integer (rows, 4);
      line->recalculated = kab_rows_get_integer (rows, 5);
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static KabReceipt *
read_row (KabServer *server, KabOrganisation *organisation, KabRows *rows)
{
  KabReceipt *self = g_new0 (KabReceipt, 1);

  self->id = kab_rows_get_integer (rows, 0);
  self->account = kab_rows_get_integer (rows, 1);
  self->account_number = g_strdup (kab_rows_get_text (rows, 2));
  self->holder = g_strdup (kab_rows_get_text (rows, 3));
  self->address = g_strdup (kab_rows_get_text (rows, 4));
  self->registered = kab_rows_get_integer (rows, 5);
  self->currency = g_strdup (kab_rows_get_text (rows, 6));
  self->month = g_strdup (kab_rows_get_text (rows, 7));
  self->number = g_strdup (kab_rows_get_text (rows, 8));
  self->issued_at = kab_rows_get_integer (rows, 9);
  self->due_on = g_strdup (kab_rows_get_text (rows, 10));
  self->paid_on = g_strdup (kab_rows_get_text (rows, 11));
  self->lines = load_lines (server, self->id);
  self->organisation = organisation;
  self->rules = kab_json_get_object (kab_organisation_get_server (organisation), "receipts");
  kab_accounts_find_month (server, self->account, self->month, &self->balance);
  return self;
}

/**
 * kab_receipts_load_all:
 * @server: the server
 * @call: the call that is answered
 * @account: id of an account
 *
 * Returns: (transfer full) (element-type KabReceipt): its receipts, the newest first
 */
GPtrArray *
kab_receipts_load_all (KabServer *server, KabCall *call, gint64 account)
{
  GPtrArray *receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_receipt_free);
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT " COLUMNS " FROM receipts r JOIN accounts a ON a.id = r.account"
                             " WHERE r.account = ? ORDER BY r.month DESC",
                             "l", account);

  while (kab_rows_next (rows))
    g_ptr_array_add (receipts, read_row (server, call->organisation, rows));
  return receipts;
}

/**
 * kab_receipts_load:
 * @server: the server
 * @call: a call of a signed-in person
 * @id: id of a receipt, as it came in the path
 *
 * Returns: (transfer full) (nullable): the receipt, where it is of an account that is linked to this person
 */
KabReceipt *
kab_receipts_load (KabServer *server, KabCall *call, const char *id)
{
  g_autoptr (KabRows) rows = NULL;
  gint64 number;

  if (!g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return NULL;
  rows = kab_database_select (server->database,
                              "SELECT " COLUMNS " FROM receipts r JOIN accounts a ON a.id = r.account"
                              " JOIN account_links l ON l.account = a.id WHERE r.id = ? AND l.person = ?",
                              "ls", number, call->person->id);
  return kab_rows_next (rows) ? read_row (server, call->organisation, rows) : NULL;
}

/**
 * kab_receipts_find_neighbour:
 * @server: the server
 * @receipt: a receipt
 * @later: whether the one after it is meant
 *
 * Returns: (transfer full) (nullable): id of the same account's receipt next to it
 */
char *
kab_receipts_find_neighbour (KabServer *server, const KabReceipt *receipt, gboolean later)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      later ? "SELECT id FROM receipts WHERE account = ? AND month > ? ORDER BY month LIMIT 1"
            : "SELECT id FROM receipts WHERE account = ? AND month < ? ORDER BY month DESC LIMIT 1",
      "ls", receipt->account, receipt->month);

  if (!kab_rows_next (rows))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, kab_rows_get_integer (rows, 0));
}

/**
 * kab_receipts_dup_expected:
 * @server: the server
 * @organisation: an organisation that issues receipts
 * @newest: (nullable): month of the newest receipt
 *
 * Returns: (transfer full): the month that is issued next, and on which day
 */
JsonObject *
kab_receipts_dup_expected (KabServer *server, KabOrganisation *organisation, const char *newest)
{
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (organisation), "receipts");
  g_autoptr (GDateTime) now = kab_organisation_to_local (organisation, kab_server_now (server));
  g_autofree char *current = g_date_time_format (now, "%Y-%m");
  const char *from = newest != NULL ? newest : current;
  g_autoptr (GDateTime) first = g_date_time_new_utc ((int) g_ascii_strtoll (from, NULL, 10),
                                                     (int) g_ascii_strtoll (from + 5, NULL, 10), 1, 0, 0, 0);
  g_autoptr (GDateTime) month = g_date_time_add_months (first, newest != NULL ? 1 : 0);
  g_autoptr (GDateTime) after = g_date_time_add_months (month, 1);
  g_autoptr (GDateTime) day
      = g_date_time_add_days (after, (int) kab_json_get_integer (rules, "issued_day", 1) - 1);
  g_autofree char *month_text = g_date_time_format (month, "%Y-%m");
  g_autofree char *day_text = g_date_time_format (day, "%Y-%m-%d");
  JsonObject *expected = json_object_new ();

  json_object_set_string_member (expected, "month", month_text);
  json_object_set_string_member (expected, "on", day_text);
  return expected;
}

/**
 * kab_receipt_get_amount:
 * @self: a receipt
 *
 * Returns: what is to pay, in minor units
 */
gint64
kab_receipt_get_amount (const KabReceipt *self)
{
  return kab_balance_lines_get_to_pay (&self->balance);
}

/**
 * kab_receipt_dup_state:
 * @server: the server
 * @self: a receipt
 *
 * Returns: (transfer full): paid, on its way, not paid or overdue today
 */
JsonObject *
kab_receipt_dup_state (KabServer *server, const KabReceipt *self)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (self->organisation, kab_server_now (server));
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  JsonObject *states = kab_json_get_object (self->rules, "states");
  const char *state = "unpaid";

  if (self->paid_on != NULL || kab_receipt_get_amount (self) <= 0)
    state = "paid";
  else if (kab_payments_find_under_way (server, "receipt", self->id) != 0
           && kab_json_get_object (states, "on_way") != NULL)
    state = "on_way";
  else if (strcmp (self->due_on, today) < 0)
    state = "overdue";
  return kab_json_copy_object (kab_json_get_object (states, state));
}

/**
 * kab_receipt_format_month:
 * @self: a receipt
 *
 * Returns: (transfer full): its month in the organisation's words: "октябрь 2026"
 */
char *
kab_receipt_format_month (const KabReceipt *self)
{
  JsonArray *names = kab_json_get_array (self->rules, "months");
  int month = (int) g_ascii_strtoll (self->month + 5, NULL, 10);

  return g_strdup_printf ("%s %.4s", kab_json_array_get_string (names, (guint) month - 1), self->month);
}

/**
 * kab_receipt_format_people:
 * @self: a receipt
 *
 * Returns: (transfer full): how many people are registered, in the organisation's words: "5 чел."
 */
char *
kab_receipt_format_people (const KabReceipt *self)
{
  JsonObject *words = kab_json_get_object (self->rules, "words");
  g_autoptr (GString) text = g_string_new (kab_json_get_string (words, "people"));
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->registered);

  g_string_replace (text, "{count}", number, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kab_receipt_format_day:
 * @self: a receipt
 * @day: a day such as 2026-12-10
 *
 * Returns: (transfer full): the day in the organisation's words: "10 декабря 2026 г."
 */
char *
kab_receipt_format_day (const KabReceipt *self, const char *day)
{
  JsonArray *names = kab_json_get_array (self->rules, "months_of");
  g_autoptr (GString) text = g_string_new (kab_json_get_string (self->rules, "day"));
  g_autofree char *year = g_strndup (day, 4);
  g_autofree char *number = g_strdup_printf ("%d", (int) g_ascii_strtoll (day + 8, NULL, 10));
  int month = (int) g_ascii_strtoll (day + 5, NULL, 10);

  g_string_replace (text, "{day}", number, 0);
  g_string_replace (text, "{month}", kab_json_array_get_string (names, (guint) month - 1), 0);
  g_string_replace (text, "{year}", year, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kab_receipt_expand:
 * @self: a receipt
 * @rule: name of a text of the organisation's rules for receipts
 *
 * Returns: (transfer full): the text, with the month for {month}
 */
char *
kab_receipt_expand (const KabReceipt *self, const char *rule)
{
  g_autoptr (GString) text = g_string_new (kab_json_get_string (self->rules, rule));
  g_autofree char *month = kab_receipt_format_month (self);

  g_string_replace (text, "{month}", month, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_payee (KabPaymentQr *code, JsonObject *payee)
{
  static const struct
  {
    const char *field;
    const char *member;
  } fields[] = {
    { "Name", "name" }, { "PersonalAcc", "account" },      { "BankName", "bank" },
    { "BIC", "bic" },   { "CorrespAcc", "correspondent" }, { "PayeeINN", "inn" },
    { "KPP", "kpp" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    kab_payment_qr_set (code, fields[i].field, kab_json_get_string (payee, fields[i].member));
}

/**
 * kab_receipt_build_payment:
 * @self: a receipt
 *
 * Returns: (transfer full) (nullable): the payment code ST00012; %NULL where nothing is to pay, or not in roubles
 */
char *
kab_receipt_build_payment (const KabReceipt *self)
{
  g_autoptr (KabPaymentQr) code = kab_payment_qr_new ();
  g_autoptr (KabMoney) sum = kab_money_new (kab_receipt_get_amount (self), self->currency);
  g_autofree char *purpose = kab_receipt_expand (self, "purpose");
  g_autofree char *period = g_strdup_printf ("%.2s%.2s", self->month + 5, self->month + 2);
  g_autoptr (GError) error = NULL;
  char *text;

  set_payee (code, kab_json_get_object (self->rules, "payee"));
  if (!kab_payment_qr_set_sum (code, sum))
    return NULL;
  kab_payment_qr_set (code, "Purpose", purpose);
  kab_payment_qr_set (code, "PersAcc", self->account_number);
  kab_payment_qr_set (code, "PaymPeriod", period);
  kab_payment_qr_set (code, "TechCode", kab_json_get_string (self->rules, "tech_code"));
  text = kab_payment_qr_write (code, &error);
  if (text == NULL)
    g_warning ("receipt %s: %s", self->number, error->message);
  return text;
}
