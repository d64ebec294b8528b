/* kab-watches-page.c: the prices that somebody keeps an eye on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-fetch.h"
#include "kab-item-text.h"
#include "kab-money-label.h"
#include "kab-plain-row.h"
#include "kab-price-chart.h"
#include "kab-shop-frame.h"
#include "kab-status-pill.h"
#include "kab-watch-dialog.h"
#include "kab-watches-page.h"

struct _KabWatchesPage
{
  AdwNavigationPage parent_instance;

  KabShop *shop;
  KabShopFrame *frame; /* a child */
  KabWatchList *list;
  DexFuture *fetching;
};

G_DEFINE_FINAL_TYPE (KabWatchesPage, kab_watches_page, ADW_TYPE_NAVIGATION_PAGE)

static void reload (KabWatchesPage *self);

/* How far it has gone since the watch was begun, in words as well as by sign. */
static char *
dup_change (KabWatch *watch)
{
  const KabMoney *first = kab_watch_get_first_price (watch);
  const KabMoney *now = kab_item_get_price (kab_watch_get_item (watch));
  KabMoney change = *first;
  g_autofree char *amount = NULL;

  change.minor = ABS (now->minor - first->minor);
  amount = kab_money_format (&change);
  if (now->minor == first->minor)
    return g_strdup (_ ("As it was"));
  /* Translators: by how much a price went down, or up. */
  return g_strdup_printf (
      now->minor < first->minor ? _ ("%s cheaper than it was") : _ ("%s dearer than it was"), amount);
}

static char *
dup_threshold (KabWatch *watch)
{
  const KabMoney *threshold = kab_watch_get_threshold (watch);
  g_autofree char *amount = threshold != NULL ? kab_money_format (threshold) : NULL;

  /* Translators: a price that somebody waits for. */
  return amount != NULL ? g_strdup_printf (_ ("Waiting for %s"), amount)
                        : g_strdup (_ ("Every change is told"));
}

static KabWatch *
get_watch (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "kab-watch");
}

static void
open_cb (GtkWidget *row, KabWatchesPage *self)
{
  kab_shop_open_item (self->shop, GTK_WIDGET (self), kab_watch_get_item (get_watch (row)));
}

static void
edit_cb (GtkWidget *button, KabWatchesPage *self)
{
  KabWatch *watch = get_watch (button);
  KabWatchDialog *dialog = kab_watch_dialog_new (self->shop, kab_watch_get_item (watch), watch);

  g_signal_connect_object (dialog, "done", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
keep_watch (GtkWidget *widget, KabWatch *watch)
{
  g_object_set_data_full (G_OBJECT (widget), "kab-watch", g_object_ref (watch), g_object_unref);
}

static GtkWidget *
make_row (KabWatchesPage *self, KabWatch *watch)
{
  KabItem *item = kab_watch_get_item (watch);
  g_autofree char *note = kab_item_dup_note (item);
  g_autofree char *change = dup_change (watch);
  g_autofree char *threshold = dup_threshold (watch);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s · %s", note, change, threshold);
  GtkWidget *row = kab_plain_row_new (kab_item_get_title (item), subtitle);
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  if (kab_watch_get_reached (watch))
    {
      GtkWidget *pill = kab_status_pill_new ();

      kab_status_pill_set_label (KAB_STATUS_PILL (pill), _ ("Reached"));
      kab_status_pill_set_tone (KAB_STATUS_PILL (pill), "good");
      gtk_widget_set_halign (pill, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (box), pill);
    }
  gtk_box_append (GTK_BOX (box), kab_money_label_new (kab_item_get_price (item)));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  gtk_widget_set_tooltip_text (edit, _ ("Change the Watch"));
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (edit, "flat");
  keep_watch (edit, watch);
  g_signal_connect_object (edit, "clicked", G_CALLBACK (edit_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  keep_watch (row, watch);
  g_signal_connect_object (row, "activated", G_CALLBACK (open_cb), self, 0);
  return row;
}

static GtkWidget *
make_group (KabWatchesPage *self, KabWatch *watch)
{
  GtkWidget *group = kab_shop_group_new (NULL, NULL);
  GtkWidget *chart = kab_price_chart_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, watch));
  kab_price_chart_set_prices (KAB_PRICE_CHART (chart), kab_watch_get_prices (watch),
                              kab_watch_get_threshold (watch));
  gtk_widget_set_margin_top (chart, 9);
  if (g_list_model_get_n_items (kab_watch_get_prices (watch)) > 1)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), chart);
  else
    g_object_unref (g_object_ref_sink (chart));
  return group;
}

static void
fetched_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabWatchesPage *self = object;
  GListModel *items;

  if (record != NULL)
    {
      g_set_object (&self->list, record);
      kab_shop_frame_clear (self->frame);
    }
  items = self->list != NULL ? kab_watch_list_get_items (self->list) : NULL;
  for (guint i = 0; record != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabWatch) watch = g_list_model_get_item (items, i);

      if (kab_watch_get_item (watch) != NULL)
        kab_shop_frame_append (self->frame, make_group (self, watch));
    }
  kab_shop_frame_take (self->frame, items != NULL && g_list_model_get_n_items (items) == 0, as_of, error);
}

static void
reload (KabWatchesPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/watches");

  dex_clear (&self->fetching);
  kab_load_begin (kab_shop_frame_get_load (self->frame));
  self->fetching = kab_fetch (kab_shop_get_client (self->shop), request, KAB_TYPE_WATCH_LIST,
                              self->list == NULL, self, fetched_cb);
}

/* A-20, live: a price changes before one's eyes. */
static void
event_cb (KabWatchesPage *self, const char *type)
{
  if (!g_str_equal (type, "price"))
    return;
  kab_announce (GTK_WIDGET (self), _ ("A price has changed"), FALSE);
  reload (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_WATCHES_PAGE (widget));
}

static void
catalogue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_shop_open_section (KAB_WATCHES_PAGE (widget)->shop, widget, "catalogue");
}

static void
kab_watches_page_dispose (GObject *object)
{
  KabWatchesPage *self = KAB_WATCHES_PAGE (object);

  dex_clear (&self->fetching);
  g_clear_object (&self->list);
  g_clear_object (&self->shop);
  G_OBJECT_CLASS (kab_watches_page_parent_class)->dispose (object);
}

static void
kab_watches_page_class_init (KabWatchesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_watches_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "watches.catalogue", NULL, catalogue_action);
}

static void
kab_watches_page_init (KabWatchesPage *self)
{
}

/**
 * kab_watches_page_new:
 * @shop: a shop
 *
 * Returns: (transfer floating): the prices that the person watches
 */
AdwNavigationPage *
kab_watches_page_new (KabShop *shop)
{
  KabWatchesPage *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_WATCHES_PAGE, NULL);
  self->shop = g_object_ref (shop);
  title = kab_shop_dup_title (shop, "watches", _ ("Watched Prices"));
  self->frame = kab_shop_frame_new (ADW_NAVIGATION_PAGE (self), shop, title);
  g_object_set (kab_shop_frame_get_state (self->frame), "empty-icon", "view-reveal-symbolic", "empty-title",
                _ ("No Price Is Watched"), "empty-text",
                _ ("Open an item and choose to watch its price; you will be told when it changes."),
                "empty-action", _ ("To the Catalogue"), "empty-action-name", "watches.catalogue", NULL);
  g_signal_connect_object (kab_shop_frame_get_state (self->frame), "retry", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  kab_shop_watch_events (shop, self, G_CALLBACK (event_cb));
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
