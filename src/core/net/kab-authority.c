/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-authority.h"

G_DEFINE_INTERFACE (KabAuthority, kab_authority, G_TYPE_OBJECT)

static void
kab_authority_default_init (KabAuthorityInterface *iface)
{
}

/**
 * kab_authority_dup_access_token:
 * @self: an authority
 *
 * Returns: (transfer full) (nullable): the access token to send, or %NULL if there is none yet; then
 *   the client asks kab_authority_refresh() for one before it sends
 */
char *
kab_authority_dup_access_token (KabAuthority *self)
{
  g_return_val_if_fail (KAB_IS_AUTHORITY (self), NULL);
  return KAB_AUTHORITY_GET_IFACE (self)->dup_access_token (self);
}

/**
 * kab_authority_refresh:
 * @self: an authority
 * @rejected_token: (nullable): the access token that the server no longer takes
 *
 * Called by the client once per request that was answered with 401. The implementation is
 * single-flight (rule A5): any number of calls for one token cause one refresh, and a call for a token
 * that has been replaced meanwhile succeeds at once.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when kab_authority_dup_access_token() has a
 *   newer token; what it rejects with becomes the request's error (rule A7)
 */
DexFuture *
kab_authority_refresh (KabAuthority *self, const char *rejected_token)
{
  g_return_val_if_fail (KAB_IS_AUTHORITY (self), NULL);
  return KAB_AUTHORITY_GET_IFACE (self)->refresh (self, rejected_token);
}

/**
 * kab_authority_reject:
 * @self: an authority
 * @rejected_token: the token that came out of a successful refresh and was refused all the same
 * @error: the server's refusal
 *
 * Tells the authority of a second 401 after a successful refresh: the session is over (rule A7).
 */
void
kab_authority_reject (KabAuthority *self, const char *rejected_token, const GError *error)
{
  g_return_if_fail (KAB_IS_AUTHORITY (self));
  if (KAB_AUTHORITY_GET_IFACE (self)->reject != NULL)
    KAB_AUTHORITY_GET_IFACE (self)->reject (self, rejected_token, error);
}
