/* kab-session.h: the tokens of one session: kept, turned over, revoked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-authority.h"
#include "kab-client.h"
#include "kab-secret-store.h"
#include "kab-session-records.h"
#include "kab-sign-in-machine.h"

G_BEGIN_DECLS

#define KAB_TYPE_SESSION (kab_session_get_type ())
G_DECLARE_FINAL_TYPE (KabSession, kab_session, KAB, SESSION, GObject)

KabSession *kab_session_new (KabClient *client,
                             KabSecretStore *store,
                             const char *account_id,
                             const char *kind,
                             const char *lock_path);
void kab_session_set_label (KabSession *self, const char *label);

gboolean kab_session_has_token (KabSession *self);
KabSecretSituation kab_session_get_keyring (KabSession *self);
gboolean kab_session_get_kept (KabSession *self);

DexFuture *kab_session_load (KabSession *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_session_adopt (KabSession *self, KabTokens *tokens, gboolean keep) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_session_keep (KabSession *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_session_revoke (KabSession *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_session_put_aside (KabSession *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_session_forget (KabSession *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
