/* kab-cabinets-private.h: what the parts of the list of cabinets share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinets.h"

#include "kab-cabinets-file.h"
#include "kab-worker.h"

G_BEGIN_DECLS

struct _KabCabinets
{
  GObject parent_instance;

  KabNet *net;
  KabSecretStore *store;
  char *state_dir;
  char *list_path;
  char *written; /* what was last put into the list's file */
  KabWorker *writer;
  KabDrafts *drafts;
  GPtrArray *cabinets;    /* of KabCabinet */
  GPtrArray *revocations; /* of KabCabinetEntry: sessions that are still to be revoked */
  gboolean revoking;
  gboolean live;
  gboolean hidden;
};

void kab_cabinets_save (KabCabinets *self);
KabCabinet *kab_cabinets_make (KabCabinets *self,
                               const char *id,
                               const char *origin,
                               const char *organisation,
                               KabPerson *person,
                               gboolean remembered);
void kab_cabinets_append (KabCabinets *self, KabCabinet *cabinet);
DexFuture *kab_cabinets_send_revocations (KabCabinets *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
