/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-engine.h"

#include "captcha.h"
#include "fields.h"
#include "flow-challenge.h"
#include "flow-form.h"
#include "flow-hooks.h"
#include "flow-review.h"
#include "flow-steps.h"
#include "json.h"
#include "kab-code.h"

#define TICKET_OFFER (60 * 60)

/**
 * kab_verdict_init:
 * @self: a verdict
 */
void
kab_verdict_init (KabVerdict *self)
{
  *self = (KabVerdict) { .errors = kab_field_errors_new (), .attempts_left = -1 };
}

/**
 * kab_verdict_clear:
 * @self: a verdict
 */
void
kab_verdict_clear (KabVerdict *self)
{
  g_clear_pointer (&self->errors, kab_field_errors_free);
}

static void
refuse_too_many (KabVerdict *verdict, const char *scope, gint64 seconds)
{
  verdict->problem = "too-many-requests";
  verdict->scope = scope;
  verdict->retry_after = seconds;
}

static void
refuse_conflict (KabVerdict *verdict, const char *detail)
{
  verdict->problem = "conflict";
  verdict->detail = detail;
}

static void
enter_done (KabServer *server, KabFlowRun *run, JsonObject *step, KabVerdict *verdict)
{
  if (!kab_flow_hooks_run_actions (server, run, verdict->errors))
    {
      verdict->problem = kab_field_errors_is_empty (verdict->errors) ? "internal" : "validation";
      return;
    }
  g_set_str (&run->state, "done");
  if (kab_json_get_boolean (step, "ticket", TRUE) && run->person != NULL)
    run->ticket_until = kab_server_now (server) + TICKET_OFFER;
  kab_flow_run_save (server, run);
}

static void
enter (KabServer *server, KabFlowRun *run, JsonObject *step, KabVerdict *verdict)
{
  gint64 wait = 0;

  g_set_str (&run->step, kab_step_get_id (step));
  kab_flow_run_save (server, run);
  if (kab_step_is_challenge (step))
    wait = kab_challenge_begin (server, run, step);
  else if (kab_step_is (step, "review"))
    kab_review_enter (server, run, step);
  else if (kab_step_is (step, "done"))
    enter_done (server, run, step, verdict);
  if (wait > 0)
    refuse_too_many (verdict, "messages", wait);
}

/* Where the end cannot be reached, the run stands before the form whose value is in the way. */
static void
return_to_culprit (KabServer *server, KabFlowRun *run, KabVerdict *verdict)
{
  JsonArray *list = kab_field_errors_get_list (verdict->errors);
  const char *pointer = kab_json_array_length (list) > 0
                            ? kab_json_get_string (kab_json_array_get_object (list, 0), "pointer")
                            : NULL;
  JsonObject *form = NULL;

  if (pointer == NULL || !g_str_has_prefix (pointer, "/values/")
      || kab_steps_find_field (run->definition, pointer + strlen ("/values/"), &form) == NULL)
    return;
  g_set_str (&run->step, kab_step_get_id (form));
  kab_flow_run_save (server, run);
}

/**
 * kab_engine_advance:
 * @server: the server
 * @run: (inout): a run; loaded anew where the step is undone
 * @verdict: takes what is wrong
 *
 * Moves to the next step, or leaves everything as it was before.
 */
void
kab_engine_advance (KabServer *server, KabFlowRun **run, KabVerdict *verdict)
{
  JsonObject *next = kab_steps_get_next (*run);
  g_autofree char *id = g_strdup ((*run)->id);

  if (next == NULL)
    {
      refuse_conflict (verdict, "The flow has no further step");
      return;
    }
  kab_flow_run_save (server, *run);
  kab_database_run (server->database, "SAVEPOINT step", "");
  enter (server, *run, next, verdict);
  if (verdict->problem != NULL)
    {
      kab_database_run (server->database, "ROLLBACK TO step", "");
      kab_flow_run_free (*run);
      *run = kab_flow_run_load (server, id);
      return_to_culprit (server, *run, verdict);
    }
  kab_database_run (server->database, "RELEASE step", "");
}

/* A recovery is begun anew: whether somebody has begun one before is nobody's business. */
static gboolean
can_be_resumed (KabFlowRun *run)
{
  return kab_json_get_array (run->wiring, "identify") == NULL;
}

static gboolean
is_further (KabFlowRun *other, KabFlowRun *run)
{
  JsonObject *next = kab_steps_get_next (run);

  if (next == NULL || kab_step_is (next, "done"))
    return FALSE;
  return g_str_equal (other->state, "rejected")
         || kab_steps_comes_before (run->definition, kab_step_get_id (next), other->step);
}

/* T-38 by decision 9.7: whoever proves an address again goes on where its half-done flow was left. */
static gboolean
adopt (KabServer *server, KabFlowRun **run, const char *id, const char *field, gboolean always)
{
  g_autoptr (KabFlowRun) other = kab_flow_run_load (server, id);

  if (other == NULL || g_str_equal (other->state, "done") || (!always && !is_further (other, *run)))
    return FALSE;
  kab_json_copy_member ((*run)->confirmed, other->confirmed, field);
  kab_flow_handle_move (server, (*run)->id, other->id);
  kab_flow_run_drop (server, (*run)->id);
  kab_flow_run_save (server, other);
  kab_flow_run_free (*run);
  *run = g_steal_pointer (&other);
  return TRUE;
}

static gboolean
resume_or_adopt (KabServer *server, KabFlowRun **run, const char *field)
{
  JsonObject *definition = kab_steps_find_field ((*run)->definition, field, NULL);
  const char *value = kab_json_get_string ((*run)->values, field);
  g_autofree char *address = kab_form_fold_address (definition, value);
  g_autofree char *other = NULL;

  if ((*run)->resumes != NULL)
    {
      other = g_strdup ((*run)->resumes);
      return adopt (server, run, other, field, TRUE);
    }
  if (address != NULL && can_be_resumed (*run))
    other = kab_flow_run_find_half_done (server, *run, field, address);
  return other != NULL && adopt (server, run, other, field, FALSE);
}

/**
 * kab_engine_confirm:
 * @server: the server
 * @run: (inout): a run whose present step's address has just been proved; may become another one
 * @verdict: takes what is wrong
 */
void
kab_engine_confirm (KabServer *server, KabFlowRun **run, KabVerdict *verdict)
{
  JsonObject *step = kab_steps_get_current (*run);
  const char *field = kab_step_get_target_field (*run, step);
  g_autofree char *name = g_strdup (field);
  g_autofree char *step_id = g_strdup (kab_step_get_id (step));

  json_object_set_string_member ((*run)->confirmed, name, kab_json_get_string ((*run)->values, name));
  kab_challenge_end (server, *run, step);
  if (resume_or_adopt (server, run, name))
    {
      /* The other run may itself have waited for this very proof. */
      if (g_strcmp0 ((*run)->step, step_id) != 0)
        return;
      kab_challenge_end (server, *run, kab_steps_get_current (*run));
    }
  else if ((*run)->resumes != NULL)
    {
      verdict->problem = "gone";
      return;
    }
  kab_engine_advance (server, run, verdict);
}

static void
judge_challenge (
    KabServer *server, KabFlowRun *run, JsonObject *step, KabChallengeResult result, KabVerdict *verdict)
{
  g_autoptr (KabChallenge) challenge = kab_challenge_load (server, run, step);
  gint64 now = kab_server_now (server);

  if (result == KAB_CHALLENGE_EXPIRED)
    {
      verdict->problem = "code-expired";
      return;
    }
  if (result == KAB_CHALLENGE_SPENT)
    {
      refuse_too_many (verdict, "code", MAX (challenge->resend_at - now, 1));
      return;
    }
  verdict->problem = "wrong-code";
  verdict->attempts_left = challenge->attempts_left;
  kab_field_errors_add (verdict->errors, "/values/code", "code");
}

/* A code may come in parts or inside the whole message; a link by itself or whole (1.9, 4). */
static void
submit_challenge (
    KabServer *server, KabFlowRun **run, JsonObject *step, JsonObject *values, KabVerdict *verdict)
{
  const char *typed = kab_json_get_string (values, "code");
  const char *link = kab_json_get_string (values, "link");
  guint length = (guint) kab_json_get_integer (step, "length", 6);
  g_autofree char *token = NULL;
  g_autofree char *code = NULL;
  KabChallengeResult result;

  if (link == NULL && typed != NULL && strlen (typed) <= 4000)
    {
      token = kab_code_extract_token (typed);
      code = token == NULL ? kab_code_extract (typed, length) : NULL;
    }
  else if (link != NULL && strlen (link) <= 4000)
    {
      token = kab_code_extract_token (link);
      if (token == NULL)
        token = g_strdup (link);
    }
  if ((code == NULL && token == NULL) || (token != NULL && !kab_step_is (step, "email_link")))
    {
      kab_field_errors_add (verdict->errors, "/values/code", "code");
      verdict->problem = "validation";
      return;
    }
  result = token != NULL ? kab_challenge_try_link (server, *run, step, token)
                         : kab_challenge_try_code (server, *run, step, code);
  if (result == KAB_CHALLENGE_RIGHT)
    kab_engine_confirm (server, run, verdict);
  else
    judge_challenge (server, *run, step, result, verdict);
}

static void
submit_form (KabServer *server,
             KabFlowRun **run,
             JsonObject *step,
             const KabSubmission *submission,
             KabVerdict *verdict)
{
  if (kab_form_accept (server, *run, step, submission, verdict))
    kab_engine_advance (server, run, verdict);
  if (verdict->problem == NULL)
    kab_captcha_drop (server, (*run)->id);
}

/**
 * kab_engine_submit:
 * @server: the server
 * @run: (inout): a run; may become another one, where an address leads back to a half-done flow
 * @submission: what came in for its present step
 * @verdict: takes what is wrong
 */
void
kab_engine_submit (KabServer *server, KabFlowRun **run, const KabSubmission *submission, KabVerdict *verdict)
{
  JsonObject *step = kab_steps_get_current (*run);

  if (submission->issued != NULL)
    {
      g_set_str (&(*run)->issued, submission->issued);
      g_set_str (&(*run)->issued_hash, submission->password_hash);
    }
  if (kab_step_is (step, "form"))
    submit_form (server, run, step, submission, verdict);
  else if (kab_step_is_challenge (step))
    submit_challenge (server, run, step, submission->values, verdict);
  else if (!kab_step_is (step, "review"))
    refuse_conflict (verdict, "There is nothing to hand in at this step");
}

/* What the person's address is, as a field of the first forms asks for it. */
static void
prefill (KabFlowRun *run, JsonObject *values)
{
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *link = names; link != NULL; link = link->next)
    {
      JsonObject *field = kab_steps_find_field (run->definition, link->data, NULL);
      g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
      g_autoptr (JsonArray) alone = json_array_new ();
      g_autoptr (JsonObject) given = json_object_new ();
      g_autoptr (JsonObject) accepted = NULL;

      if (field == NULL)
        continue;
      json_array_add_object_element (alone, json_object_ref (field));
      kab_json_copy_member (values, given, link->data);
      accepted = kab_fields_check (run->organisation, alone, given, values, errors);
      kab_json_copy_member (accepted, run->values, link->data);
    }
}

static gboolean
begin_resuming (KabServer *server, KabFlowRun *run, const char *name, KabVerdict *verdict)
{
  JsonObject *field = kab_steps_find_field (run->definition, name, NULL);
  JsonObject *challenge = kab_steps_find_challenge (run, name);
  const char *value = kab_json_get_string (run->values, name);
  g_autofree char *address = value != NULL ? kab_form_fold_address (field, value) : NULL;
  g_autofree char *other = address != NULL && challenge != NULL
                               ? kab_flow_run_find_half_done (server, run, name, address)
                               : NULL;
  JsonObject *alone;

  if (other == NULL)
    return FALSE;
  alone = json_object_new ();
  json_object_set_string_member (alone, name, value);
  json_object_unref (run->values);
  run->values = alone;
  run->resumes = g_steal_pointer (&other);
  enter (server, run, challenge, verdict);
  return TRUE;
}

/**
 * kab_engine_begin:
 * @server: the server
 * @run: a new run
 * @values: what the client knows already
 * @verdict: takes what is wrong
 *
 * Puts the run at its first step; where @values name an address that a half-done flow has, at the proof of
 * that address, and nothing of that flow is shown before.
 */
void
kab_engine_begin (KabServer *server, KabFlowRun *run, JsonObject *values, KabVerdict *verdict)
{
  g_autoptr (GList) names = NULL;

  prefill (run, values);
  names = json_object_get_members (run->values);
  for (GList *link = names; link != NULL && can_be_resumed (run); link = link->next)
    if (begin_resuming (server, run, link->data, verdict))
      return;
  enter (server, run, kab_steps_get_next (run), verdict);
}

/**
 * kab_engine_resend:
 * @server: the server
 * @run: a run
 * @verdict: takes what is wrong
 */
void
kab_engine_resend (KabServer *server, KabFlowRun *run, KabVerdict *verdict)
{
  JsonObject *step = kab_steps_get_current (run);
  gint64 wait;

  if (!kab_step_is_challenge (step))
    {
      refuse_conflict (verdict, "Nothing is sent at this step");
      return;
    }
  wait = kab_challenge_resend (server, run, step);
  if (wait > 0)
    refuse_too_many (verdict, "resend", wait);
}

/**
 * kab_engine_go_back:
 * @server: the server
 * @run: a run
 * @to: (nullable): id of an earlier form; %NULL where the present step says which
 * @verdict: takes what is wrong
 */
void
kab_engine_go_back (KabServer *server, KabFlowRun *run, const char *to, KabVerdict *verdict)
{
  JsonObject *step = kab_steps_get_current (run);
  const char *back = kab_step_get_back (run, step);
  const char *target = to != NULL ? to : back;

  if (back == NULL || !kab_step_is (kab_steps_find (run->definition, target), "form")
      || (!kab_step_is (step, "rejected") && !kab_steps_comes_before (run->definition, target, run->step))
      || (!g_str_equal (target, back) && kab_steps_comes_before (run->definition, target, back)))
    {
      refuse_conflict (verdict, "One cannot go back to that step");
      return;
    }
  if (kab_step_is (step, "review"))
    kab_flow_hooks_withdraw (server, run);
  g_set_str (&run->state, "active");
  g_set_str (&run->step, target);
  kab_flow_run_save (server, run);
}
