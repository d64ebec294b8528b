/* flow-engine.h: how a run goes from step to step. It knows kinds of steps, never an organisation. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow-run.h"
#include "problem.h"

G_BEGIN_DECLS

/* What a move came to. A clean verdict has no problem. */
typedef struct
{
  const char *problem; /* name of a problem, or NULL */
  const char *detail;
  KabFieldErrors *errors;
  gint64 attempts_left; /* -1: not told */
  gint64 retry_after;
  const char *scope;
  gboolean new_captcha;
} KabVerdict;

/* What came with a submit. */
typedef struct
{
  JsonObject *values;
  const char *password_hash; /* of the chosen password, or of the one to be issued */
  const char *issued;        /* password to be issued, or NULL */
} KabSubmission;

void kab_verdict_init (KabVerdict *self);
void kab_verdict_clear (KabVerdict *self);

void kab_engine_begin (KabServer *server, KabFlowRun *run, JsonObject *values, KabVerdict *verdict);
void
kab_engine_submit (KabServer *server, KabFlowRun **run, const KabSubmission *submission, KabVerdict *verdict);
void kab_engine_resend (KabServer *server, KabFlowRun *run, KabVerdict *verdict);
void kab_engine_go_back (KabServer *server, KabFlowRun *run, const char *to, KabVerdict *verdict);
void kab_engine_advance (KabServer *server, KabFlowRun **run, KabVerdict *verdict);
void kab_engine_confirm (KabServer *server, KabFlowRun **run, KabVerdict *verdict);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KabVerdict, kab_verdict_clear)

G_END_DECLS
