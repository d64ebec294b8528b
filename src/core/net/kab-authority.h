/* kab-authority.h: who answers for a client's requests: the keeper of its access token. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define KAB_TYPE_AUTHORITY (kab_authority_get_type ())
G_DECLARE_INTERFACE (KabAuthority, kab_authority, KAB, AUTHORITY, GObject)

/**
 * KabAuthorityInterface:
 * @dup_access_token: see kab_authority_dup_access_token()
 * @refresh: see kab_authority_refresh()
 * @reject: (nullable): see kab_authority_reject()
 */
struct _KabAuthorityInterface
{
  GTypeInterface parent;

  char *(*dup_access_token) (KabAuthority *self);
  DexFuture *(*refresh) (KabAuthority *self, const char *rejected_token);
  void (*reject) (KabAuthority *self, const char *rejected_token, const GError *error);
};

char *kab_authority_dup_access_token (KabAuthority *self);
DexFuture *kab_authority_refresh (KabAuthority *self, const char *rejected_token) G_GNUC_WARN_UNUSED_RESULT;
void kab_authority_reject (KabAuthority *self, const char *rejected_token, const GError *error);

G_END_DECLS
