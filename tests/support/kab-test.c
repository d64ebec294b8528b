/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-test.h"

#include <glib/gstdio.h>

#define PATIENCE_SECONDS 60

/**
 * kab_test_get_deadline:
 *
 * Returns: when a test that starts to wait now should give up
 */
gint64
kab_test_get_deadline (void)
{
  return g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
}

static gboolean
waking_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * kab_test_iterate:
 * @deadline: from kab_test_get_deadline()
 * @what: what is waited for
 *
 * Waits for the main loop to do something. Past @deadline the test has failed.
 */
void
kab_test_iterate (gint64 deadline, const char *what)
{
  guint waking = g_timeout_add (100, waking_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (waking);
  if (g_get_monotonic_time () > deadline)
    g_error ("Waited in vain until %s", what);
}

/**
 * kab_test_await:
 * @future: (transfer full): a future
 * @error: (out): what it rejected with
 *
 * Runs the main loop until @future has settled.
 *
 * Returns: whether it resolved
 */
gboolean
kab_test_await (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) mine = future;

  KAB_TEST_UNTIL (!dex_future_is_pending (mine));
  return dex_future_get_value (mine, error) != NULL;
}

/**
 * kab_test_await_object:
 * @future: (transfer full): a future of an object
 * @error: (out): what it rejected with
 *
 * Returns: (transfer full) (nullable): the object, or %NULL with @error
 */
gpointer
kab_test_await_object (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) mine = dex_ref (future);
  const GValue *value;

  if (!kab_test_await (future, error))
    return NULL;
  value = dex_future_get_value (mine, NULL);
  return g_value_dup_object (value);
}

/**
 * kab_test_await_boxed:
 * @future: (transfer full): a future of a boxed value
 * @error: (out): what it rejected with
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with @error
 */
gpointer
kab_test_await_boxed (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) mine = dex_ref (future);
  const GValue *value;

  if (!kab_test_await (future, error))
    return NULL;
  value = dex_future_get_value (mine, NULL);
  return g_value_dup_boxed (value);
}

/**
 * kab_test_make_dir:
 *
 * Returns: (transfer full): a new empty directory, for kab_test_remove_dir()
 */
char *
kab_test_make_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("kabinet-test-XXXXXX", &error);

  g_assert_no_error (error);
  return dir;
}

/**
 * kab_test_remove_dir:
 * @dir: a directory
 *
 * Removes @dir with all that is in it.
 */
void
kab_test_remove_dir (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        kab_test_remove_dir (path);
      else
        g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (dir));
}
