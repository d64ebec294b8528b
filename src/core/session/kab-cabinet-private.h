/* kab-cabinet-private.h: what a cabinet and the list of cabinets share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"
#include "kab-session.h"

G_BEGIN_DECLS

/* The files under the directory of the program's state. */
#define KAB_CABINET_LOCK "lock"
#define KAB_CABINET_CACHE_PREFIX "cache-"
#define KAB_CABINET_DRAFTS_PREFIX "drafts-"
#define KAB_CABINET_VIEWS_PREFIX "views-"

struct _KabCabinet
{
  GObject parent_instance;

  char *id;
  char *origin;
  char *organisation;
  char *state_dir;
  KabPerson *person;
  gboolean remembered;

  KabClient *client;
  KabEvents *events;
  KabSecretStore *store;
  KabSession *session;
  KabCache *cache;
  KabDrafts *drafts;
  KabViews *views;
  KabQueue *queue;
  KabDescriptor *descriptor;

  KabCabinetState state;
  gboolean live; /* whether changes on the server are to be heard of */
  KabProblem *problem;
  DexFuture *waking;  /* the first refresh after a restart */
  DexFuture *leaving; /* a sign-out that is under way */
};

KabCabinet *kab_cabinet_new (KabNet *net,
                             KabSecretStore *store,
                             const char *state_dir,
                             const char *id,
                             const char *origin,
                             const char *organisation,
                             KabPerson *person,
                             gboolean remembered);
gboolean kab_cabinet_dispatch (KabCabinet *self, KabSignInEvent event);
void kab_cabinet_set_person (KabCabinet *self, KabPerson *person);
void kab_cabinet_block (KabCabinet *self, KabProblem *problem);
void kab_cabinet_set_remembered (KabCabinet *self, gboolean remembered);
DexFuture *
kab_cabinet_accept (KabCabinet *self, KabTokens *tokens, gboolean remember) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_cabinet_take_up (KabCabinet *self) G_GNUC_WARN_UNUSED_RESULT;
void kab_cabinet_emit_opened (KabCabinet *self);
void kab_cabinet_emit_forgotten (KabCabinet *self, gboolean unfinished);

G_END_DECLS
