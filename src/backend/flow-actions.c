/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-actions.h"

#include "delivery.h"
#include "fields.h"
#include "flow-hooks.h"
#include "flow-steps.h"
#include "json.h"
#include "login.h"
#include "password-rule.h"
#include "password.h"
#include "person.h"
#include "session.h"
#include "template.h"
#include "throttle.h"

static gboolean
issues_password (KabFlowRun *run)
{
  return g_strcmp0 (kab_json_get_string (run->wiring, "password"), "issued") == 0;
}

/* Usually the request's thread has made it already; not where a link in a browser or staff lead here. */
static void
ensure_issued (KabServer *server, KabFlowRun *run)
{
  if (run->issued != NULL && run->issued_hash != NULL)
    return;
  g_set_str (&run->issued, NULL);
  run->issued = kab_password_rule_make (run->organisation);
  g_free (run->issued_hash);
  run->issued_hash = kab_password_hash (run->issued, server->options->quick_passwords);
}

/* H-02: the password goes out by SMS or mail, and nowhere else. */
static void
send_issued (KabServer *server, KabFlowRun *run)
{
  JsonObject *message = kab_json_get_object (run->wiring, "password_message");
  const char *field = kab_wiring_get_field (run->values, json_object_get_member (run->wiring, "password_to"));
  const char *to = field != NULL ? kab_json_get_string (run->values, field) : NULL;
  g_autofree char *text
      = kab_template_fill (kab_json_get_string (message, "text"), "password", run->issued, "login",
                           run->login, "organisation", kab_organisation_get_name (run->organisation), NULL);
  const KabLetter letter = {
    to != NULL && *to == '+' ? "sms" : "email", to, kab_json_get_string (message, "subject"), text, NULL, NULL
  };

  if (to != NULL && text != NULL)
    kab_delivery_send (server, run->organisation, &letter);
}

static char *
get_value (KabFlowRun *run, const char *member)
{
  JsonObject *map = kab_json_get_object (run->wiring, "person");
  JsonNode *names = map != NULL ? json_object_get_member (map, member) : NULL;
  const char *field = names != NULL ? kab_wiring_get_field (run->values, names) : member;

  return field != NULL ? g_strdup (kab_json_get_string (run->values, field)) : NULL;
}

static void
fill_person (KabPerson *person, KabFlowRun *run)
{
  person->name = get_value (run, "name");
  person->first_name = get_value (run, "first_name");
  person->last_name = get_value (run, "last_name");
  person->email = get_value (run, "email");
  person->phone = get_value (run, "phone");
  person->person_kind = get_value (run, "person_kind");
  if (person->name == NULL && (person->first_name != NULL || person->last_name != NULL))
    {
      const char *first = person->first_name != NULL ? person->first_name : "";
      const char *last = person->last_name != NULL ? person->last_name : "";

      person->name = g_strstrip (g_strjoin (" ", first, last, NULL));
    }
}

/* Somebody may have taken the login while this flow was on its way. */
static gboolean
add_logins (KabServer *server, KabFlowRun *run, const char *person, KabFieldErrors *errors)
{
  JsonObject *logins = kab_json_get_object (run->wiring, "login");
  g_autoptr (GList) kinds = logins != NULL ? json_object_get_members (logins) : NULL;

  for (GList *link = kinds; link != NULL; link = link->next)
    {
      const char *name = kab_wiring_get_field (run->values, json_object_get_member (logins, link->data));
      const char *value = name != NULL ? kab_json_get_string (run->values, name) : NULL;
      g_autofree char *pointer = NULL;

      if (value == NULL || kab_login_add (server, run->organisation, link->data, value, person))
        continue;
      pointer = kab_fields_build_pointer (name);
      kab_field_errors_add (errors, pointer, "taken");
    }
  return kab_field_errors_is_empty (errors);
}

static char *
find_login (KabFlowRun *run)
{
  JsonObject *logins = kab_json_get_object (run->wiring, "login");
  g_autoptr (GList) kinds = logins != NULL ? json_object_get_members (logins) : NULL;

  for (GList *link = kinds; link != NULL; link = link->next)
    {
      const char *name = kab_wiring_get_field (run->values, json_object_get_member (logins, link->data));
      const char *value = name != NULL ? kab_json_get_string (run->values, name) : NULL;

      if (value != NULL)
        return g_strdup (value);
    }
  return NULL;
}

/* Everything that was asked for stays with the person, not only what has a column of its own. */
static void
keep_details (KabServer *server, KabFlowRun *run, const char *person)
{
  g_autofree char *details = kab_json_object_to_text (run->values);

  kab_database_run (server->database, "UPDATE persons SET details = ? WHERE id = ?", "ss", details, person);
  kab_database_run (server->database, "UPDATE consents SET person = ? WHERE flow = ?", "ss", person, run->id);
}

static gboolean
create_person (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  g_autoptr (KabPerson) person = kab_person_new (run->organisation, "customer");

  fill_person (person, run);
  person->login = find_login (run);
  if (person->login == NULL)
    return FALSE;
  g_set_str (&run->login, person->login);
  if (issues_password (run))
    {
      ensure_issued (server, run);
      person->must_change_password = TRUE;
    }
  person->password = g_strdup (issues_password (run) ? run->issued_hash : run->password);
  if (!kab_person_insert (server, person) || !add_logins (server, run, person->id, errors))
    return FALSE;
  g_set_str (&run->person, person->id);
  keep_details (server, run, person->id);
  if (issues_password (run))
    send_issued (server, run);
  return TRUE;
}

static gboolean
set_password (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  g_autoptr (KabPerson) person = run->person != NULL ? kab_person_load (server, run->person) : NULL;
  gboolean issued = issues_password (run);
  g_autofree char *attempts = NULL;

  if (person == NULL || (!issued && run->password == NULL))
    return FALSE;
  g_set_str (&run->login, person->login);
  if (issued)
    ensure_issued (server, run);
  kab_person_set_password (server, person->id, issued ? run->issued_hash : run->password, issued);
  kab_session_revoke_all (server, person->id, NULL);
  attempts = g_strjoin ("/", person->organisation, person->id, NULL);
  kab_attempts_clear (server, "sign-in", attempts);
  if (issued)
    send_issued (server, run);
  return TRUE;
}

/**
 * kab_flow_actions_register:
 * @server: the server
 *
 * Registers the actions "create_person" and "set_password".
 */
void
kab_flow_actions_register (KabServer *server)
{
  kab_flows_add_action (server, "create_person", create_person);
  kab_flows_add_action (server, "set_password", set_password);
}
