/* kab-orders-dialog.c: which earlier order is to be ordered again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-document-text.h"
#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-orders-dialog.h"
#include "kab-plain-row.h"
#include "kab-shop-frame.h"

#define SHOWN "20"

struct _KabOrdersDialog
{
  AdwDialog parent_instance;

  KabShop *shop;
  GtkWidget *box;
  KabLoad *load;
  DexFuture *fetching;
};

G_DEFINE_FINAL_TYPE (KabOrdersDialog, kab_orders_dialog, ADW_TYPE_DIALOG)

static guint chosen_signal;

static void
activated_cb (GtkWidget *row, KabOrdersDialog *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "kab-document"));

  g_signal_emit (self, chosen_signal, 0, id);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static GtkWidget *
make_row (KabOrdersDialog *self, KabDocument *document)
{
  g_autofree char *date = kab_document_dup_date (document, FALSE);
  g_autofree char *amount = kab_document_dup_amount (document);
  g_autofree char *subtitle = g_strjoin (" · ", kab_document_get_number (document), date, amount, NULL);
  GtkWidget *row = kab_plain_row_new (kab_document_get_subject (document), subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "kab-document", g_strdup (kab_document_get_id (document)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  return row;
}

static void
show_orders (KabOrdersDialog *self, GListModel *documents)
{
  GtkWidget *group = kab_shop_group_new (NULL, NULL);
  GtkWidget *old = gtk_widget_get_first_child (self->box);

  if (old != NULL)
    gtk_box_remove (GTK_BOX (self->box), old);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (KabDocument) document = g_list_model_get_item (documents, i);

      if (kab_document_get_amount (document) != NULL)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, document));
    }
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
fetched_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabOrdersDialog *self = object;

  if (record != NULL)
    {
      GListModel *documents = kab_document_window_get_items (record);

      show_orders (self, documents);
      kab_load_finish (self->load, g_list_model_get_n_items (documents) == 0);
    }
  else
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (self->load, error, text);
    }
}

static void
fetch (KabOrdersDialog *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/documents");

  kab_request_set_query (request, "limit", SHOWN);
  dex_clear (&self->fetching);
  kab_load_begin (self->load);
  self->fetching = kab_fetch (kab_shop_get_client (self->shop), request, KAB_TYPE_DOCUMENT_WINDOW, TRUE, self,
                              fetched_cb);
}

static void
kab_orders_dialog_dispose (GObject *object)
{
  KabOrdersDialog *self = KAB_ORDERS_DIALOG (object);

  dex_clear (&self->fetching);
  g_clear_object (&self->shop);
  g_clear_object (&self->load);
  G_OBJECT_CLASS (kab_orders_dialog_parent_class)->dispose (object);
}

static void
kab_orders_dialog_class_init (KabOrdersDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_orders_dialog_dispose;

  /**
   * KabOrdersDialog::chosen:
   * @document: the id of the order
   */
  chosen_signal = g_signal_new ("chosen", KAB_TYPE_ORDERS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kab_orders_dialog_init (KabOrdersDialog *self)
{
  self->load = kab_load_new ();
}

static GtkWidget *
make_content (KabOrdersDialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  KabStatePage *state;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 18);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  state = g_object_new (KAB_TYPE_STATE_PAGE, "child", scrolled, "empty-icon", "kab-box-symbolic",
                        "empty-title", _ ("No Orders Yet"), "empty-text",
                        _ ("What you have ordered can be ordered again here."), NULL);
  kab_state_page_set_load (state, self->load);
  g_signal_connect_object (state, "retry", G_CALLBACK (fetch), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (state);
}

/**
 * kab_orders_dialog_new:
 * @shop: a shop
 *
 * Returns: (transfer floating): the last orders, to choose from
 */
KabOrdersDialog *
kab_orders_dialog_new (KabShop *shop)
{
  KabOrdersDialog *self;
  GtkWidget *view = adw_toolbar_view_new ();

  g_return_val_if_fail (KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_ORDERS_DIALOG, "title", _ ("Order Again"), "content-width", 520,
                       "content-height", 480, NULL);
  self->shop = g_object_ref (shop);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_content (self));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  fetch (self);
  return self;
}
