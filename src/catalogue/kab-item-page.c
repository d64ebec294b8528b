/* kab-item-page.c: an item whole: parameters, price and its history, quantity, what stands in for it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-fetch.h"
#include "kab-item-page.h"
#include "kab-item-text.h"
#include "kab-plain-row.h"
#include "kab-price-chart.h"
#include "kab-shop-dialog.h"
#include "kab-shop-frame.h"
#include "kab-status-pill.h"
#include "kab-watch-dialog.h"

struct _KabItemPage
{
  AdwNavigationPage parent_instance;

  KabShop *shop;
  char *id;
  KabShopFrame *frame; /* a child */
  KabItem *item;
  GtkSpinButton *quantity; /* of the bar */
  GtkButton *add;
  DexFuture *fetching;
};

G_DEFINE_FINAL_TYPE (KabItemPage, kab_item_page, ADW_TYPE_NAVIGATION_PAGE)

static void reload (KabItemPage *self);

static GtkWidget *
make_head (KabItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = adw_wrap_box_new ();
  GtkWidget *pill = kab_status_pill_new ();
  g_autofree char *note = kab_item_dup_note (item);
  g_autofree char *price = kab_money_format (kab_item_get_price (item));
  const KabMoney *before = kab_item_get_old_price (item);

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 12);
  gtk_box_append (GTK_BOX (box), kab_shop_label_new (kab_item_get_title (item), "title-2"));
  gtk_box_append (GTK_BOX (box), kab_shop_label_new (note, "dim-label"));
  adw_wrap_box_append (ADW_WRAP_BOX (line), kab_shop_label_new (price, "title-3"));
  if (before != NULL)
    {
      g_autofree char *old = kab_money_format (before);
      GtkWidget *label = kab_shop_label_new (old, "old-price");

      gtk_widget_add_css_class (label, "dim-label");
      adw_wrap_box_append (ADW_WRAP_BOX (line), label);
    }
  kab_status_pill_set_state (KAB_STATUS_PILL (pill), kab_item_get_availability (item));
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_wrap_box_append (ADW_WRAP_BOX (line), pill);
  gtk_box_append (GTK_BOX (box), line);
  if (kab_item_get_discount (item) != NULL)
    gtk_box_append (GTK_BOX (box), kab_shop_label_new (kab_item_get_discount (item), "success"));
  return box;
}

static void
add_row (GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = kab_plain_row_new (title, subtitle);

  gtk_widget_add_css_class (row, "property");
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

/* Parameters, maker, cost and the other characteristics. */
static GtkWidget *
make_parameters (KabItem *item)
{
  GtkWidget *group = kab_shop_group_new (_ ("Parameters"), NULL);
  GListModel *properties = kab_item_get_properties (item);

  add_row (group, _ ("Maker"), kab_item_get_maker (item));
  add_row (group, _ ("Article"), kab_item_get_article (item));
  add_row (group, _ ("Group"), kab_item_get_group_title (item));
  if (kab_item_get_delivery (item) != NULL)
    add_row (group, _ ("Delivery"), kab_item_get_delivery (item));
  for (guint i = 0; i < g_list_model_get_n_items (properties); i++)
    {
      g_autoptr (KabProperty) property = g_list_model_get_item (properties, i);

      add_row (group, kab_property_get_label (property), kab_property_get_value (property));
    }
  return group;
}

static void
append_texts (KabItemPage *self, const char *title, const char *const *texts)
{
  GtkWidget *group;
  g_autofree char *joined = NULL;

  if (texts == NULL || *texts == NULL)
    return;
  joined = g_strjoinv (", ", (char **) texts);
  group = kab_shop_group_new (NULL, NULL);
  add_row (group, title, joined);
  kab_shop_frame_append (self->frame, group);
}

static void
analogue_activated_cb (GtkWidget *row, KabItemPage *self)
{
  kab_shop_open_item (self->shop, GTK_WIDGET (self), g_object_get_data (G_OBJECT (row), "kab-item"));
}

static void
append_analogues (KabItemPage *self)
{
  GListModel *analogues = kab_item_get_analogues (self->item);
  GtkWidget *group;

  if (g_list_model_get_n_items (analogues) == 0)
    return;
  group = kab_shop_group_new (_ ("Others Make It Too"), _ ("These bear one of the same numbers."));
  for (guint i = 0; i < g_list_model_get_n_items (analogues); i++)
    {
      g_autoptr (KabItem) item = g_list_model_get_item (analogues, i);
      GtkWidget *row = kab_item_row_new (item);

      g_object_set_data_full (G_OBJECT (row), "kab-item", g_object_ref (item), g_object_unref);
      g_signal_connect_object (row, "activated", G_CALLBACK (analogue_activated_cb), self, 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  kab_shop_frame_append (self->frame, group);
}

static void
watched_cb (KabItemPage *self)
{
  reload (self);
}

static void
watch_cb (KabItemPage *self)
{
  KabWatchDialog *dialog = kab_watch_dialog_new (self->shop, self->item, kab_item_get_watch (self->item));

  g_signal_connect_object (dialog, "done", G_CALLBACK (watched_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* what it cost, and whether somebody is to be told of a change. */
static void
append_prices (KabItemPage *self)
{
  GListModel *prices = kab_item_get_prices (self->item);
  KabWatch *watch = kab_item_get_watch (self->item);
  const KabMoney *threshold = watch != NULL ? kab_watch_get_threshold (watch) : NULL;
  GtkWidget *group = kab_shop_group_new (_ ("Price"), NULL);
  GtkWidget *chart = kab_price_chart_new ();
  g_autofree char *words = NULL;
  GtkWidget *row;

  kab_price_chart_set_prices (KAB_PRICE_CHART (chart), prices, threshold);
  words = kab_price_chart_dup_words (KAB_PRICE_CHART (chart));
  row = kab_plain_row_new (watch != NULL ? _ ("You Watch This Price") : _ ("Watch the Price…"), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (!kab_shop_is_staff (self->shop))
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect_object (row, "activated", G_CALLBACK (watch_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      g_autofree char *watchers
          = g_strdup_printf (ngettext ("%u customer watches it", "%u customers watch it",
                                       (guint) kab_item_get_watchers (self->item)),
                             (guint) kab_item_get_watchers (self->item));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), watchers);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  if (g_list_model_get_n_items (prices) > 1)
    {
      gtk_widget_set_margin_top (chart, 12);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), chart);
    }
  kab_shop_frame_append (self->frame, group);
}

static void
acted_cb (KabItemPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Saved"));
  reload (self);
}

static void
action_activated_cb (GtkWidget *row, KabItemPage *self)
{
  KabAction *action = g_object_get_data (G_OBJECT (row), "kab-action");
  g_autofree char *path = g_strdup_printf ("/catalogue/%s/actions/%s", self->id, kab_action_get_id (action));
  KabShopDialog *dialog = kab_shop_dialog_new (self->shop, action, path, KAB_TYPE_ITEM);

  kab_shop_dialog_set_version (dialog, kab_item_get_version (self->item));
  g_signal_connect_object (dialog, "done", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
append_actions (KabItemPage *self)
{
  GListModel *actions = kab_item_get_actions (self->item);
  GtkWidget *group;

  if (g_list_model_get_n_items (actions) == 0)
    return;
  group = kab_shop_group_new (_ ("For the Staff"), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (KabAction) action = g_list_model_get_item (actions, i);
      GtkWidget *row = kab_plain_row_new (kab_action_get_title (action), NULL);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data_full (G_OBJECT (row), "kab-action", g_object_ref (action), g_object_unref);
      g_signal_connect_object (row, "activated", G_CALLBACK (action_activated_cb), self, 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  kab_shop_frame_append (self->frame, group);
}

static void
add_cb (KabItemPage *self)
{
  gint64 quantity = gtk_spin_button_get_value_as_int (self->quantity);
  g_autofree char *text = NULL;

  if (self->item == NULL)
    return;
  kab_basket_add (kab_shop_get_basket (self->shop), self->item, quantity);
  /* Translators: the name of something that is sold. */
  text = g_strdup_printf (_ ("In the cart: %s"), kab_item_get_title (self->item));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
show_bar (KabItemPage *self)
{
  gint64 step = kab_item_get_step (self->item);
  gboolean gone = g_strcmp0 (kab_document_state_get_id (kab_item_get_availability (self->item)), "gone") == 0;

  if (kab_shop_is_staff (self->shop))
    return;
  if (gtk_spin_button_get_value_as_int (self->quantity) % step != 0
      || gtk_adjustment_get_step_increment (gtk_spin_button_get_adjustment (self->quantity)) != (double) step)
    {
      gtk_spin_button_set_range (self->quantity, (double) step, (double) (100000 / step * step));
      gtk_spin_button_set_increments (self->quantity, (double) step, (double) (step * 10));
      gtk_spin_button_set_value (self->quantity, (double) step);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), !gone);
  kab_shop_frame_show_bar (self->frame, TRUE);
}

static void
show_item (KabItemPage *self)
{
  kab_shop_frame_clear (self->frame);
  kab_shop_frame_set_title (self->frame, kab_item_get_title (self->item));
  kab_shop_frame_append (self->frame, make_head (self->item));
  append_actions (self);
  append_prices (self);
  kab_shop_frame_append (self->frame, make_parameters (self->item));
  append_texts (self, _ ("Fits"), kab_item_get_vehicles (self->item));
  append_texts (self, _ ("Other Numbers"), kab_item_get_numbers (self->item));
  append_analogues (self);
  show_bar (self);
}

static void
fetched_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabItemPage *self = object;

  if (record != NULL)
    {
      g_set_object (&self->item, record);
      show_item (self);
    }
  kab_shop_frame_take (self->frame, FALSE, as_of, error);
}

static void
reload (KabItemPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new_segments ("GET", "catalogue", self->id, NULL);

  dex_clear (&self->fetching);
  kab_load_begin (kab_shop_frame_get_load (self->frame));
  self->fetching = kab_fetch (kab_shop_get_client (self->shop), request, KAB_TYPE_ITEM, self->item == NULL,
                              self, fetched_cb);
}

static void
event_cb (KabItemPage *self, const char *type)
{
  if (g_str_equal (type, "price"))
    reload (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_ITEM_PAGE (widget));
}

static void
kab_item_page_dispose (GObject *object)
{
  KabItemPage *self = KAB_ITEM_PAGE (object);

  dex_clear (&self->fetching);
  g_clear_object (&self->item);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (kab_item_page_parent_class)->dispose (object);
}

static void
kab_item_page_class_init (KabItemPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_item_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.refresh", NULL, refresh_action);
}

static void
kab_item_page_init (KabItemPage *self)
{
}

static void
make_bar (KabItemPage *self)
{
  self->quantity = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 100000, 1));
  gtk_spin_button_set_snap_to_ticks (self->quantity, TRUE);
  gtk_spin_button_set_numeric (self->quantity, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->quantity), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->quantity), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Quantity"), -1);
  self->add = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Add to Cart")));
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "suggested-action");
  gtk_widget_set_hexpand (GTK_WIDGET (self->add), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->add), GTK_ALIGN_END);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  kab_shop_frame_add_to_bar (self->frame, GTK_WIDGET (self->quantity));
  kab_shop_frame_add_to_bar (self->frame, GTK_WIDGET (self->add));
}

/**
 * kab_item_page_new:
 * @shop: a shop
 * @id: an item
 *
 * Returns: (transfer floating): the item whole
 */
AdwNavigationPage *
kab_item_page_new (KabShop *shop, const char *id)
{
  KabItemPage *self;

  g_return_val_if_fail (KAB_IS_SHOP (shop) && id != NULL, NULL);

  self = g_object_new (KAB_TYPE_ITEM_PAGE, NULL);
  self->shop = g_object_ref (shop);
  self->id = g_strdup (id);
  self->frame = kab_shop_frame_new (ADW_NAVIGATION_PAGE (self), shop, _ ("Item"));
  g_signal_connect_object (kab_shop_frame_get_state (self->frame), "retry", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  make_bar (self);
  kab_shop_watch_events (shop, self, G_CALLBACK (event_cb));
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
