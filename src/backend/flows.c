/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flows.h"

#include "call.h"
#include "captcha.h"
#include "fields.h"
#include "flow-actions.h"
#include "flow-answer.h"
#include "flow-check.h"
#include "flow-engine.h"
#include "flow-hooks.h"
#include "flow-steps.h"
#include "json.h"
#include "password-rule.h"
#include "password.h"
#include "throttle.h"

#define MAX_BODY (4 * 1024 * 1024)
#define FLOWS_WINDOW 600

/* Everything but registering and recovering is for who is signed in. */
static gboolean
is_public (const char *flow)
{
  return g_str_equal (flow, "registration") || g_str_equal (flow, "recovery");
}

static gboolean
check_person (KabCall *call, const char *flow, const char *owner)
{
  if (is_public (flow))
    return TRUE;
  if (call->person != NULL && (owner == NULL || g_str_equal (call->person->id, owner)))
    return TRUE;
  kab_call_reply_problem (call, "unauthorized", NULL);
  return FALSE;
}

static KabFlowRun *
find_run (KabServer *server, KabCall *call)
{
  const char *token = kab_call_get_header (call, "Flow-Token");
  g_autofree char *id = NULL;
  g_autoptr (KabFlowRun) run = NULL;

  if (token == NULL)
    {
      kab_call_reply_problem (call, "unauthorized", "Flow-Token is missing");
      return NULL;
    }
  id = kab_flow_handle_find (server, kab_call_get_parameter (call, "id"), token);
  run = id != NULL ? kab_flow_run_load (server, id) : NULL;
  if (run == NULL || run->organisation != call->organisation)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return NULL;
    }
  if (kab_server_now (server) >= run->expires_at || kab_steps_get_current (run) == NULL)
    {
      kab_call_reply_problem (call, "gone", NULL);
      return NULL;
    }
  return check_person (call, run->flow, run->person) ? g_steal_pointer (&run) : NULL;
}

static void
reply_flow (KabCall *call, guint status, KabFlowRun *run, const char *handle, const char *token)
{
  kab_call_reply_object (call, status, kab_flow_answer_build (call->server, run, handle, token));
}

static const char *
get_language (KabCall *call)
{
  const char *wanted = kab_call_get_header (call, "Accept-Language");

  return wanted != NULL ? wanted : kab_organisation_get_language (call->organisation);
}

static void
reply_verdict (KabCall *call, KabFlowRun *run, const KabVerdict *verdict)
{
  JsonObject *problem;

  if (g_str_equal (verdict->problem, "too-many-requests"))
    {
      kab_call_reply_too_many (call, verdict->scope, verdict->retry_after);
      return;
    }
  problem = kab_problem_new (verdict->problem, verdict->detail, call->path);
  if (!kab_field_errors_is_empty (verdict->errors))
    json_object_set_array_member (problem, "errors",
                                  json_array_ref (kab_field_errors_get_list (verdict->errors)));
  if (verdict->attempts_left >= 0)
    json_object_set_int_member (problem, "attempts_left", verdict->attempts_left);
  if (verdict->new_captcha)
    json_object_set_object_member (
        problem, "captcha", kab_captcha_new (call->server, call->organisation, run->id, get_language (call)));
  kab_call_reply_problem_object (call, problem);
}

static void
answer_new (KabServer *server, KabCall *call)
{
  JsonObject *body = kab_call_get_body (call);
  const char *flow = kab_json_get_string (body, "flow");
  g_autoptr (JsonObject) none = json_object_new ();
  JsonObject *values = kab_json_get_object (body, "values");
  g_autoptr (KabFlowRun) run = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *token = NULL;
  g_auto (KabVerdict) verdict;
  gint64 wait
      = kab_limits_take (server->limits, "flow", call->address, MAX (server->options->rate_limit / 10, 1),
                         FLOWS_WINDOW, kab_server_now (server));

  kab_verdict_init (&verdict);
  if (wait > 0)
    {
      kab_call_reply_too_many (call, "flows", wait);
      return;
    }
  if (flow == NULL || kab_organisation_get_flow (call->organisation, flow) == NULL)
    {
      kab_call_reply_problem (call, flow == NULL ? "bad-request" : "not-found", "There is no such flow");
      return;
    }
  if (!check_person (call, flow, NULL))
    return;
  run = kab_flow_run_new (server, call->organisation, flow, call->address);
  if (!is_public (flow))
    run->person = g_strdup (call->person->id);
  kab_engine_begin (server, run, values != NULL ? values : none, &verdict);
  if (verdict.problem != NULL)
    {
      kab_flow_run_drop (server, run->id);
      reply_verdict (call, run, &verdict);
      return;
    }
  handle = kab_flow_handle_new (server, run->id, &token);
  reply_flow (call, 201, run, handle, token);
}

static void
answer_flow (KabServer *server, KabCall *call)
{
  g_autoptr (KabFlowRun) run = find_run (server, call);

  if (run != NULL)
    reply_flow (call, 200, run, kab_call_get_parameter (call, "id"), NULL);
}

/* The client must mean the step that the flow stands at. */
static KabFlowRun *
find_run_at_step (KabServer *server, KabCall *call)
{
  const char *step = kab_json_get_string (kab_call_get_body (call), "step");
  g_autoptr (KabFlowRun) run = find_run (server, call);

  if (run == NULL)
    return NULL;
  if (step == NULL)
    kab_call_reply_problem (call, "bad-request", "“step” is missing");
  else if (!g_str_equal (step, run->step))
    kab_call_reply_problem (call, "conflict", "The flow stands at another step");
  else
    return g_steal_pointer (&run);
  return NULL;
}

static const char *
get_chosen_password (KabFlowRun *run, JsonObject *step, JsonObject *values)
{
  const char *name = kab_json_get_string (run->wiring, "password_field");
  const char *wanted = name != NULL ? name : "password";
  JsonObject *field = kab_fields_find (kab_json_get_array (step, "fields"), wanted);

  if (g_strcmp0 (kab_json_get_string (field, "kind"), "password") != 0)
    return NULL;
  return kab_json_get_string (values, wanted);
}

/* What takes long is done before the transaction: the hash of a chosen or of an issued password. */
static void
prepare_submit (KabServer *server, KabCall *call)
{
  g_autoptr (KabFlowRun) run = find_run_at_step (server, call);
  JsonObject *values = kab_json_get_object (kab_call_get_body (call), "values");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  const char *chosen;

  if (run == NULL)
    return;
  chosen = get_chosen_password (run, kab_steps_get_current (run), values);
  if (chosen != NULL && kab_password_rule_check (call->organisation, chosen, "", errors))
    {
      kab_call_hash_password (call, chosen);
    }
  else if (g_strcmp0 (kab_json_get_string (run->wiring, "password"), "issued") == 0
           && kab_step_is (kab_steps_get_next (run), "done"))
    {
      call->issued_password = kab_password_rule_make (call->organisation);
      kab_call_hash_password (call, call->issued_password);
    }
}

static void
answer_submit (KabServer *server, KabCall *call)
{
  g_autoptr (KabFlowRun) run = find_run_at_step (server, call);
  g_autoptr (JsonObject) none = json_object_new ();
  JsonObject *values = kab_json_get_object (kab_call_get_body (call), "values");
  g_auto (KabVerdict) verdict;
  KabSubmission submission = { values != NULL ? values : none, call->password_hash, call->issued_password };

  kab_verdict_init (&verdict);
  if (run == NULL)
    return;
  g_set_str (&run->address, call->address);
  kab_engine_submit (server, &run, &submission, &verdict);
  if (verdict.problem != NULL)
    reply_verdict (call, run, &verdict);
  else
    reply_flow (call, 200, run, kab_call_get_parameter (call, "id"), NULL);
}

static void
answer_resend (KabServer *server, KabCall *call)
{
  g_autoptr (KabFlowRun) run = find_run_at_step (server, call);
  g_auto (KabVerdict) verdict;

  kab_verdict_init (&verdict);
  if (run == NULL)
    return;
  kab_engine_resend (server, run, &verdict);
  if (verdict.problem != NULL)
    reply_verdict (call, run, &verdict);
  else
    reply_flow (call, 200, run, kab_call_get_parameter (call, "id"), NULL);
}

static void
answer_back (KabServer *server, KabCall *call)
{
  g_autoptr (KabFlowRun) run = find_run (server, call);
  g_auto (KabVerdict) verdict;

  kab_verdict_init (&verdict);
  if (run == NULL)
    return;
  kab_engine_go_back (server, run, kab_json_get_string (kab_call_get_body (call), "to"), &verdict);
  if (verdict.problem != NULL)
    reply_verdict (call, run, &verdict);
  else
    reply_flow (call, 200, run, kab_call_get_parameter (call, "id"), NULL);
}

static gboolean
asks_captcha (JsonObject *step)
{
  JsonArray *fields = kab_json_get_array (step, "fields");

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    if (g_strcmp0 (kab_json_get_string (kab_json_array_get_object (fields, i), "kind"), "captcha") == 0)
      return TRUE;
  return FALSE;
}

static void
answer_captcha (KabServer *server, KabCall *call)
{
  g_autoptr (KabFlowRun) run = find_run (server, call);

  if (run == NULL)
    return;
  if (asks_captcha (kab_steps_get_current (run)))
    kab_call_reply_object (call, 200,
                           kab_captcha_new (server, call->organisation, run->id, get_language (call)));
  else
    kab_call_reply_problem (call, "conflict", "No captcha is asked for at this step");
}

static const KabRoute routes[] = {
  { "POST", "/{org}/flows", answer_new, KAB_ACCESS_OPTIONAL },
  { "GET", "/{org}/flows/{id}", answer_flow, KAB_ACCESS_OPTIONAL },
  { "POST", "/{org}/flows/{id}/submit", answer_submit, KAB_ACCESS_OPTIONAL, NULL, prepare_submit, MAX_BODY },
  { "POST", "/{org}/flows/{id}/resend", answer_resend, KAB_ACCESS_OPTIONAL },
  { "POST", "/{org}/flows/{id}/back", answer_back, KAB_ACCESS_OPTIONAL },
  { "POST", "/{org}/flows/{id}/captcha", answer_captcha, KAB_ACCESS_OPTIONAL },
  { NULL },
};

/**
 * kab_flows_check_descriptors:
 * @server: the server, when all parts have registered their hooks
 * @error: return location for what is wrong
 *
 * Returns: whether every flow of every organisation can be walked to its end
 */
gboolean
kab_flows_check_descriptors (KabServer *server, GError **error)
{
  for (guint i = 0; i < server->organisations->len; i++)
    if (!kab_flow_check_organisation (server, g_ptr_array_index (server->organisations, i), error))
      return FALSE;
  return TRUE;
}

/**
 * kab_flows_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether flows can be begun
 */
gboolean
kab_flows_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "flows", error))
    return FALSE;
  server->flow_hooks = kab_flow_hooks_new ();
  kab_flow_actions_register (server);
  kab_router_add (server->router, routes);
  return TRUE;
}

/**
 * kab_flows_close:
 * @server: the server
 */
void
kab_flows_close (KabServer *server)
{
  g_clear_pointer (&server->flow_hooks, kab_flow_hooks_free);
}
