/* kab-flow-token.h: proves that a half-done flow is ours; lies in the keyring. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-secret-store.h"

G_BEGIN_DECLS

#define KAB_TYPE_FLOW_TOKEN (kab_flow_token_get_type ())
G_DECLARE_FINAL_TYPE (KabFlowToken, kab_flow_token, KAB, FLOW_TOKEN, GObject)

KabFlowToken *kab_flow_token_new (KabSecretStore *store, const char *origin, const char *key);
const char *kab_flow_token_get (KabFlowToken *self);
DexFuture *kab_flow_token_find (KabFlowToken *self) G_GNUC_WARN_UNUSED_RESULT;
void kab_flow_token_keep (KabFlowToken *self, const char *token);
void kab_flow_token_clear (KabFlowToken *self);

G_END_DECLS
