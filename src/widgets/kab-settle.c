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

/**
 * kab_settle:
 * @future: (transfer full): what is waited for
 * @object: who waits, usually a widget; it is not kept alive
 * @settled: called with @object, if that still lives, once @future resolves or rejects
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

  waiting = g_new0 (Waiting, 1);
  g_weak_ref_init (&waiting->object, object);
  waiting->settled = settled;
  return dex_future_finally (future, future_settled, waiting, waiting_free);
}
