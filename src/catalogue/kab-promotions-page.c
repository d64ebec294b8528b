/* kab-promotions-page.c: what lowers prices for a while, and the discount of this person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-fetch.h"
#include "kab-format.h"
#include "kab-plain-row.h"
#include "kab-promotion.h"
#include "kab-promotions-page.h"
#include "kab-shop-dialog.h"
#include "kab-shop-frame.h"
#include "kab-status-pill.h"

struct _KabPromotionsPage
{
  AdwNavigationPage parent_instance;

  KabShop *shop;
  KabShopFrame *frame; /* a child */
  GtkWidget *create;
  KabPromotionList *list;
  DexFuture *fetching;
};

G_DEFINE_FINAL_TYPE (KabPromotionsPage, kab_promotions_page, ADW_TYPE_NAVIGATION_PAGE)

static void show_list (KabPromotionsPage *self);

static void
acted_cb (KabPromotionsPage *self, KabPromotionList *list)
{
  g_set_object (&self->list, list);
  show_list (self);
  kab_shop_tell_change (self->shop, "price");
}

static void
ask (KabPromotionsPage *self, KabAction *action, const char *path)
{
  KabShopDialog *dialog = kab_shop_dialog_new (self->shop, action, path, KAB_TYPE_PROMOTION_LIST);

  g_signal_connect_object (dialog, "done", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
action_clicked_cb (GtkWidget *button, KabPromotionsPage *self)
{
  KabAction *action = g_object_get_data (G_OBJECT (button), "kab-action");
  const char *promotion = g_object_get_data (G_OBJECT (button), "kab-promotion");
  g_autofree char *path
      = g_strdup_printf ("/promotions/%s/actions/%s", promotion, kab_action_get_id (action));

  ask (self, action, path);
}

static void
create_cb (KabPromotionsPage *self)
{
  if (self->list != NULL && kab_promotion_list_get_create (self->list) != NULL)
    ask (self, kab_promotion_list_get_create (self->list), "/promotions");
}

static char *
dup_terms (KabPromotion *promotion)
{
  g_autofree char *until = kab_format_date_prose (kab_promotion_get_until (promotion));
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  if (kab_promotion_get_group_title (promotion) != NULL)
    g_strv_builder_add (parts, kab_promotion_get_group_title (promotion));
  if (kab_promotion_get_maker (promotion) != NULL)
    g_strv_builder_add (parts, kab_promotion_get_maker (promotion));
  /* Translators: a percentage off the price. */
  g_strv_builder_take (parts, g_strdup_printf (_ ("−%u %%"), (guint) kab_promotion_get_percent (promotion)));
  /* Translators: the last moment of something. */
  g_strv_builder_take (parts, g_strdup_printf (_ ("until %s"), until));
  texts = g_strv_builder_end (parts);
  return g_strjoinv (" · ", texts);
}

static void
add_actions (KabPromotionsPage *self, GtkWidget *box, KabPromotion *promotion)
{
  GListModel *actions = kab_promotion_get_actions (promotion);

  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (KabAction) action = g_list_model_get_item (actions, i);
      GtkWidget *button = gtk_button_new_with_label (kab_action_get_title (action));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "kab-action", g_object_ref (action), g_object_unref);
      g_object_set_data_full (G_OBJECT (button), "kab-promotion", g_strdup (kab_promotion_get_id (promotion)),
                              g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (action_clicked_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
}

static GtkWidget *
make_group (KabPromotionsPage *self, KabPromotion *promotion)
{
  GtkWidget *group
      = kab_shop_group_new (kab_promotion_get_title (promotion), kab_promotion_get_text (promotion));
  GtkWidget *pill = kab_status_pill_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *terms = dup_terms (promotion);
  GtkWidget *row = kab_plain_row_new (terms, NULL);

  if (kab_shop_is_staff (self->shop))
    {
      g_autofree char *members
          = g_strdup_printf (ngettext ("%u customer takes part", "%u customers take part",
                                       (guint) kab_promotion_get_members (promotion)),
                             (guint) kab_promotion_get_members (promotion));

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), members);
    }
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  kab_status_pill_set_state (KAB_STATUS_PILL (pill), kab_promotion_get_state (promotion));
  gtk_widget_set_halign (pill, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), pill);
  add_actions (self, box, promotion);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static void
append_discount (KabPromotionsPage *self)
{
  KabDiscount *discount = kab_promotion_list_get_discount (self->list);
  GtkWidget *group;
  g_autofree char *percent = NULL;

  if (discount == NULL)
    return;
  group = kab_shop_group_new (_ ("Your Discount"), _ ("Reductions are not added up: the larger one counts."));
  percent = g_strdup_printf (_ ("−%u %%"), (guint) kab_discount_get_percent (discount));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             kab_plain_row_new (percent, kab_discount_get_reason (discount)));
  kab_shop_frame_append (self->frame, group);
}

static void
show_list (KabPromotionsPage *self)
{
  GListModel *items = kab_promotion_list_get_items (self->list);

  kab_shop_frame_clear (self->frame);
  append_discount (self);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabPromotion) promotion = g_list_model_get_item (items, i);

      kab_shop_frame_append (self->frame, make_group (self, promotion));
    }
  gtk_widget_set_visible (self->create, kab_promotion_list_get_create (self->list) != NULL);
}

static gboolean
is_empty (KabPromotionsPage *self)
{
  return self->list != NULL && kab_promotion_list_get_discount (self->list) == NULL
         && g_list_model_get_n_items (kab_promotion_list_get_items (self->list)) == 0;
}

static void
fetched_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabPromotionsPage *self = object;

  if (record != NULL)
    {
      g_set_object (&self->list, record);
      show_list (self);
    }
  kab_shop_frame_take (self->frame, is_empty (self), as_of, error);
}

static void
reload (KabPromotionsPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/promotions");

  dex_clear (&self->fetching);
  kab_load_begin (kab_shop_frame_get_load (self->frame));
  self->fetching = kab_fetch (kab_shop_get_client (self->shop), request, KAB_TYPE_PROMOTION_LIST,
                              self->list == NULL, self, fetched_cb);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_PROMOTIONS_PAGE (widget));
}

static void
kab_promotions_page_dispose (GObject *object)
{
  KabPromotionsPage *self = KAB_PROMOTIONS_PAGE (object);

  dex_clear (&self->fetching);
  g_clear_object (&self->list);
  g_clear_object (&self->shop);
  G_OBJECT_CLASS (kab_promotions_page_parent_class)->dispose (object);
}

static void
kab_promotions_page_class_init (KabPromotionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_promotions_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.refresh", NULL, refresh_action);
}

static void
kab_promotions_page_init (KabPromotionsPage *self)
{
}

/**
 * kab_promotions_page_new:
 * @shop: a shop
 *
 * Returns: (transfer floating): its promotions
 */
AdwNavigationPage *
kab_promotions_page_new (KabShop *shop)
{
  KabPromotionsPage *self;

  g_return_val_if_fail (KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_PROMOTIONS_PAGE, NULL);
  self->shop = g_object_ref (shop);
  self->frame = kab_shop_frame_new (ADW_NAVIGATION_PAGE (self), shop, _ ("Promotions and Discounts"));
  self->create = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (self->create, _ ("New Promotion"));
  gtk_widget_set_visible (self->create, FALSE);
  g_signal_connect_object (self->create, "clicked", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
  kab_shop_frame_add_button (self->frame, self->create);
  g_object_set (kab_shop_frame_get_state (self->frame), "empty-icon", "starred-symbolic", "empty-title",
                _ ("No Promotions Now"), "empty-text", _ ("What lowers prices will be told here."), NULL);
  g_signal_connect_object (kab_shop_frame_get_state (self->frame), "retry", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
