/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "auth.h"

#include "json.h"
#include "session.h"

static const char *
get_token (KabCall *call)
{
  const char *value = kab_call_get_header (call, "Authorization");

  return value != NULL && g_ascii_strncasecmp (value, "Bearer ", 7) == 0 ? value + 7 : NULL;
}

/**
 * kab_auth_reply_blocked:
 * @call: a call
 * @person: somebody who is blocked
 *
 * Says why, since when, and whom to ask.
 */
void
kab_auth_reply_blocked (KabCall *call, const KabPerson *person)
{
  JsonObject *problem = kab_problem_new ("blocked", NULL, call->path);
  g_autofree char *since = kab_call_format_time (call, person->blocked_at);
  JsonObject *contact;

  kab_json_set_string (problem, "reason", person->blocked_reason);
  json_object_set_string_member (problem, "since", since);
  contact = kab_json_get_object (kab_organisation_get_server (call->organisation), "contact_blocked");
  if (contact != NULL)
    json_object_set_object_member (problem, "contact", json_object_ref (contact));
  kab_call_reply_problem_object (call, problem);
}

static void
take_person (KabCall *call, const char *token)
{
  g_autofree char *session = NULL;
  g_autofree char *id = kab_session_find_person (call->server, token, &session);
  g_autoptr (KabPerson) person = id != NULL ? kab_person_load (call->server, id) : NULL;

  if (person == NULL || g_strcmp0 (person->organisation, kab_organisation_get_id (call->organisation)) != 0)
    {
      kab_call_set_header (call, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
      kab_call_reply_problem (call, "unauthorized", NULL);
      return;
    }
  if (person->blocked_at != 0)
    {
      kab_auth_reply_blocked (call, person);
      return;
    }
  kab_session_touch (call->server, session);
  call->person = g_steal_pointer (&person);
  call->person->session = g_steal_pointer (&session);
}

/**
 * kab_auth_check:
 * @call: a call with its route
 *
 * Sets call->person as the route asks for it, or answers 401 or 403.
 */
void
kab_auth_check (KabCall *call)
{
  const char *token = get_token (call);

  if (call->route->access == KAB_ACCESS_PUBLIC)
    return;
  if (token != NULL)
    {
      take_person (call, token);
    }
  else if (call->route->access != KAB_ACCESS_OPTIONAL)
    {
      kab_call_set_header (call, "WWW-Authenticate", "Bearer");
      kab_call_reply_problem (call, "unauthorized", NULL);
    }
  if (call->route->access == KAB_ACCESS_STAFF && !kab_call_is_answered (call)
      && !kab_person_is_staff (call->person))
    kab_call_reply_problem (call, "forbidden", NULL);
}
