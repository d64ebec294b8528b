/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts-staff.h"

#include "accounts-describe.h"
#include "accounts-desk.h"
#include "accounts-information.h"
#include "accounts-links.h"
#include "accounts-postings.h"
#include "documents-hooks.h"
#include "json.h"
#include "login.h"

static gint64
find_account (KabDeed *deed)
{
  return kab_database_select_integer (deed->server->database,
                                      "SELECT account FROM account_documents WHERE document = ?", "l",
                                      deed->document->id);
}

static char *
dup_person (KabDeed *deed)
{
  return kab_database_select_text (deed->server->database,
                                   "SELECT person FROM link_documents WHERE document = ?", "l",
                                   deed->document->id);
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

/* What was done has changed the document too: the deed goes on from what it is now. */
static gboolean
catch_up (KabDeed *deed)
{
  g_autoptr (KabRows) rows = kab_database_select (deed->server->database,
                                                  "SELECT version, state, amount FROM documents WHERE id = ?",
                                                  "l", deed->document->id);

  if (!kab_rows_next (rows))
    return FALSE;
  deed->document->version = kab_rows_get_integer (rows, 0);
  deed->to = g_intern_string (kab_rows_get_text (rows, 1));
  deed->document->amount = kab_rows_get_integer (rows, 2);
  return TRUE;
}

static gint64
get_amount (KabDeed *deed)
{
  return kab_json_get_integer (kab_json_get_object (deed->values, "amount"), "minor", 0);
}

/* S-42, S-43, S-44: charges, recalculations and penalties, with the reason that the owner sees. */
static gboolean
post (KabDeed *deed)
{
  const char *kind = kab_json_get_string (deed->values, "kind");
  gboolean less = g_str_has_suffix (kind, "_less") || g_str_has_suffix (kind, "_waived");
  g_auto (GStrv) parts = g_strsplit (kind, "_", 2);
  KabPosting posting = { .kind = parts[0],
                         .service = kab_json_get_string (deed->values, "service"),
                         .amount = less ? -get_amount (deed) : get_amount (deed),
                         .reason = kab_json_get_string (deed->values, "reason") };

  if (posting.service == NULL && g_str_equal (posting.kind, "charge"))
    return refuse (deed, "service", "required");
  return kab_accounts_post_charge (deed->server, find_account (deed), &posting) && catch_up (deed);
}

/* S-45: a payment that came past the bank's file. */
static gboolean
receive (KabDeed *deed)
{
  JsonObject *rules
      = kab_json_get_object (kab_organisation_get_server (deed->call->organisation), "accounts");
  const char *method = kab_json_get_string (kab_json_get_object (rules, "words"), "cash_desk");
  g_autoptr (GDateTime) day
      = kab_documents_parse_day (deed->call->organisation, kab_json_get_string (deed->values, "day"));
  gint64 now = kab_server_now (deed->server);
  g_autoptr (GError) error = NULL;

  if (day == NULL || g_date_time_to_unix (day) > now)
    return refuse (deed, "day", "date");
  if (kab_accounts_post_payment (deed->server, find_account (deed), get_amount (deed),
                                 MIN (g_date_time_to_unix (day) + 12 * 60 * 60, now), method,
                                 kab_json_get_string (deed->values, "number"), &error)
      == 0)
    return refuse (deed, "number", "taken");
  return catch_up (deed);
}

/* S-50: a payment that went to the wrong account goes to the right one, once. */
static gboolean
move (KabDeed *deed)
{
  gint64 id = g_ascii_strtoll (kab_json_get_string (deed->values, "payment"), NULL, 10);
  const char *number = kab_json_get_string (deed->values, "number");
  gint64 from = find_account (deed);
  gint64 to = kab_accounts_find_number (deed->server, deed->call->organisation, number);
  g_autoptr (KabRows) rows = kab_database_select (
      deed->server->database, "SELECT amount, at, method, reference FROM account_payments WHERE id = ?", "l",
      id);
  g_autofree char *note = g_strjoin (". ", number, kab_json_get_string (deed->values, "reason"), NULL);
  g_autofree char *reference = NULL;

  if (to == 0 || to == from)
    return refuse (deed, "number", "unknown_account");
  if (!kab_rows_next (rows) || !kab_accounts_take_back_payment (deed->server, id, "moved", note))
    return refuse (deed, "payment", "option");
  reference = g_strdup_printf ("%s/%" G_GINT64_FORMAT, kab_rows_get_text (rows, 3), to);
  if (kab_accounts_post_payment (deed->server, to, kab_rows_get_integer (rows, 0),
                                 kab_rows_get_integer (rows, 1), kab_rows_get_text (rows, 2), reference, NULL)
      == 0)
    return refuse (deed, "payment", "taken");
  kab_accounts_record (deed->server, to, "moved", deed->text,
                       kab_person_get_display_name (deed->call->person));
  return catch_up (deed);
}

/* S-30, S-31, S-34, S-37, S-38: the register is put right, and says what it said before. */
static gboolean
correct (KabDeed *deed)
{
  gint64 account = find_account (deed);
  g_autoptr (GList) names = json_object_get_members (deed->values);
  static const char *const optional[] = { "registration_address", "delivery_address" };

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *name = link->data;
      JsonNode *node = json_object_get_member (deed->values, name);
      g_autofree char *number = json_node_get_value_type (node) == G_TYPE_STRING
                                    ? NULL
                                    : g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

      if (!g_str_equal (name, "reason"))
        kab_accounts_set_detail (deed->server, account, name,
                                 number != NULL ? number : kab_json_get_string (deed->values, name));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (optional); i++)
    if (!json_object_has_member (deed->values, optional[i]))
      kab_accounts_set_detail (deed->server, account, optional[i], NULL);
  kab_accounts_touch (deed->server, account);
  return catch_up (deed);
}

static void
record_other_person (KabDeed *deed, const char *person, const char *word)
{
  g_autofree char *text
      = g_strjoin (". ", deed->document->number, kab_json_get_string (deed->values, "reason"), NULL);

  kab_accounts_record_person (deed->server, deed->call->organisation, person, word, text,
                              kab_person_get_display_name (deed->call->person));
}

/* S-21: linked by hand, after the papers were looked at. */
static gboolean
link_account (KabDeed *deed)
{
  g_autofree char *person = kab_login_recognise (deed->server, deed->call->organisation,
                                                 kab_json_get_string (deed->values, "login"));

  if (person == NULL)
    return refuse (deed, "login", "unknown_login");
  if (!kab_accounts_link (deed->server, deed->call->organisation, person, find_account (deed)))
    return refuse (deed, "login", "linked");
  record_other_person (deed, person, "by_hand");
  return catch_up (deed);
}

static gboolean
unlink_account (KabDeed *deed)
{
  const char *person = kab_json_get_string (deed->values, "person");

  if (!kab_accounts_unlink (deed->server, deed->call->organisation, person, find_account (deed)))
    return refuse (deed, "person", "option");
  record_other_person (deed, person, "by_hand");
  return catch_up (deed);
}

static gboolean
link_person (KabDeed *deed)
{
  g_autofree char *person = dup_person (deed);
  gint64 account = kab_accounts_find_number (deed->server, deed->call->organisation,
                                             kab_json_get_string (deed->values, "number"));

  if (account == 0)
    return refuse (deed, "number", "unknown_account");
  if (!kab_accounts_link (deed->server, deed->call->organisation, person, account))
    return refuse (deed, "number", "linked");
  kab_accounts_record (deed->server, account, "by_hand", kab_json_get_string (deed->values, "reason"),
                       kab_person_get_display_name (deed->call->person));
  return catch_up (deed);
}

static gboolean
unlink_person (KabDeed *deed)
{
  g_autofree char *person = dup_person (deed);
  gint64 account = g_ascii_strtoll (kab_json_get_string (deed->values, "account"), NULL, 10);

  if (!kab_accounts_unlink (deed->server, deed->call->organisation, person, account))
    return refuse (deed, "account", "option");
  kab_accounts_record (deed->server, account, "by_hand", kab_json_get_string (deed->values, "reason"),
                       kab_person_get_display_name (deed->call->person));
  return catch_up (deed);
}

/* S-26: too many attempts are forgiven. */
static gboolean
unlock_person (KabDeed *deed)
{
  g_autofree char *person = dup_person (deed);

  kab_accounts_forget_attempts (deed->server, deed->call->organisation, person);
  kab_accounts_touch_person (deed->server, deed->call->organisation, person);
  return catch_up (deed);
}

/**
 * kab_accounts_add_effects:
 * @server: the server
 *
 * Lets staff do with accounts what the descriptors offer them.
 */
void
kab_accounts_add_effects (KabServer *server)
{
  kab_documents_add_effect (server, "account_post", post);
  kab_documents_add_effect (server, "account_receive", receive);
  kab_documents_add_effect (server, "account_move", move);
  kab_documents_add_effect (server, "account_correct", correct);
  kab_documents_add_effect (server, "account_link", link_account);
  kab_documents_add_effect (server, "account_unlink", unlink_account);
  kab_documents_add_effect (server, "person_link", link_person);
  kab_documents_add_effect (server, "person_unlink", unlink_person);
  kab_documents_add_effect (server, "person_unlock", unlock_person);
  kab_accounts_add_describers (server);
}
