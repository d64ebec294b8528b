/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts-links.h"

#include "accounts-desk.h"
#include "delivery.h"
#include "flow-hooks.h"
#include "json.h"
#include "kab-account-number.h"
#include "throttle.h"

static JsonObject *
get_rules (KabOrganisation *organisation)
{
  return kab_json_get_object (kab_organisation_get_server (organisation), "accounts");
}

/**
 * kab_accounts_find_linked:
 * @server: the server
 * @call: a call of a signed-in person, with an account in its path
 *
 * Answers 404 where the account is not linked to this person.
 *
 * Returns: the account's id, or 0
 */
gint64
kab_accounts_find_linked (KabServer *server, KabCall *call)
{
  gint64 id = 0;
  gint64 number;

  if (g_ascii_string_to_signed (kab_call_get_parameter (call, "account"), 10, 1, G_MAXINT64, &number, NULL))
    id = kab_database_select_integer (server->database,
                                      "SELECT account FROM account_links WHERE account = ? AND person = ?",
                                      "ls", number, call->person->id);
  if (id == 0)
    kab_call_reply_problem (call, "not-found", NULL);
  return id;
}

/**
 * kab_accounts_find_number:
 * @server: the server
 * @organisation: an organisation
 * @number: an account's number as a person typed it
 *
 * Returns: the account's id, or 0
 */
gint64
kab_accounts_find_number (KabServer *server, KabOrganisation *organisation, const char *number)
{
  g_autofree char *key = kab_account_number_fold (number);

  return kab_database_select_integer (server->database,
                                      "SELECT id FROM accounts WHERE organisation = ? AND number_key = ?",
                                      "ss", kab_organisation_get_id (organisation), key);
}

static void
add_error (KabFieldErrors *errors, const char *field, const char *code)
{
  g_autofree char *pointer = g_strconcat ("/values/", field, NULL);

  kab_field_errors_add (errors, pointer, code);
}

/* Whether a receipt of the last months was for just this amount. */
static gboolean
knows_amount (KabServer *server, gint64 account, gint64 amount, gint64 months)
{
  return kab_database_select_integer (
             server->database,
             "SELECT count(*) FROM (SELECT opening + charged + recalculated + penalty - paid AS due"
             " FROM account_months WHERE account = ? ORDER BY month DESC LIMIT ?) WHERE due = ?",
             "lll", account, months, amount)
         > 0;
}

/* How often the form may fail in a row. */
static gint64
count_attempts (KabFlowRun *run)
{
  JsonArray *steps = kab_json_get_array (run->definition, "steps");

  for (guint i = 0; i < kab_json_array_length (steps); i++)
    {
      JsonObject *check = kab_json_get_object (kab_json_array_get_object (steps, i), "check");

      if (check != NULL)
        return kab_json_get_integer (check, "attempts", 5);
    }
  return 5;
}

static gint64
count_left (KabServer *server, KabFlowRun *run, const char *kind, const char *value)
{
  g_autofree char *key = g_strjoin ("/", kab_organisation_get_id (run->organisation), kind, value, NULL);

  return kab_attempts_get_left (server, "account_amount", key, count_attempts (run), 24 * 60 * 60);
}

/* S-21, S-26: the person is told how many attempts are left, and staff see who has tried in vain, and with which
 * number. This failure itself is counted after the check. */
static void
tell_failure (KabServer *server,
              KabFlowRun *run,
              KabFieldErrors *errors,
              const char *field,
              const char *code,
              const char *number)
{
  gint64 own = run->person != NULL ? count_left (server, run, "by", run->person) : G_MAXINT64;
  gint64 left = MAX (MIN (own, count_left (server, run, "account", number)) - 1, 0);
  g_autofree char *pointer = g_strconcat ("/values/", field, NULL);

  kab_field_errors_add_integer (errors, pointer, code, "attempts_left", left);
  if (run->person != NULL)
    kab_accounts_record_attempt (server, run->organisation, run->person, number, own <= 1);
}

/* S-21, S-26: the number must be in the register, the amount on one of its last receipts. */
static gboolean
check_amount (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  JsonObject *rules = get_rules (run->organisation);
  const char *number_field = kab_json_get_string (rules, "number_field");
  const char *amount_field = kab_json_get_string (rules, "amount_field");
  JsonObject *amount = kab_json_get_object (run->values, amount_field);
  const char *number = kab_json_get_string (run->values, number_field);
  gint64 account = kab_accounts_find_number (server, run->organisation, number);

  if (account == 0)
    tell_failure (server, run, errors, number_field, "unknown_account", number);
  else if (!knows_amount (server, account, kab_json_get_integer (amount, "minor", -1),
                          kab_json_get_integer (rules, "amount_months", 1)))
    tell_failure (server, run, errors, amount_field, "wrong_amount", number);
  else
    return TRUE;
  return FALSE;
}

/* Who has the account already is told of the new link: the sum on a receipt is a weak proof. */
static void
tell_owners (KabServer *server, KabOrganisation *organisation, const char *person, gint64 account)
{
  JsonObject *notice = kab_json_get_object (get_rules (organisation), "linked_notice");
  g_autofree char *login
      = kab_database_select_text (server->database, "SELECT login FROM persons WHERE id = ?", "s", person);
  g_autofree char *number
      = kab_database_select_text (server->database, "SELECT number FROM accounts WHERE id = ?", "l", account);
  g_autoptr (GString) text = g_string_new (kab_json_get_string (notice, "text"));
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT p.email, p.phone FROM account_links l JOIN persons p ON p.id = l.person"
                             " WHERE l.account = ? AND l.person <> ?",
                             "ls", account, person);

  g_string_replace (text, "{number}", number, 0);
  g_string_replace (text, "{login}", login, 0);
  while (kab_rows_next (rows))
    {
      const char *email = kab_rows_get_text (rows, 0);
      KabLetter letter = { .channel = email != NULL ? "email" : "sms",
                           .to = email != NULL ? email : kab_rows_get_text (rows, 1),
                           .subject = email != NULL ? kab_json_get_string (notice, "subject") : NULL,
                           .text = text->str };

      if (letter.to != NULL)
        kab_delivery_send (server, organisation, &letter);
    }
}

/* Both histories tell it: the person's names the account, the account's names the person. */
static void
record (
    KabServer *server, KabOrganisation *organisation, const char *person, gint64 account, const char *word)
{
  g_autofree char *login
      = kab_database_select_text (server->database, "SELECT login FROM persons WHERE id = ?", "s", person);
  g_autofree char *number
      = kab_database_select_text (server->database, "SELECT number FROM accounts WHERE id = ?", "l", account);

  kab_accounts_record_person (server, organisation, person, word, number, NULL);
  kab_accounts_record (server, account, word, login, NULL);
}

/**
 * kab_accounts_link:
 * @server: the server
 * @organisation: an organisation
 * @person: one of its customers
 * @account: one of its accounts
 *
 * Tells those who have the account already, and keeps it in both histories.
 *
 * Returns: whether it is linked now and was not before
 */
gboolean
kab_accounts_link (KabServer *server, KabOrganisation *organisation, const char *person, gint64 account)
{
  kab_database_run (server->database,
                    "INSERT OR IGNORE INTO account_links (account, person, linked_at) VALUES (?, ?, ?)",
                    "lsl", account, person, kab_server_now (server));
  if (kab_database_get_changes (server->database) == 0)
    return FALSE;
  tell_owners (server, organisation, person, account);
  record (server, organisation, person, account, "linked");
  return TRUE;
}

/**
 * kab_accounts_unlink:
 * @server: the server
 * @organisation: an organisation
 * @person: one of its customers
 * @account: one of its accounts
 *
 * Returns: whether it was linked
 */
gboolean
kab_accounts_unlink (KabServer *server, KabOrganisation *organisation, const char *person, gint64 account)
{
  kab_database_run (server->database, "DELETE FROM account_links WHERE account = ? AND person = ?", "ls",
                    account, person);
  if (kab_database_get_changes (server->database) == 0)
    return FALSE;
  record (server, organisation, person, account, "unlinked");
  return TRUE;
}

static gboolean
link_account (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  const char *field = kab_json_get_string (get_rules (run->organisation), "number_field");
  const char *number = kab_json_get_string (run->values, field);
  gint64 account = kab_accounts_find_number (server, run->organisation, number);

  if (account == 0)
    {
      add_error (errors, field, "unknown_account");
      return FALSE;
    }
  if (!kab_accounts_link (server, run->organisation, run->person, account))
    {
      add_error (errors, field, "linked");
      return FALSE;
    }
  return TRUE;
}

/* S-17: whoever has registered and has no account yet is in the list of those to help. */
static gboolean
await_account (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  kab_accounts_touch_person (server, run->organisation, run->person);
  return TRUE;
}

/* Staff have approved the application; an account that the register does not have is not their fault. */
static gboolean
link_reviewed_account (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  const char *field = kab_json_get_string (get_rules (run->organisation), "number_field");

  if (kab_accounts_find_number (server, run->organisation, kab_json_get_string (run->values, field)) == 0)
    return await_account (server, run, errors);
  return link_account (server, run, errors);
}

/**
 * kab_accounts_add_hooks:
 * @server: the server
 *
 * Offers flows what they need to link accounts.
 */
void
kab_accounts_add_hooks (KabServer *server)
{
  kab_flows_add_check (server, "account_amount", check_amount);
  kab_flows_add_action (server, "await_account", await_account);
  kab_flows_add_action (server, "link_account", link_account);
  kab_flows_add_action (server, "link_reviewed_account", link_reviewed_account);
}
