/* kab-timeline.c: what happened, the newest on top. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-document.h"
#include "kab-format.h"
#include "kab-timeline.h"

struct _KabTimeline
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KabTimeline, kab_timeline, GTK_TYPE_WIDGET)

static void
clear (KabTimeline *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
kab_timeline_dispose (GObject *object)
{
  clear (KAB_TIMELINE (object));
  G_OBJECT_CLASS (kab_timeline_parent_class)->dispose (object);
}

static void
kab_timeline_class_init (KabTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);
}

static void
kab_timeline_init (KabTimeline *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/* The dot, and the line that leads on to the entry below. */
static GtkWidget *
mark_new (gboolean now, gboolean last)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_margin_top (box, 5);
  gtk_widget_add_css_class (dot, "dot");
  gtk_widget_add_css_class (dot, now ? "now" : "done");
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (dot, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), dot);
  if (!last)
    {
      GtkWidget *stem = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_add_css_class (stem, "stem");
      gtk_widget_set_vexpand (stem, TRUE);
      gtk_widget_set_halign (stem, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), stem);
    }
  return box;
}

static void
append_label (GtkWidget *box, const char *text, gboolean caption)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (caption)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
entry_new (KabTimelineEntry *entry, gboolean now, gboolean last, gboolean seconds)
{
  GtkWidget *row
      = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "spacing", 12, NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *text = kab_timeline_entry_get_text (entry);
  const char *by = kab_timeline_entry_get_by (entry);
  GDateTime *at = kab_timeline_entry_get_at (entry);
  g_autofree char *date = at == NULL ? g_strdup ("")
                          : seconds  ? kab_format_date_seconds (at)
                                     : kab_format_date_prose (at);
  g_autofree char *foot
      = by != NULL && by[0] != '\0' ? g_strdup_printf ("%s · %s", date, by) : g_strdup (date);

  gtk_widget_set_margin_bottom (words, last ? 0 : 10);
  append_label (words, kab_timeline_entry_get_title (entry), FALSE);
  if (text != NULL && text[0] != '\0')
    append_label (words, text, TRUE);
  append_label (words, foot, TRUE);
  gtk_box_append (GTK_BOX (row), mark_new (now, last));
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

/**
 * kab_timeline_new:
 *
 * Returns: (transfer floating): an empty timeline
 */
GtkWidget *
kab_timeline_new (void)
{
  return g_object_new (KAB_TYPE_TIMELINE, NULL);
}

static int
newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  GDateTime *first = kab_timeline_entry_get_at ((KabTimelineEntry *) a);
  GDateTime *second = kab_timeline_entry_get_at ((KabTimelineEntry *) b);

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);
  return g_date_time_compare (second, first);
}

/**
 * kab_timeline_show:
 * @self: a timeline
 * @entries: a list of #KabTimelineEntry, in any order
 * @seconds: whether times are shown down to the second
 */
void
kab_timeline_show (KabTimeline *self, GListModel *entries, gboolean seconds)
{
  g_autoptr (GListStore) sorted = NULL;
  guint n;

  g_return_if_fail (KAB_IS_TIMELINE (self) && G_IS_LIST_MODEL (entries));

  clear (self);
  sorted = g_list_store_new (KAB_TYPE_TIMELINE_ENTRY);
  n = g_list_model_get_n_items (entries);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabTimelineEntry) entry = g_list_model_get_item (entries, i);

      g_list_store_append (sorted, entry);
    }
  g_list_store_sort (sorted, newest_first, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabTimelineEntry) entry = g_list_model_get_item (G_LIST_MODEL (sorted), i);

      gtk_widget_set_parent (entry_new (entry, i == 0, i == n - 1, seconds), GTK_WIDGET (self));
    }
}
