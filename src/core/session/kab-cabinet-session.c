/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinet-private.h"

#include "kab-fiber.h"

/* How a person gets into a cabinet: by new tokens, or by the ones that the keyring keeps. */

/* The server is asked behind the scenes: what it says comes as a change of state. */
static void
wake (KabCabinet *self)
{
  dex_clear (&self->waking);
  self->waking = kab_authority_refresh (KAB_AUTHORITY (self->session), NULL);
}

static KabSignInEvent
find_event (KabSecretSituation situation)
{
  switch (situation)
    {
    case KAB_SECRET_OK:
      return KAB_SIGN_IN_TOKEN_FOUND;
    case KAB_SECRET_LOCKED:
      return KAB_SIGN_IN_LOCKED;
    case KAB_SECRET_DENIED:
      return KAB_SIGN_IN_DENIED;
    case KAB_SECRET_NO_ITEM:
      return KAB_SIGN_IN_NO_ITEM;
    case KAB_SECRET_NO_SERVICE:
      break;
    }
  return KAB_SIGN_IN_NO_SERVICE;
}

static gboolean
await_restored (KabCabinet *self)
{
  g_autoptr (GError) error = NULL;

  if (!kab_cabinet_dispatch (self, KAB_SIGN_IN_RESTORE))
    return self->state == KAB_CABINET_SIGNED_IN;
  dex_await (kab_session_load (self->session), &error);
  kab_cabinet_dispatch (self, find_event (kab_secret_situation_from_error (error)));
  if (self->state != KAB_CABINET_SIGNED_IN)
    return FALSE;
  wake (self);
  dex_future_disown (kab_cabinet_load_descriptor (self));
  return TRUE;
}

static DexFuture *
restore_fiber (gpointer data)
{
  return dex_future_new_for_boolean (await_restored (data));
}

/**
 * kab_cabinet_restore:
 * @self: a cabinet
 *
 * Takes up the session that the keyring keeps. The person is not asked, and the server only afterwards:
 * without a network a person gets in as well, and sees the last known data.
 *
 * Returns: (transfer full): a future that resolves to whether the person is signed in; if not, the state
 *   says why
 */
DexFuture *
kab_cabinet_restore (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return kab_fiber_spawn (restore_fiber, g_object_ref (self), g_object_unref);
}

/* kab_cabinet_take_up: does what an open keyring lets it do. Resolves to whether that went well. */
DexFuture *
kab_cabinet_take_up (KabCabinet *self)
{
  if (kab_cabinet_get_session_only (self))
    return kab_session_keep (self->session);
  return kab_cabinet_restore (self);
}

static DexFuture *
unlock_fiber (gpointer data)
{
  KabCabinet *self = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (kab_secret_store_unlock (self->store), &error))
    {
      KabSecretSituation situation = kab_secret_situation_from_error (error);

      if (error->domain == KAB_SECRET_ERROR && self->state != KAB_CABINET_RESTORING)
        kab_cabinet_dispatch (self, find_event (situation));
      return dex_future_new_false ();
    }
  kab_cabinet_emit_opened (self);
  return kab_cabinet_take_up (self);
}

/**
 * kab_cabinet_unlock:
 * @self: a cabinet
 *
 * Asks the person to open the keyring, and takes up the session that it keeps; or, in a cabinet that is
 * signed in for this run of the program only, gives the session to the keyring.
 *
 * Returns: (transfer full): a future that resolves to whether that went well, when the person has
 *   answered: perhaps never. Dropping it does not take the question back, and a late answer counts
 */
DexFuture *
kab_cabinet_unlock (KabCabinet *self)
{
  DexFuture *unlocking;

  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  unlocking = kab_fiber_spawn (unlock_fiber, g_object_ref (self), g_object_unref);
  dex_future_disown (dex_ref (unlocking));
  return unlocking;
}

typedef struct
{
  KabCabinet *self;
  KabTokens *tokens;
  gboolean remember;
} Acceptance;

static void
acceptance_free (gpointer data)
{
  Acceptance *acceptance = data;

  g_object_unref (acceptance->self);
  g_object_unref (acceptance->tokens);
  g_free (acceptance);
}

static DexFuture *
accept_fiber (gpointer data)
{
  Acceptance *acceptance = data;
  KabCabinet *self = acceptance->self;

  kab_cabinet_set_remembered (self, acceptance->remember);
  dex_await (kab_session_adopt (self->session, acceptance->tokens, acceptance->remember), NULL);
  kab_cabinet_set_person (self, kab_tokens_get_person (acceptance->tokens));
  kab_cabinet_dispatch (self, KAB_SIGN_IN_ACCEPTED);
  return dex_future_new_true ();
}

/* kab_cabinet_accept:
 * @self: a cabinet
 * @tokens: what the server gave for password or ticket
 * @remember: whether the person wants to be remembered
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the person is signed in */
DexFuture *
kab_cabinet_accept (KabCabinet *self, KabTokens *tokens, gboolean remember)
{
  Acceptance *acceptance = g_new (Acceptance, 1);

  *acceptance = (Acceptance) { g_object_ref (self), g_object_ref (tokens), remember };
  return kab_fiber_spawn (accept_fiber, acceptance, acceptance_free);
}

static void
set_descriptor (KabCabinet *self, KabDescriptor *descriptor)
{
  if (g_set_object (&self->descriptor, descriptor))
    g_object_notify (G_OBJECT (self), "descriptor");
}

/* Until the server answers, and if it does not, the last known description serves. */
static void
await_known_descriptor (KabCabinet *self, KabRequest *request)
{
  DexFuture *known = kab_client_peek (self->client, request, KAB_TYPE_DESCRIPTOR, NULL);
  g_autoptr (KabDescriptor) descriptor = known != NULL ? dex_await_object (known, NULL) : NULL;

  if (descriptor != NULL && self->descriptor == NULL)
    set_descriptor (self, descriptor);
}

static DexFuture *
descriptor_fiber (gpointer data)
{
  KabCabinet *self = data;
  g_autoptr (KabRequest) request = kab_request_new ("GET", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDescriptor) descriptor = NULL;

  kab_request_set_anonymous (request, TRUE);
  if (self->descriptor == NULL)
    await_known_descriptor (self, request);
  descriptor = dex_await_object (kab_client_send (self->client, request, KAB_TYPE_DESCRIPTOR), &error);
  if (descriptor != NULL)
    set_descriptor (self, descriptor);
  else if (self->descriptor != NULL)
    descriptor = g_object_ref (self->descriptor);
  else
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_object (g_steal_pointer (&descriptor));
}

/**
 * kab_cabinet_load_descriptor:
 * @self: a cabinet
 *
 * Asks what the organisation is and has; the answer is #KabCabinet:descriptor from then on. Without a
 * network the last known answer is.
 *
 * Returns: (transfer full): a future that resolves to the #KabDescriptor, or rejects as
 *   kab_client_send()
 */
DexFuture *
kab_cabinet_load_descriptor (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  return kab_fiber_spawn (descriptor_fiber, g_object_ref (self), g_object_unref);
}
