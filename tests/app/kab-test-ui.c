/* kab-test-ui.c: what the tests of pages share: waiting without sleeping, walking widgets, records from JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <libintl.h>
#include <locale.h>

#include "kab-announce.h"
#include "kab-record.h"
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
kab_ui_await (DexFuture *future, GError **error)
{
  gboolean resolved;

  kab_test_wait_until (is_settled, future);
  resolved = dex_future_get_value (future, error) != NULL;
  dex_unref (future);
  return resolved;
}

/* Consumes FUTURE. Returns: (transfer full): the object that it resolved to. */
gpointer
kab_ui_await_object (DexFuture *future, GError **error)
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

/* Returns: (transfer full): the record that JSON describes; single quotes stand for double ones. */
gpointer
kab_test_record (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  gpointer record;

  g_assert_no_error (error);
  record = kab_record_decode (type, node, &error);
  g_assert_no_error (error);
  return record;
}

/* Returns: the nth widget of TYPE that is shown below ROOT, or NULL. */
GtkWidget *
kab_test_find (GtkWidget *root, GType type, guint nth)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();

  g_ptr_array_add (queue, root);
  for (guint i = 0; i < queue->len; i++)
    {
      GtkWidget *widget = queue->pdata[i];

      if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && nth-- == 0)
        return widget;
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child))
          g_ptr_array_add (queue, child);
    }
  return NULL;
}

/* Returns: a label or inscription below ROOT that shows TEXT, or NULL. */
GtkWidget *
kab_test_find_label (GtkWidget *root, const char *text)
{
  const char *own = GTK_IS_LABEL (root)         ? gtk_label_get_text (GTK_LABEL (root))
                    : GTK_IS_INSCRIPTION (root) ? gtk_inscription_get_text (GTK_INSCRIPTION (root))
                                                : NULL;

  if (g_strcmp0 (own, text) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child))
        found = kab_test_find_label (child, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Returns: a window that shows CHILD. */
GtkWidget *
kab_test_window (GtkWidget *child, int width, int height)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Destroys WINDOW and waits until it and everything in it has been freed: a leak of a widget ends the test. */
void
kab_test_close (GtkWidget *window)
{
  gpointer pointer = window;

  g_object_add_weak_pointer (G_OBJECT (window), &pointer);
  gtk_window_destroy (GTK_WINDOW (window));
  kab_test_wait_until (is_gone, &pointer);
}

static void
ignore_announcement (GtkWidget *from, const char *text, gboolean urgent)
{
}

/* Starts a test program that shows widgets. */
void
kab_test_init (int *argc, char ***argv)
{
  g_autoptr (GtkCssProvider) style = NULL;

  gtk_test_init (argc, argv, NULL);
  kab_announce_set_listener (ignore_announcement);
  /* Pictures are for people, who may want them in their language; what tests look for is English. */
  if (g_getenv ("KABINET_PICTURES") != NULL)
    {
      g_autofree char *catalogues = g_build_filename (g_getenv ("KABINET_BUILD_DIR"), "po", NULL);

      bindtextdomain (GETTEXT_PACKAGE, catalogues);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  if (g_getenv ("KABINET_PICTURES") != NULL)
    setlocale (LC_ALL, "");
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/kabinet/Kabinet/icons");
  style = gtk_css_provider_new ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-decoration-layout",
                ":close", "gtk-font-name", "Adwaita Sans 11", NULL);
  gtk_css_provider_load_from_resource (style, "/org/kabinet/Kabinet/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
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
