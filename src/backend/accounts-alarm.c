/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts-alarm.h"

#include <stdlib.h>

#include "documents-json.h"

#define MONTHS 12 /* of history that a bill is held against */
#define ENOUGH 4  /* fewer months tell nothing */
#define BILL_PERCENT 130
#define YEAR_PERCENT 120 /* against the same month a year ago: winters cost more than summers */
#define SERVICE_PERCENT 150
#define SHARE_PERCENT 2 /* of the bill that a service must add to be worth a word */

typedef struct
{
  char *month; /* the month that is looked at */
  gint64 amount;
  gint64 usual;
} Bill;

static int
compare (gconstpointer one, gconstpointer other)
{
  gint64 a = *(const gint64 *) one;
  gint64 b = *(const gint64 *) other;

  return (a > b) - (a < b);
}

/* The middle of what @rows tell in their first column; 0 where there are too few. */
static gint64
find_usual (KabRows *rows)
{
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (kab_rows_next (rows))
    {
      gint64 amount = kab_rows_get_integer (rows, 0);

      g_array_append_val (amounts, amount);
    }
  if (amounts->len < ENOUGH)
    return 0;
  g_array_sort (amounts, compare);
  return g_array_index (amounts, gint64, amounts->len / 2);
}

static gint64
find_usual_service (KabServer *server, gint64 account, const char *month, const char *service)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT sum (amount) FROM account_charges WHERE account = ? AND kind = 'charge'"
                             " AND month < ? AND service = ? GROUP BY month ORDER BY month DESC LIMIT ?",
                             "lssi", account, month, service, MONTHS);

  return find_usual (rows);
}

/* What the service or, without one, the whole bill came to a year earlier; 0 where that is not known. */
static gint64
find_year_ago (KabServer *server, gint64 account, const char *month, const char *service)
{
  g_autofree char *then = g_strdup_printf ("%04d%s", atoi (month) - 1, month + 4);

  return kab_database_select_integer (server->database,
                                      "SELECT ifnull (sum (amount), 0) FROM account_charges WHERE account = ?"
                                      " AND month = ? AND kind = 'charge' AND (?3 IS NULL OR service = ?3)",
                                      "lss", account, then, service);
}

static gboolean
is_above (gint64 amount, gint64 usual, gint64 percent)
{
  return usual > 0 && amount * 100 > usual * percent;
}

static gboolean
is_out_of_line (
    KabServer *server, gint64 account, const Bill *bill, const char *service, gint64 amount, gint64 usual)
{
  gint64 year_ago = find_year_ago (server, account, bill->month, service);

  return is_above (amount, usual, service != NULL ? SERVICE_PERCENT : BILL_PERCENT)
         && (year_ago == 0 || is_above (amount, year_ago, YEAR_PERCENT));
}

static void
add_service (JsonArray *services, const char *title, gint64 amount, gint64 usual, const char *currency)
{
  JsonObject *service = json_object_new ();

  json_object_set_string_member (service, "title", title);
  kab_json_set_money (service, "amount", amount, currency);
  kab_json_set_money (service, "usual", usual, currency);
  json_array_add_object_element (services, service);
}

/* The services that cost much more than they use to, what adds most first. */
static JsonArray *
build_services (KabServer *server, gint64 account, const Bill *bill, const char *currency)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT service, sum (amount) FROM account_charges WHERE account = ? AND month = ? AND kind = 'charge'"
      " AND service NOT NULL GROUP BY service ORDER BY sum (amount) DESC",
      "ls", account, bill->month);
  JsonArray *services = json_array_new ();

  while (kab_rows_next (rows))
    {
      const char *title = kab_rows_get_text (rows, 0);
      gint64 amount = kab_rows_get_integer (rows, 1);
      gint64 usual = find_usual_service (server, account, bill->month, title);

      if (is_out_of_line (server, account, bill, title, amount, usual)
          && (amount - usual) * 100 >= bill->amount * SHARE_PERCENT)
        add_service (services, title, amount, usual, currency);
    }
  return services;
}

static gboolean
find_bill (KabServer *server, gint64 account, Bill *bill)
{
  g_autoptr (KabRows) last = kab_database_select (server->database,
                                                  "SELECT month, charged FROM account_months WHERE account = "
                                                  "? AND charged > 0 ORDER BY month DESC LIMIT 1",
                                                  "l", account);
  g_autoptr (KabRows) before = NULL;

  if (!kab_rows_next (last))
    return FALSE;
  bill->month = g_strdup (kab_rows_get_text (last, 0));
  bill->amount = kab_rows_get_integer (last, 1);
  before = kab_database_select (server->database,
                                "SELECT charged FROM account_months WHERE account = ? AND month < ?"
                                " AND charged > 0 ORDER BY month DESC LIMIT ?",
                                "lsi", account, bill->month, MONTHS);
  bill->usual = find_usual (before);
  return TRUE;
}

/**
 * kab_accounts_build_alarm:
 * @server: the server
 * @account: id of an account
 * @currency: its currency
 *
 * Holds the last bill against the middle of a year's bills, and against the same month of the last year, so that
 * the first cold month alarms nobody.
 *
 * Returns: (transfer full) (nullable): what is out of line; %NULL where nothing is
 */
JsonObject *
kab_accounts_build_alarm (KabServer *server, gint64 account, const char *currency)
{
  Bill bill = { NULL };
  g_autofree char *month = NULL;
  g_autoptr (JsonArray) services = NULL;
  JsonObject *alarm;

  if (!find_bill (server, account, &bill))
    return NULL;
  month = bill.month;
  services = build_services (server, account, &bill, currency);
  if (bill.usual == 0
      || (json_array_get_length (services) == 0
          && !is_out_of_line (server, account, &bill, NULL, bill.amount, bill.usual)))
    return NULL;
  alarm = json_object_new ();
  json_object_set_string_member (alarm, "month", month);
  kab_json_set_money (alarm, "amount", bill.amount, currency);
  kab_json_set_money (alarm, "usual", bill.usual, currency);
  json_object_set_array_member (alarm, "services", g_steal_pointer (&services));
  return alarm;
}
