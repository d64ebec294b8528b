/* kab-receipt-thumbnails.c: the small pages beside a receipt, drawn as they are seen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-receipt-page-private.h"
#include "kab-settle.h"
#include "kab-sheet.h"

#define THUMBNAIL_WIDTH 96.0
#define DRAW_AFTER_MS 40
/* In heights of the strip: what is nearer is drawn, what is farther is forgotten. */
#define NEAR 0.25
#define FAR 3.0

static void
thumbnail_drawn (gpointer object, const GValue *value, const GError *error)
{
  if (value != NULL)
    kab_sheet_set_texture (object, g_value_get_object (value), kab_sheet_get_scale (object));
}

static void
future_free (gpointer data)
{
  dex_unref (data);
}

static void
draw (KabReceiptPage *self, guint page, GtkWidget *sheet)
{
  if (g_object_get_data (G_OBJECT (sheet), "kab-pending") != NULL)
    return;
  g_object_set_data_full (
      G_OBJECT (sheet), "kab-pending",
      kab_settle (kab_renderer_draw_page (self->renderer, page, kab_sheet_get_scale (KAB_SHEET (sheet))),
                  sheet, thumbnail_drawn),
      future_free);
}

static void
forget (GtkWidget *sheet)
{
  g_object_set_data (G_OBJECT (sheet), "kab-pending", NULL);
  kab_sheet_set_texture (KAB_SHEET (sheet), NULL, 0);
}

static gboolean
draw_due_cb (gpointer data)
{
  KabReceiptPage *self = data;
  double height = gtk_widget_get_height (GTK_WIDGET (self->strip));
  GtkListBoxRow *row;

  self->thumbnail_source = 0;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->thumbnails, i)) != NULL; i++)
    {
      GtkWidget *sheet = g_object_get_data (G_OBJECT (row), "kab-sheet");
      graphene_rect_t bounds;
      double distance;

      if (!gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->strip), &bounds))
        continue;
      distance = MAX (bounds.origin.y - height, -bounds.origin.y - bounds.size.height);
      if (distance <= NEAR * height)
        draw (self, (guint) i, sheet);
      else if (distance > FAR * height)
        forget (sheet);
    }
  return G_SOURCE_REMOVE;
}

/* Once nothing has moved for a moment; while the strip is hidden nobody sees it. */
static void
queue_drawing (KabReceiptPage *self)
{
  if (self->thumbnail_source == 0 && self->renderer != NULL
      && gtk_widget_get_mapped (GTK_WIDGET (self->thumbnails))
      && gtk_widget_get_height (GTK_WIDGET (self->strip)) > 0)
    self->thumbnail_source = g_timeout_add (DRAW_AFTER_MS, draw_due_cb, self);
}

static GtkWidget *
thumbnail_new (KabReceiptPage *self, guint page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *sheet = kab_sheet_new ();
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *name = g_strdup_printf (_ ("Page %u"), page + 1);
  GtkWidget *label = gtk_label_new (number);
  double width, height;

  kab_renderer_get_page_size (self->renderer, page, &width, &height);
  kab_sheet_set_size (KAB_SHEET (sheet), width, height, THUMBNAIL_WIDTH / width);
  gtk_widget_set_can_target (sheet, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sheet), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), sheet);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "kab-sheet", sheet);
  return row;
}

/* Fills the strip with the pages of the open document, as empty sheets. */
void
kab_receipt_page_fill_thumbnails (KabReceiptPage *self)
{
  guint n = kab_renderer_get_n_pages (self->renderer);

  gtk_list_box_remove_all (self->thumbnails);
  for (guint i = 0; n > 1 && i < n; i++)
    gtk_list_box_append (self->thumbnails, thumbnail_new (self, i));
  queue_drawing (self);
}

/* Draws thumbnails as they come into sight. */
void
kab_receipt_page_watch_thumbnails (KabReceiptPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->strip);

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_drawing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_drawing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->thumbnails, "map", G_CALLBACK (queue_drawing), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
