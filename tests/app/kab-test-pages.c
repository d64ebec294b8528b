/* kab-test-pages.c: pages with made-up data, pictures of them, and what every page has to be. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-test-pages.h"

/* Returns: (transfer full): the record in fixtures/NAME. */
gpointer
kab_test_fixture (GType type, const char *name)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "tests", "app", "fixtures", name, NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  return kab_test_record (type, json);
}

static gboolean
has_passed (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
pass_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Waits until everything that is due now has been laid out and drawn. */
void
kab_ui_settle (void)
{
  gboolean passed = FALSE;

  g_timeout_add_full (G_PRIORITY_LOW, 1, pass_cb, &passed, NULL);
  kab_test_wait_until (has_passed, &passed);
}

/* Saves a picture of WINDOW where the environment asks for pictures. */
void
kab_test_shoot (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("KABINET_PICTURES");
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width, height;

  if (folder == NULL)
    return;
  kab_ui_settle ();
  gtk_test_widget_wait_for_draw (window);
  width = gtk_widget_get_width (window);
  height = gtk_widget_get_height (window);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  path = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (gtk_widget_get_tooltip_text (widget) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LABEL (child) && gtk_label_get_text (GTK_LABEL (child))[0] != '\0')
        return TRUE;
      if (GTK_IS_INSCRIPTION (child) || has_name (child))
        return TRUE;
    }
  return FALSE;
}

/* Widgets that take the focus and are no thing of their own: text inside an entry, the view around a page. */
static gboolean
is_silent (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_VIEWPORT (widget)
         || GTK_IS_LABEL (widget) || gtk_widget_get_parent (widget) == NULL;
}

static void
check_name (GtkWidget *widget, gpointer data)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_focusable (widget) || is_silent (widget))
    return;
  if (!has_name (widget))
    g_error ("a %s that takes the focus has no accessible name (in a %s)", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL
      && gtk_widget_get_tooltip_text (widget) == NULL
      && gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) == NULL)
    g_error ("a button with only the icon %s has no tooltip", gtk_button_get_icon_name (GTK_BUTTON (widget)));
}

/* H1: whatever takes the focus has a name. */
void
kab_test_check_names (GtkWidget *root)
{
  kab_test_walk (root, check_name, NULL);
}

#define MOST_TABS 80

static gboolean
comes_back (GtkWidget *window)
{
  GtkWidget *first = NULL;

  for (int i = 0; i < MOST_TABS; i++)
    {
      GtkWidget *focus;

      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      if (focus == NULL)
        kab_ui_settle ();
      if (focus == NULL)
        continue;
      if (first == NULL)
        first = focus;
      else if (focus == first)
        return TRUE;
    }
  return FALSE;
}

/* H3: the Tab key leads around and comes back; nothing holds the focus for ever. An answer that comes on the
 * way may take away where it began: then once more from where it is. */
void
kab_test_check_tabs (GtkWidget *window)
{
  if (comes_back (window))
    return;
  kab_ui_settle ();
  if (!comes_back (window))
    g_error ("the Tab key does not come back to where it began");
}
