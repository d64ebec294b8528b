/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts-desk.h"

#include "accounts.h"
#include "documents-query.h"
#include "documents-snapshot.h"
#include "documents-store.h"
#include "documents-type.h"
#include "json.h"
#include "throttle.h"

/* An organisation whose staff look after accounts names two types of documents: of an account, and of a person
 * who wants to link one. Without them nothing is kept here. */
static JsonObject *
get_rules (KabOrganisation *organisation)
{
  return kab_json_get_object (kab_organisation_get_server (organisation), "accounts");
}

static const char *
get_type (KabOrganisation *organisation, const char *which)
{
  return kab_json_get_string (kab_json_get_object (get_rules (organisation), "desk"), which);
}

static KabOrganisation *
find_organisation (KabServer *server, gint64 account)
{
  g_autofree char *id = kab_database_select_text (
      server->database, "SELECT organisation FROM accounts WHERE id = ?", "l", account);

  return kab_server_find_organisation (server, id);
}

static gint64
find_account_document (KabServer *server, gint64 account)
{
  return kab_database_select_integer (
      server->database, "SELECT document FROM account_documents WHERE account = ?", "l", account);
}

static gint64
find_person_document (KabServer *server, const char *person)
{
  return kab_database_select_integer (server->database,
                                      "SELECT document FROM link_documents WHERE person = ?", "s", person);
}

/* S-46: whether every month is the sum of its postings and goes on from the one before. */
static gboolean
adds_up (KabServer *server, gint64 account)
{
  return kab_database_select_integer (
             server->database,
             "SELECT count(*) FROM (SELECT m.opening, m.charged + m.recalculated + m.penalty AS posted,"
             " (SELECT ifnull (sum (c.amount), 0) FROM account_charges c WHERE c.account = m.account"
             "  AND c.month = m.month) AS postings,"
             " lag (m.opening + m.charged + m.recalculated + m.penalty - m.paid) OVER (ORDER BY m.month) AS "
             "before"
             " FROM account_months m WHERE m.account = ?)"
             " WHERE posted <> postings OR opening <> ifnull (before, opening)",
             "l", account)
         == 0;
}

static void
update (
    KabServer *server, KabOrganisation *organisation, gint64 document, const char *type, const char *state)
{
  kab_database_run (server->database,
                    "UPDATE documents SET state = ?, open = ?, waits = ?, version = version + 1 WHERE id = ?",
                    "sisl", state, kab_document_type_is_open (organisation, type, state),
                    kab_document_type_get_waits (organisation, type, state), document);
  kab_snapshots_invalidate (server->snapshots);
}

static gint64
get_version (KabServer *server, gint64 document)
{
  return kab_database_select_integer (server->database, "SELECT version FROM documents WHERE id = ?", "l",
                                      document);
}

/* What the document is about, and what finds it. */
static char *
dup_subject (KabServer *server, gint64 account, char **search)
{
  char *subject = kab_database_select_text (
      server->database, "SELECT holder || ', ' || address FROM accounts WHERE id = ?", "l", account);
  g_autofree char *number
      = kab_database_select_text (server->database, "SELECT number FROM accounts WHERE id = ?", "l", account);
  g_autofree char *text = g_strconcat (number, " ", subject, NULL);

  *search = kab_documents_fold (text);
  return subject;
}

/**
 * kab_accounts_touch:
 * @server: the server
 * @account: an account about which something has changed
 *
 * Brings the document that staff have of it up to date: holder, address, what is to pay, whether it adds up.
 *
 * Returns: the document's version; 0 where there is none
 */
gint64
kab_accounts_touch (KabServer *server, gint64 account)
{
  gint64 document = find_account_document (server, account);
  KabOrganisation *organisation = document != 0 ? find_organisation (server, account) : NULL;
  g_auto (KabBalanceLines) lines = { NULL };
  g_autofree char *subject = NULL;
  g_autofree char *search = NULL;

  if (organisation == NULL)
    return 0;
  kab_accounts_find_month (server, account, NULL, &lines);
  subject = dup_subject (server, account, &search);
  kab_database_run (
      server->database,
      "UPDATE documents SET amount = ?2, subject = ?4, search = ?5,"
      " date = max (date, ifnull ((SELECT max (at) FROM account_payments WHERE account = ?3), 0),"
      "  ifnull ((SELECT max (issued_at) FROM receipts WHERE account = ?3), 0),"
      "  ifnull ((SELECT max (linked_at) FROM account_links WHERE account = ?3), 0)) WHERE id = ?1",
      "lllss", document, kab_balance_lines_get_to_pay (&lines), account, subject, search);
  update (server, organisation, document, get_type (organisation, "account"),
          adds_up (server, account) ? "good" : "gap");
  return get_version (server, document);
}

static gboolean
is_locked (KabServer *server, KabOrganisation *organisation, const char *person)
{
  g_autofree char *key = g_strjoin ("/", kab_organisation_get_id (organisation), "by", person, NULL);
  JsonObject *desk = kab_json_get_object (get_rules (organisation), "desk");

  return kab_attempts_get_left (server, "account_amount", key, kab_json_get_integer (desk, "attempts", 5),
                                kab_json_get_integer (desk, "window", 86400))
         == 0;
}

static gint64
make_person_document (KabServer *server, KabOrganisation *organisation, const char *person, const char *type)
{
  KabDatabase *database = server->database;
  gint64 count = kab_database_select_integer (
      database,
      "SELECT count(*) FROM link_documents l JOIN persons p ON p.id = l.person WHERE p.organisation = ?", "s",
      kab_organisation_get_id (organisation));
  g_autofree char *number = kab_document_type_format_number (organisation, type, count + 1);
  g_autofree char *name = kab_database_select_text (
      database, "SELECT ifnull (name || ', ' || login, login) FROM persons WHERE id = ?", "s", person);
  JsonObject *descriptor = kab_organisation_get_descriptor (organisation);
  KabDocument made = { .type = (char *) type,
                       .number = number,
                       .subject = name,
                       .date = kab_database_select_integer (
                           database, "SELECT created_at FROM persons WHERE id = ?", "s", person),
                       .currency = (char *) kab_json_get_string (descriptor, "currency"),
                       .state = (char *) "unlinked" };
  gint64 document = kab_documents_create (server, organisation, &made);

  kab_database_run (database, "INSERT INTO link_documents VALUES (?, ?)", "sl", person, document);
  return document;
}

/**
 * kab_accounts_touch_person:
 * @server: the server
 * @organisation: whose customer it is
 * @person: a person about whose accounts something has changed
 *
 * Brings the document that staff have of the person's links up to date, and makes it where there is none.
 *
 * Returns: the document's version; 0 where the organisation keeps none
 */
gint64
kab_accounts_touch_person (KabServer *server, KabOrganisation *organisation, const char *person)
{
  const char *type = get_type (organisation, "person");
  gint64 document = find_person_document (server, person);
  gboolean linked = kab_database_select_integer (
                        server->database, "SELECT count(*) FROM account_links WHERE person = ?", "s", person)
                    > 0;

  if (type == NULL)
    return 0;
  if (document == 0)
    document = make_person_document (server, organisation, person, type);
  update (server, organisation, document, type,
          is_locked (server, organisation, person) ? "locked"
          : linked                                 ? "linked"
                                                   : "unlinked");
  return get_version (server, document);
}

static const char *
get_word (KabOrganisation *organisation, const char *word)
{
  const char *text = kab_json_get_string (kab_json_get_object (get_rules (organisation), "words"), word);

  return text != NULL ? text : word;
}

/**
 * kab_accounts_record:
 * @server: the server
 * @account: id of an account
 * @word: what happened, by the name that the organisation's words have
 * @text: (nullable): more about it
 * @by: (nullable): who of the staff did it
 *
 * Keeps it in the history that staff see.
 */
void
kab_accounts_record (KabServer *server, gint64 account, const char *word, const char *text, const char *by)
{
  gint64 document = find_account_document (server, account);

  if (document != 0)
    kab_documents_add_event (server, document, kab_server_now (server),
                             get_word (find_organisation (server, account), word), text, by);
  kab_accounts_touch (server, account);
}

/**
 * kab_accounts_record_person:
 * @server: the server
 * @organisation: whose customer it is
 * @person: id of a person
 * @word: what happened, by the name that the organisation's words have
 * @text: (nullable): more about it
 * @by: (nullable): who of the staff did it
 *
 * Keeps it in the history that staff see.
 */
void
kab_accounts_record_person (KabServer *server,
                            KabOrganisation *organisation,
                            const char *person,
                            const char *word,
                            const char *text,
                            const char *by)
{
  if (kab_accounts_touch_person (server, organisation, person) != 0)
    kab_documents_add_event (server, find_person_document (server, person), kab_server_now (server),
                             get_word (organisation, word), text, by);
}

/**
 * kab_accounts_record_detail:
 * @server: the server
 * @call: the call of the owner
 * @account: id of an account
 * @label: what was told
 * @value: (nullable): what it is now
 */
void
kab_accounts_record_detail (
    KabServer *server, KabCall *call, gint64 account, const char *label, const char *value)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", label, value != NULL ? value : "—");

  kab_accounts_record (server, account, "data", text, kab_person_get_display_name (call->person));
}

static char *
build_key (KabOrganisation *organisation, const char *kind, const char *value)
{
  return g_strjoin ("/", kab_organisation_get_id (organisation), kind, value, NULL);
}

/**
 * kab_accounts_record_attempt:
 * @server: the server
 * @organisation: whose account it was to be
 * @person: who tried
 * @number: the number that was typed
 * @last: whether that was the last attempt for now
 */
void
kab_accounts_record_attempt (
    KabServer *server, KabOrganisation *organisation, const char *person, const char *number, gboolean last)
{
  gint64 document;

  kab_accounts_record_person (server, organisation, person, "attempt", number, NULL);
  document = find_person_document (server, person);
  if (document == 0)
    return;
  kab_database_run (server->database,
                    "UPDATE documents SET details = json_set (details, '$.tried',"
                    " json_insert (ifnull (details -> '$.tried', json ('[]')), '$[#]', ?)) WHERE id = ?",
                    "sl", number, document);
  if (last)
    update (server, organisation, document, get_type (organisation, "person"), "locked");
}

/**
 * kab_accounts_forget_attempts:
 * @server: the server
 * @organisation: an organisation
 * @person: who has tried too often
 *
 * Lets the person try again, and those whose accounts were tried.
 */
void
kab_accounts_forget_attempts (KabServer *server, KabOrganisation *organisation, const char *person)
{
  g_autofree char *own = build_key (organisation, "by", person);
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT DISTINCT t.value FROM documents d, json_each (d.details, '$.tried') t WHERE d.id = ?", "l",
      find_person_document (server, person));

  kab_attempts_clear (server, "account_amount", own);
  while (kab_rows_next (rows))
    {
      g_autofree char *key = build_key (organisation, "account", kab_rows_get_text (rows, 0));

      kab_attempts_clear (server, "account_amount", key);
    }
}

static void
make_account_document (KabServer *server, KabOrganisation *organisation, gint64 account)
{
  g_autofree char *number
      = kab_database_select_text (server->database, "SELECT number FROM accounts WHERE id = ?", "l", account);
  KabDocument made = { .type = (char *) get_type (organisation, "account"),
                       .number = number,
                       .subject = (char *) "",
                       .has_amount = TRUE,
                       .currency = (char *) kab_json_get_string (
                           kab_organisation_get_descriptor (organisation), "currency"),
                       .state = (char *) "good" };
  gint64 document = kab_documents_create (server, organisation, &made);

  kab_database_run (server->database, "INSERT INTO account_documents VALUES (?, ?)", "ll", account, document);
  kab_accounts_touch (server, account);
}

static void
make_documents (KabServer *server, KabOrganisation *organisation)
{
  const char *id = kab_organisation_get_id (organisation);
  g_autoptr (KabRows) accounts = kab_database_select (
      server->database,
      "SELECT id FROM accounts WHERE organisation = ? AND id NOT IN (SELECT account FROM account_documents)"
      " ORDER BY id",
      "s", id);
  g_autoptr (KabRows) people = kab_database_select (
      server->database,
      "SELECT id FROM persons WHERE organisation = ? AND role = 'customer' AND id NOT IN"
      " (SELECT person FROM link_documents) ORDER BY created_at",
      "s", id);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  while (kab_rows_next (accounts))
    g_array_append_vals (ids, &(gint64) { kab_rows_get_integer (accounts, 0) }, 1);
  while (kab_rows_next (people))
    g_ptr_array_add (names, g_strdup (kab_rows_get_text (people, 0)));
  for (guint i = 0; i < ids->len; i++)
    make_account_document (server, organisation, g_array_index (ids, gint64, i));
  for (guint i = 0; i < names->len; i++)
    kab_accounts_touch_person (server, organisation, g_ptr_array_index (names, i));
}

/**
 * kab_accounts_desk_open:
 * @server: the server, with its register of accounts
 * @error: return location for what went wrong
 *
 * Makes the documents of accounts and people that have none yet.
 *
 * Returns: whether it could be done
 */
gboolean
kab_accounts_desk_open (KabServer *server, GError **error)
{
  kab_database_begin (server->database);
  for (guint i = 0; i < server->organisations->len; i++)
    {
      KabOrganisation *organisation = g_ptr_array_index (server->organisations, i);

      if (get_type (organisation, "account") != NULL)
        make_documents (server, organisation);
    }
  if (kab_database_commit (server->database))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The documents of accounts cannot be made");
  return FALSE;
}
