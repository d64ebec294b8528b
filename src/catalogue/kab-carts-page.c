/* kab-carts-page.c: carts that customers have left, for the staff. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-carts-page.h"
#include "kab-fetch.h"
#include "kab-format.h"
#include "kab-item-text.h"
#include "kab-money-label.h"
#include "kab-plain-row.h"
#include "kab-shop-dialog.h"
#include "kab-shop-frame.h"
#include "kab-status-pill.h"

/* All carts that wait, or, with a person, the one of a customer. */
struct _KabCartsPage
{
  AdwNavigationPage parent_instance;

  KabShop *shop;
  char *person;        /* NULL: all of them */
  KabShopFrame *frame; /* a child */
  GtkSearchEntry *search;
  KabCustomerCart *customer;
  gboolean known;
  DexFuture *fetching;
};

G_DEFINE_FINAL_TYPE (KabCartsPage, kab_carts_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
dup_summary (KabCustomerCart *customer)
{
  guint lines = (guint) kab_customer_cart_get_lines (customer);
  g_autofree char *count = g_strdup_printf (ngettext ("%u item", "%u items", lines), lines);
  GDateTime *at = kab_customer_cart_get_changed_at (customer);
  g_autofree char *when = at != NULL && lines > 0 ? kab_format_date_prose (at) : NULL;
  g_autofree char *discount
      = kab_customer_cart_get_percent (customer) > 0
            ? g_strdup_printf (_ ("discount %u %%"), (guint) kab_customer_cart_get_percent (customer))
            : NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  if (kab_customer_cart_get_phone (customer) != NULL)
    g_strv_builder_add (parts, kab_customer_cart_get_phone (customer));
  g_strv_builder_add (parts, lines > 0 ? count : _ ("the cart is empty"));
  if (when != NULL)
    g_strv_builder_add (parts, when);
  if (discount != NULL)
    g_strv_builder_add (parts, discount);
  texts = g_strv_builder_end (parts);
  return g_strjoinv (" · ", texts);
}

static void
customer_activated_cb (GtkWidget *row, KabCartsPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (
        ADW_NAVIGATION_VIEW (view),
        kab_carts_page_new (self->shop, g_object_get_data (G_OBJECT (row), "kab-person")));
}

static void
show_customers (KabCartsPage *self, GListModel *customers)
{
  GtkWidget *group = kab_shop_group_new (_ ("Customers"), _ ("Who has waited longest comes first."));

  for (guint i = 0; i < g_list_model_get_n_items (customers); i++)
    {
      g_autoptr (KabCustomerCart) customer = g_list_model_get_item (customers, i);
      g_autofree char *summary = dup_summary (customer);
      GtkWidget *row = kab_plain_row_new (kab_customer_cart_get_name (customer), summary);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data_full (G_OBJECT (row), "kab-person", g_strdup (kab_customer_cart_get_id (customer)),
                              g_free);
      g_signal_connect_object (row, "activated", G_CALLBACK (customer_activated_cb), self, 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  kab_shop_frame_append (self->frame, group);
}

static void show_customer (KabCartsPage *self);

static void
discounted_cb (KabCartsPage *self, KabCustomerCart *customer)
{
  g_set_object (&self->customer, customer);
  show_customer (self);
}

static void
discount_cb (KabCartsPage *self)
{
  g_autofree char *path = g_strdup_printf ("/carts/%s/discount", self->person);
  KabShopDialog *dialog = kab_shop_dialog_new (self->shop, kab_customer_cart_get_discount (self->customer),
                                               path, KAB_TYPE_CUSTOMER_CART);

  g_signal_connect_object (dialog, "done", G_CALLBACK (discounted_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static GtkWidget *
make_line (KabCartLine *line)
{
  KabItem *item = kab_cart_line_get_item (line);
  g_autofree char *note = kab_item_dup_note (item);
  g_autofree char *subtitle = g_strdup_printf ("%s · %" G_GINT64_FORMAT " %s", note,
                                               kab_cart_line_get_quantity (line), kab_item_get_unit (item));
  GtkWidget *row = kab_plain_row_new (kab_item_get_title (item), subtitle);

  if (kab_cart_line_get_state (line) != NULL)
    {
      GtkWidget *pill = kab_status_pill_new ();

      kab_status_pill_set_state (KAB_STATUS_PILL (pill), kab_cart_line_get_state (line));
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kab_money_label_new (kab_cart_line_get_amount (line)));
  return row;
}

static void
show_customer (KabCartsPage *self)
{
  KabCart *cart = kab_customer_cart_get_cart (self->customer);
  GListModel *lines = kab_cart_get_lines (cart);
  g_autofree char *summary = dup_summary (self->customer);
  GtkWidget *group = kab_shop_group_new (kab_customer_cart_get_name (self->customer), summary);
  KabAction *discount = kab_customer_cart_get_discount (self->customer);

  kab_shop_frame_clear (self->frame);
  kab_shop_frame_set_title (self->frame, kab_customer_cart_get_name (self->customer));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabCartLine) line = g_list_model_get_item (lines, i);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_line (line));
    }
  if (discount != NULL)
    {
      GtkWidget *row = kab_plain_row_new (kab_action_get_title (discount),
                                          kab_customer_cart_get_reason (self->customer));

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect_object (row, "activated", G_CALLBACK (discount_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  kab_shop_frame_append (self->frame, group);
}

static void
fetched_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabCartsPage *self = object;

  if (record != NULL && self->person != NULL)
    {
      g_set_object (&self->customer, record);
      show_customer (self);
    }
  else if (record != NULL)
    {
      GListModel *customers = kab_customer_cart_list_get_items (record);

      kab_shop_frame_clear (self->frame);
      kab_shop_frame_append (self->frame, GTK_WIDGET (self->search));
      if (g_list_model_get_n_items (customers) > 0)
        show_customers (self, customers);
      else
        kab_shop_frame_append (self->frame, kab_shop_label_new (_ ("Nobody has left a cart."), "dim-label"));
    }
  self->known = self->known || record != NULL;
  kab_shop_frame_take (self->frame, FALSE, as_of, error);
}

static void
reload (KabCartsPage *self)
{
  g_autoptr (KabRequest) request = self->person != NULL
                                       ? kab_request_new_segments ("GET", "carts", self->person, NULL)
                                       : kab_request_new ("GET", "/carts");
  const char *text = self->search != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->search)) : "";

  if (*text != '\0')
    kab_request_set_query (request, "q", text);
  dex_clear (&self->fetching);
  kab_load_begin (kab_shop_frame_get_load (self->frame));
  self->fetching = kab_fetch (kab_shop_get_client (self->shop), request,
                              self->person != NULL ? KAB_TYPE_CUSTOMER_CART : KAB_TYPE_CUSTOMER_CART_LIST,
                              !self->known, self, fetched_cb);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_CARTS_PAGE (widget));
}

static void
kab_carts_page_dispose (GObject *object)
{
  KabCartsPage *self = KAB_CARTS_PAGE (object);

  dex_clear (&self->fetching);
  g_clear_object (&self->search);
  g_clear_object (&self->customer);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->person, g_free);
  G_OBJECT_CLASS (kab_carts_page_parent_class)->dispose (object);
}

static void
kab_carts_page_class_init (KabCartsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_carts_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.refresh", NULL, refresh_action);
}

static void
kab_carts_page_init (KabCartsPage *self)
{
}

/**
 * kab_carts_page_new:
 * @shop: a shop, of somebody of the staff
 * @person: (nullable): a customer; %NULL: all whose cart waits
 *
 * Returns: (transfer floating): the carts
 */
AdwNavigationPage *
kab_carts_page_new (KabShop *shop, const char *person)
{
  KabCartsPage *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_CARTS_PAGE, NULL);
  self->shop = g_object_ref (shop);
  self->person = g_strdup (person);
  title = kab_shop_dup_title (shop, "cart", _ ("Carts"));
  self->frame = kab_shop_frame_new (ADW_NAVIGATION_PAGE (self), shop, title);
  if (person == NULL)
    {
      self->search = GTK_SEARCH_ENTRY (g_object_ref_sink (gtk_search_entry_new ()));
      gtk_search_entry_set_placeholder_text (self->search, _ ("Name, login or phone of a customer"));
      gtk_search_entry_set_search_delay (self->search, 300);
      g_signal_connect_object (self->search, "search-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (kab_shop_frame_get_state (self->frame), "retry", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
