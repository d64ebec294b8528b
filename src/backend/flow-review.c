/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-review.h"

#include "delivery.h"
#include "flow-engine.h"
#include "flow-hooks.h"
#include "flow-steps.h"
#include "json.h"
#include "template.h"

/* "{year}-{0000}": the zeros say how wide the counter is, which begins anew with the year. */
static char *
build_reference (KabServer *server, KabFlowRun *run, const char *pattern)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (run->organisation, kab_server_now (server));
  g_autofree char *year = g_date_time_format (now, "%Y");
  g_autofree char *template = kab_template_fill (pattern, "year", year, NULL);
  const char *zeros = strstr (template, "{0");
  const char *end = zeros != NULL ? strchr (zeros, '}') : NULL;
  gint64 value;

  if (end == NULL)
    return g_steal_pointer (&template);
  kab_database_run (server->database,
                    "INSERT INTO counters VALUES (?, ?, 1)"
                    " ON CONFLICT (organisation, name) DO UPDATE SET value = value + 1",
                    "ss", kab_organisation_get_id (run->organisation), template);
  value = kab_database_select_integer (server->database,
                                       "SELECT value FROM counters WHERE organisation = ? AND name = ?", "ss",
                                       kab_organisation_get_id (run->organisation), template);
  return g_strdup_printf ("%.*s%0*" G_GINT64_FORMAT "%s", (int) (zeros - template), template,
                          (int) (end - zeros - 1), value, end + 1);
}

/**
 * kab_review_enter:
 * @server: the server
 * @run: a run that comes to its review
 * @step: the review
 *
 * Numbers the application, says until when it is decided (H-28), and puts it before the staff.
 */
void
kab_review_enter (KabServer *server, KabFlowRun *run, JsonObject *step)
{
  const char *pattern = kab_json_get_string (step, "reference");

  if (run->reference == NULL && pattern != NULL)
    run->reference = build_reference (server, run, pattern);
  run->submitted_at = kab_server_now (server);
  run->latest_at = run->submitted_at + kab_json_get_integer (step, "within", 3 * 24 * 60 * 60);
  g_clear_pointer (&run->reason, g_free);
  kab_flow_run_save (server, run);
  kab_flow_hooks_file (server, run);
}

/* Sends the message of a review or of a rejection to the address that the step names. */
static void
tell_applicant (KabServer *server, KabFlowRun *run, JsonObject *step)
{
  JsonObject *message = kab_json_get_object (step, "message");
  const char *field = kab_step_get_target_field (run, step);
  const char *to = field != NULL ? kab_json_get_string (run->values, field) : NULL;
  g_autofree char *text = kab_template_fill (kab_json_get_string (message, "text"), "reason", run->reason,
                                             "reference", run->reference, NULL);
  const KabLetter letter = {
    to != NULL && *to == '+' ? "sms" : "email", to, kab_json_get_string (message, "subject"), text, NULL, NULL
  };

  if (text != NULL && to != NULL)
    kab_delivery_send (server, run->organisation, &letter);
}

static gboolean
reject (KabServer *server, KabFlowRun *run, const char *reason, GError **error)
{
  JsonObject *step = kab_steps_find_kind (run->definition, "rejected");

  if (step == NULL || reason == NULL || *reason == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "A rejection needs a reason");
      return FALSE;
    }
  g_set_str (&run->reason, reason);
  g_set_str (&run->state, "rejected");
  g_set_str (&run->step, kab_step_get_id (step));
  kab_flow_run_save (server, run);
  tell_applicant (server, run, step);
  return TRUE;
}

static gboolean
approve (KabServer *server, KabFlowRun **run, GError **error)
{
  g_auto (KabVerdict) verdict;

  kab_verdict_init (&verdict);
  kab_engine_advance (server, run, &verdict);
  if (verdict.problem == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The application cannot be approved now: %s",
               verdict.problem);
  return FALSE;
}

/**
 * kab_flows_decide:
 * @server: the server
 * @run: id of a run under review
 * @decision: "approve", "reject" or "ask"
 * @reason: (nullable): what the applicant is told; a rejection and a question need it
 * @staff: id of who decides
 * @error: return location for why it cannot be done
 *
 * What staff decide about an application, inside their request's transaction. Approving goes on with the next
 * step, which may send a code (H-30).
 *
 * Returns: whether it is decided
 */
gboolean
kab_flows_decide (KabServer *server,
                  const char *run,
                  const char *decision,
                  const char *reason,
                  const char *staff,
                  GError **error)
{
  g_autoptr (KabFlowRun) loaded = kab_flow_run_load (server, run);

  if (loaded == NULL || !kab_step_is (kab_steps_get_current (loaded), "review"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The application is not under review");
      return FALSE;
    }
  g_set_str (&loaded->decided_by, staff);
  if (g_str_equal (decision, "approve"))
    return approve (server, &loaded, error);
  if (g_str_equal (decision, "reject"))
    return reject (server, loaded, reason, error);
  g_set_str (&loaded->reason, reason);
  kab_flow_run_save (server, loaded);
  tell_applicant (server, loaded, kab_steps_get_current (loaded));
  return TRUE;
}
