/* kab-session-private.h: what the parts of a session share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-session.h"

G_BEGIN_DECLS

struct _KabSession
{
  GObject parent_instance;

  KabClient *client;
  KabSecretStore *store;
  char *account_id;
  char *kind;
  char *lock_path;
  char *label;

  SecretValue *refresh_token;
  char *access_token;
  KabSecretSituation keyring;
  gboolean keep;   /* the person wants to be remembered */
  gboolean closed; /* forgotten: nothing may be kept any more */
  GError *ended;   /* why the server wants no more of it */

  DexPromise *refreshing; /* what all wait for */
  DexFuture *refresh;     /* the fiber that settles it */
  DexPromise *storing;    /* pending while a token is on its way into the store */
};

void kab_session_init_authority (KabAuthorityInterface *iface);
KabSecretKey kab_session_make_key (KabSession *self, const char *kind);
DexFuture *kab_session_store_as (KabSession *self, const char *kind) G_GNUC_WARN_UNUSED_RESULT;
void kab_session_clear_item (KabSession *self);
void kab_session_set_refresh_token (KabSession *self, SecretValue *token);
void kab_session_set_access_token (KabSession *self, const char *token);
void kab_session_await_adopted (KabSession *self, KabTokens *tokens);
void kab_session_emit_refreshed (KabSession *self, KabPerson *person);
void kab_session_emit_ended (KabSession *self, KabSignInEvent event, KabProblem *problem);
void kab_session_wipe (const char *text);

G_END_DECLS
