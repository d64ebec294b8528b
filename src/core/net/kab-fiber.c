/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-fiber.h"

/*
 * A fiber whose future is dropped is to be woken and told. libdex 0.10 does that when the last future
 * that is chained to it goes, but from then until the fiber has run it must not happen that what the
 * fiber awaits completes as well: the fiber would be put into a queue in which it already is, and later be
 * run after its end (fixed in libdex 1.0). An answer that arrives in the very turn of the main loop in
 * which a page is closed is enough for that.
 *
 * So nobody but this file ever lets go of a fiber. What kab_fiber_spawn() returns is a promise; when that
 * is dropped, a source of high priority first lets all fibers run that can, and then lets go of the one
 * and lets it run at once, so that nothing can come between.
 */
typedef struct
{
  DexFiberFunc func;
  gpointer data;
  GDestroyNotify destroy;
  DexPromise *promise;
  DexFuture *chain; /* the last reference to this ends the fiber */
  gulong cancelled_handler;
  gboolean cancelled;
} Fiber;

static GQueue dropped = G_QUEUE_INIT;
static guint reaper;

static void
fiber_clear (gpointer data)
{
  Fiber *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_signal_handler_disconnect (dex_promise_get_cancellable (self->promise), self->cancelled_handler);
  dex_clear (&self->promise);
  dex_clear (&self->chain);
}

static void
fiber_unref (gpointer data)
{
  g_rc_box_release_full (data, fiber_clear);
}

static DexFuture *
fiber_main (gpointer data)
{
  Fiber *self = data;

  if (self->cancelled)
    return dex_future_new_reject (DEX_ERROR, DEX_ERROR_FIBER_CANCELLED, "Dropped before it began");
  return self->func (self->data);
}

static DexFuture *
fiber_settled_cb (DexFuture *done, gpointer data)
{
  Fiber *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (done, &error);

  if (value != NULL)
    dex_promise_resolve (self->promise, value);
  else
    dex_promise_reject (self->promise, g_steal_pointer (&error));
  return NULL;
}

static GSource *
find_scheduler (void)
{
  for (guint id = 1; id < reaper; id++)
    {
      GSource *source = g_main_context_find_source_by_id (NULL, id);

      if (source != NULL && g_strcmp0 (g_source_get_name (source), "[dex-fiber-scheduler]") == 0)
        return source;
    }
  return NULL;
}

/* Runs fibers until all of them wait for something. */
static void
run_fibers (void)
{
  static GSource *scheduler;
  const guint rounds = 64;

  if (scheduler == NULL)
    scheduler = find_scheduler ();
  if (scheduler == NULL || (scheduler->flags & G_HOOK_FLAG_IN_CALL) != 0)
    return;
  for (guint i = 0; i < rounds && scheduler->source_funcs->check (scheduler); i++)
    scheduler->source_funcs->dispatch (scheduler, NULL, NULL);
}

static gboolean
reap_cb (gpointer data)
{
  while (!g_queue_is_empty (&dropped))
    {
      Fiber *self = g_queue_pop_head (&dropped);

      run_fibers ();
      dex_clear (&self->chain);
      run_fibers ();
      fiber_unref (self);
    }
  reaper = 0;
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Fiber *self = data;

  self->cancelled = TRUE;
  g_queue_push_tail (&dropped, g_rc_box_acquire (self));
  if (reaper == 0)
    reaper = g_idle_add_full (G_PRIORITY_HIGH, reap_cb, NULL, NULL);
}

static DexFuture *
pass_on_cb (DexFuture *done, gpointer data)
{
  return NULL;
}

/**
 * kab_fiber_spawn:
 * @func: (scope notified): the fiber
 * @data: (closure func): for @func
 * @destroy: (nullable): frees @data when the fiber has ended
 *
 * Starts a fiber on the main scheduler; on the main thread only. Dropping the future, or a future that is
 * chained to it, makes what the fiber awaits fail with %DEX_ERROR_FIBER_CANCELLED, and drops that too.
 * Fibers that are started in another way must not be dropped while they wait: see above.
 *
 * Returns: (transfer full): a future that settles as the one that @func returns
 */
DexFuture *
kab_fiber_spawn (DexFiberFunc func, gpointer data, GDestroyNotify destroy)
{
  Fiber *self = g_rc_box_new0 (Fiber);
  DexFuture *fiber;
  DexPromise *promise;

  self->func = func;
  self->data = data;
  self->destroy = destroy;
  promise = self->promise = dex_promise_new_cancellable ();
  self->cancelled_handler = g_signal_connect (dex_promise_get_cancellable (promise), "cancelled",
                                              G_CALLBACK (cancelled_cb), self);
  dex_ref (promise);
  fiber = dex_scheduler_spawn (dex_scheduler_get_default (), KAB_FIBER_STACK, fiber_main,
                               g_rc_box_acquire (self), fiber_unref);
  self->chain = dex_future_finally (fiber, fiber_settled_cb, g_rc_box_acquire (self), fiber_unref);
  fiber_unref (self);
  return dex_future_finally (DEX_FUTURE (promise), pass_on_cb, NULL, NULL);
}
