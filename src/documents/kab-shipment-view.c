/* kab-shipment-view.c: where the parcels of an order are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-shipment-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-document.h"
#include "kab-filing.h"
#include "kab-open.h"
#include "kab-plain-row.h"
#include "kab-timeline.h"
#include "kab-tracking.h"

struct _KabShipmentView
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KabShipmentView, kab_shipment_view, GTK_TYPE_WIDGET)

static void
clear (KabShipmentView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static GtkWidget *
button_new (const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  return button;
}

static void
copy_clicked_cb (GtkWidget *button, gpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), g_object_get_data (G_OBJECT (button), "text"));
  gtk_widget_activate_action (button, "win.toast", "s", _ ("Number copied"));
}

static void
open_clicked_cb (GtkWidget *button, gpointer data)
{
  kab_open_uri (button, g_object_get_data (G_OBJECT (button), "text"));
}

static void
add_button (GtkWidget *row, const char *icon, const char *tooltip, const char *text, GCallback clicked)
{
  GtkWidget *button = button_new (icon, tooltip);

  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect (button, "clicked", clicked, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
append_note (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
}

/* Carriers make exceptions, so a number that does not add up is a note and no error. */
static void
append_doubt (GtkWidget *box, const char *number)
{
  gboolean fits = TRUE;

  if (kab_tracking_recognise (number, &fits) != KAB_CARRIER_UNKNOWN && !fits)
    append_note (box, _ ("The check digit of this number does not fit: it may be mistyped"));
}

static GtkWidget *
carrier_row_new (KabShipment *shipment)
{
  const char *number = kab_shipment_get_tracking_number (shipment);
  const char *link = kab_shipment_get_link (shipment);
  GtkWidget *row = kab_plain_row_new (kab_shipment_get_carrier (shipment),
                                      number != NULL ? number : _ ("The number is not known yet"));
  GtkWidget *list = gtk_list_box_new ();

  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  if (number != NULL)
    add_button (row, "edit-copy-symbolic", _ ("Copy the Number"), number, G_CALLBACK (copy_clicked_cb));
  if (link != NULL && kab_open_is_allowed (link))
    add_button (row, "adw-external-link-symbolic", _ ("Open the Carrier’s Page"), link,
                G_CALLBACK (open_clicked_cb));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Delivery"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

static GtkWidget *
stages_new (GListModel *stages, gboolean seconds)
{
  g_autoptr (GListStore) entries = g_list_store_new (KAB_TYPE_TIMELINE_ENTRY);
  GtkWidget *timeline = kab_timeline_new ();

  /* The newest first, of two in the same second too. */
  for (guint i = g_list_model_get_n_items (stages); i > 0; i--)
    {
      g_autoptr (KabShipmentStage) stage = g_list_model_get_item (stages, i - 1);
      g_autoptr (KabTimelineEntry) entry = g_object_new (
          KAB_TYPE_TIMELINE_ENTRY, "at", kab_shipment_stage_get_at (stage), "title",
          kab_shipment_stage_get_title (stage), "text", kab_shipment_stage_get_text (stage), NULL);

      g_list_store_append (entries, entry);
    }
  kab_timeline_show (KAB_TIMELINE (timeline), G_LIST_MODEL (entries), seconds);
  return timeline;
}

static GtkWidget *
shipment_new (KabShipment *shipment, gboolean seconds)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = gtk_label_new (_ ("Delivery"));
  const char *const *lines = kab_shipment_get_lines (shipment);
  g_autofree char *inside = lines[0] != NULL ? g_strjoinv (", ", (char **) lines) : NULL;

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), carrier_row_new (shipment));
  if (kab_shipment_get_tracking_number (shipment) != NULL)
    append_doubt (box, kab_shipment_get_tracking_number (shipment));
  if (inside != NULL)
    append_note (box, inside);
  gtk_box_append (GTK_BOX (box), stages_new (kab_shipment_get_stages (shipment), seconds));
  return box;
}

static void
kab_shipment_view_dispose (GObject *object)
{
  clear (KAB_SHIPMENT_VIEW (object));
  G_OBJECT_CLASS (kab_shipment_view_parent_class)->dispose (object);
}

static void
kab_shipment_view_class_init (KabShipmentViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_shipment_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
kab_shipment_view_init (KabShipmentView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 18);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * kab_shipment_view_show:
 * @self: the view
 * @shipments: a list of #KabShipment
 * @seconds: whether times are shown down to the second
 *
 * Shows carrier, number and stages of each, the carrier's own words below.
 */
void
kab_shipment_view_show (KabShipmentView *self, GListModel *shipments, gboolean seconds)
{
  g_return_if_fail (KAB_IS_SHIPMENT_VIEW (self) && G_IS_LIST_MODEL (shipments));

  clear (self);
  for (guint i = 0; i < g_list_model_get_n_items (shipments); i++)
    {
      g_autoptr (KabShipment) shipment = g_list_model_get_item (shipments, i);

      gtk_widget_set_parent (shipment_new (shipment, seconds), GTK_WIDGET (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (shipments) > 0);
}
