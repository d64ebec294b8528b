/* flow-hooks.h: what other parts do for flows, by the names that descriptors use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow-run.h"
#include "problem.h"

G_BEGIN_DECLS

/* Runs inside the transaction of the request; FALSE, with errors added, undoes the step. */
typedef gboolean (*KabFlowHook) (KabServer *server, KabFlowRun *run, KabFieldErrors *errors);
/* Files, or files anew, the application that staff decide on with kab_flows_decide (). */
typedef gboolean (*KabFlowFiler) (KabServer *server,
                                  KabFlowRun *run,
                                  const char *reference,
                                  gint64 latest_at);
/* The applicant took the application back. */
typedef void (*KabFlowWithdrawer) (KabServer *server, const char *run);

KabFlowHooks *kab_flow_hooks_new (void);
void kab_flow_hooks_free (KabFlowHooks *self);

void kab_flows_add_action (KabServer *server, const char *name, KabFlowHook hook);
void kab_flows_add_check (KabServer *server, const char *name, KabFlowHook hook);
void kab_flows_set_application_filer (KabServer *server, KabFlowFiler filer, KabFlowWithdrawer withdrawer);

gboolean kab_flow_hooks_run_actions (KabServer *server, KabFlowRun *run, KabFieldErrors *errors);
gboolean
kab_flow_hooks_run_check (KabServer *server, const char *name, KabFlowRun *run, KabFieldErrors *errors);
void kab_flow_hooks_file (KabServer *server, KabFlowRun *run);
void kab_flow_hooks_withdraw (KabServer *server, KabFlowRun *run);
gboolean kab_flow_hooks_know (KabServer *server, JsonObject *definition, JsonObject *wiring, char **unknown);

G_END_DECLS
