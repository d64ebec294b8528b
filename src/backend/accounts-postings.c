/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts-postings.h"

#include <gio/gio.h>

#include "accounts-desk.h"

static KabOrganisation *
find_organisation (KabServer *server, gint64 account)
{
  g_autofree char *id = kab_database_select_text (
      server->database, "SELECT organisation FROM accounts WHERE id = ?", "l", account);

  return id != NULL ? kab_server_find_organisation (server, id) : NULL;
}

static char *
format_local (KabServer *server, gint64 account, gint64 time, const char *format)
{
  KabOrganisation *organisation = find_organisation (server, account);
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (organisation != NULL, NULL);

  local = kab_organisation_to_local (organisation, time);
  return g_date_time_format (local, format);
}

/**
 * kab_accounts_dup_month:
 * @server: the server
 * @account: id of an account
 * @time: seconds since 1970
 *
 * Returns: (transfer full): the month such as 2026-10 in which that is for the account's organisation
 */
char *
kab_accounts_dup_month (KabServer *server, gint64 account, gint64 time)
{
  return format_local (server, account, time, "%Y-%m");
}

/* A month begins with what was to pay at the end of the last one. */
static void
open_month (KabServer *server, gint64 account, const char *month)
{
  kab_database_run (
      server->database,
      "INSERT OR IGNORE INTO account_months (account, month, opening, charged, recalculated, penalty, paid)"
      " VALUES (?1, ?2, ifnull ((SELECT opening + charged + recalculated + penalty - paid FROM account_months"
      " WHERE account = ?1 AND month < ?2 ORDER BY month DESC LIMIT 1), 0), 0, 0, 0, 0)",
      "ls", account, month);
}

/* What changes one month changes what the later ones begin with. */
static void
add_to_month (KabServer *server, gint64 account, const char *month, const char *column, gint64 amount)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE account_months SET %s = %s + ?1 WHERE account = ?2 AND month = ?3", column, column);
  gint64 change = g_str_equal (column, "paid") ? -amount : amount;

  open_month (server, account, month);
  kab_database_run (server->database, sql, "lls", amount, account, month);
  kab_database_run (server->database,
                    "UPDATE account_months SET opening = opening + ? WHERE account = ? AND month > ?", "lls",
                    change, account, month);
}

/**
 * kab_accounts_settle_receipts:
 * @server: the server
 * @account: id of an account
 *
 * A receipt is paid when what came in after its month covers what it asked for.
 */
void
kab_accounts_settle_receipts (KabServer *server, gint64 account)
{
  g_autofree char *today = format_local (server, account, kab_server_now (server), "%Y-%m-%d");

  kab_database_run (
      server->database,
      "UPDATE receipts SET paid_on = CASE WHEN (SELECT ifnull (sum (m.paid), 0) FROM account_months m"
      "  WHERE m.account = receipts.account AND m.month > receipts.month)"
      " >= (SELECT n.opening + n.charged + n.recalculated + n.penalty - n.paid FROM account_months n"
      "  WHERE n.account = receipts.account AND n.month = receipts.month)"
      " THEN ifnull (paid_on, ?) END WHERE account = ?",
      "sl", today, account);
}

/**
 * kab_accounts_post_charge:
 * @server: the server
 * @account: id of an account
 * @posting: what is charged; a month whose receipt is out is not changed any more
 *
 * Returns: whether it was posted
 */
gboolean
kab_accounts_post_charge (KabServer *server, gint64 account, const KabPosting *posting)
{
  g_autofree char *running = kab_accounts_dup_month (server, account, kab_server_now (server));
  const char *month = posting->month != NULL ? posting->month : running;
  gboolean recalculated = g_str_equal (posting->kind, "recalculation");

  g_return_val_if_fail (running != NULL, FALSE);

  kab_database_run (server->database,
                    "INSERT INTO account_charges (account, month, kind, service, quantity, unit, tariff,"
                    " amount, reason) VALUES (?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?)",
                    "lssssslls", account, month, posting->kind, posting->service, posting->quantity,
                    posting->unit, posting->tariff, posting->amount, posting->reason);
  add_to_month (server, account, month,
                recalculated                             ? "recalculated"
                : g_str_equal (posting->kind, "penalty") ? "penalty"
                                                         : "charged",
                posting->amount);
  kab_accounts_touch (server, account);
  return !kab_database_has_failed (server->database);
}

static void
count_payment (KabServer *server, gint64 account, gint64 amount)
{
  gint64 now = kab_server_now (server);
  g_autofree char *month = kab_accounts_dup_month (server, account, now);
  g_autofree char *today = format_local (server, account, now, "%Y-%m-%d");

  add_to_month (server, account, month, "paid", amount);
  kab_database_run (server->database, "UPDATE account_months SET paid_on = ? WHERE account = ? AND month = ?",
                    "sls", today, account, month);
  kab_accounts_settle_receipts (server, account);
  kab_accounts_touch (server, account);
}

/* The payment of this reference, where it is the same one; 0 and an error where another has the reference. */
static gint64
find_payment (KabServer *server,
              KabOrganisation *organisation,
              gint64 account,
              gint64 amount,
              const char *reference,
              char **state,
              GError **error)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT id, account, amount, state FROM account_payments WHERE organisation = ? AND reference = ?",
      "ss", kab_organisation_get_id (organisation), reference);

  if (!kab_rows_next (rows))
    return 0;
  if (kab_rows_get_integer (rows, 1) != account || kab_rows_get_integer (rows, 2) != amount)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s is another payment", reference);
      return 0;
    }
  *state = g_strdup (kab_rows_get_text (rows, 3));
  return kab_rows_get_integer (rows, 0);
}

static gint64
add_payment (KabServer *server,
             KabOrganisation *organisation,
             gint64 account,
             gint64 amount,
             gint64 at,
             const char *method,
             const char *state,
             const char *reference,
             const char *note)
{
  kab_database_run (server->database,
                    "INSERT INTO account_payments (organisation, account, at, amount, method, state,"
                    " reference, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "slllssss", kab_organisation_get_id (organisation), account, at, amount, method, state,
                    reference, note);
  return kab_database_get_last_id (server->database);
}

/**
 * kab_accounts_expect_payment:
 * @server: the server
 * @account: id of an account
 * @amount: in minor units
 * @at: when it was made, in seconds since 1970
 * @method: how, in the organisation's words
 * @reference: what it is known by
 * @note: (nullable): when it will be there
 * @error: return location for why not
 *
 * Tells of a payment on its way: it is in the list, but in no balance.
 *
 * Returns: the payment's id, or 0
 */
gint64
kab_accounts_expect_payment (KabServer *server,
                             gint64 account,
                             gint64 amount,
                             gint64 at,
                             const char *method,
                             const char *reference,
                             const char *note,
                             GError **error)
{
  KabOrganisation *organisation = find_organisation (server, account);
  g_autoptr (GError) other = NULL;
  g_autofree char *state = NULL;
  gint64 id;

  g_return_val_if_fail (organisation != NULL && reference != NULL, 0);

  id = find_payment (server, organisation, account, amount, reference, &state, &other);
  if (other != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&other));
      return 0;
    }
  if (id == 0)
    id = add_payment (server, organisation, account, amount, at, method, "expected", reference, note);
  return id;
}

/**
 * kab_accounts_post_payment:
 * @server: the server
 * @account: id of an account
 * @amount: in minor units; less than 0 for what goes back to the payer
 * @at: when it was made, in seconds since 1970
 * @method: how, in the organisation's words
 * @reference: what it is known by
 * @error: return location for why not
 *
 * Counts a payment in the running month and marks the receipts that it covers. One that was expected arrives
 * this way; one that is posted already stays as it is.
 *
 * Returns: the payment's id, or 0
 */
gint64
kab_accounts_post_payment (KabServer *server,
                           gint64 account,
                           gint64 amount,
                           gint64 at,
                           const char *method,
                           const char *reference,
                           GError **error)
{
  KabOrganisation *organisation = find_organisation (server, account);
  g_autoptr (GError) other = NULL;
  g_autofree char *state = NULL;
  gint64 id;

  g_return_val_if_fail (organisation != NULL && reference != NULL, 0);

  id = find_payment (server, organisation, account, amount, reference, &state, &other);
  if (other != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&other));
      return 0;
    }
  if (id != 0 && !g_str_equal (state, "expected"))
    return id;
  if (id == 0)
    id = add_payment (server, organisation, account, amount, at, method, "posted", reference, NULL);
  else
    kab_database_run (server->database,
                      "UPDATE account_payments SET state = 'posted', note = NULL WHERE id = ?", "l", id);
  count_payment (server, account, amount);
  return id;
}

/**
 * kab_accounts_take_back_payment:
 * @server: the server
 * @payment: id of a payment
 * @state: "moved" or "returned"
 * @note: (nullable): where to, or why
 *
 * Takes a payment out of the balance of its account; in the list it stays, with what became of it.
 *
 * Returns: whether it was there to be taken
 */
gboolean
kab_accounts_take_back_payment (KabServer *server, gint64 payment, const char *state, const char *note)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT account, amount, state FROM account_payments WHERE id = ? AND state IN ('expected', 'posted')",
      "l", payment);

  if (!kab_rows_next (rows))
    return FALSE;
  kab_database_run (server->database, "UPDATE account_payments SET state = ?, note = ? WHERE id = ?", "ssl",
                    state, note, payment);
  if (g_str_equal (kab_rows_get_text (rows, 2), "posted"))
    count_payment (server, kab_rows_get_integer (rows, 0), -kab_rows_get_integer (rows, 1));
  return TRUE;
}
