/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B4, B5: fibers that are dropped, at every moment at which they can be. */
#include "config.h"
#include "kab-fiber.h"
#include "kab-test.h"

typedef struct
{
  DexPromise *awaited;
  guint started;
  guint resolved;
  guint cancelled;
  guint freed;
} Watch;

static DexFuture *
wait_fiber (gpointer data)
{
  Watch *watch = data;
  g_autoptr (GError) error = NULL;

  watch->started++;
  if (dex_await (dex_ref (DEX_FUTURE (watch->awaited)), &error))
    {
      watch->resolved++;
      return dex_future_new_for_int (7);
    }
  g_assert_error (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED);
  watch->cancelled++;
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
freed_cb (gpointer data)
{
  Watch *watch = data;

  watch->freed++;
}

static DexFuture *
spawn (Watch *watch)
{
  if (watch->awaited == NULL)
    watch->awaited = dex_promise_new ();
  return kab_fiber_spawn (wait_fiber, watch, freed_cb);
}

static void
clear (Watch *watch)
{
  g_assert_cmpuint (watch->freed, ==, 1);
  dex_clear (&watch->awaited);
}

static void
test_result (void)
{
  Watch watch = { 0 };
  DexFuture *fiber = spawn (&watch);

  kab_test_settle ();
  dex_promise_resolve_boolean (watch.awaited, TRUE);
  g_assert_cmpint (dex_await_int (fiber, NULL), ==, 7);
  kab_test_settle ();
  clear (&watch);
}

static void
test_dropped_before_start (void)
{
  Watch watch = { 0 };

  dex_unref (spawn (&watch));
  kab_test_settle ();
  g_assert_cmpuint (watch.started, ==, 0);
  clear (&watch);
}

static void
test_dropped_while_waiting (void)
{
  Watch watch = { 0 };
  DexFuture *fiber = spawn (&watch);

  kab_test_settle ();
  dex_unref (fiber);
  kab_test_settle ();
  g_assert_cmpuint (watch.cancelled, ==, 1);
  clear (&watch);
}

/* What is awaited completes in the very turn in which the fiber is dropped, before it and after it. */
static void
test_dropped_as_it_completes (void)
{
  for (guint i = 0; i < 50; i++)
    {
      Watch watch = { 0 };
      DexFuture *fiber = spawn (&watch);

      kab_test_settle ();
      if (i % 2)
        dex_promise_resolve_boolean (watch.awaited, TRUE);
      dex_unref (fiber);
      if (i % 2 == 0)
        dex_promise_resolve_boolean (watch.awaited, TRUE);
      kab_test_settle ();
      g_assert_cmpuint (watch.resolved + watch.cancelled, ==, 1);
      clear (&watch);
    }
}

static DexFuture *
outer_fiber (gpointer data)
{
  Watch *watch = data;
  g_autoptr (GError) error = NULL;

  watch[0].started++;
  if (dex_await (spawn (&watch[1]), &error))
    watch[0].resolved++;
  else if (g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    watch[0].cancelled++;
  return dex_future_new_true ();
}

/* A fiber takes the one that it awaits with it; or, if that one's wait is over in the same turn, ends. */
static void
test_dropped_with_what_it_awaits (void)
{
  for (guint i = 0; i < 50; i++)
    {
      Watch watch[2] = { 0 };
      DexFuture *fiber = kab_fiber_spawn (outer_fiber, watch, freed_cb);

      kab_test_settle ();
      g_assert_cmpuint (watch[1].started, ==, 1);
      dex_unref (fiber);
      if (i % 2)
        dex_promise_resolve_boolean (watch[1].awaited, TRUE);
      kab_test_settle ();
      g_assert_cmpuint (watch[i % 2].resolved, ==, i % 2);
      g_assert_cmpuint (watch[0].resolved + watch[0].cancelled, ==, 1);
      g_assert_cmpuint (watch[1].resolved + watch[1].cancelled, ==, 1);
      clear (&watch[0]);
      clear (&watch[1]);
    }
}

/* One of several who wait goes away: the others are not touched. */
static void
test_shared (void)
{
  Watch watch = { 0 };
  g_autoptr (DexFuture) fiber = spawn (&watch);
  DexFuture *one = dex_future_all (dex_ref (fiber), NULL);
  DexFuture *other = dex_future_all (dex_ref (fiber), NULL);

  kab_test_settle ();
  dex_unref (one);
  kab_test_settle ();
  dex_promise_resolve_boolean (watch.awaited, TRUE);
  kab_test_await_true (other);
  kab_test_settle ();
  g_assert_cmpuint (watch.resolved, ==, 1);
  clear (&watch);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/B4/fiber/result", test_result);
  kab_test_add ("/net/B4/fiber/dropped-before-start", test_dropped_before_start);
  kab_test_add ("/net/B4/fiber/dropped-while-waiting", test_dropped_while_waiting);
  kab_test_add ("/net/B4/fiber/dropped-as-it-completes", test_dropped_as_it_completes);
  kab_test_add ("/net/B4/fiber/dropped-with-what-it-awaits", test_dropped_with_what_it_awaits);
  kab_test_add ("/net/B4/fiber/shared", test_shared);
  return g_test_run ();
}
