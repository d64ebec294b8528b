/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "profile.h"

#include "call.h"
#include "json.h"
#include "throttle.h"
#include "password-rule.h"
#include "password.h"
#include "session.h"

#define ATTEMPTS 10
#define WINDOW 900

static JsonArray *
build_consents (KabServer *server, KabCall *call)
{
  JsonArray *consents = json_array_new ();
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT document, version, given_at FROM consents"
                                                  " WHERE person = ? AND withdrawn_at IS NULL ORDER BY id",
                                                  "s", call->person->id);

  while (kab_rows_next (rows))
    {
      JsonObject *consent = json_object_new ();
      const char *document = kab_rows_get_text (rows, 0);
      JsonObject *text = kab_organisation_get_legal_text (call->organisation, document);
      g_autofree char *given = kab_call_format_time (call, kab_rows_get_integer (rows, 2));

      json_object_set_string_member (consent, "id", document);
      json_object_set_string_member (consent, "version", kab_rows_get_text (rows, 1));
      json_object_set_string_member (consent, "at", given);
      kab_json_set_string (consent, "title", kab_json_get_string (text, "title"));
      json_array_add_object_element (consents, consent);
    }
  return consents;
}

static void
answer_me (KabServer *server, KabCall *call)
{
  const KabPerson *person = call->person;
  JsonObject *me = json_object_new ();
  JsonObject *manager = kab_person_get_manager (person, call->organisation);
  g_autofree char *created = kab_call_format_time (call, person->created_at);

  json_object_set_string_member (me, "id", person->id);
  json_object_set_string_member (me, "login", person->login);
  json_object_set_string_member (me, "name", kab_person_get_display_name (person));
  kab_json_set_string (me, "first_name", person->first_name);
  kab_json_set_string (me, "last_name", person->last_name);
  kab_json_set_string (me, "email", person->email);
  kab_json_set_string (me, "phone", person->phone);
  kab_json_set_string (me, "person_kind", person->person_kind);
  json_object_set_string_member (me, "role", person->role);
  if (manager != NULL)
    json_object_set_object_member (me, "manager", json_object_ref (manager));
  else
    json_object_set_null_member (me, "manager");
  json_object_set_string_member (me, "created_at", created);
  json_object_set_array_member (me, "consents", build_consents (server, call));
  kab_call_reply_tagged (call, kab_json_take_object (me));
}

static gboolean
check_passwords (KabCall *call, const char *current, const char *password)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();

  if (current == NULL || *current == '\0')
    kab_field_errors_add (errors, "/current", "required");
  if (password == NULL)
    kab_field_errors_add (errors, "/password", "required");
  else
    kab_password_rule_check (call->organisation, password, "/password", errors);
  if (!kab_field_errors_is_empty (errors))
    kab_call_reply_field_errors (call, errors);
  return kab_field_errors_is_empty (errors);
}

static void
prepare_password (KabServer *server, KabCall *call)
{
  JsonObject *body = kab_call_get_body (call);
  const char *current = kab_json_get_string (body, "current");
  const char *password = kab_json_get_string (body, "password");
  gint64 wait = kab_attempts_get_wait (server, "password", call->person->id, ATTEMPTS, WINDOW);

  if (wait > 0)
    {
      kab_call_reply_too_many (call, "login", wait);
      return;
    }
  if (!check_passwords (call, current, password))
    return;
  kab_call_verify_password (call, current, call->person->password);
  kab_call_hash_password (call, password);
}

/* Whoever changes the password may fear that another knows the old one: other sessions end. */
static void
answer_password (KabServer *server, KabCall *call)
{
  if (!call->password_good)
    {
      g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();

      kab_attempts_add (server, "password", call->person->id, WINDOW);
      kab_field_errors_add (errors, "/current", "mismatch");
      kab_call_reply_field_errors (call, errors);
      return;
    }
  kab_attempts_clear (server, "password", call->person->id);
  kab_person_set_password (server, call->person->id, call->password_hash, FALSE);
  kab_session_revoke_all (server, call->person->id, call->person->session);
  kab_call_reply_empty (call, 204);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/me", answer_me, KAB_ACCESS_PERSON },
  { "POST", "/{org}/password", answer_password, KAB_ACCESS_PERSON, NULL, prepare_password },
  { NULL },
};

/**
 * kab_profile_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: %TRUE
 */
gboolean
kab_profile_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  return TRUE;
}
