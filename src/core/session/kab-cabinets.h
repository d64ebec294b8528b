/* kab-cabinets.h: all cabinets that this computer knows; signs people in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"
#include "kab-net.h"

G_BEGIN_DECLS

#define KAB_TYPE_CABINETS (kab_cabinets_get_type ())
G_DECLARE_FINAL_TYPE (KabCabinets, kab_cabinets, KAB, CABINETS, GObject)

KabCabinets *kab_cabinets_new (KabNet *net, KabSecretStore *store, const char *state_dir);
KabNet *kab_cabinets_get_net (KabCabinets *self);
KabSecretStore *kab_cabinets_get_secret_store (KabCabinets *self);
KabDrafts *kab_cabinets_get_drafts (KabCabinets *self);
void kab_cabinets_set_live (KabCabinets *self, gboolean live);
void kab_cabinets_set_hidden (KabCabinets *self, gboolean hidden);
KabCabinet *kab_cabinets_find (KabCabinets *self, const char *id);

DexFuture *kab_cabinets_sign_in (KabCabinets *self,
                                 const char *origin,
                                 const char *organisation,
                                 const char *login,
                                 const char *password,
                                 gboolean remember) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_cabinets_sign_in_with_ticket (KabCabinets *self,
                                             const char *origin,
                                             const char *organisation,
                                             const char *ticket) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_cabinets_restore (KabCabinets *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
