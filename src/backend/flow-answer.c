/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-answer.h"

#include "flow-challenge.h"
#include "flow-steps.h"
#include "json.h"
#include "kab-email.h"
#include "kab-phone.h"
#include "session.h"
#include "template.h"

static void
set_time (KabFlowRun *run, JsonObject *object, const char *member, gint64 time)
{
  g_autofree char *text = time != 0 ? kab_organisation_format_time (run->organisation, time) : NULL;

  kab_json_set_string (object, member, text);
}

static void
set_filled (KabFlowRun *run, JsonObject *step, JsonObject *answer, const char *member)
{
  g_autofree char *text = kab_template_fill (kab_json_get_string (step, member), "login", run->login,
                                             "reference", run->reference, NULL);

  kab_json_set_string (answer, member, text);
}

static char *
mask (JsonObject *field, const char *value)
{
  if (g_strcmp0 (kab_json_get_string (field, "kind"), "phone") == 0)
    return kab_phone_mask (value);
  return kab_email_mask (value);
}

static void
add_form (KabServer *server, KabFlowRun *run, JsonObject *step, JsonObject *answer)
{
  kab_json_copy_member (step, answer, "fields");
  kab_json_copy_member (step, answer, "legal");
  kab_json_copy_member (step, answer, "busy_text");
}

static JsonArray *
build_advice (JsonObject *step, const char *target)
{
  JsonArray *advice = kab_json_get_array (step, "advice");
  JsonArray *built = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (advice); i++)
    {
      JsonObject *item = kab_json_copy_object (kab_json_array_get_object (advice, i));
      g_autofree char *text = kab_template_fill (kab_json_get_string (item, "text"), "target", target, NULL);
      g_autofree char *value
          = kab_template_fill (kab_json_get_string (item, "value"), "target", target, NULL);

      kab_json_set_string (item, "text", text);
      kab_json_set_string (item, "value", value);
      json_array_add_object_element (built, item);
    }
  return built;
}

static void
add_challenge (KabServer *server, KabFlowRun *run, JsonObject *step, JsonObject *answer)
{
  g_autoptr (KabChallenge) challenge = kab_challenge_load (server, run, step);
  JsonObject *field = kab_steps_find_field (run->definition, kab_step_get_target_field (run, step), NULL);
  g_autofree char *target = NULL;

  if (challenge == NULL)
    return;
  target = mask (field, challenge->target);
  kab_json_copy_member (step, answer, "channel");
  json_object_set_string_member (answer, "target", target);
  json_object_set_int_member (answer, "length", kab_json_get_integer (step, "length", 6));
  set_time (run, answer, "sent_at", challenge->sent_at);
  set_time (run, answer, "resend_at", challenge->resend_at);
  set_time (run, answer, "expires_at", challenge->expires_at);
  json_object_set_int_member (answer, "attempts_left", MAX (challenge->attempts_left, 0));
  kab_json_copy_member (step, answer, "resend");
  json_object_set_string_member (answer, "delivery", challenge->delivery);
  json_object_set_array_member (answer, "advice", build_advice (step, target));
  if (kab_step_is (step, "email_link"))
    json_object_set_int_member (answer, "poll_after", kab_json_get_integer (step, "poll_after", 3));
}

static char *
show_value (JsonObject *field, JsonNode *value)
{
  const char *text = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
                         ? json_node_get_string (value)
                         : NULL;
  const char *kind = kab_json_get_string (field, "kind");
  JsonArray *options = kab_json_get_array (field, "options");

  if (text == NULL)
    return NULL;
  for (guint i = 0; i < kab_json_array_length (options); i++)
    if (g_strcmp0 (kab_json_get_string (kab_json_array_get_object (options, i), "value"), text) == 0)
      return g_strdup (kab_json_get_string (kab_json_array_get_object (options, i), "title"));
  return g_strcmp0 (kind, "phone") == 0 ? kab_phone_format (text) : g_strdup (text);
}

static JsonArray *
build_properties (KabFlowRun *run, JsonArray *names)
{
  JsonArray *built = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (names); i++)
    {
      const char *name = kab_json_array_get_string (names, i);
      JsonObject *field = kab_steps_find_field (run->definition, name, NULL);
      JsonNode *value = json_object_get_member (run->values, name);
      g_autofree char *shown = field != NULL && value != NULL ? show_value (field, value) : NULL;
      JsonObject *property;

      if (shown == NULL)
        continue;
      property = json_object_new ();
      kab_json_set_string (property, "label", kab_json_get_string (field, "label"));
      json_object_set_string_member (property, "value", shown);
      json_array_add_object_element (built, property);
    }
  return built;
}

/* What staff asked back stands where the note is. */
static void
add_review (KabServer *server, KabFlowRun *run, JsonObject *step, JsonObject *answer)
{
  set_time (run, answer, "submitted_at", run->submitted_at);
  set_time (run, answer, "latest_at", run->latest_at);
  kab_json_set_string (answer, "reference", run->reference);
  json_object_set_array_member (answer, "properties",
                                build_properties (run, kab_json_get_array (step, "properties")));
  json_object_set_int_member (answer, "poll_after", kab_json_get_integer (step, "poll_after", 15));
  kab_json_copy_member (step, answer, "contact");
  kab_json_set_string (answer, "note", run->reason);
}

static void
add_done (KabServer *server, KabFlowRun *run, JsonObject *step, JsonObject *answer)
{
  g_autofree char *ticket = NULL;

  kab_json_set_string (answer, "login", run->login);
  kab_json_copy_member (step, answer, "actions");
  if (run->person != NULL && kab_server_now (server) < run->ticket_until)
    ticket = kab_ticket_new (server, run->person, run->id);
  if (ticket != NULL)
    json_object_set_string_member (answer, "ticket", ticket);
  else
    json_object_set_null_member (answer, "ticket");
}

static void
add_rejected (KabServer *server, KabFlowRun *run, JsonObject *step, JsonObject *answer)
{
  JsonObject *review = kab_steps_find_kind (run->definition, "review");
  JsonArray *reasons = kab_json_get_array (review, "reasons");

  kab_json_set_string (answer, "reason", run->reason);
  for (guint i = 0; i < kab_json_array_length (reasons); i++)
    {
      JsonObject *reason = kab_json_array_get_object (reasons, i);

      if (g_strcmp0 (kab_json_get_string (reason, "id"), run->reason) == 0)
        kab_json_set_string (answer, "reason_title", kab_json_get_string (reason, "title"));
    }
  kab_json_copy_member (step, answer, "correct");
}

static const struct
{
  const char *kind;
  void (*add) (KabServer *server, KabFlowRun *run, JsonObject *step, JsonObject *answer);
} kinds[] = {
  { "form", add_form },     { "code", add_challenge }, { "email_link", add_challenge },
  { "review", add_review }, { "done", add_done },      { "rejected", add_rejected },
};

static JsonObject *
build_step (KabServer *server, KabFlowRun *run)
{
  JsonObject *step = kab_steps_get_current (run);
  JsonObject *answer = json_object_new ();
  const char *back = kab_step_get_back (run, step);

  kab_json_copy_member (step, answer, "id");
  kab_json_copy_member (step, answer, "kind");
  set_filled (run, step, answer, "title");
  set_filled (run, step, answer, "text");
  set_filled (run, step, answer, "note");
  kab_json_copy_member (step, answer, "submit");
  json_object_set_boolean_member (answer, "can_go_back", back != NULL);
  kab_json_set_string (answer, "back_to", back);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kab_step_is (step, kinds[i].kind))
      kinds[i].add (server, run, step, answer);
  return answer;
}

/* A file is not sent back, only what it is called. */
static JsonNode *
strip_files (JsonNode *value)
{
  JsonArray *files = json_node_get_array (value);
  JsonArray *stripped = json_array_new ();

  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_object_new ();

      kab_json_copy_member (kab_json_array_get_object (files, i), file, "name");
      kab_json_copy_member (kab_json_array_get_object (files, i), file, "content_type");
      json_array_add_object_element (stripped, file);
    }
  return kab_json_take_array (stripped);
}

static JsonObject *
build_values (KabFlowRun *run)
{
  JsonObject *built = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (run->values);

  for (GList *link = names; link != NULL; link = link->next)
    {
      JsonObject *field = kab_steps_find_field (run->definition, link->data, NULL);
      JsonNode *value = json_object_get_member (run->values, link->data);

      if (field == NULL || kab_json_get_boolean (field, "secret", FALSE))
        continue;
      json_object_set_member (built, link->data,
                              JSON_NODE_HOLDS_ARRAY (value) ? strip_files (value) : json_node_copy (value));
    }
  return built;
}

static JsonArray *
build_confirmed (KabFlowRun *run)
{
  JsonArray *built = json_array_new ();
  g_autoptr (GList) names = json_object_get_members (run->confirmed);

  for (GList *link = names; link != NULL; link = link->next)
    {
      JsonObject *field = kab_steps_find_field (run->definition, link->data, NULL);
      const char *value = kab_json_get_string (run->confirmed, link->data);
      JsonObject *item;
      g_autofree char *masked = NULL;

      if (field == NULL || g_strcmp0 (kab_json_get_string (run->values, link->data), value) != 0)
        continue;
      item = json_object_new ();
      masked = mask (field, value);
      json_object_set_string_member (item, "kind", kab_json_get_string (field, "kind"));
      json_object_set_string_member (item, "value", masked);
      json_array_add_object_element (built, item);
    }
  return built;
}

/**
 * kab_flow_answer_build:
 * @server: the server
 * @run: a run
 * @handle: id that the client knows it by
 * @token: (nullable): the token that goes with a new handle
 *
 * Returns: (transfer full): the flow at its present step, without anything secret
 */
JsonObject *
kab_flow_answer_build (KabServer *server, KabFlowRun *run, const char *handle, const char *token)
{
  JsonObject *answer = json_object_new ();
  guint number;
  guint count = kab_steps_count (run, &number);

  json_object_set_string_member (answer, "id", handle);
  json_object_set_string_member (answer, "flow", run->flow);
  json_object_set_string_member (answer, "state", run->state);
  kab_json_set_string (answer, "token", token);
  json_object_set_int_member (answer, "step_number", number);
  json_object_set_int_member (answer, "step_count", count);
  json_object_set_object_member (answer, "step", build_step (server, run));
  json_object_set_object_member (answer, "values", build_values (run));
  json_object_set_array_member (answer, "confirmed", build_confirmed (run));
  set_time (run, answer, "server_time", kab_server_now (server));
  set_time (run, answer, "expires_at", run->expires_at);
  return answer;
}
