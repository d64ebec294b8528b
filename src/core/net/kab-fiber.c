/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-fiber.h"

static DexFuture *
passed_on_cb (DexFuture *done, gpointer data)
{
  return dex_ref (done);
}

/**
 * kab_fiber_spawn:
 * @func: (scope notified): the fiber
 * @data: (closure func): for @func
 * @destroy: frees @data when the fiber has ended
 *
 * Starts a fiber on the main scheduler. A bare fiber goes on when its future is dropped; this one is
 * chained, so dropping the future wakes the fiber with %DEX_ERROR_FIBER_CANCELLED and drops what it
 * awaits.
 *
 * Returns: (transfer full): a future that settles as the one that @func returns
 */
DexFuture *
kab_fiber_spawn (DexFiberFunc func, gpointer data, GDestroyNotify destroy)
{
  return dex_future_finally (
      dex_scheduler_spawn (dex_scheduler_get_default (), KAB_FIBER_STACK, func, data, destroy), passed_on_cb,
      NULL, NULL);
}
