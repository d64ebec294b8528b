/* kab-test-ui.c: what the tests of pages share: waiting without sleeping, walking widgets, records from JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-test-ui.h"

/* Only a test that hangs meets this. */
#define DEADLINE_SECONDS 60

static gboolean
deadline_met_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until PREDICATE holds. */
void
kab_test_wait_until (KabTestPredicate predicate, gpointer data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (DEADLINE_SECONDS, deadline_met_cb, &late);

  while (!predicate (data))
    {
      g_main_context_iteration (NULL, TRUE);
      if (late)
        g_error ("waited in vain");
    }
  g_source_remove (source);
}

static gboolean
is_settled (gpointer data)
{
  return !dex_future_is_pending (data);
}

/* Consumes FUTURE. Returns: whether it resolved. */
gboolean
kab_test_await (DexFuture *future, GError **error)
{
  gboolean resolved;

  kab_test_wait_until (is_settled, future);
  resolved = dex_future_get_value (future, error) != NULL;
  dex_unref (future);
  return resolved;
}

/* Consumes FUTURE. Returns: (transfer full): the object that it resolved to. */
gpointer
kab_test_await_object (DexFuture *future, GError **error)
{
  const GValue *value;
  gpointer object = NULL;

  kab_test_wait_until (is_settled, future);
  value = dex_future_get_value (future, error);
  if (value != NULL)
    object = G_VALUE_HOLDS_BOXED (value) ? g_value_dup_boxed (value) : g_value_dup_object (value);
  dex_unref (future);
  return object;
}

/* Calls FUNC for ROOT and everything below it. */
void
kab_test_walk (GtkWidget *root, KabTestWidgetFunc func, gpointer data)
{
  func (root, data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    kab_test_walk (child, func, data);
}
