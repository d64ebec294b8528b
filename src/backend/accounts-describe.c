/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts-describe.h"

#include "accounts-information.h"
#include "accounts.h"
#include "documents-hooks.h"
#include "documents-json.h"
#include "json.h"
#include "kab-money.h"
#include "throttle.h"

#define OFFERED_PAYMENTS 24

static gint64
find_account (KabServer *server, const KabDocument *document)
{
  return kab_database_select_integer (
      server->database, "SELECT account FROM account_documents WHERE document = ?", "l", document->id);
}

static char *
dup_person (KabServer *server, const KabDocument *document)
{
  return kab_database_select_text (server->database, "SELECT person FROM link_documents WHERE document = ?",
                                   "l", document->id);
}

static const char *
get_word (KabOrganisation *organisation, const char *part, const char *word)
{
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (organisation), part);

  return kab_json_get_string (kab_json_get_object (rules, "words"), word);
}

static void
add_property (JsonArray *properties, const char *label, const char *value)
{
  JsonObject *property = json_object_new ();

  json_object_set_string_member (property, "label", label);
  json_object_set_string_member (property, "value", value != NULL ? value : "—");
  json_array_add_object_element (properties, property);
}

/* S-32, S-33: staff too see what nobody has told. */
static void
add_information (KabServer *server, KabCall *call, gint64 account, JsonArray *properties)
{
  g_autoptr (JsonArray) groups = kab_accounts_build_groups (server, call->organisation, account, FALSE);

  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonArray *members = kab_json_get_array (kab_json_array_get_object (groups, i), "properties");

      for (guint m = 0; m < kab_json_array_length (members); m++)
        {
          JsonObject *member = kab_json_array_get_object (members, m);

          add_property (properties, kab_json_get_string (member, "label"),
                        kab_json_get_string (member, "value"));
        }
    }
}

static char *
format_day (KabOrganisation *organisation, gint64 time)
{
  g_autoptr (GDateTime) local = kab_organisation_to_local (organisation, time);

  return g_date_time_format (local, "%d.%m.%Y");
}

/* The table of links as the customer sees it: what, and since when (S-23). */
static void
add_links (KabServer *server, KabCall *call, KabRows *rows, const char *label, JsonArray *properties)
{
  gboolean any = FALSE;

  while (kab_rows_next (rows))
    {
      g_autofree char *day = format_day (call->organisation, kab_rows_get_integer (rows, 1));
      g_autofree char *text = g_strdup_printf ("%s, %s", kab_rows_get_text (rows, 0), day);

      add_property (properties, label, text);
      any = TRUE;
    }
  if (!any)
    add_property (properties, label, get_word (call->organisation, "accounts", "nobody"));
}

static void
add_lines (
    KabServer *server, gint64 account, const KabBalanceLines *month, const char *currency, JsonArray *lines)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT CAST (id AS TEXT), kind, service, quantity, unit, tariff, amount, reason FROM account_charges"
      " WHERE account = ? AND month = ? ORDER BY id",
      "ls", account, month->month);

  while (kab_rows_next (rows))
    {
      JsonObject *line = json_object_new ();
      const char *service = kab_rows_get_text (rows, 2);

      json_object_set_string_member (line, "id", kab_rows_get_text (rows, 0));
      json_object_set_string_member (line, "title", service != NULL ? service : kab_rows_get_text (rows, 1));
      kab_json_set_string (line, "quantity", kab_rows_get_text (rows, 3));
      kab_json_set_string (line, "unit", kab_rows_get_text (rows, 4));
      if (!kab_rows_is_null (rows, 5))
        kab_json_set_money (line, "price", kab_rows_get_integer (rows, 5), currency);
      kab_json_set_money (line, "amount", kab_rows_get_integer (rows, 6), currency);
      kab_json_set_string (line, "note", kab_rows_get_text (rows, 7));
      json_array_add_object_element (lines, line);
    }
}

static char *
expand_month (KabOrganisation *organisation, const char *word, const char *month)
{
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (organisation), "receipts");
  guint number = (guint) g_ascii_strtoll (month + 5, NULL, 10) - 1;
  g_autofree char *in = g_strdup_printf (
      "%s %.4s", kab_json_array_get_string (kab_json_get_array (rules, "months"), number), month);
  g_autofree char *of = g_strdup_printf (
      "%s %.4s", kab_json_array_get_string (kab_json_get_array (rules, "months_of"), number), month);
  g_autoptr (GString) text = g_string_new (get_word (organisation, "receipts", word));

  g_string_replace (text, "{month_of}", of, 0);
  g_string_replace (text, "{month}", in, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_total (
    KabCall *call, JsonArray *totals, const char *word, const char *month, gint64 minor, const char *currency)
{
  JsonObject *total = json_object_new ();
  g_autofree char *title = expand_month (call->organisation, word, month);

  json_object_set_string_member (total, "title", title);
  kab_json_set_money (total, "amount", minor, currency);
  json_array_add_object_element (totals, total);
}

/* S-40…S-47: the very figures that the customer sees. */
static void
describe_account (KabServer *server, KabCall *call, const KabDocument *document, JsonObject *detail)
{
  gint64 account = find_account (server, document);
  JsonArray *properties = kab_json_get_array (detail, "properties");
  JsonArray *totals = json_array_new ();
  JsonArray *lines = json_array_new ();
  g_auto (KabBalanceLines) month = { NULL };
  g_autoptr (KabRows) links = kab_database_select (
      server->database,
      "SELECT p.login, l.linked_at FROM account_links l JOIN persons p ON p.id = l.person WHERE l.account = ?"
      " ORDER BY l.linked_at, l.id",
      "l", account);

  add_information (server, call, account, properties);
  add_links (server, call, links, get_word (call->organisation, "accounts", "links"), properties);
  if (kab_accounts_find_month (server, account, NULL, &month))
    {
      const char *currency = document->currency;

      add_lines (server, account, &month, currency, lines);
      add_total (call, totals, "balance_opening", month.month, month.opening, currency);
      add_total (call, totals, "balance_charged", month.month, month.charged, currency);
      add_total (call, totals, "balance_recalculated", month.month, month.recalculated, currency);
      add_total (call, totals, "balance_penalty", month.month, month.penalty, currency);
      add_total (call, totals, "balance_paid", month.month, month.paid, currency);
      add_total (call, totals, "to_pay", month.month, kab_balance_lines_get_to_pay (&month), currency);
    }
  json_object_set_array_member (detail, "lines", lines);
  json_object_set_array_member (detail, "totals", totals);
}

static void
describe_person (KabServer *server, KabCall *call, const KabDocument *document, JsonObject *detail)
{
  g_autofree char *person = dup_person (server, document);
  JsonArray *properties = kab_json_get_array (detail, "properties");
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (call->organisation), "accounts");
  JsonObject *desk = kab_json_get_object (rules, "desk");
  g_autofree char *key = g_strjoin ("/", kab_organisation_get_id (call->organisation), "by", person, NULL);
  g_autofree char *left = g_strdup_printf (
      "%" G_GINT64_FORMAT,
      kab_attempts_get_left (server, "account_amount", key, kab_json_get_integer (desk, "attempts", 5),
                             kab_json_get_integer (desk, "window", 86400)));
  g_autoptr (KabRows) links = kab_database_select (server->database,
                                                   "SELECT a.number, l.linked_at FROM account_links l JOIN "
                                                   "accounts a ON a.id = l.account WHERE l.person = ?"
                                                   " ORDER BY l.linked_at, l.id",
                                                   "s", person);

  add_links (server, call, links, get_word (call->organisation, "accounts", "accounts"), properties);
  add_property (properties, get_word (call->organisation, "accounts", "attempts_left"), left);
}

/**
 * kab_accounts_add_option:
 * @options: the options of a choice
 * @value: what is sent
 * @title: what is read
 */
void
kab_accounts_add_option (JsonArray *options, const char *value, const char *title)
{
  JsonObject *option = json_object_new ();

  json_object_set_string_member (option, "value", value);
  json_object_set_string_member (option, "title", title);
  json_array_add_object_element (options, option);
}

/**
 * kab_accounts_offer:
 * @action: an action with a form
 * @options: what its open choice offers on this document
 *
 * Returns: (transfer full): the fields of the form
 */
JsonArray *
kab_accounts_offer (JsonObject *action, JsonArray *options)
{
  JsonArray *fields = kab_json_get_array (action, "fields");
  JsonArray *filled = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_copy_object (kab_json_array_get_object (fields, i));

      if (json_object_has_member (field, "options_of"))
        {
          json_object_remove_member (field, "options_of");
          json_object_set_array_member (field, "options", json_array_ref (options));
        }
      json_array_add_object_element (filled, field);
    }
  return filled;
}

static JsonArray *
offer_rows (JsonObject *action, KabRows *rows)
{
  g_autoptr (JsonArray) options = json_array_new ();

  while (kab_rows_next (rows))
    kab_accounts_add_option (options, kab_rows_get_text (rows, 0), kab_rows_get_text (rows, 1));
  return kab_accounts_offer (action, options);
}

static JsonArray *
make_people (KabServer *server, const KabDocument *document, JsonObject *action)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT p.id, p.login FROM account_links l JOIN persons p ON p.id = l.person WHERE l.account = ?"
      " ORDER BY l.linked_at, l.id",
      "l", find_account (server, document));

  return offer_rows (action, rows);
}

static JsonArray *
make_accounts (KabServer *server, const KabDocument *document, JsonObject *action)
{
  g_autofree char *person = dup_person (server, document);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT CAST (a.id AS TEXT), a.number || ', ' || a.holder FROM account_links l"
      " JOIN accounts a ON a.id = l.account WHERE l.person = ? ORDER BY l.linked_at, l.id",
      "s", person);

  return offer_rows (action, rows);
}

/* 08.11.2026 · 447,30 ₽ · 2026-10-123543566 */
static JsonArray *
make_payments (KabServer *server, const KabDocument *document, JsonObject *action)
{
  KabOrganisation *organisation = kab_documents_get_organisation (server, document);
  g_autoptr (JsonArray) options = json_array_new ();
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT CAST (id AS TEXT), at, amount, reference FROM account_payments WHERE account = ?"
      " AND state = 'posted' AND amount > 0 ORDER BY at DESC LIMIT ?",
      "li", find_account (server, document), OFFERED_PAYMENTS);

  while (kab_rows_next (rows))
    {
      g_autofree char *day = format_day (organisation, kab_rows_get_integer (rows, 1));
      gint64 amount = kab_rows_get_integer (rows, 2);
      g_autofree char *title = g_strdup_printf (
          "%s · %" G_GINT64_FORMAT ",%02d\302\240%s · %s", day, amount / 100, (int) (amount % 100),
          kab_currency_get_sign (document->currency), kab_rows_get_text (rows, 3));

      kab_accounts_add_option (options, kab_rows_get_text (rows, 0), title);
    }
  return kab_accounts_offer (action, options);
}

/* Each field begins with what the register says now. */
static JsonArray *
make_data (KabServer *server, const KabDocument *document, JsonObject *action)
{
  JsonArray *fields = kab_json_get_array (action, "fields");
  JsonArray *filled = json_array_new ();
  gint64 account = find_account (server, document);

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_copy_object (kab_json_array_get_object (fields, i));
      g_autofree char *value = kab_accounts_dup_detail (server, account, kab_json_get_string (field, "name"));

      kab_json_set_string (field, "default", value);
      json_array_add_object_element (filled, field);
    }
  return filled;
}

/**
 * kab_accounts_add_describers:
 * @server: the server
 *
 * Lets documents of accounts and of those who link them tell what the register knows.
 */
void
kab_accounts_add_describers (KabServer *server)
{
  kab_documents_add_describer (server, "account", describe_account);
  kab_documents_add_describer (server, "link_help", describe_person);
  kab_documents_add_fields (server, "account_people", make_people);
  kab_documents_add_fields (server, "account_payments", make_payments);
  kab_documents_add_fields (server, "account_data", make_data);
  kab_documents_add_fields (server, "person_accounts", make_accounts);
}
