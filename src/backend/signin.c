/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "signin.h"

#include "auth.h"
#include "call.h"
#include "json.h"
#include "throttle.h"
#include "login.h"
#include "password.h"
#include "session.h"

#define MAX_PASSWORD 1024
#define ADDRESS_ATTEMPTS 100

static JsonObject *
get_rules (KabCall *call)
{
  return kab_json_get_object (kab_organisation_get_server (call->organisation), "sign_in");
}

static gint64
get_attempts (KabCall *call)
{
  return kab_json_get_integer (get_rules (call), "attempts", 10);
}

static gint64
get_window (KabCall *call)
{
  return kab_json_get_integer (get_rules (call), "window", 900);
}

/* Failures are counted for what was typed, known or not: the count tells nobody which logins exist. */
static char *
build_attempt_key (KabCall *call, const char *login)
{
  g_autofree char *person = kab_login_recognise (call->server, call->organisation, login);
  g_autofree char *folded = g_utf8_strdown (login, -1);

  return g_strjoin ("/", kab_organisation_get_id (call->organisation), person != NULL ? person : folded,
                    NULL);
}

static gboolean
check_login (KabCall *call, const char *login, const char *password)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();

  if (login == NULL || *login == '\0')
    kab_field_errors_add (errors, "/login", "required");
  else if (strlen (login) > 254)
    kab_field_errors_add_integer (errors, "/login", "too_long", "max", 254);
  if (password == NULL || *password == '\0')
    kab_field_errors_add (errors, "/password", "required");
  else if (strlen (password) > MAX_PASSWORD)
    kab_field_errors_add_integer (errors, "/password", "too_long", "max", MAX_PASSWORD);
  if (!kab_field_errors_is_empty (errors))
    kab_call_reply_field_errors (call, errors);
  return kab_field_errors_is_empty (errors);
}

static gboolean
check_attempts (KabCall *call, const char *login)
{
  g_autofree char *key = build_attempt_key (call, login);
  gint64 wait = kab_attempts_get_wait (call->server, "sign-in", key, get_attempts (call), get_window (call));
  gint64 address_wait = kab_attempts_get_wait (call->server, "sign-in-address", call->address,
                                               ADDRESS_ATTEMPTS, get_window (call));

  if (wait > 0)
    kab_call_reply_too_many (call, "login", wait);
  else if (address_wait > 0)
    kab_call_reply_too_many (call, "address", address_wait);
  return !kab_call_is_answered (call);
}

static void
prepare_session (KabServer *server, KabCall *call)
{
  JsonObject *body = kab_call_get_body (call);
  const char *login = kab_json_get_string (body, "login");
  const char *password = kab_json_get_string (body, "password");
  g_autofree char *id = NULL;
  g_autoptr (KabPerson) person = NULL;

  if (json_object_has_member (body, "ticket"))
    return;
  if (!check_login (call, login, password) || !check_attempts (call, login))
    return;
  id = kab_login_recognise (server, call->organisation, login);
  person = id != NULL ? kab_person_load (server, id) : NULL;
  kab_call_verify_password (call, password, person != NULL ? person->password : NULL);
}

static void
reply_pair (KabCall *call, guint status, const KabTokenPair *pair, const KabPerson *person)
{
  JsonObject *answer = json_object_new ();
  JsonObject *who = json_object_new ();

  json_object_set_string_member (answer, "access_token", pair->access);
  json_object_set_int_member (answer, "expires_in",
                              MAX (pair->access_expires_at - kab_server_now (call->server), 0));
  json_object_set_string_member (answer, "refresh_token", pair->refresh);
  json_object_set_string_member (answer, "session_id", pair->session);
  json_object_set_string_member (who, "id", person->id);
  json_object_set_string_member (who, "login", person->login);
  json_object_set_string_member (who, "name", kab_person_get_display_name (person));
  json_object_set_string_member (who, "role", person->role);
  json_object_set_boolean_member (who, "must_change_password", person->must_change_password);
  json_object_set_object_member (answer, "person", who);
  kab_call_reply_object (call, status, answer);
}

static void
begin_session (KabCall *call, const char *id, gboolean remember)
{
  g_autoptr (KabPerson) person = kab_person_load (call->server, id);
  g_autoptr (KabTokenPair) pair = NULL;

  if (person->blocked_at != 0)
    {
      kab_auth_reply_blocked (call, person);
      return;
    }
  pair = kab_session_begin (call->server, id, kab_call_get_header (call, "User-Agent"), remember);
  reply_pair (call, 201, pair, person);
}

/* it is said that something is wrong, never which of the two. */
static void
sign_in_with_password (KabCall *call, const char *login)
{
  g_autofree char *key = build_attempt_key (call, login);
  g_autofree char *id = kab_login_recognise (call->server, call->organisation, login);

  if (id == NULL || !call->password_good)
    {
      kab_attempts_add (call->server, "sign-in", key, get_window (call));
      kab_attempts_add (call->server, "sign-in-address", call->address, get_window (call));
      kab_call_reply_problem (call, "wrong-credentials", NULL);
      return;
    }
  kab_attempts_clear (call->server, "sign-in", key);
  begin_session (call, id, kab_json_get_boolean (kab_call_get_body (call), "remember", FALSE));
}

static void
answer_new_session (KabServer *server, KabCall *call)
{
  JsonObject *body = kab_call_get_body (call);
  const char *ticket = kab_json_get_string (body, "ticket");
  g_autofree char *id = NULL;

  if (!json_object_has_member (body, "ticket"))
    {
      sign_in_with_password (call, kab_json_get_string (body, "login"));
      return;
    }
  id = ticket != NULL ? kab_ticket_redeem (server, call->organisation, ticket) : NULL;
  if (id == NULL)
    kab_call_reply_problem (call, "wrong-credentials", "The ticket has been used or has expired");
  else
    begin_session (call, id, kab_json_get_boolean (body, "remember", FALSE));
}

/* A token of another organisation is as good as none. */
static gboolean
is_of_organisation (KabCall *call, const KabTokenPair *pair, KabPerson **person)
{
  g_autofree char *id = kab_database_select_text (
      call->server->database, "SELECT person FROM sessions WHERE id = ?", "s", pair->session);

  *person = kab_person_load (call->server, id);
  return g_strcmp0 ((*person)->organisation, kab_organisation_get_id (call->organisation)) == 0;
}

static void
answer_refresh (KabServer *server, KabCall *call)
{
  const char *token = kab_json_get_string (kab_call_get_body (call), "refresh_token");
  g_autoptr (KabTokenPair) pair = NULL;
  g_autoptr (KabPerson) person = NULL;

  if (token == NULL)
    {
      kab_call_reply_problem (call, "bad-request", "“refresh_token” is missing");
      return;
    }
  if (kab_session_refresh (server, token, &pair) != KAB_REFRESH_GOOD
      || !is_of_organisation (call, pair, &person))
    kab_call_reply_problem (call, "unauthorized", "The session is over");
  else if (person->blocked_at != 0)
    kab_auth_reply_blocked (call, person);
  else
    reply_pair (call, 200, pair, person);
}

static void
answer_sessions (KabServer *server, KabCall *call)
{
  JsonObject *answer = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT id, created_at, last_used_at, client FROM sessions s"
                             " WHERE person = ? AND revoked_at IS NULL AND EXISTS"
                             " (SELECT 1 FROM refresh_tokens r WHERE r.session = s.id AND r.expires_at > ?)"
                             " ORDER BY last_used_at DESC, created_at DESC LIMIT 200",
                             "sl", call->person->id, kab_server_now (server));

  while (kab_rows_next (rows))
    {
      JsonObject *item = json_object_new ();
      g_autofree char *created = kab_call_format_time (call, kab_rows_get_integer (rows, 1));
      g_autofree char *used = kab_call_format_time (call, kab_rows_get_integer (rows, 2));
      const char *id = kab_rows_get_text (rows, 0);

      json_object_set_string_member (item, "id", id);
      json_object_set_string_member (item, "created_at", created);
      json_object_set_string_member (item, "last_used_at", used);
      kab_json_set_string (item, "client", kab_rows_get_text (rows, 3));
      json_object_set_boolean_member (item, "current", g_strcmp0 (id, call->person->session) == 0);
      json_array_add_object_element (items, item);
    }
  json_object_set_array_member (answer, "items", items);
  kab_call_reply_object (call, 200, answer);
}

static void
answer_delete (KabServer *server, KabCall *call)
{
  const char *id = kab_call_get_parameter (call, "id");
  const char *session = g_str_equal (id, "current") ? call->person->session : id;

  if (kab_database_select_integer (
          server->database,
          "SELECT count (*) FROM sessions WHERE id = ? AND person = ? AND revoked_at IS NULL", "ss", session,
          call->person->id)
      == 0)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  kab_session_revoke (server, session);
  kab_call_reply_empty (call, 204);
}

static const KabRoute routes[] = {
  { "POST", "/{org}/sessions", answer_new_session, KAB_ACCESS_PUBLIC, NULL, prepare_session },
  { "POST", "/{org}/sessions/refresh", answer_refresh },
  { "GET", "/{org}/sessions", answer_sessions, KAB_ACCESS_PERSON },
  { "DELETE", "/{org}/sessions/{id}", answer_delete, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_signin_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether sign-in is ready
 */
gboolean
kab_signin_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "guard", error)
      || !kab_database_migrate (server->database, "people", error))
    return FALSE;
  kab_router_add (server->router, routes);
  return TRUE;
}
