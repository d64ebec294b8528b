/* flow-challenge.h: a code, or a link, sent to an address to prove that it is the person's own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow-run.h"

G_BEGIN_DECLS

typedef struct
{
  char *target;
  gint64 sent_at;
  gint64 resend_at;
  gint64 expires_at;
  gint64 attempts_left;
  gint64 resends_left;
  char *delivery; /* "queued", "sent", "failed" */
} KabChallenge;

typedef enum
{
  KAB_CHALLENGE_RIGHT,
  KAB_CHALLENGE_WRONG,
  KAB_CHALLENGE_EXPIRED,
  KAB_CHALLENGE_SPENT, /* too many wrong ones: only a new one helps */
} KabChallengeResult;

KabChallenge *
kab_challenge_load (KabServer *server, KabFlowRun *run, JsonObject *step) G_GNUC_WARN_UNUSED_RESULT;
void kab_challenge_free (KabChallenge *self);

gint64 kab_challenge_begin (KabServer *server, KabFlowRun *run, JsonObject *step);
gint64 kab_challenge_resend (KabServer *server, KabFlowRun *run, JsonObject *step);
KabChallengeResult
kab_challenge_try_code (KabServer *server, KabFlowRun *run, JsonObject *step, const char *code);
KabChallengeResult
kab_challenge_try_link (KabServer *server, KabFlowRun *run, JsonObject *step, const char *token);
void kab_challenge_end (KabServer *server, KabFlowRun *run, JsonObject *step);
char *kab_challenge_find_link (KabServer *server,
                               KabOrganisation *organisation,
                               const char *token,
                               gboolean *expired) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabChallenge, kab_challenge_free)

G_END_DECLS
