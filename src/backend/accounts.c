/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts.h"

#include "accounts-charges.h"
#include "accounts-desk.h"
#include "accounts-information.h"
#include "accounts-links.h"
#include "accounts-staff.h"
#include "documents-json.h"
#include "json.h"

/**
 * kab_balance_lines_clear:
 * @lines: lines
 */
void
kab_balance_lines_clear (KabBalanceLines *lines)
{
  g_clear_pointer (&lines->month, g_free);
  g_clear_pointer (&lines->paid_on, g_free);
}

/**
 * kab_balance_lines_get_to_pay:
 * @lines: lines
 *
 * Returns: what is to pay at the end of the month
 */
gint64
kab_balance_lines_get_to_pay (const KabBalanceLines *lines)
{
  return lines->opening + lines->charged + lines->recalculated + lines->penalty - lines->paid;
}

/**
 * kab_accounts_find_month:
 * @server: the server
 * @account: id of an account
 * @month: (nullable): a month such as 2026-10; %NULL for the last that was charged
 * @lines: (out): takes the five lines
 *
 * Returns: whether there is such a month
 */
gboolean
kab_accounts_find_month (KabServer *server, gint64 account, const char *month, KabBalanceLines *lines)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT month, opening, charged, recalculated, penalty, paid, paid_on FROM account_months"
      " WHERE account = ?1 AND (?2 IS NULL OR month = ?2) ORDER BY month DESC LIMIT 1",
      "ls", account, month);

  if (!kab_rows_next (rows))
    return FALSE;
  lines->month = g_strdup (kab_rows_get_text (rows, 0));
  lines->opening = kab_rows_get_integer (rows, 1);
  lines->charged = kab_rows_get_integer (rows, 2);
  lines->recalculated = kab_rows_get_integer (rows, 3);
  lines->penalty = kab_rows_get_integer (rows, 4);
  lines->paid = kab_rows_get_integer (rows, 5);
  lines->paid_on = g_strdup (kab_rows_get_text (rows, 6));
  return TRUE;
}

/**
 * kab_balance_lines_to_json:
 * @lines: lines
 * @currency: their currency
 *
 * Returns: (transfer full): the month with its five lines and what is to pay
 */
JsonObject *
kab_balance_lines_to_json (const KabBalanceLines *lines, const char *currency)
{
  JsonObject *balance = json_object_new ();

  json_object_set_string_member (balance, "month", lines->month);
  kab_json_set_money (balance, "opening", lines->opening, currency);
  kab_json_set_money (balance, "charged", lines->charged, currency);
  kab_json_set_money (balance, "recalculated", lines->recalculated, currency);
  kab_json_set_money (balance, "penalty", lines->penalty, currency);
  kab_json_set_money (balance, "paid", lines->paid, currency);
  kab_json_set_money (balance, "to_pay", kab_balance_lines_get_to_pay (lines), currency);
  return balance;
}

/**
 * kab_accounts_is_month:
 * @text: (nullable): what a call gave for a month
 *
 * Returns: whether it is a month such as 2026-10, or nothing
 */
gboolean
kab_accounts_is_month (const char *text)
{
  return text == NULL || g_regex_match_simple ("^[0-9]{4}-(0[1-9]|1[0-2])$", text, 0, 0);
}

static JsonObject *
build_account (KabServer *server, KabCall *call, KabRows *rows)
{
  JsonObject *account = json_object_new ();
  gint64 id = kab_rows_get_integer (rows, 0);
  const char *currency = kab_rows_get_text (rows, 4);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *linked = kab_call_format_time (call, kab_rows_get_integer (rows, 5));
  g_auto (KabBalanceLines) lines = { NULL };
  gboolean charged = kab_accounts_find_month (server, id, NULL, &lines);

  json_object_set_string_member (account, "id", text);
  json_object_set_string_member (account, "number", kab_rows_get_text (rows, 1));
  json_object_set_string_member (account, "address", kab_rows_get_text (rows, 2));
  json_object_set_string_member (account, "holder", kab_rows_get_text (rows, 3));
  kab_json_set_money (account, "to_pay", charged ? kab_balance_lines_get_to_pay (&lines) : 0, currency);
  json_object_set_string_member (account, "linked_at", linked);
  json_object_set_string_member (account, "currency", currency);
  return account;
}

static KabRows *
select_accounts (KabServer *server, KabCall *call, gint64 account)
{
  return kab_database_select (
      server->database,
      "SELECT a.id, a.number, a.address, a.holder, a.currency, l.linked_at FROM account_links l"
      " JOIN accounts a ON a.id = l.account WHERE l.person = ?1 AND (?2 = 0 OR a.id = ?2)"
      " ORDER BY l.linked_at, l.id",
      "sl", call->person->id, account);
}

/**
 * kab_accounts_build:
 * @server: the server
 * @call: the call that is answered
 * @account: an account that is linked to whoever calls
 *
 * Returns: (transfer full): the account as it stands in the list
 */
JsonObject *
kab_accounts_build (KabServer *server, KabCall *call, gint64 account)
{
  g_autoptr (KabRows) rows = select_accounts (server, call, account);

  return kab_rows_next (rows) ? build_account (server, call, rows) : json_object_new ();
}

static void
answer_accounts (KabServer *server, KabCall *call)
{
  g_autoptr (KabRows) rows = select_accounts (server, call, 0);
  JsonObject *answer = json_object_new ();
  JsonArray *items = json_array_new ();

  while (kab_rows_next (rows))
    json_array_add_object_element (items, build_account (server, call, rows));
  json_object_set_array_member (answer, "items", items);
  kab_call_reply_tagged (call, kab_json_take_object (answer));
}

static void
unlink_account (KabServer *server, KabCall *call)
{
  gint64 account = kab_accounts_find_linked (server, call);

  if (account == 0)
    return;
  kab_accounts_unlink (server, call->organisation, call->person->id, account);
  kab_call_reply_empty (call, 204);
}

static void
answer_balance (KabServer *server, KabCall *call)
{
  gint64 account = kab_accounts_find_linked (server, call);
  const char *month = kab_call_get_query (call, "month");
  g_auto (KabBalanceLines) lines = { NULL };
  g_autofree char *currency = NULL;

  if (account == 0)
    return;
  if (!kab_accounts_is_month (month))
    {
      kab_call_reply_problem (call, "bad-request", "“month” takes a month such as 2026-10");
      return;
    }
  if (!kab_accounts_find_month (server, account, month, &lines))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  currency = kab_database_select_text (server->database, "SELECT currency FROM accounts WHERE id = ?", "l",
                                       account);
  kab_call_reply_tagged (call, kab_json_take_object (kab_balance_lines_to_json (&lines, currency)));
}

static const KabRoute routes[] = {
  { "GET", "/{org}/accounts", answer_accounts, KAB_ACCESS_PERSON },
  { "GET", "/{org}/accounts/{account}", kab_accounts_answer_information, KAB_ACCESS_PERSON },
  { "DELETE", "/{org}/accounts/{account}", unlink_account, KAB_ACCESS_PERSON },
  { "POST", "/{org}/accounts/{account}/details", kab_accounts_add_details, KAB_ACCESS_PERSON },
  { "GET", "/{org}/accounts/{account}/balance", answer_balance, KAB_ACCESS_PERSON, "month" },
  { "GET", "/{org}/accounts/{account}/charges", kab_accounts_answer_charges, KAB_ACCESS_PERSON, "from to" },
  { "GET", "/{org}/accounts/{account}/payments", kab_accounts_answer_payments, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_accounts_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether the part is ready
 */
gboolean
kab_accounts_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "accounts", error))
    return FALSE;
  kab_accounts_add_hooks (server);
  kab_accounts_add_effects (server);
  kab_router_add (server->router, routes);
  return TRUE;
}
