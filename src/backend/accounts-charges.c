/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts-charges.h"

#include "accounts-alarm.h"
#include "accounts-links.h"
#include "documents-json.h"
#include "json.h"

#define MAX_MONTHS 120
#define DEFAULT_MONTHS 24

/* What is asked for: from and to are months such as 2026-10, both of them included. */
typedef struct
{
  gint64 account;
  char *currency;
  char *from;
  char *to;
} Period;

static void
period_clear (Period *period)
{
  g_free (period->currency);
  g_free (period->from);
  g_free (period->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Period, period_clear)

static int
count_months (const char *month)
{
  return (int) (g_ascii_strtoll (month, NULL, 10) * 12 + g_ascii_strtoll (month + 5, NULL, 10) - 1);
}

static char *
format_month (int months)
{
  return g_strdup_printf ("%04d-%02d", months / 12, months % 12 + 1);
}

/* The months that the call asks for; by default two years up to the last one that is known. */
static gboolean
read_period (KabServer *server, KabCall *call, Period *period)
{
  const char *from = kab_call_get_query (call, "from");
  const char *to = kab_call_get_query (call, "to");
  g_auto (KabBalanceLines) last = { NULL };

  period->account = kab_accounts_find_linked (server, call);
  if (period->account == 0)
    return FALSE;
  if (!kab_accounts_is_month (from) || !kab_accounts_is_month (to))
    {
      kab_call_reply_problem (call, "bad-request", "“from” and “to” take months such as 2026-10");
      return FALSE;
    }
  period->currency = kab_database_select_text (server->database, "SELECT currency FROM accounts WHERE id = ?",
                                               "l", period->account);
  if (to == NULL && kab_accounts_find_month (server, period->account, NULL, &last))
    to = last.month;
  period->to = g_strdup (to != NULL ? to : "9999-12");
  period->from
      = from != NULL ? g_strdup (from) : format_month (count_months (period->to) - DEFAULT_MONTHS + 1);
  if (count_months (period->to) < count_months (period->from)
      || count_months (period->to) - count_months (period->from) >= MAX_MONTHS)
    {
      kab_call_reply_problem (call, "bad-request", "“from” comes before “to”, at most ten years");
      return FALSE;
    }
  return TRUE;
}

static void
set_id (JsonObject *object, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  json_object_set_string_member (object, "id", text);
}

static JsonObject *
build_charge (KabRows *rows, const char *currency)
{
  static const char *const texts[] = { "month", "kind", "service", "quantity", "unit", "reason" };
  JsonObject *charge = json_object_new ();

  set_id (charge, kab_rows_get_integer (rows, 0));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    kab_json_set_string (charge, texts[i], kab_rows_get_text (rows, (int) i + 1));
  if (!kab_rows_is_null (rows, 7))
    kab_json_set_money (charge, "tariff", kab_rows_get_integer (rows, 7), currency);
  kab_json_set_money (charge, "amount", kab_rows_get_integer (rows, 8), currency);
  return charge;
}

static JsonArray *
build_charges (KabServer *server, const Period *period)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT id, month, kind, service, quantity, unit, reason, tariff, amount FROM account_charges"
      " WHERE account = ? AND month BETWEEN ? AND ?"
      " ORDER BY month DESC, kind = 'penalty', kind = 'recalculation', id",
      "lss", period->account, period->from, period->to);
  JsonArray *items = json_array_new ();

  while (kab_rows_next (rows))
    json_array_add_object_element (items, build_charge (rows, period->currency));
  return items;
}

static JsonArray *
build_months (KabServer *server, const Period *period)
{
  JsonArray *months = json_array_new ();

  for (int month = count_months (period->to); month >= count_months (period->from); month--)
    {
      g_autofree char *name = format_month (month);
      g_auto (KabBalanceLines) lines = { NULL };

      if (kab_accounts_find_month (server, period->account, name, &lines))
        json_array_add_object_element (months, kab_balance_lines_to_json (&lines, period->currency));
    }
  return months;
}

/**
 * kab_accounts_answer_charges:
 * @server: the server
 * @call: asks for what was charged from month to month
 */
void
kab_accounts_answer_charges (KabServer *server, KabCall *call)
{
  g_auto (Period) period = { 0 };
  JsonObject *answer;
  JsonObject *alarm;

  if (!read_period (server, call, &period))
    return;
  answer = json_object_new ();
  json_object_set_array_member (answer, "items", build_charges (server, &period));
  json_object_set_array_member (answer, "months", build_months (server, &period));
  alarm = kab_accounts_build_alarm (server, period.account, period.currency);
  if (alarm != NULL)
    json_object_set_object_member (answer, "alarm", alarm);
  kab_json_reply_tagged (call, answer);
}

static JsonObject *
dup_state (KabCall *call, const char *id)
{
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (call->organisation), "accounts");
  JsonObject *state = kab_json_get_object (kab_json_get_object (rules, "payment_states"), id);

  if (state != NULL)
    return kab_json_copy_object (state);
  state = json_object_new ();
  json_object_set_string_member (state, "id", id);
  json_object_set_string_member (state, "title", id);
  json_object_set_string_member (state, "tone", "neutral");
  return state;
}

static JsonObject *
build_payment (KabCall *call, KabRows *rows, const char *currency)
{
  JsonObject *payment = json_object_new ();
  g_autofree char *at = kab_call_format_time (call, kab_rows_get_integer (rows, 1));

  set_id (payment, kab_rows_get_integer (rows, 0));
  json_object_set_string_member (payment, "at", at);
  kab_json_set_money (payment, "amount", kab_rows_get_integer (rows, 2), currency);
  kab_json_set_string (payment, "method", kab_rows_get_text (rows, 3));
  json_object_set_object_member (payment, "state", dup_state (call, kab_rows_get_text (rows, 4)));
  kab_json_set_string (payment, "number", kab_rows_get_text (rows, 5));
  kab_json_set_string (payment, "note", kab_rows_get_text (rows, 6));
  kab_json_set_string (payment, "receipt", kab_rows_get_text (rows, 7));
  return payment;
}

/**
 * kab_accounts_answer_payments:
 * @server: the server
 * @call: asks for what was paid, the newest first
 *
 * The receipt of a payment is the one that was out when it was made.
 */
void
kab_accounts_answer_payments (KabServer *server, KabCall *call)
{
  gint64 account = kab_accounts_find_linked (server, call);
  g_autofree char *currency = NULL;
  g_autoptr (KabRows) rows = NULL;
  JsonObject *answer;
  JsonArray *items;

  if (account == 0)
    return;
  currency = kab_database_select_text (server->database, "SELECT currency FROM accounts WHERE id = ?", "l",
                                       account);
  rows = kab_database_select (
      server->database,
      "SELECT p.id, p.at, p.amount, p.method, p.state, p.reference, p.note,"
      " (SELECT CAST (r.id AS TEXT) FROM receipts r WHERE r.account = p.account AND r.issued_at <= p.at"
      "  ORDER BY r.month DESC LIMIT 1)"
      " FROM account_payments p WHERE p.account = ? ORDER BY p.at DESC, p.id DESC LIMIT 1000",
      "l", account);
  answer = json_object_new ();
  items = json_array_new ();
  while (kab_rows_next (rows))
    json_array_add_object_element (items, build_payment (call, rows, currency));
  json_object_set_array_member (answer, "items", items);
  kab_json_reply_tagged (call, answer);
}
