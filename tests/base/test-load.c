/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <libdex.h>

#include "kab-error.h"
#include "kab-load.h"

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  GString *notified = data;

  g_string_append_printf (notified, "%s ", pspec->name);
}

static KabLoad *
make_load (GString *notified)
{
  KabLoad *load = kab_load_new ();

  g_signal_connect (load, "notify", G_CALLBACK (count_notify), notified);
  return load;
}

/* loading, empty and failed are always told apart. */
static void
test_states (void)
{
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (KabLoad) load = make_load (notified);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "technical");
  g_autofree char *name = NULL;

  g_assert_cmpstr (kab_load_get_state_name (load), ==, "idle");
  kab_load_begin (load);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_LOADING);
  g_assert_true (kab_load_get_busy (load));
  g_object_get (load, "state-name", &name, NULL);
  g_assert_cmpstr (name, ==, "loading");

  kab_load_fail (load, error, "The server does not answer");
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_FAILED);
  g_assert_false (kab_load_get_busy (load));
  g_assert_false (kab_load_get_stale (load));
  g_assert_cmpstr (kab_load_get_message (load), ==, "The server does not answer");
  g_assert_error (kab_load_get_error (load), G_IO_ERROR, G_IO_ERROR_TIMED_OUT);

  kab_load_begin (load);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_LOADING);
  g_assert_null (kab_load_get_error (load));
  g_assert_null (kab_load_get_message (load));

  kab_load_finish (load, TRUE);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_EMPTY);
  kab_load_finish (load, FALSE);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);

  kab_load_reset (load);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_IDLE);
  g_assert_finalize_object (g_steal_pointer (&load));
}

/* C5, C7: what is shown stays shown. */
static void
test_again (void)
{
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (KabLoad) load = make_load (notified);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "technical");

  kab_load_begin (load);
  kab_load_finish (load, FALSE);
  g_string_truncate (notified, 0);

  kab_load_begin (load);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  g_assert_true (kab_load_get_busy (load));
  g_assert_cmpstr (notified->str, ==, "busy ");

  kab_load_fail (load, error, NULL);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  g_assert_true (kab_load_get_stale (load));
  g_assert_cmpstr (kab_load_get_message (load), ==, "technical");

  kab_load_begin (load);
  g_assert_false (kab_load_get_stale (load));
  kab_load_finish (load, FALSE);
  g_assert_false (kab_load_get_stale (load));
}

/* No notify where nothing changes. */
static void
test_no_change (void)
{
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (KabLoad) load = make_load (notified);

  kab_load_begin (load);
  g_string_truncate (notified, 0);
  kab_load_begin (load);
  g_assert_cmpstr (notified->str, ==, "");
  kab_load_finish (load, FALSE);
  g_string_truncate (notified, 0);
  kab_load_finish (load, FALSE);
  g_assert_cmpstr (notified->str, ==, "");
}

static void
test_cancelled (void)
{
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (KabLoad) load = make_load (notified);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  kab_load_begin (load);
  kab_load_fail (load, error, NULL);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_IDLE);
  g_assert_null (kab_load_get_error (load));

  kab_load_finish (load, FALSE);
  kab_load_begin (load);
  kab_load_fail (load, error, NULL);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  g_assert_false (kab_load_get_stale (load));
}

static void
test_is_cancelled (void)
{
  g_autoptr (GError) gio = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_autoptr (GError) fiber = g_error_new_literal (DEX_ERROR, DEX_ERROR_FIBER_CANCELLED, "");
  g_autoptr (GError) timeout = g_error_new_literal (DEX_ERROR, DEX_ERROR_TIMED_OUT, "");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "");

  g_assert_false (kab_error_is_cancelled (NULL));
  g_assert_true (kab_error_is_cancelled (gio));
  g_assert_true (kab_error_is_cancelled (fiber));
  g_assert_false (kab_error_is_cancelled (timeout));
  g_assert_false (kab_error_is_cancelled (other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/load/A-80/states", test_states);
  g_test_add_func ("/load/C5/again", test_again);
  g_test_add_func ("/load/no-change", test_no_change);
  g_test_add_func ("/load/cancelled", test_cancelled);
  g_test_add_func ("/error/is-cancelled", test_is_cancelled);
  return g_test_run ();
}
