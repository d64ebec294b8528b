/* kab-cabinet.h: one person's account with one organisation, as this computer knows it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cache.h"
#include "kab-client.h"
#include "kab-descriptor.h"
#include "kab-drafts.h"
#include "kab-events.h"
#include "kab-problem.h"
#include "kab-queue.h"
#include "kab-secret-store.h"
#include "kab-session-records.h"
#include "kab-sign-in-machine.h"
#include "kab-views.h"

G_BEGIN_DECLS

#define KAB_TYPE_CABINET (kab_cabinet_get_type ())
G_DECLARE_FINAL_TYPE (KabCabinet, kab_cabinet, KAB, CABINET, GObject)

const char *kab_cabinet_get_id (KabCabinet *self);
const char *kab_cabinet_get_origin (KabCabinet *self);
const char *kab_cabinet_get_organisation (KabCabinet *self);
const char *kab_cabinet_get_login (KabCabinet *self);
const char *kab_cabinet_get_name (KabCabinet *self);
const char *kab_cabinet_get_role (KabCabinet *self);
KabPerson *kab_cabinet_get_person (KabCabinet *self);
KabClient *kab_cabinet_get_client (KabCabinet *self);
KabEvents *kab_cabinet_get_events (KabCabinet *self);
void kab_cabinet_set_live (KabCabinet *self, gboolean live);
KabDescriptor *kab_cabinet_get_descriptor (KabCabinet *self);
KabCache *kab_cabinet_get_cache (KabCabinet *self);
KabDrafts *kab_cabinet_get_drafts (KabCabinet *self);
KabViews *kab_cabinet_get_views (KabCabinet *self);
KabQueue *kab_cabinet_get_queue (KabCabinet *self);

KabCabinetState kab_cabinet_get_state (KabCabinet *self);
KabProblem *kab_cabinet_get_problem (KabCabinet *self);
gboolean kab_cabinet_get_remembered (KabCabinet *self);
KabSecretSituation kab_cabinet_get_keyring (KabCabinet *self);
gboolean kab_cabinet_get_session_only (KabCabinet *self);

DexFuture *kab_cabinet_restore (KabCabinet *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_cabinet_unlock (KabCabinet *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_cabinet_load_descriptor (KabCabinet *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_cabinet_sign_out (KabCabinet *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
