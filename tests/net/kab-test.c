/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-test.h"
#include "kab-fiber.h"

/* No test takes a tenth of this; under a sanitizer on a busy machine it may take a while. */
#define DEADLINE 120

static DexFuture *
test_fiber (gpointer data)
{
  KabTestFunc func = data;

  func ();
  return dex_future_new_true ();
}

static gboolean
late_cb (gpointer data)
{
  g_error ("The test did not end within %d seconds", DEADLINE);
  return G_SOURCE_REMOVE;
}

static void
run (gconstpointer data)
{
  g_autoptr (DexFuture) done = kab_fiber_spawn (test_fiber, (gpointer) data, NULL);
  guint late = g_timeout_add_seconds (DEADLINE, late_cb, NULL);

  while (dex_future_is_pending (done))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (late);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (dex_future_is_resolved (done));
}

/* Adds @func, which runs in a fiber. */
void
kab_test_add (const char *path, KabTestFunc func)
{
  g_test_add_data_func (path, func, run);
}

static gboolean
idle_cb (gpointer data)
{
  dex_promise_resolve_boolean (data, TRUE);
  return G_SOURCE_REMOVE;
}

/* Lets everything run that is ready to: other fibers, closing sockets, cancelled requests. */
void
kab_test_settle (void)
{
  DexPromise *idle = dex_promise_new ();

  g_idle_add_full (G_PRIORITY_LOW, idle_cb, dex_ref (idle), dex_unref);
  dex_await (DEX_FUTURE (idle), NULL);
}

/* Waits until the test is the only one to hold @object; the test's deadline bounds it. */
void
kab_test_await_last (gpointer object)
{
  while (G_OBJECT (object)->ref_count > 1)
    dex_await (dex_timeout_new_msec (1), NULL);
}

gpointer
kab_test_await_object (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  gpointer object = dex_await_object (future, &error);

  g_assert_no_error (error);
  g_assert_nonnull (object);
  return object;
}

GBytes *
kab_test_await_bytes (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = dex_await_boxed (future, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

void
kab_test_await_true (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

GError *
kab_test_await_error (DexFuture *future)
{
  GError *error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_nonnull (error);
  return error;
}

void
kab_test_await_count (const guint *counter, guint value)
{
  while (*counter < value)
    dex_await (dex_timeout_new_msec (1), NULL);
}
