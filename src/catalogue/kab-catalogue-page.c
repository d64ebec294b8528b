/* kab-catalogue-page.c: what a shop sells, searched on its server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-catalogue-page.h"
#include "kab-fetch.h"
#include "kab-item-text.h"
#include "kab-menu-button.h"
#include "kab-paged-model.h"
#include "kab-promotions-page.h"
#include "kab-settle.h"
#include "kab-stale.h"
#include "kab-state-page.h"

#define MAX_QUERY 200 /* characters; a server looks at no more */

/* The list asks the server for what is to be seen; searching, filtering and sorting are the server's (rule E5). */
struct _KabCataloguePage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  GtkWidget *cart;
  AdwButtonContent *cart_content;
  GtkSearchEntry *search;
  GtkMenuButton *vehicle;
  GtkMenuButton *group;
  GtkMenuButton *maker;
  GtkToggleButton *stock;
  GtkToggleButton *fresh;
  GtkMenuButton *sort;
  KabStatePage *state;
  GtkListView *list;
  GtkLabel *foot;

  KabShop *shop;
  KabPagedModel *model;
  DexFuture *vehicles;
  DexFuture *facets;
};

G_DEFINE_FINAL_TYPE (KabCataloguePage, kab_catalogue_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_narrowed (KabCataloguePage *self)
{
  static const char *const names[] = { "q", "vehicle", "group", "maker", "stock", "fresh" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (kab_paged_model_get_query (self->model, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
update_empty (KabCataloguePage *self)
{
  const char *query = kab_paged_model_get_query (self->model, "q");
  g_autofree char *text = NULL;

  if (!is_narrowed (self))
    {
      g_object_set (self->state, "empty-title", _ ("The Shelves Are Empty"), "empty-text",
                    _ ("What the shop sells will be here."), "empty-action", NULL, "empty-action-name", NULL,
                    NULL);
      return;
    }
  text = query != NULL ? g_strdup_printf (_ ("Nothing for “%s”."), query)
                       : g_strdup (_ ("Nothing fits all that was chosen."));
  g_object_set (self->state, "empty-title", _ ("Nothing Found"), "empty-text", text, "empty-action",
                _ ("Show All"), "empty-action-name", "catalogue.clear", NULL);
}

static void
counted_cb (KabCataloguePage *self)
{
  guint total = kab_paged_model_get_total (self->model);
  g_autofree char *text = g_strdup_printf (ngettext ("%u item", "%u items", total), total);

  gtk_label_set_text (self->foot, text);
  update_empty (self);
  kab_stale_tell (self->banner, kab_paged_model_get_load (self->model),
                  kab_paged_model_get_fetched_at (self->model));
}

/* More than a server looks at is cut, not refused. */
static void
search_changed_cb (KabCataloguePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *query = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_QUERY));

  g_strstrip (query);
  kab_paged_model_set_query (self->model, "q", *query != '\0' ? query : NULL);
}

static void
switch_toggled_cb (KabCataloguePage *self)
{
  if (self->model == NULL)
    return;
  kab_paged_model_set_query (self->model, "stock",
                             gtk_toggle_button_get_active (self->stock) ? "true" : NULL);
  kab_paged_model_set_query (self->model, "fresh",
                             gtk_toggle_button_get_active (self->fresh) ? "true" : NULL);
}

static void
leave_search_cb (KabCataloguePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
retry_cb (KabCataloguePage *self)
{
  kab_paged_model_retry (self->model);
}

static void
row_activated_cb (KabCataloguePage *self, guint position)
{
  g_autoptr (KabRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (row != NULL && kab_row_get_item (row) != NULL)
    kab_shop_open_item (self->shop, GTK_WIDGET (self), kab_row_get_item (row));
}

static void
added_cb (GtkWidget *button, KabCataloguePage *self)
{
  KabItem *item = g_object_get_data (G_OBJECT (button), "kab-item");
  g_autofree char *text = NULL;

  if (item == NULL)
    return;
  kab_basket_add (kab_shop_get_basket (self->shop), item, kab_item_get_step (item));
  /* Translators: the name of something that is sold. */
  text = g_strdup_printf (_ ("In the cart: %s"), kab_item_get_title (item));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
basket_changed_cb (KabCataloguePage *self)
{
  guint count = g_list_model_get_n_items (kab_basket_get_lines (kab_shop_get_basket (self->shop)));
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *name = g_strdup_printf (ngettext ("Cart, %u item", "Cart, %u items", count), count);

  adw_button_content_set_label (self->cart_content, count > 0 ? number : "");
  gtk_widget_set_tooltip_text (self->cart, name);
}

/* The words of the entry of @menu that stands for @value. */
static char *
dup_label (GMenuModel *menu, const char *value)
{
  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *target = NULL;
      g_autofree char *label = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_TARGET, "s", &target)
          && g_str_equal (target, value)
          && g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        {
          g_auto (GStrv) parts = g_strsplit (label, "__", -1);

          return g_strjoinv ("_", parts);
        }
    }
  return NULL;
}

static GtkMenuButton *
get_button (KabCataloguePage *self, const char *name)
{
  if (g_str_equal (name, "vehicle"))
    return self->vehicle;
  if (g_str_equal (name, "group"))
    return self->group;
  return g_str_equal (name, "maker") ? self->maker : self->sort;
}

static void
chosen_cb (GSimpleAction *action, GVariant *value, KabCataloguePage *self)
{
  const char *name = g_action_get_name (G_ACTION (action));
  const char *text = g_variant_get_string (value, NULL);
  GtkMenuButton *button = get_button (self, name);
  g_autofree char *label = dup_label (gtk_menu_button_get_menu_model (button), text);

  g_simple_action_set_state (action, value);
  if (label != NULL)
    gtk_menu_button_set_label (button, label);
  if (*text != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (button), "on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "on");
  kab_paged_model_set_query (self->model, name, *text != '\0' ? text : NULL);
}

static void
add_choice (GMenu *menu, const char *name, const char *label, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);
  g_autofree char *action = g_strconcat ("choice.", name, NULL);

  g_menu_item_set_action_and_target (item, action, "s", value);
  g_menu_append_item (menu, item);
}

static GMenu *
make_menu (const char *name, const char *all, GListModel *facets)
{
  GMenu *menu = g_menu_new ();

  add_choice (menu, name, all, "");
  for (guint i = 0; i < g_list_model_get_n_items (facets); i++)
    {
      g_autoptr (KabFacet) facet = g_list_model_get_item (facets, i);

      add_choice (menu, name, kab_facet_get_title (facet), kab_facet_get_id (facet));
    }
  return menu;
}

static void
facets_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabCataloguePage *self = object;
  g_autoptr (GMenu) groups = NULL;
  g_autoptr (GMenu) makers = NULL;

  if (record == NULL)
    return;
  groups = make_menu ("group", _ ("All Groups"), kab_catalogue_window_get_groups (record));
  makers = make_menu ("maker", _ ("All Makers"), kab_catalogue_window_get_makers (record));
  gtk_menu_button_set_menu_model (self->group, G_MENU_MODEL (groups));
  gtk_menu_button_set_menu_model (self->maker, G_MENU_MODEL (makers));
}

static void
vehicles_cb (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabCataloguePage *self = object;
  g_autoptr (GMenu) menu = g_menu_new ();
  GListModel *vehicles = record != NULL ? kab_catalogue_vehicle_list_get_items (record) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->vehicle),
                          vehicles != NULL && g_list_model_get_n_items (vehicles) > 0);
  if (vehicles == NULL)
    return;
  add_choice (menu, "vehicle", _ ("Any Vehicle"), "");
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (KabCatalogueVehicle) vehicle = g_list_model_get_item (vehicles, i);

      add_choice (menu, "vehicle", kab_catalogue_vehicle_get_title (vehicle),
                  kab_catalogue_vehicle_get_id (vehicle));
    }
  gtk_menu_button_set_menu_model (self->vehicle, G_MENU_MODEL (menu));
}

static void
fetch_choices (KabCataloguePage *self)
{
  g_autoptr (KabRequest) vehicles = kab_request_new ("GET", "/catalogue/vehicles");
  g_autoptr (KabRequest) facets = kab_request_new ("GET", "/catalogue");
  KabClient *client = kab_shop_get_client (self->shop);

  kab_request_set_query (facets, "limit", "1");
  self->vehicles = kab_fetch (client, vehicles, KAB_TYPE_CATALOGUE_VEHICLE_LIST, TRUE, self, vehicles_cb);
  self->facets = kab_fetch (client, facets, KAB_TYPE_CATALOGUE_WINDOW, TRUE, self, facets_cb);
}

static GMenu *
make_sorts (gboolean staff)
{
  GMenu *menu = g_menu_new ();

  add_choice (menu, "sort", _ ("Best Match"), "");
  add_choice (menu, "sort", _ ("Cheapest First"), "price");
  add_choice (menu, "sort", _ ("Dearest First"), "-price");
  add_choice (menu, "sort", _ ("By Name"), "title");
  add_choice (menu, "sort", _ ("Newest First"), "-added");
  if (staff)
    add_choice (menu, "sort", _ ("Most Watched First"), "-watchers");
  return menu;
}

static void
add_actions (KabCataloguePage *self)
{
  static const char *const names[] = { "vehicle", "group", "maker", "sort" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) sorts = make_sorts (kab_shop_is_staff (self->shop));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action
          = g_simple_action_new_stateful (names[i], G_VARIANT_TYPE_STRING, g_variant_new_string (""));

      g_signal_connect_object (action, "change-state", G_CALLBACK (chosen_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "choice", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (self->sort, G_MENU_MODEL (sorts));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_paged_model_refresh (KAB_CATALOGUE_PAGE (widget)->model);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const names[] = { "vehicle", "group", "maker" };
  KabCataloguePage *self = KAB_CATALOGUE_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (self->stock, FALSE);
  gtk_toggle_button_set_active (self->fresh, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *action = g_strconcat ("choice.", names[i], NULL);

      gtk_widget_activate_action (widget, action, "s", "");
    }
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (KAB_CATALOGUE_PAGE (widget)->search));
}

static void
cart_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kab_shop_open_section (KAB_CATALOGUE_PAGE (widget)->shop, widget, "cart");
}

static void
promotions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *view = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              kab_promotions_page_new (KAB_CATALOGUE_PAGE (widget)->shop));
}

/* A price has changed while somebody looks at it. */
static void
event_cb (KabCataloguePage *self, const char *type)
{
  if (g_str_equal (type, "price"))
    kab_paged_model_refresh (self->model);
}

static void
kab_catalogue_page_dispose (GObject *object)
{
  KabCataloguePage *self = KAB_CATALOGUE_PAGE (object);

  dex_clear (&self->vehicles);
  dex_clear (&self->facets);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_CATALOGUE_PAGE);
  g_clear_object (&self->model);
  g_clear_object (&self->shop);
  G_OBJECT_CLASS (kab_catalogue_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, cart);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, cart_content);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, search);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, vehicle);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, group);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, maker);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, stock);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, fresh);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, sort);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, state);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, list);
  gtk_widget_class_bind_template_child (widget_class, KabCataloguePage, foot);
}

static void
kab_catalogue_page_class_init (KabCataloguePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_catalogue_page_dispose;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/catalogue/kab-catalogue-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, switch_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "catalogue.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "catalogue.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "catalogue.cart", NULL, cart_action);
  gtk_widget_class_install_action (widget_class, "catalogue.promotions", NULL, promotions_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "catalogue.find", NULL);
}

static void
kab_catalogue_page_init (KabCataloguePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
}

static void
set_up_list (KabCataloguePage *self)
{
  gboolean staff = kab_shop_is_staff (self->shop);
  g_autoptr (GtkListItemFactory) factory = kab_item_rows_new (staff ? NULL : G_CALLBACK (added_cb), self);
  g_autoptr (GtkNoSelection) selection = NULL;

  self->model
      = kab_paged_model_new (kab_shop_get_client (self->shop), "/catalogue", KAB_TYPE_CATALOGUE_WINDOW);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  kab_state_page_set_load (self->state, kab_paged_model_get_load (self->model));
  g_signal_connect_object (self->model, "notify::total", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_paged_model_get_load (self->model), "notify", G_CALLBACK (counted_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kab_catalogue_page_new:
 * @shop: a shop
 *
 * Returns: (transfer floating): what it sells
 */
AdwNavigationPage *
kab_catalogue_page_new (KabShop *shop)
{
  KabCataloguePage *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (KAB_IS_SHOP (shop), NULL);

  self = g_object_new (KAB_TYPE_CATALOGUE_PAGE, NULL);
  self->shop = g_object_ref (shop);
  title = kab_shop_dup_title (shop, "catalogue", _ ("Catalogue"));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (kab_shop_get_descriptor (shop)));
  kab_state_page_set_organisation (self->state, kab_shop_get_descriptor (shop));
  gtk_widget_set_visible (self->cart, !kab_shop_is_staff (shop));
  set_up_list (self);
  add_actions (self);
  g_signal_connect_object (kab_shop_get_basket (shop), "changed", G_CALLBACK (basket_changed_cb), self,
                           G_CONNECT_SWAPPED);
  kab_shop_watch_events (shop, self, G_CALLBACK (event_cb));
  basket_changed_cb (self);
  counted_cb (self);
  fetch_choices (self);
  kab_paged_model_refresh (self->model);
  return ADW_NAVIGATION_PAGE (self);
}
