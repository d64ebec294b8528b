/* kab-settle.c: what a widget does when a future that it waits for is settled. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-settle.h"

typedef struct
{
  GWeakRef object;
  KabSettledFunc settled;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_weak_ref_clear (&waiting->object);
  g_free (waiting);
}

static DexFuture *
future_settled (DexFuture *future, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GObject) object = g_weak_ref_get (&waiting->object);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (object != NULL)
    waiting->settled (object, value, error);
  return dex_future_new_true ();
}

static gboolean
turn_over (gpointer promise)
{
  dex_promise_resolve_boolean (promise, TRUE);
  return G_SOURCE_REMOVE;
}

static DexFuture *
as_known (DexFuture *future, gpointer known)
{
  return dex_ref (known);
}

/* libdex hands on at once what is known already. The caller would then be called back before it holds the
 * future, and what its callback puts in the same place would be overwritten. */
static DexFuture *
not_before_the_next_turn (DexFuture *known)
{
  DexPromise *promise = dex_promise_new ();

  g_idle_add_full (G_PRIORITY_DEFAULT, turn_over, dex_ref (promise), dex_unref);
  return dex_future_finally (DEX_FUTURE (promise), as_known, known, dex_unref);
}

/**
 * kab_settle:
 * @future: (transfer full): what is waited for
 * @object: who waits, usually a widget; it is not kept alive
 * @settled: called with @object, if that still lives, once @future resolves or rejects; never before this
 *   function has returned
 *
 * Whoever drops the returned future stops waiting: @settled is not called, and what @future does is cancelled.
 *
 * Returns: (transfer full): a future for the widget to hold until it is disposed of
 */
DexFuture *
kab_settle (DexFuture *future, gpointer object, KabSettledFunc settled)
{
  Waiting *waiting;

  g_return_val_if_fail (future != NULL && G_IS_OBJECT (object) && settled != NULL, NULL);

  if (!dex_future_is_pending (future))
    future = not_before_the_next_turn (future);
  waiting = g_new0 (Waiting, 1);
  g_weak_ref_init (&waiting->object, object);
  waiting->settled = settled;
  return dex_future_finally (future, future_settled, waiting, waiting_free);
}
