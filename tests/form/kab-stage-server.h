/* kab-stage-server.h: a server that has the organisations of the source tree, and signs in as it is told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinets.h"
#include "kab-memory-secret-store.h"
#include "kab-test-server.h"

G_BEGIN_DECLS

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabMemorySecretStore *secrets;
  KabCabinets *cabinets;
  char *dir;
  guint directory_status; /* what GET /organisations is answered with, 200 at first */
  guint sign_in_status;   /* what POST …/sessions is answered with, 201 at first */
  const char *sign_in_body;
  gboolean hold_sign_in; /* no answer before this is FALSE again */
  SoupServerMessage *held;
  char *sign_in_request;
  char *password_request;
  const char *password_problem; /* why the new password is refused */
} KabStageServer;

KabStageServer *kab_stage_server_new (void);
void kab_stage_server_free (KabStageServer *self);
void kab_stage_server_release (KabStageServer *self);
const char *kab_stage_server_get_origin (KabStageServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabStageServer, kab_stage_server_free)

G_END_DECLS
