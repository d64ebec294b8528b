/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "flow-challenge.h"

#include "delivery.h"
#include "flow-steps.h"
#include "json.h"
#include "secrets.h"
#include "template.h"
#include "throttle.h"

#define TARGET_MESSAGES 20
#define TARGET_WINDOW (60 * 60)
#define RESENDS_WINDOW (24 * 60 * 60)

/**
 * kab_challenge_free:
 * @self: (transfer full) (nullable): a challenge
 */
void
kab_challenge_free (KabChallenge *self)
{
  if (self == NULL)
    return;
  g_free (self->target);
  g_free (self->delivery);
  g_free (self);
}

/**
 * kab_challenge_load:
 * @server: the server
 * @run: a run
 * @step: the step in which an address is proved
 *
 * Returns: (transfer full) (nullable): what was sent last
 */
KabChallenge *
kab_challenge_load (KabServer *server, KabFlowRun *run, JsonObject *step)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT target, sent_at, resend_at, expires_at, attempts_left, resends_left, delivery"
      " FROM challenges WHERE flow = ? AND step = ?",
      "ss", run->id, kab_step_get_id (step));
  KabChallenge *self;

  if (!kab_rows_next (rows))
    return NULL;
  self = g_new0 (KabChallenge, 1);
  self->target = g_strdup (kab_rows_get_text (rows, 0));
  self->sent_at = kab_rows_get_integer (rows, 1);
  self->resend_at = kab_rows_get_integer (rows, 2);
  self->expires_at = kab_rows_get_integer (rows, 3);
  self->attempts_left = kab_rows_get_integer (rows, 4);
  self->resends_left = kab_rows_get_integer (rows, 5);
  /* Nobody is told that an address is unknown here: what was never sent looks sent. */
  self->delivery = kab_rows_is_null (rows, 6)
                       ? g_strdup ("sent")
                       : kab_delivery_dup_state (server, kab_rows_get_integer (rows, 6));
  return self;
}

static char *
build_owner (KabFlowRun *run, JsonObject *step)
{
  return g_strjoin (" ", run->id, kab_step_get_id (step), NULL);
}

static char *
build_link (KabServer *server, KabFlowRun *run, const char *token)
{
  return g_strjoin ("/", server->public_url, kab_organisation_get_id (run->organisation), "confirm", token,
                    NULL);
}

static gint64
deliver (KabServer *server,
         KabFlowRun *run,
         JsonObject *step,
         const char *target,
         const char *code,
         const char *link)
{
  JsonObject *message = kab_json_get_object (step, "message");
  const char *organisation = kab_organisation_get_name (run->organisation);
  g_autofree char *minutes
      = g_strdup_printf ("%" G_GINT64_FORMAT, kab_json_get_integer (step, "lifetime", 600) / 60);
  g_autofree char *subject = kab_template_fill (kab_json_get_string (message, "subject"), "code", code,
                                                "organisation", organisation, NULL);
  g_autofree char *text = kab_template_fill (kab_json_get_string (message, "text"), "code", code, "link",
                                             link, "minutes", minutes, "organisation", organisation, NULL);
  const KabLetter letter = { kab_json_get_string (step, "channel"), target, subject, text, code, link };

  return kab_delivery_send (server, run->organisation, &letter);
}

/* A recovery for an address that nobody here has: everything looks alike, but nothing goes out. */
static gboolean
is_void (KabFlowRun *run)
{
  return kab_json_get_array (run->wiring, "identify") != NULL && run->person == NULL && run->resumes == NULL;
}

static void
send_new (KabServer *server, KabFlowRun *run, JsonObject *step, const char *target, gint64 resends_left)
{
  gboolean mail_link = kab_step_is (step, "email_link");
  g_autofree char *owner = build_owner (run, step);
  g_autofree char *code = kab_secrets_new_digits ((guint) kab_json_get_integer (step, "length", 6));
  g_autofree char *code_hash = kab_secrets_hash_code (server->secrets, owner, code);
  g_autofree char *token = mail_link ? kab_secrets_new_token () : NULL;
  g_autofree char *link_hash = mail_link ? kab_secrets_hash (token) : NULL;
  g_autofree char *link = mail_link ? build_link (server, run, token) : NULL;
  gboolean is_nobody = is_void (run);
  gint64 now = kab_server_now (server);
  gint64 delivery = is_nobody ? 0 : deliver (server, run, step, target, code, link);

  kab_database_run (
      server->database,
      "INSERT OR REPLACE INTO challenges (flow, step, target, code, link, void, sent_at, resend_at,"
      " expires_at, attempts_left, resends_left, delivery)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, 0))",
      "sssssillllll", run->id, kab_step_get_id (step), target, code_hash, link_hash, is_nobody, now,
      now + kab_json_get_integer (step, "resend_after", 120),
      now + kab_json_get_integer (step, "lifetime", 600), kab_json_get_integer (step, "attempts", 5),
      resends_left, delivery);
}

/* However many flows are begun with it, one address gets only so many messages. */
static gint64
take_message (KabServer *server, KabFlowRun *run, const char *target)
{
  g_autofree char *key = g_strjoin ("/", kab_organisation_get_id (run->organisation), target, NULL);
  gint64 wait = kab_attempts_get_wait (server, "message", key, TARGET_MESSAGES, TARGET_WINDOW);

  if (wait == 0)
    kab_attempts_add (server, "message", key, TARGET_WINDOW);
  return wait;
}

/**
 * kab_challenge_begin:
 * @server: the server
 * @run: a saved run that comes to @step
 * @step: a step in which an address is proved
 *
 * Sends a code, unless one went to the same address a moment ago: going back and forth sends nothing.
 *
 * Returns: 0, or the seconds after which another message to this address is allowed
 */
gint64
kab_challenge_begin (KabServer *server, KabFlowRun *run, JsonObject *step)
{
  const char *target = kab_json_get_string (run->values, kab_step_get_target_field (run, step));
  g_autoptr (KabChallenge) last = kab_challenge_load (server, run, step);
  gint64 now = kab_server_now (server);
  gint64 wait;

  if (last != NULL && g_str_equal (last->target, target) && now < last->resend_at && now < last->expires_at)
    return 0;
  wait = take_message (server, run, target);
  if (wait == 0)
    send_new (server, run, step, target, kab_json_get_integer (step, "resends", 5));
  return wait;
}

/**
 * kab_challenge_resend:
 * @server: the server
 * @run: a run
 * @step: its present step, in which an address is proved
 *
 * Sends a new code; the old one is good no more (T-12, T-22).
 *
 * Returns: 0, or the seconds after which it may be asked again
 */
gint64
kab_challenge_resend (KabServer *server, KabFlowRun *run, JsonObject *step)
{
  g_autoptr (KabChallenge) last = kab_challenge_load (server, run, step);
  gint64 now = kab_server_now (server);
  gint64 left;
  gint64 wait;

  if (last == NULL)
    return kab_challenge_begin (server, run, step);
  if (now < last->resend_at)
    return last->resend_at - now;
  left = last->resends_left > 0 ? last->resends_left - 1 : -1;
  if (left < 0 && now < last->sent_at + RESENDS_WINDOW)
    return last->sent_at + RESENDS_WINDOW - now;
  wait = take_message (server, run, last->target);
  if (wait == 0)
    send_new (server, run, step, last->target, left >= 0 ? left : kab_json_get_integer (step, "resends", 5));
  return wait;
}

static KabChallengeResult
try (KabServer *server, KabFlowRun *run, JsonObject *step, int column, const char *hash)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT code, link, expires_at, attempts_left, void FROM challenges"
                             " WHERE flow = ? AND step = ?",
                             "ss", run->id, kab_step_get_id (step));

  if (!kab_rows_next (rows))
    return KAB_CHALLENGE_EXPIRED;
  if (kab_rows_get_integer (rows, 3) <= 0)
    return KAB_CHALLENGE_SPENT;
  if (kab_server_now (server) >= kab_rows_get_integer (rows, 2))
    return KAB_CHALLENGE_EXPIRED;
  if (kab_secrets_equal (kab_rows_get_text (rows, column), hash) && kab_rows_get_integer (rows, 4) == 0)
    return KAB_CHALLENGE_RIGHT;
  kab_database_run (server->database,
                    "UPDATE challenges SET attempts_left = attempts_left - 1 WHERE flow = ? AND step = ?",
                    "ss", run->id, kab_step_get_id (step));
  return KAB_CHALLENGE_WRONG;
}

/**
 * kab_challenge_try_code:
 * @server: the server
 * @run: a run
 * @step: its present step
 * @code: digits
 *
 * Returns: whether it is the code that was sent last; a wrong one costs an attempt
 */
KabChallengeResult
kab_challenge_try_code (KabServer *server, KabFlowRun *run, JsonObject *step, const char *code)
{
  g_autofree char *owner = build_owner (run, step);
  g_autofree char *hash = kab_secrets_hash_code (server->secrets, owner, code);

  return try (server, run, step, 0, hash);
}

/**
 * kab_challenge_try_link:
 * @server: the server
 * @run: a run
 * @step: its present step
 * @token: what stood in the link
 *
 * Returns: whether it is of the link that was sent last; a wrong one costs an attempt
 */
KabChallengeResult
kab_challenge_try_link (KabServer *server, KabFlowRun *run, JsonObject *step, const char *token)
{
  g_autofree char *hash = kab_secrets_hash (token);

  return try (server, run, step, 1, hash);
}

/**
 * kab_challenge_end:
 * @server: the server
 * @run: a run
 * @step: a step in which an address was proved
 *
 * Makes code and link worthless.
 */
void
kab_challenge_end (KabServer *server, KabFlowRun *run, JsonObject *step)
{
  kab_database_run (server->database, "DELETE FROM challenges WHERE flow = ? AND step = ?", "ss", run->id,
                    kab_step_get_id (step));
}

/**
 * kab_challenge_find_link:
 * @server: the server
 * @organisation: whose link it shall be
 * @token: what stands in the link
 * @expired: (out): whether its time is over
 *
 * Returns: (transfer full) (nullable): id of the run that waits for it
 */
char *
kab_challenge_find_link (KabServer *server,
                         KabOrganisation *organisation,
                         const char *token,
                         gboolean *expired)
{
  g_autofree char *hash = kab_secrets_hash (token);
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT c.flow, c.expires_at FROM challenges c JOIN flows f ON f.id = c.flow"
                             " WHERE c.link = ? AND c.void = 0 AND f.organisation = ? AND f.step = c.step",
                             "ss", hash, kab_organisation_get_id (organisation));

  if (!kab_rows_next (rows))
    return NULL;
  *expired = kab_server_now (server) >= kab_rows_get_integer (rows, 1);
  return g_strdup (kab_rows_get_text (rows, 0));
}
