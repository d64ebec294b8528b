/* kab-checkout-page.c: how the cart is to be delivered and paid, and the button that orders it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-checkout-page.h"
#include "kab-error-text.h"
#include "kab-figures.h"
#include "kab-form.h"
#include "kab-net-error.h"
#include "kab-open.h"
#include "kab-plain-row.h"
#include "kab-settle.h"
#include "kab-shop-frame.h"

#define DRAFT "checkout"

/* The order goes through the sender, which writes it down first: however often the button is pressed, whatever
 * becomes of the connection or of this program, it is one order. Until it is known what became of it, nothing can
 * be changed, and the button sends the very same again. */
struct _KabCheckoutPage
{
  AdwNavigationPage parent_instance;

  KabShop *shop;
  KabShopFrame *frame; /* a child */
  KabCheckout *checkout;
  KabForm *form;
  KabFigures *figures;
  GtkWidget *map;
  GtkLabel *missing;
  GtkButton *send;
  DexFuture *fetching;
  DexFuture *sending;
};

G_DEFINE_FINAL_TYPE (KabCheckoutPage, kab_checkout_page, ADW_TYPE_NAVIGATION_PAGE)

static void reload (KabCheckoutPage *self);

static char *
dup_value (KabCheckoutPage *self, const char *name)
{
  g_autoptr (JsonObject) values = kab_form_dup_draft (self->form);
  JsonNode *node = json_object_get_member (values, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                                          : NULL;
}

static KabDelivery *
find_delivery (KabCheckoutPage *self)
{
  g_autofree char *id = dup_value (self, "delivery");
  GListModel *deliveries = kab_checkout_get_deliveries (self->checkout);

  for (guint i = 0; i < g_list_model_get_n_items (deliveries); i++)
    {
      g_autoptr (KabDelivery) delivery = g_list_model_get_item (deliveries, i);

      if (g_strcmp0 (kab_delivery_get_id (delivery), id) == 0)
        return delivery; /* the checkout holds it */
    }
  return NULL;
}

static KabPickupPoint *
find_point (KabCheckoutPage *self)
{
  g_autofree char *id = dup_value (self, "point");
  GListModel *points = kab_checkout_get_points (self->checkout);

  for (guint i = 0; i < g_list_model_get_n_items (points); i++)
    {
      g_autoptr (KabPickupPoint) point = g_list_model_get_item (points, i);

      if (g_strcmp0 (kab_pickup_point_get_id (point), id) == 0)
        return point; /* the checkout holds it */
    }
  return NULL;
}

static KabMoney *
dup_goods (KabCheckoutPage *self)
{
  GListModel *totals = kab_checkout_get_totals (self->checkout);
  g_autoptr (KabTotal) total = g_list_model_get_item (totals, 0);

  return total != NULL ? kab_money_copy (kab_total_get_amount (total)) : NULL;
}

/* What the person sees is what the server is held to. */
static KabMoney *
dup_sum (KabCheckoutPage *self)
{
  g_autoptr (KabMoney) goods = dup_goods (self);
  KabDelivery *delivery = find_delivery (self);

  if (goods == NULL || delivery == NULL)
    return g_steal_pointer (&goods);
  return kab_money_add (goods, kab_delivery_get_price (delivery), NULL);
}

static void
show_sums (KabCheckoutPage *self)
{
  g_autoptr (KabMoney) goods = dup_goods (self);
  g_autoptr (KabMoney) sum = dup_sum (self);
  KabDelivery *delivery = find_delivery (self);
  KabPickupPoint *point = find_point (self);

  kab_figures_clear (self->figures);
  if (goods != NULL)
    kab_figures_add (self->figures, _ ("Goods"), goods);
  if (delivery != NULL)
    kab_figures_add (self->figures, kab_delivery_get_title (delivery), kab_delivery_get_price (delivery));
  if (sum != NULL)
    kab_figures_add_sum (self->figures, _ ("To Pay"), sum);
  gtk_widget_set_visible (self->map, point != NULL && kab_pickup_point_get_uri (point) != NULL);
  if (point != NULL)
    {
      g_autofree char *subtitle
          = g_strjoin (" · ", kab_pickup_point_get_open (point), kab_pickup_point_get_ready (point), NULL);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->map), kab_pickup_point_get_address (point));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->map), subtitle);
    }
}

static void
map_cb (KabCheckoutPage *self)
{
  KabPickupPoint *point = find_point (self);

  if (point != NULL && kab_pickup_point_get_uri (point) != NULL)
    kab_open_uri (GTK_WIDGET (self), kab_pickup_point_get_uri (point));
}

static void
update (KabCheckoutPage *self)
{
  gboolean unanswered = kab_order_sender_is_pending (kab_shop_get_sender (self->shop));
  gboolean complete = self->form != NULL && kab_form_get_complete (self->form);
  const char *left = self->form != NULL && !complete ? kab_form_get_missing (self->form) : NULL;
  /* Translators: the fields that are not filled in yet. */
  g_autofree char *text = left != NULL && *left != '\0' ? g_strdup_printf (_ ("Left: %s"), left) : NULL;

  gtk_label_set_text (self->missing, text != NULL ? text : "");
  if (self->sending != NULL)
    gtk_button_set_child (self->send, adw_spinner_new ());
  else
    gtk_button_set_label (self->send, unanswered               ? _ ("Ask Again")
                                      : self->checkout != NULL ? kab_checkout_get_submit (self->checkout)
                                                               : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), self->sending == NULL && (complete || unanswered));
  if (self->form != NULL)
    kab_form_set_busy (self->form, self->sending != NULL || unanswered);
}

static void
say (KabCheckoutPage *self, const char *text)
{
  AdwBanner *banner = kab_shop_frame_get_banner (self->frame);

  if (text != NULL)
    {
      adw_banner_set_title (banner, text);
      kab_announce (GTK_WIDGET (self), text, TRUE);
    }
  adw_banner_set_revealed (banner, text != NULL);
}

static void
open_order_cb (GtkWidget *button, KabCheckoutPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-document", "(ss)", kab_shop_get_id (self->shop),
                              g_object_get_data (G_OBJECT (button), "kab-order"));
}

/* The promise stays to be read: when somebody will call. */
static void
show_done (KabCheckoutPage *self, KabDocument *order)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Open the Order"));
  /* Translators: the number of an order. */
  g_autofree char *title = g_strdup_printf (_ ("Order %s Is Placed"), kab_document_get_number (order));
  g_autofree char *safe
      = g_markup_escape_text (self->checkout != NULL ? kab_checkout_get_promise (self->checkout) : "", -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), safe);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data_full (G_OBJECT (button), "kab-order", g_strdup (kab_document_get_id (order)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_order_cb), self, 0);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  self->form = NULL;
  self->figures = NULL;
  self->map = NULL;
  kab_shop_frame_clear (self->frame);
  kab_shop_frame_append (self->frame, page);
  kab_shop_frame_show_bar (self->frame, FALSE);
  kab_load_finish (kab_shop_frame_get_load (self->frame), FALSE);
  kab_announce (GTK_WIDGET (self), title, TRUE);
}

/* Nobody knows whether the order was made: it is neither made nor not, and is asked for under the same key. */
static void
show_unanswered (KabCheckoutPage *self, const GError *error)
{
  /* Translators: what went wrong, such as "No connection". */
  g_autofree char *text = g_strdup_printf (
      _ ("%s. It is not known whether the order was placed; asking again orders nothing twice"),
      kab_error_get_title (error));

  say (self, text);
}

static void
show_refused (KabCheckoutPage *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  const char *detail = kab_problem_get_detail (problem);
  g_autofree char *text = kab_error_describe (error);

  if (kab_error_has_problem (error, "conflict"))
    {
      say (self, detail != NULL ? detail : text);
      kab_basket_refresh (kab_shop_get_basket (self->shop));
      reload (self);
      return;
    }
  if (self->form != NULL && g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0)
    {
      g_autoptr (GListModel) unplaced = kab_form_take_errors (self->form, kab_problem_get_errors (problem));

      say (self, g_list_model_get_n_items (unplaced) > 0 ? text : NULL);
      return;
    }
  say (self, text);
}

static void
sent_cb (gpointer object, const GValue *value, const GError *error)
{
  KabCheckoutPage *self = object;

  dex_clear (&self->sending);
  if (value != NULL)
    {
      say (self, NULL);
      kab_drafts_drop (kab_shop_get_drafts (self->shop), DRAFT);
      kab_basket_refresh (kab_shop_get_basket (self->shop));
      show_done (self, g_value_get_object (value));
      return;
    }
  update (self);
  if (kab_order_sender_is_pending (kab_shop_get_sender (self->shop)))
    show_unanswered (self, error);
  else
    show_refused (self, error);
  if (self->form == NULL && kab_order_sender_is_pending (kab_shop_get_sender (self->shop)))
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (kab_shop_frame_get_load (self->frame), error, text);
    }
  else if (self->form == NULL)
    reload (self);
}

static void
resume (KabCheckoutPage *self)
{
  if (self->sending == NULL)
    self->sending = kab_settle (kab_order_sender_resume (kab_shop_get_sender (self->shop)), self, sent_cb);
  update (self);
}

static JsonObject *
make_body (KabCheckoutPage *self)
{
  JsonObject *body = json_object_new ();
  JsonObject *total = json_object_new ();
  g_autoptr (KabMoney) sum = dup_sum (self);

  json_object_set_int_member (body, "version", kab_checkout_get_version (self->checkout));
  json_object_set_int_member (total, "minor", sum != NULL ? sum->minor : 0);
  json_object_set_string_member (
      total, "currency",
      sum != NULL ? sum->currency : kab_descriptor_get_currency (kab_shop_get_descriptor (self->shop)));
  json_object_set_object_member (body, "total", total);
  json_object_set_object_member (body, "values", kab_form_dup_values (self->form));
  return body;
}

static void
send_cb (KabCheckoutPage *self)
{
  KabOrderSender *sender = kab_shop_get_sender (self->shop);
  g_autoptr (JsonObject) body = NULL;

  if (self->sending != NULL)
    return;
  say (self, NULL);
  if (kab_order_sender_is_pending (sender))
    {
      resume (self);
      return;
    }
  if (self->form == NULL || !kab_form_validate (self->form))
    return;
  body = make_body (self);
  self->sending = kab_settle (kab_order_sender_send (sender, body), self, sent_cb);
  update (self);
}

static void
form_changed_cb (KabCheckoutPage *self)
{
  g_autoptr (JsonObject) draft = kab_form_dup_draft (self->form);

  kab_drafts_save (kab_shop_get_drafts (self->shop), DRAFT, kab_checkout_get_fields (self->checkout), draft);
  show_sums (self);
  update (self);
}

static void
add_form (KabCheckoutPage *self, JsonObject *values)
{
  g_autoptr (KabFormContext) context = kab_form_context_new (kab_shop_get_descriptor (self->shop));

  self->form = KAB_FORM (kab_form_new (kab_checkout_get_fields (self->checkout), context));
  if (values != NULL)
    kab_form_set_values (self->form, values);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  kab_shop_frame_append (self->frame, GTK_WIDGET (self->form));
}

static void
show_checkout (KabCheckoutPage *self)
{
  g_autoptr (JsonObject) values = self->form != NULL
                                      ? kab_form_dup_draft (self->form)
                                      : kab_drafts_load (kab_shop_get_drafts (self->shop), DRAFT);
  GtkWidget *places = kab_shop_group_new (NULL, NULL);
  const char *lead = kab_checkout_get_lead (self->checkout);

  self->form = NULL;
  kab_shop_frame_clear (self->frame);
  kab_shop_frame_set_title (self->frame, kab_checkout_get_title (self->checkout));
  if (lead != NULL)
    kab_shop_frame_append (self->frame, kab_shop_label_new (lead, "dim-label"));
  kab_shop_frame_append (self->frame,
                         kab_shop_label_new (kab_checkout_get_promise (self->checkout), "heading"));
  add_form (self, values);
  self->map = kab_plain_row_new (NULL, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->map),
                             gtk_image_new_from_icon_name ("mark-location-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->map), TRUE);
  gtk_widget_set_tooltip_text (self->map, _ ("Show on the Map"));
  g_signal_connect_object (self->map, "activated", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (places), self->map);
  kab_shop_frame_append (self->frame, places);
  self->figures = KAB_FIGURES (kab_figures_new ());
  kab_shop_frame_append (self->frame, GTK_WIDGET (self->figures));
  show_sums (self);
  kab_shop_frame_show_bar (self->frame, TRUE);
  if (!kab_checkout_get_can_order (self->checkout))
    say (self, kab_checkout_get_reason (self->checkout));
}

/* Prices and points are those of this moment, never of an offline copy. */
static void
fetched_cb (gpointer object, const GValue *value, const GError *error)
{
  KabCheckoutPage *self = object;
  KabLoad *load = kab_shop_frame_get_load (self->frame);

  dex_clear (&self->fetching);
  if (value != NULL)
    {
      g_set_object (&self->checkout, g_value_get_object (value));
      show_checkout (self);
      kab_load_finish (load, FALSE);
    }
  else
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (load, error, text);
    }
  update (self);
}

static void
reload (KabCheckoutPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/checkout");

  if (kab_order_sender_is_pending (kab_shop_get_sender (self->shop)))
    {
      resume (self);
      return;
    }
  dex_clear (&self->fetching);
  kab_load_begin (kab_shop_frame_get_load (self->frame));
  self->fetching = kab_settle (kab_client_send (kab_shop_get_client (self->shop), request, KAB_TYPE_CHECKOUT),
                               self, fetched_cb);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_CHECKOUT_PAGE (widget));
}

static void
kab_checkout_page_dispose (GObject *object)
{
  KabCheckoutPage *self = KAB_CHECKOUT_PAGE (object);

  dex_clear (&self->fetching);
  dex_clear (&self->sending);
  self->form = NULL;
  g_clear_object (&self->checkout);
  g_clear_object (&self->shop);
  G_OBJECT_CLASS (kab_checkout_page_parent_class)->dispose (object);
}

static void
kab_checkout_page_class_init (KabCheckoutPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_checkout_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.refresh", NULL, refresh_action);
}

static void
kab_checkout_page_init (KabCheckoutPage *self)
{
}

/**
 * kab_checkout_page_new:
 * @shop: a shop with something in the cart
 *
 * Returns: (transfer floating): what an order of the cart needs to know
 */
AdwNavigationPage *
kab_checkout_page_new (KabShop *shop)
{
  KabCheckoutPage *self;

  g_return_val_if_fail (KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_CHECKOUT_PAGE, NULL);
  self->shop = g_object_ref (shop);
  self->frame = kab_shop_frame_new (ADW_NAVIGATION_PAGE (self), shop, _ ("Order"));
  self->missing = GTK_LABEL (kab_shop_label_new (NULL, "dim-label"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->missing), TRUE);
  self->send = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->send), "suggested-action");
  g_signal_connect_object (self->send, "clicked", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  kab_shop_frame_add_to_bar (self->frame, GTK_WIDGET (self->missing));
  kab_shop_frame_add_to_bar (self->frame, GTK_WIDGET (self->send));
  g_signal_connect_object (kab_shop_frame_get_state (self->frame), "retry", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
