/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-session-private.h"

#include "kab-fiber.h"

/* How a session ends from this side: revoked at the server, forgotten here, or put aside to be revoked
 * when the server can be reached. */

/* A sign-out waits no longer for the server than this (rule A9). */
#define REVOKE_SECONDS 5

static DexFuture *
revoke_fiber (gpointer data)
{
  KabSession *self = data;
  g_autoptr (KabRequest) request = kab_request_new ("DELETE", "/sessions/current");
  g_autoptr (GError) error = NULL;
  guint status;

  kab_request_set_deadline (request, REVOKE_SECONDS);
  if (dex_await (kab_client_send (self->client, request, G_TYPE_NONE), &error))
    return dex_future_new_true ();
  /* A session that the server does not know or want any more is as good as revoked. */
  status = kab_error_get_status (error);
  if (status == 401 || status == 403 || status == 404 || status == 410)
    return dex_future_new_true ();
  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * kab_session_revoke:
 * @self: a session with a token
 *
 * Tells the server that the session is over. All of it takes 5 seconds at most.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects as kab_client_send()
 */
DexFuture *
kab_session_revoke (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), NULL);
  return dex_future_first (kab_fiber_spawn (revoke_fiber, g_object_ref (self), g_object_unref),
                           dex_timeout_new_seconds (REVOKE_SECONDS), NULL);
}

/**
 * kab_session_put_aside:
 * @self: a session with a token
 *
 * Keeps the token as one that is still to be revoked.
 *
 * Returns: (transfer full): a future that resolves or rejects as kab_secret_store_store()
 */
DexFuture *
kab_session_put_aside (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self) && self->refresh_token != NULL, NULL);
  return kab_session_store_as (self, KAB_SECRET_KIND_REVOKE);
}

static DexFuture *
forget_fiber (gpointer data)
{
  KabSession *self = data;
  KabSecretKey key = kab_session_make_key (self, self->kind);
  g_autoptr (GError) error = NULL;

  /* A token that is on its way into the store must have arrived before it can be cleared. */
  if (self->storing != NULL)
    dex_await (dex_ref (DEX_FUTURE (self->storing)), NULL);
  if (!dex_await (kab_secret_store_clear (self->store, &key), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

/* Ends a refresh that is under way, for all who wait for it. */
static void
drop_refresh (KabSession *self)
{
  g_autoptr (DexPromise) refreshing = g_steal_pointer (&self->refreshing);

  if (self->storing == NULL)
    dex_clear (&self->refresh);
  if (refreshing != NULL)
    dex_promise_reject (refreshing,
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The session was forgotten"));
}

/**
 * kab_session_forget:
 * @self: a session
 *
 * Ends the session here: no token is left in memory or in the secret store, and none that comes late is
 * kept.
 *
 * Returns: (transfer full): a future that resolves or rejects as kab_secret_store_clear()
 */
DexFuture *
kab_session_forget (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), NULL);

  self->closed = TRUE;
  kab_session_set_refresh_token (self, NULL);
  kab_session_set_access_token (self, NULL);
  drop_refresh (self);
  return kab_fiber_spawn (forget_fiber, g_object_ref (self), g_object_unref);
}
