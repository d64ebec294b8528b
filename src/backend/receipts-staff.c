/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "receipts-staff.h"

#include "accounts-describe.h"
#include "accounts-postings.h"
#include "delivery.h"
#include "documents-hooks.h"
#include "events.h"
#include "json.h"
#include "money-text.h"
#include "receipts-store.h"
#include "template.h"

#define OFFERED 60

static gint64
find_account (KabServer *server, const KabDocument *document)
{
  return kab_database_select_integer (
      server->database, "SELECT account FROM account_documents WHERE document = ?", "l", document->id);
}

static JsonObject *
get_rules (KabOrganisation *organisation)
{
  return kab_json_get_object (kab_organisation_get_server (organisation), "receipts");
}

static gboolean
refuse (KabDeed *deed, const char *field, const char *code)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autofree char *pointer = g_strconcat ("/values/", field, NULL);

  kab_field_errors_add (errors, pointer, code);
  kab_call_reply_field_errors (deed->call, errors);
  return FALSE;
}

/* Квитанция за октябрь 2026 · 05.11.2026; without a day where none is out yet. */
static char *
dup_title (KabOrganisation *organisation, const char *month, gint64 issued_at)
{
  const KabReceipt receipt = { .month = (char *) month, .rules = get_rules (organisation) };
  g_autofree char *title = kab_receipt_expand (&receipt, "title");
  g_autoptr (GDateTime) local = kab_organisation_to_local (organisation, issued_at);
  g_autofree char *day = g_date_time_format (local, "%d.%m.%Y");

  return issued_at != 0 ? g_strjoin (" · ", title, day, NULL) : g_steal_pointer (&title);
}

/* Months that are over, with and without a receipt; what is sent has been issued. */
static JsonArray *
make_months (KabServer *server, const KabDocument *document, JsonObject *action)
{
  KabOrganisation *organisation = kab_documents_get_organisation (server, document);
  gint64 account = find_account (server, document);
  g_autofree char *running = kab_accounts_dup_month (server, account, kab_server_now (server));
  gboolean send = g_strcmp0 (kab_json_get_string (action, "effect"), "receipt_send") == 0;
  g_autoptr (JsonArray) options = json_array_new ();
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT m.month, ifnull (r.issued_at, 0) FROM account_months m LEFT JOIN receipts r"
      " ON r.account = m.account AND r.month = m.month WHERE m.account = ? AND m.month < ?"
      " AND (r.id NOT NULL OR NOT ?) ORDER BY m.month DESC LIMIT ?",
      "lsii", account, running, send, OFFERED);

  while (kab_rows_next (rows))
    {
      const char *month = kab_rows_get_text (rows, 0);
      g_autofree char *title = dup_title (organisation, month, kab_rows_get_integer (rows, 1));

      kab_accounts_add_option (options, month, title);
    }
  return kab_accounts_offer (action, options);
}

/* By the organisation's rule, but never a day that has passed. */
static char *
dup_due_day (KabServer *server, KabOrganisation *organisation, const char *month)
{
  int day = (int) kab_json_get_integer (get_rules (organisation), "due_day", 10);
  g_autoptr (GDateTime) now = kab_organisation_to_local (organisation, kab_server_now (server));
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GDateTime) first = g_date_time_new_utc ((int) g_ascii_strtoll (month, NULL, 10),
                                                     (int) g_ascii_strtoll (month + 5, NULL, 10), 1, 0, 0, 0);

  for (int later = 2;; later++)
    {
      g_autoptr (GDateTime) due = g_date_time_add_months (first, later);
      g_autofree char *text
          = g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (due), g_date_time_get_month (due), day);

      if (strcmp (text, today) >= 0)
        return g_steal_pointer (&text);
    }
}

/* What the month's postings say: a correction stands beside its service, one of no service beside the first. */
static void
write_lines (KabServer *server, const KabReceipt *receipt)
{
  JsonObject *words = kab_json_get_object (receipt->rules, "words");

  kab_database_run (server->database, "DELETE FROM receipt_lines WHERE receipt = ?", "l", receipt->id);
  kab_database_run (
      server->database,
      "WITH posted AS (SELECT * FROM account_charges WHERE account = ?2 AND month = ?3),"
      " named AS (SELECT id, kind, quantity, unit, tariff, amount, coalesce (service, (SELECT service FROM "
      "posted"
      "  WHERE kind = 'charge' ORDER BY id LIMIT 1), ?4) AS title FROM posted WHERE kind <> 'penalty'),"
      " summed AS (SELECT min (id) AS id, title, max (quantity) AS quantity, max (unit) AS unit,"
      "  max (tariff) AS tariff, count (*) FILTER (WHERE kind = 'charge') = 1 AND max (tariff) NOT NULL AS "
      "one,"
      "  sum (iif (kind = 'charge', amount, 0)) AS charged,"
      "  sum (iif (kind = 'charge', 0, amount)) AS recalculated FROM named GROUP BY title)"
      " INSERT INTO receipt_lines SELECT ?1, row_number () OVER (ORDER BY id) - 1, title,"
      "  iif (one, ifnull (quantity, '1'), '1'), iif (one, ifnull (unit, ''), ''),"
      "  iif (one, tariff, charged), charged, recalculated FROM summed",
      "llss", receipt->id, receipt->account, receipt->month,
      kab_json_get_string (words, "balance_recalculated"));
}

static KabReceipt *
load (KabDeed *deed, const char *month)
{
  g_autoptr (GPtrArray) receipts
      = kab_receipts_load_all (deed->server, deed->call, find_account (deed->server, deed->document));

  for (guint i = 0; i < receipts->len; i++)
    if (g_str_equal (((KabReceipt *) g_ptr_array_index (receipts, i))->month, month))
      return g_ptr_array_steal_index (receipts, i);
  return NULL;
}

static KabLetter
make_letter (const KabReceipt *receipt, const char *email, const char *phone, char **subject, char **text)
{
  JsonObject *notice = kab_json_get_object (receipt->rules, "notice");
  g_autofree char *month = kab_receipt_format_month (receipt);
  g_autofree char *due = kab_receipt_format_day (receipt, receipt->due_on);
  g_autofree char *amount = kab_money_to_text (kab_receipt_get_amount (receipt), receipt->currency);

  *subject = kab_template_fill (kab_json_get_string (notice, "subject"), "month", month, NULL);
  *text = kab_template_fill (kab_json_get_string (notice, "text"), "month", month, "number",
                             receipt->account_number, "amount", amount, "due", due, NULL);
  return (KabLetter) { .channel = email != NULL ? "email" : "sms",
                       .to = email != NULL ? email : phone,
                       .subject = email != NULL ? *subject : NULL,
                       .text = *text };
}

/* All whose cabinets have the account. Returns: how many could be reached. */
static guint
tell_people (KabDeed *deed, const KabReceipt *receipt)
{
  KabOrganisation *organisation = deed->call->organisation;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, receipt->id);
  g_autoptr (KabRows) rows
      = kab_database_select (deed->server->database,
                             "SELECT p.id, p.email, p.phone FROM account_links l JOIN persons p"
                             " ON p.id = l.person WHERE l.account = ?",
                             "l", receipt->account);
  guint told = 0;

  while (kab_rows_next (rows))
    {
      g_autofree char *subject = NULL;
      g_autofree char *text = NULL;
      KabLetter letter
          = make_letter (receipt, kab_rows_get_text (rows, 1), kab_rows_get_text (rows, 2), &subject, &text);

      kab_events_publish (deed->server, organisation, kab_rows_get_text (rows, 0), "receipt", id, 0);
      if (letter.to == NULL)
        continue;
      kab_delivery_send (deed->server, organisation, &letter);
      told++;
    }
  return told;
}

/* S-51: a month that is over gets its receipt, or the receipt is made anew from what is known now. */
static gboolean
issue (KabDeed *deed)
{
  KabDatabase *database = deed->server->database;
  const char *month = kab_json_get_string (deed->values, "month");
  gint64 account = find_account (deed->server, deed->document);
  g_autofree char *due = dup_due_day (deed->server, deed->call->organisation, month);
  g_autoptr (KabReceipt) receipt = NULL;

  kab_database_run (database,
                    "INSERT INTO receipts (account, month, number, issued_at, due_on)"
                    " SELECT id, ?1, ?1 || '-' || number, ?2, ?3 FROM accounts WHERE id = ?4"
                    " ON CONFLICT (account, month) DO UPDATE SET issued_at = excluded.issued_at",
                    "slsl", month, kab_server_now (deed->server), due, account);
  receipt = load (deed, month);
  if (receipt == NULL)
    return refuse (deed, "month", "option");
  write_lines (deed->server, receipt);
  kab_accounts_settle_receipts (deed->server, account);
  tell_people (deed, receipt);
  return TRUE;
}

/* S-51: the letter about a receipt goes out once more. */
static gboolean
send_again (KabDeed *deed)
{
  g_autoptr (KabReceipt) receipt = load (deed, kab_json_get_string (deed->values, "month"));

  if (receipt == NULL)
    return refuse (deed, "month", "option");
  /* Nobody has the account in a cabinet: there is nobody to write to. */
  return tell_people (deed, receipt) > 0 || refuse (deed, "month", "unknown_login");
}

/**
 * kab_receipts_add_effects:
 * @server: the server
 *
 * Lets staff do with receipts what the descriptors offer them.
 */
void
kab_receipts_add_effects (KabServer *server)
{
  kab_documents_add_effect (server, "receipt_issue", issue);
  kab_documents_add_effect (server, "receipt_send", send_again);
  kab_documents_add_fields (server, "account_months", make_months);
}
