/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinet-private.h"

#include "kab-fiber.h"

/* Tells the server; where it cannot be told, the token is put aside for the next start. Returns: whether
 * that is all. */
static gboolean
await_revoked (KabCabinet *self)
{
  if (!kab_session_has_token (self->session) || dex_await (kab_session_revoke (self->session), NULL))
    return TRUE;
  return !self->remembered || !dex_await (kab_session_put_aside (self->session), NULL);
}

/* Forgets the token here. Returns: whether that is all: a keyring that is closed now may hold an item. */
static gboolean
await_forgotten (KabCabinet *self, gboolean was_signed_in)
{
  g_autoptr (GError) error = NULL;

  if (dex_await (kab_session_forget (self->session), &error) || !self->remembered)
    return TRUE;
  return was_signed_in && kab_secret_situation_from_error (error) == KAB_SECRET_NO_SERVICE;
}

static DexFuture *
sign_out_fiber (gpointer data)
{
  KabCabinet *self = data;
  gboolean was_signed_in = self->state == KAB_CABINET_SIGNED_IN;
  gboolean revoked;
  gboolean forgotten;

  /* Pages stop what they do for this person when they see the state. */
  kab_cabinet_dispatch (self, KAB_SIGN_IN_SIGN_OUT);
  revoked = await_revoked (self);
  forgotten = await_forgotten (self, was_signed_in);
  kab_queue_close (self->queue);
  kab_client_set_cache (self->client, NULL);
  kab_cache_unlink (self->cache);
  kab_drafts_unlink (self->drafts);
  kab_views_unlink (self->views);
  dex_clear (&self->waking);
  kab_client_cancel (self->client);
  kab_cabinet_emit_forgotten (self, !revoked || !forgotten);
  return dex_future_new_true ();
}

/**
 * kab_cabinet_sign_out:
 * @self: a cabinet
 *
 * Signs out, in this order (rule A9): what runs for the person stops; the server is told, for 5 seconds
 * at most, or else at the next start; keyring, offline copy and drafts forget the person; the list of
 * cabinets too. It goes on if the future is dropped.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when nothing of the person is left
 */
DexFuture *
kab_cabinet_sign_out (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  if (self->leaving == NULL)
    self->leaving = kab_fiber_spawn (sign_out_fiber, g_object_ref (self), g_object_unref);
  return dex_ref (self->leaving);
}
