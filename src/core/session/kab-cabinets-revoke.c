/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinets-private.h"

#include "kab-cabinet-private.h"
#include "kab-fiber.h"
#include "kab-session.h"

/* Sign-outs that could not be finished when they happened: the server was away, or the keyring closed.
 * The token lies in the keyring, put aside or where it always lay. */

/* Returns: whether there is nothing more to do for this kind of item. */
static gboolean
await_revoked (KabCabinets *self, KabCabinetEntry *entry, const char *kind)
{
  g_autofree char *lock_path = g_build_filename (self->state_dir, KAB_CABINET_LOCK, NULL);
  g_autoptr (KabClient) client = kab_client_new (self->net, entry->origin, entry->organisation);
  g_autoptr (KabSession) session = kab_session_new (client, self->store, entry->id, kind, lock_path);
  g_autoptr (GError) error = NULL;

  if (!dex_await (kab_session_load (session), &error))
    return g_error_matches (error, KAB_SECRET_ERROR, KAB_SECRET_NO_ITEM);
  return dex_await (kab_session_revoke (session), NULL) && dex_await (kab_session_forget (session), NULL);
}

static DexFuture *
revocations_fiber (gpointer data)
{
  KabCabinets *self = data;
  g_autoptr (GPtrArray) entries = self->revocations;

  self->revocations = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_cabinet_entry_free);
  while (entries->len > 0)
    {
      g_autoptr (KabCabinetEntry) entry = g_ptr_array_steal_index (entries, 0);

      if (!await_revoked (self, entry, KAB_SECRET_KIND_REVOKE)
          || !await_revoked (self, entry, KAB_SECRET_KIND_REFRESH))
        g_ptr_array_add (self->revocations, g_steal_pointer (&entry));
    }
  self->revoking = FALSE;
  kab_cabinets_save (self);
  return dex_future_new_true ();
}

/* kab_cabinets_send_revocations: finishes what can be finished now; the rest waits for the next start.
 * Resolves to %TRUE. */
DexFuture *
kab_cabinets_send_revocations (KabCabinets *self)
{
  if (self->revoking || self->revocations->len == 0)
    return dex_future_new_true ();
  self->revoking = TRUE;
  return kab_fiber_spawn (revocations_fiber, g_object_ref (self), g_object_unref);
}
