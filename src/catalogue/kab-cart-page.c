/* kab-cart-page.c: what somebody is about to order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-cart-page.h"
#include "kab-cart-row.h"
#include "kab-checkout-page.h"
#include "kab-error-text.h"
#include "kab-orders-dialog.h"
#include "kab-rows-dialog.h"
#include "kab-settle.h"
#include "kab-shop-frame.h"

/* The basket is the truth of this page; what the server says of it stands beside. Rows are kept while their item is
 * wanted, so that the focus stays where somebody types. */
struct _KabCartPage
{
  AdwNavigationPage parent_instance;

  KabShop *shop;
  KabShopFrame *frame; /* a child */
  GtkWidget *group;
  GPtrArray *rows; /* of KabCartRow; children of the group */
  GtkLabel *reason;
  GtkLabel *total;
  GtkWidget *order;
  DexFuture *resuming;
};

G_DEFINE_FINAL_TYPE (KabCartPage, kab_cart_page, ADW_TYPE_NAVIGATION_PAGE)

static KabBasket *
get_basket (KabCartPage *self)
{
  return kab_shop_get_basket (self->shop);
}

static KabCartLine *
find_held (KabCartPage *self, const char *id)
{
  KabCart *cart = kab_basket_get_cart (get_basket (self));
  GListModel *lines = cart != NULL ? kab_cart_get_lines (cart) : NULL;

  for (guint i = 0; lines != NULL && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabCartLine) line = g_list_model_get_item (lines, i);

      if (g_str_equal (kab_item_get_id (kab_cart_line_get_item (line)), id))
        return line; /* the cart holds it */
    }
  return NULL;
}

static void
open_item_cb (KabCartRow *row, KabCartPage *self)
{
  kab_shop_open_item (self->shop, GTK_WIDGET (self), kab_cart_row_get_item (row));
}

static gboolean
is_wanted (GListModel *lines, KabCartRow *row)
{
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabBasketLine) line = g_list_model_get_item (lines, i);

      if (g_str_equal (kab_item_get_id (kab_basket_line_get_item (line)),
                       kab_item_get_id (kab_cart_row_get_item (row))))
        return TRUE;
    }
  return FALSE;
}

static KabCartRow *
find_row (KabCartPage *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (kab_item_get_id (kab_cart_row_get_item (g_ptr_array_index (self->rows, i))), id))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static KabCartRow *
add_row (KabCartPage *self)
{
  GtkWidget *row = kab_cart_row_new (self->shop);

  g_signal_connect_object (row, "activated", G_CALLBACK (open_item_cb), self, 0);
  g_ptr_array_add (self->rows, row);
  return KAB_CART_ROW (row);
}

static void
show_lines (KabCartPage *self)
{
  GListModel *lines = kab_basket_get_lines (get_basket (self));

  for (guint i = self->rows->len; i-- > 0;)
    {
      KabCartRow *row = g_ptr_array_index (self->rows, i);

      if (is_wanted (lines, row))
        continue;
      g_ptr_array_remove_index (self->rows, i);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), GTK_WIDGET (row));
    }
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabBasketLine) line = g_list_model_get_item (lines, i);
      const char *id = kab_item_get_id (kab_basket_line_get_item (line));
      KabCartRow *row = find_row (self, id);
      gboolean added = row == NULL;

      if (added)
        row = add_row (self);
      kab_cart_row_show (row, line, find_held (self, id));
      if (added)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), GTK_WIDGET (row));
    }
}

static gboolean
has_changed_prices (KabCart *cart)
{
  GListModel *lines = cart != NULL ? kab_cart_get_lines (cart) : NULL;

  for (guint i = 0; lines != NULL && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabCartLine) line = g_list_model_get_item (lines, i);

      if (!kab_money_equal (kab_cart_line_get_seen_price (line),
                            kab_item_get_price (kab_cart_line_get_item (line))))
        return TRUE;
    }
  return FALSE;
}

static void
say (KabCartPage *self, const char *title, const char *button)
{
  AdwBanner *banner = kab_shop_frame_get_banner (self->frame);

  if (title != NULL)
    adw_banner_set_title (banner, title);
  adw_banner_set_button_label (banner, button);
  adw_banner_set_revealed (banner, title != NULL);
}

/* What stands between this cart and the server's, in the order in which it matters. */
static void
show_banner (KabCartPage *self)
{
  const GError *error = kab_basket_get_error (get_basket (self));
  g_autofree char *text = NULL;

  if (self->resuming != NULL)
    say (self, _ ("An order was sent and not answered. Asking what became of it…"), NULL);
  else if (error != NULL && kab_basket_get_unsent (get_basket (self)))
    {
      /* Translators: what went wrong, such as "No connection". */
      text = g_strdup_printf (_ ("%s. The cart is kept here and will be sent"), kab_error_get_title (error));
      say (self, text, _ ("Try Again"));
    }
  else if (error != NULL)
    {
      text = g_strdup_printf (_ ("%s. Prices may be old"), kab_error_get_title (error));
      say (self, text, _ ("Try Again"));
    }
  else if (has_changed_prices (kab_basket_get_cart (get_basket (self))))
    say (self, _ ("Prices have changed since you looked"), _ ("I Have Seen It"));
  else
    say (self, NULL, NULL);
}

static void
banner_clicked_cb (KabCartPage *self)
{
  if (kab_basket_get_error (get_basket (self)) != NULL)
    kab_basket_refresh (get_basket (self));
  else
    kab_basket_accept_prices (get_basket (self));
}

static char *
dup_totals (KabCart *cart)
{
  GListModel *totals = kab_cart_get_totals (cart);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (totals); i++)
    {
      g_autoptr (KabTotal) total = g_list_model_get_item (totals, i);

      g_strv_builder_take (parts, kab_money_format (kab_total_get_amount (total)));
    }
  texts = g_strv_builder_end (parts);
  return g_strjoinv (" + ", texts);
}

static void
show_bar (KabCartPage *self)
{
  KabBasket *basket = get_basket (self);
  KabCart *cart = kab_basket_get_cart (basket);
  gboolean even = cart != NULL && !kab_basket_get_unsent (basket) && kab_basket_get_error (basket) == NULL;
  g_autofree char *totals = even ? dup_totals (cart) : NULL;
  const char *reason = NULL;

  if (even && !kab_cart_get_can_order (cart))
    reason = kab_cart_get_reason (cart);
  else if (!even && kab_basket_get_error (basket) == NULL)
    reason = _ ("Checking prices…");
  gtk_label_set_text (self->total, totals != NULL ? totals : "");
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_sensitive (self->order, even && kab_cart_get_can_order (cart) && self->resuming == NULL);
  kab_shop_frame_show_bar (self->frame, g_list_model_get_n_items (kab_basket_get_lines (basket)) > 0);
}

static void
changed_cb (KabCartPage *self)
{
  KabBasket *basket = get_basket (self);
  KabLoad *load = kab_shop_frame_get_load (self->frame);
  gboolean some = g_list_model_get_n_items (kab_basket_get_lines (basket)) > 0;
  const GError *error = kab_basket_get_error (basket);

  show_lines (self);
  show_bar (self);
  show_banner (self);
  if (some || kab_basket_get_cart (basket) != NULL)
    kab_load_finish (load, !some);
  else if (error != NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (load, error, text);
    }
  else
    kab_load_begin (load);
}

static void
push (KabCartPage *self, AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
  else
    g_object_unref (g_object_ref_sink (page));
}

static void
order_cb (KabCartPage *self)
{
  push (self, kab_checkout_page_new (self->shop));
}

/* The order of before a crash was made after all. */
static void
resumed_cb (gpointer object, const GValue *value, const GError *error)
{
  KabCartPage *self = object;

  dex_clear (&self->resuming);
  if (value != NULL)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Order %s was placed"), kab_document_get_number (g_value_get_object (value)));

      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
    }
  kab_basket_refresh (get_basket (self));
  changed_cb (self);
}

static void
resume (KabCartPage *self)
{
  KabOrderSender *sender = kab_shop_get_sender (self->shop);

  if (self->resuming == NULL && kab_order_sender_is_pending (sender))
    self->resuming = kab_settle (kab_order_sender_resume (sender), self, resumed_cb);
}

/**
 * kab_cart_page_paste:
 * @self: a page
 * @text: rows as a spreadsheet copies them
 *
 * Shows what is understood of them, and puts into the cart what the person agrees to.
 */
void
kab_cart_page_paste (KabCartPage *self, const char *text)
{
  g_return_if_fail (KAB_IS_CART_PAGE (self) && text != NULL);

  adw_dialog_present (ADW_DIALOG (kab_rows_dialog_new_for_text (self->shop, text)), GTK_WIDGET (self));
}

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabCartPage) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->shop == NULL)
    return;
  if (text != NULL)
    kab_cart_page_paste (self, text);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _ ("Copy rows with an article and a quantity in a spreadsheet first"));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_read_cb,
                                 g_object_ref (widget));
}

static void
chosen_cb (KabCartPage *self, const char *document)
{
  adw_dialog_present (ADW_DIALOG (kab_rows_dialog_new_for_order (self->shop, document)), GTK_WIDGET (self));
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabOrdersDialog *dialog = kab_orders_dialog_new (KAB_CART_PAGE (widget)->shop);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  resume (KAB_CART_PAGE (widget));
  kab_basket_refresh (get_basket (KAB_CART_PAGE (widget)));
}

static void
catalogue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_shop_open_section (KAB_CART_PAGE (widget)->shop, widget, "catalogue");
}

/* Prices are those of the moment in which somebody looks. */
static void
shown_cb (KabCartPage *self)
{
  resume (self);
  kab_basket_refresh (get_basket (self));
}

static void
retry_cb (KabCartPage *self)
{
  kab_basket_refresh (get_basket (self));
}

static void
kab_cart_page_dispose (GObject *object)
{
  KabCartPage *self = KAB_CART_PAGE (object);

  dex_clear (&self->resuming);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->shop);
  G_OBJECT_CLASS (kab_cart_page_parent_class)->dispose (object);
}

static void
kab_cart_page_finalize (GObject *object)
{
  g_ptr_array_unref (KAB_CART_PAGE (object)->rows);
  G_OBJECT_CLASS (kab_cart_page_parent_class)->finalize (object);
}

static void
kab_cart_page_class_init (KabCartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_cart_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_cart_page_finalize;
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "cart.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "cart.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "cart.catalogue", NULL, catalogue_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "cart.paste", NULL);
}

static void
kab_cart_page_init (KabCartPage *self)
{
  self->rows = g_ptr_array_new ();
}

static void
make_bar (KabCartPage *self)
{
  GtkWidget *sums = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->total = GTK_LABEL (kab_shop_label_new (NULL, "title-4"));
  self->reason = GTK_LABEL (kab_shop_label_new (NULL, "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "numeric");
  gtk_widget_set_hexpand (sums, TRUE);
  gtk_box_append (GTK_BOX (sums), GTK_WIDGET (self->total));
  gtk_box_append (GTK_BOX (sums), GTK_WIDGET (self->reason));
  self->order = gtk_button_new_with_mnemonic (_ ("_Place Order…"));
  gtk_widget_set_valign (self->order, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->order, "suggested-action");
  g_signal_connect_object (self->order, "clicked", G_CALLBACK (order_cb), self, G_CONNECT_SWAPPED);
  kab_shop_frame_add_to_bar (self->frame, sums);
  kab_shop_frame_add_to_bar (self->frame, self->order);
}

static void
set_up_frame (KabCartPage *self)
{
  GtkWidget *paste = gtk_button_new_from_icon_name ("edit-paste-symbolic");
  GtkWidget *again = gtk_button_new_from_icon_name ("document-open-recent-symbolic");
  AdwBanner *banner = kab_shop_frame_get_banner (self->frame);

  gtk_widget_set_tooltip_text (paste, _ ("Paste from a Spreadsheet (Ctrl+V)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (paste), "cart.paste");
  kab_shop_frame_add_button (self->frame, paste);
  gtk_widget_set_tooltip_text (again, _ ("Order Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (again), "cart.again");
  kab_shop_frame_add_button (self->frame, again);
  g_object_set (kab_shop_frame_get_state (self->frame), "empty-icon", "kab-box-symbolic", "empty-title",
                _ ("The Cart Is Empty"), "empty-text",
                _ ("Put in what you need, or paste rows with an article and a quantity from a spreadsheet."),
                "empty-action", _ ("To the Catalogue"), "empty-action-name", "cart.catalogue", NULL);
  g_signal_connect_object (kab_shop_frame_get_state (self->frame), "retry", G_CALLBACK (retry_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (banner, "button-clicked", G_CALLBACK (banner_clicked_cb), self, G_CONNECT_SWAPPED);
  self->group = kab_shop_group_new (NULL, NULL);
  kab_shop_frame_append (self->frame, self->group);
}

/**
 * kab_cart_page_new:
 * @shop: a shop
 *
 * Returns: (transfer floating): the cart
 */
AdwNavigationPage *
kab_cart_page_new (KabShop *shop)
{
  KabCartPage *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_CART_PAGE, NULL);
  self->shop = g_object_ref (shop);
  title = kab_shop_dup_title (shop, "cart", _ ("Cart"));
  self->frame = kab_shop_frame_new (ADW_NAVIGATION_PAGE (self), shop, title);
  set_up_frame (self);
  make_bar (self);
  g_signal_connect_object (get_basket (self), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "shown", G_CALLBACK (shown_cb), NULL);
  resume (self);
  changed_cb (self);
  kab_basket_refresh (get_basket (self));
  return ADW_NAVIGATION_PAGE (self);
}
