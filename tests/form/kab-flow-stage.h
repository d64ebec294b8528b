/* kab-flow-stage.h: a flow of an example organisation whose server answers as the test says. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinets.h"
#include "kab-memory-secret-store.h"
#include "kab-registration-page.h"
#include "kab-test-server.h"

G_BEGIN_DECLS

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabMemorySecretStore *secrets;
  KabCabinets *cabinets;
  KabClient *client;
  KabDescriptor *descriptor;
  char *dir;
  GQueue answers; /* of Answer; the last one is given for ever */
} KabFlowStage;

KabFlowStage *kab_flow_stage_new (void);
KabFlowStage *kab_flow_stage_new_for (const char *path);
void kab_flow_stage_free (KabFlowStage *self);
void kab_flow_stage_answer (KabFlowStage *self, guint status, const char *body);
void kab_flow_stage_answer_step (KabFlowStage *self, const char *step);
void kab_flow_stage_drop_answer (KabFlowStage *self);
GtkWindow *kab_flow_stage_open (KabFlowStage *self, const char *flow, KabRegistrationPage **page);
JsonObject *kab_flow_stage_dup_body (KabFlowStage *self, guint number);

/* An active flow at @step, three of five, as the server tells it at 14:18:36. */
char *kab_flow_stage_dup_flow (const char *step, const char *state, gboolean first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFlowStage, kab_flow_stage_free)

G_END_DECLS
