/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-form.h"

#include "captcha.h"
#include "fields.h"
#include "flow-hooks.h"
#include "flow-steps.h"
#include "json.h"
#include "kab-email.h"
#include "login.h"
#include "throttle.h"

static gboolean
has_kind (JsonObject *field, const char *kind)
{
  return g_strcmp0 (kab_json_get_string (field, "kind"), kind) == 0;
}

static gboolean
refuse (KabVerdict *verdict, const char *problem)
{
  verdict->problem = problem;
  return FALSE;
}

static gboolean
check_captcha (KabServer *server, KabFlowRun *run, JsonArray *fields, JsonObject *values, KabVerdict *verdict)
{
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      JsonObject *answer = kab_json_get_object (values, kab_json_get_string (field, "name"));

      if (!has_kind (field, "captcha") || !kab_fields_is_shown (fields, field, values, run->values)
          || (answer == NULL && !kab_json_get_boolean (field, "required", FALSE)))
        continue;
      if (kab_captcha_check (server, run->id, answer))
        continue;
      verdict->new_captcha = TRUE;
      return refuse (verdict, "wrong-captcha");
    }
  return TRUE;
}

/* A login is one person's in the organisation; whoever has it may be asked only after the captcha. */
static gboolean
check_logins (
    KabServer *server, KabFlowRun *run, JsonArray *fields, JsonObject *accepted, KabVerdict *verdict)
{
  JsonObject *logins = kab_json_get_object (run->wiring, "login");
  g_autoptr (GList) kinds = logins != NULL ? json_object_get_members (logins) : NULL;

  for (GList *link = kinds; link != NULL; link = link->next)
    {
      const char *name = kab_wiring_get_field (accepted, json_object_get_member (logins, link->data));
      const char *value = name != NULL ? kab_json_get_string (accepted, name) : NULL;
      g_autofree char *owner
          = value != NULL ? kab_login_find_person (server, run->organisation, link->data, value) : NULL;
      g_autofree char *pointer = NULL;

      if (owner == NULL || kab_fields_find (fields, name) == NULL || g_strcmp0 (owner, run->person) == 0)
        continue;
      pointer = kab_fields_build_pointer (name);
      kab_field_errors_add (verdict->errors, pointer, "taken");
    }
  return kab_field_errors_is_empty (verdict->errors) || refuse (verdict, "validation");
}

static const char *
get_login_kind (JsonObject *field)
{
  if (has_kind (field, "email") || has_kind (field, "phone") || has_kind (field, "account_number"))
    return kab_json_get_string (field, "kind");
  return "login";
}

/* Recovery: who is meant. That nobody is found shows nowhere. */
static void
identify (KabServer *server, KabFlowRun *run, JsonArray *fields, JsonObject *accepted)
{
  JsonArray *names = kab_json_get_array (run->wiring, "identify");

  for (guint i = 0; i < kab_json_array_length (names); i++)
    {
      const char *name = kab_json_array_get_string (names, i);
      JsonObject *field = kab_fields_find (fields, name);
      const char *value = kab_json_get_string (accepted, name);

      if (field == NULL || value == NULL)
        continue;
      g_clear_pointer (&run->person, g_free);
      run->person = kab_login_find_person (server, run->organisation, get_login_kind (field), value);
    }
}

static JsonObject *
merge (JsonObject *values, JsonArray *fields, JsonObject *accepted)
{
  JsonObject *merged = kab_json_copy_object (values);
  g_autoptr (GList) names = json_object_get_members (accepted);

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    json_object_remove_member (merged, kab_json_get_string (kab_json_array_get_object (fields, i), "name"));
  for (GList *link = names; link != NULL; link = link->next)
    kab_json_copy_member (accepted, merged, link->data);
  return merged;
}

/* What the check is counted against: whoever asks, and what is asked about (S-26, decision 9.9). */
static GStrv
build_check_keys (KabFlowRun *run, JsonArray *fields)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  const char *organisation = kab_organisation_get_id (run->organisation);

  g_strv_builder_take (
      keys, g_strjoin ("/", organisation, "by", run->person != NULL ? run->person : run->address, NULL));
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      const char *value = kab_json_get_string (run->values, kab_json_get_string (field, "name"));

      if (has_kind (field, "account_number") && value != NULL)
        g_strv_builder_take (keys, g_strjoin ("/", organisation, "account", value, NULL));
    }
  return g_strv_builder_end (keys);
}

static gboolean
run_check (KabServer *server, KabFlowRun *run, JsonObject *step, KabVerdict *verdict)
{
  JsonObject *check = kab_json_get_object (step, "check");
  const char *name = kab_json_get_string (check, "name");
  gint64 attempts = kab_json_get_integer (check, "attempts", 5);
  gint64 window = kab_json_get_integer (check, "window", 24 * 60 * 60);
  g_auto (GStrv) keys = NULL;

  if (check == NULL)
    return TRUE;
  keys = build_check_keys (run, kab_json_get_array (step, "fields"));
  for (guint i = 0; keys[i] != NULL; i++)
    verdict->retry_after
        = MAX (verdict->retry_after, kab_attempts_get_wait (server, name, keys[i], attempts, window));
  if (verdict->retry_after > 0)
    {
      verdict->scope = "check";
      return refuse (verdict, "too-many-requests");
    }
  if (kab_flow_hooks_run_check (server, name, run, verdict->errors))
    {
      kab_attempts_clear (server, name, keys[0]);
      return TRUE;
    }
  verdict->attempts_left = attempts;
  for (guint i = 0; keys[i] != NULL; i++)
    {
      gint64 left;

      kab_attempts_add (server, name, keys[i], window);
      left = kab_attempts_get_left (server, name, keys[i], attempts, window);
      verdict->attempts_left = MIN (verdict->attempts_left, left);
    }
  return refuse (verdict, "validation");
}

static void
record_consents (KabServer *server, KabFlowRun *run, JsonArray *fields, JsonObject *accepted)
{
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      JsonObject *consent = kab_json_get_object (accepted, kab_json_get_string (field, "name"));

      if (!has_kind (field, "consent"))
        continue;
      kab_database_run (server->database, "DELETE FROM consents WHERE flow = ? AND document = ?", "ss",
                        run->id, kab_json_get_string (field, "document"));
      if (consent != NULL)
        kab_database_run (
            server->database,
            "INSERT INTO consents (flow, document, version, sha256, locale, said_at, given_at, address)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            "ssssssls", run->id, kab_json_get_string (consent, "id"),
            kab_json_get_string (consent, "version"), kab_json_get_string (consent, "sha256"),
            kab_json_get_string (consent, "locale"), kab_json_get_string (consent, "at"),
            kab_server_now (server), run->address);
    }
}

/**
 * kab_form_fold_address:
 * @field: a field
 * @value: an accepted value of it
 *
 * Returns: (transfer full) (nullable): the form that addresses are compared in; %NULL where it is no address
 */
char *
kab_form_fold_address (JsonObject *field, const char *value)
{
  if (has_kind (field, "email"))
    return kab_email_fold (value);
  return has_kind (field, "phone") ? g_strdup (value) : NULL;
}

static void
note_addresses (KabServer *server, KabFlowRun *run, JsonArray *fields, JsonObject *accepted)
{
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      const char *name = kab_json_get_string (field, "name");
      const char *value = kab_json_get_string (accepted, name);
      g_autofree char *address = value != NULL ? kab_form_fold_address (field, value) : NULL;

      if (address != NULL)
        kab_flow_run_note_address (server, run, name, address);
    }
}

static gboolean
asks_for_password (KabFlowRun *run, JsonArray *fields)
{
  const char *name = kab_json_get_string (run->wiring, "password_field");

  return has_kind (kab_fields_find (fields, name != NULL ? name : "password"), "password");
}

static void
take_values (
    KabServer *server, KabFlowRun *run, JsonArray *fields, JsonObject *accepted, const char *password_hash)
{
  if (asks_for_password (run, fields) && password_hash != NULL)
    g_set_str (&run->password, password_hash);
  record_consents (server, run, fields, accepted);
  note_addresses (server, run, fields, accepted);
}

/**
 * kab_form_accept:
 * @server: the server
 * @run: a run
 * @step: its present step, a form
 * @submission: what came in
 * @verdict: takes what is wrong
 *
 * Looks at everything that costs nothing first, then at the captcha, and only then at what others have.
 *
 * Returns: whether the values are now the run's
 */
gboolean
kab_form_accept (KabServer *server,
                 KabFlowRun *run,
                 JsonObject *step,
                 const KabSubmission *submission,
                 KabVerdict *verdict)
{
  JsonArray *fields = kab_json_get_array (step, "fields");
  g_autoptr (JsonObject) accepted
      = kab_fields_check (run->organisation, fields, submission->values, run->values, verdict->errors);
  JsonObject *merged;

  if (!kab_field_errors_is_empty (verdict->errors))
    return refuse (verdict, "validation");
  if (!check_captcha (server, run, fields, submission->values, verdict)
      || !check_logins (server, run, fields, accepted, verdict))
    return FALSE;
  merged = merge (run->values, fields, accepted);
  g_clear_pointer (&run->values, json_object_unref);
  run->values = merged;
  if (!run_check (server, run, step, verdict))
    return FALSE;
  identify (server, run, fields, accepted);
  take_values (server, run, fields, accepted, submission->password_hash);
  return TRUE;
}
