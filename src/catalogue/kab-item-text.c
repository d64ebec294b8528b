/* kab-item-text.c: what rows, pages and a screen reader say of an item. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-item-text.h"
#include "kab-money-label.h"
#include "kab-plain-row.h"
#include "kab-row.h"

/**
 * kab_item_dup_note:
 * @item: an item
 *
 * Returns: (transfer full): maker and article
 */
char *
kab_item_dup_note (KabItem *item)
{
  g_return_val_if_fail (KAB_IS_ITEM (item), NULL);

  return g_strdup_printf ("%s %s", kab_item_get_maker (item), kab_item_get_article (item));
}

/**
 * kab_item_dup_supply:
 * @item: an item
 *
 * Returns: (transfer full): whether and when it can be had, and what lowers its price
 */
char *
kab_item_dup_supply (KabItem *item)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  g_return_val_if_fail (KAB_IS_ITEM (item), NULL);

  g_strv_builder_add (parts, kab_document_state_get_title (kab_item_get_availability (item)));
  if (kab_item_get_delivery (item) != NULL)
    g_strv_builder_add (parts, kab_item_get_delivery (item));
  if (kab_item_get_discount (item) != NULL)
    g_strv_builder_add (parts, kab_item_get_discount (item));
  texts = g_strv_builder_end (parts);
  return g_strjoinv (" · ", texts);
}

/**
 * kab_item_dup_sentence:
 * @item: an item
 *
 * Returns: (transfer full): the item as a screen reader says it
 */
char *
kab_item_dup_sentence (KabItem *item)
{
  g_autofree char *note = NULL;
  g_autofree char *supply = NULL;
  g_autofree char *price = NULL;

  g_return_val_if_fail (KAB_IS_ITEM (item), NULL);

  note = kab_item_dup_note (item);
  supply = kab_item_dup_supply (item);
  price = kab_money_format (kab_item_get_price (item));
  return g_strjoin (", ", kab_item_get_title (item), note, price, supply, NULL);
}

/**
 * kab_item_row_new:
 * @item: an item
 *
 * Returns: (transfer floating): a row of a boxed list; it can be activated
 */
GtkWidget *
kab_item_row_new (KabItem *item)
{
  g_autofree char *note = NULL;
  g_autofree char *supply = NULL;
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  g_return_val_if_fail (KAB_IS_ITEM (item), NULL);

  note = kab_item_dup_note (item);
  supply = kab_item_dup_supply (item);
  subtitle = g_strjoin ("\n", note, supply, NULL);
  row = kab_plain_row_new (kab_item_get_title (item), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kab_money_label_new (kab_item_get_price (item)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* The parts of a row of the long list. */
typedef struct
{
  GtkWidget *title;
  GtkWidget *note;
  GtkWidget *supply;
  GtkWidget *price;
  GtkWidget *old;
  GtkWidget *add;
} Parts;

static GtkWidget *
add_label (GtkWidget *box, const char *style, gboolean end)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), end ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), end ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Parts *parts = g_new0 (Parts, 1);

  gtk_widget_add_css_class (row, "document-card");
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_valign (right, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  parts->title = add_label (left, "heading", FALSE);
  parts->note = add_label (left, NULL, FALSE);
  parts->supply = add_label (left, "dim-label", FALSE);
  gtk_widget_add_css_class (parts->supply, "caption");
  parts->price = add_label (right, "numeric", TRUE);
  parts->old = add_label (right, "dim-label", TRUE);
  gtk_widget_add_css_class (parts->old, "caption");
  gtk_widget_add_css_class (parts->old, "numeric");
  gtk_widget_add_css_class (parts->old, "old-price");
  parts->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (parts->add, _ ("Add to Cart"));
  gtk_widget_set_valign (parts->add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (parts->add, "flat");
  gtk_widget_set_visible (parts->add, g_object_get_data (G_OBJECT (factory), "added") != NULL);
  if (g_object_get_data (G_OBJECT (factory), "added") != NULL)
    g_signal_connect_object (parts->add, "clicked",
                             G_CALLBACK (g_object_get_data (G_OBJECT (factory), "added")), data, 0);
  gtk_box_append (GTK_BOX (row), parts->add);
  gtk_list_item_set_child (item, row);
  g_object_set_data_full (G_OBJECT (item), "parts", parts, g_free);
}

static void
fill (GtkListItem *list_item, KabItem *item)
{
  Parts *parts = g_object_get_data (G_OBJECT (list_item), "parts");
  g_autofree char *note = item != NULL ? kab_item_dup_note (item) : NULL;
  g_autofree char *supply = item != NULL ? kab_item_dup_supply (item) : NULL;
  g_autofree char *price = item != NULL ? kab_money_format (kab_item_get_price (item)) : NULL;
  const KabMoney *before = item != NULL ? kab_item_get_old_price (item) : NULL;
  g_autofree char *old = before != NULL ? kab_money_format (before) : NULL;
  g_autofree char *sentence = item != NULL ? kab_item_dup_sentence (item) : NULL;

  gtk_label_set_text (GTK_LABEL (parts->title), item != NULL ? kab_item_get_title (item) : "…");
  gtk_label_set_text (GTK_LABEL (parts->note), note != NULL ? note : "");
  gtk_label_set_text (GTK_LABEL (parts->supply), supply != NULL ? supply : "");
  gtk_label_set_text (GTK_LABEL (parts->price), price != NULL ? price : "");
  gtk_label_set_text (GTK_LABEL (parts->old), old != NULL ? old : "");
  gtk_widget_set_visible (parts->old, old != NULL);
  gtk_widget_set_sensitive (
      parts->add,
      item != NULL && g_strcmp0 (kab_document_state_get_id (kab_item_get_availability (item)), "gone") != 0);
  g_object_set_data_full (G_OBJECT (parts->add), "kab-item", item != NULL ? g_object_ref (item) : NULL,
                          g_object_unref);
  gtk_list_item_set_accessible_label (list_item, sentence != NULL ? sentence : "");
}

static void
row_filled_cb (KabRow *row, GParamSpec *pspec, GtkListItem *item)
{
  fill (item, kab_row_get_item (row));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  KabRow *row = gtk_list_item_get_item (item);
  GSignalGroup *rows = g_object_get_data (G_OBJECT (item), "rows");

  if (rows == NULL)
    {
      rows = g_signal_group_new (KAB_TYPE_ROW);
      g_signal_group_connect_data (rows, "notify::item", G_CALLBACK (row_filled_cb), item, NULL, 0);
      g_object_set_data_full (G_OBJECT (item), "rows", rows, g_object_unref);
    }
  g_signal_group_set_target (rows, row);
  fill (item, kab_row_get_item (row));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_group_set_target (g_object_get_data (G_OBJECT (item), "rows"), NULL);
}

/**
 * kab_item_rows_new:
 * @added: (nullable): called with a button that has the #KabItem as data "kab-item", and @data
 * @data: (nullable): an object
 *
 * Returns: (transfer full): what makes the rows of a long list of items
 */
GtkListItemFactory *
kab_item_rows_new (GCallback added, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), "added", (gpointer) added);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
  return factory;
}
