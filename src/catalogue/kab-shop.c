/* kab-shop.c: what the pages of a shop share: the way to it, the basket, the sender of orders. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-shop.h"

/* One for each cabinet, so that all of its windows and pages show the same basket. */
struct _KabShop
{
  GObject parent_instance;

  char *id;
  KabClient *client;
  KabDescriptor *descriptor;
  KabDrafts *drafts;
  KabBasket *basket;
  KabOrderSender *sender;
  gboolean staff;
};

G_DEFINE_FINAL_TYPE (KabShop, kab_shop, G_TYPE_OBJECT)

static guint changed_signal;

static void
kab_shop_finalize (GObject *object)
{
  KabShop *self = KAB_SHOP (object);

  g_clear_object (&self->basket);
  g_clear_object (&self->sender);
  g_clear_object (&self->client);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->drafts);
  g_free (self->id);
  G_OBJECT_CLASS (kab_shop_parent_class)->finalize (object);
}

static void
kab_shop_class_init (KabShopClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_shop_finalize;

  /**
   * KabShop::changed:
   * @type: what has changed on the server: "cart", "price", "document"
   */
  changed_signal = g_signal_new ("changed", KAB_TYPE_SHOP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kab_shop_init (KabShop *self)
{
}

/**
 * kab_shop_new:
 * @id: the id of the cabinet
 * @client: the way to the shop, for one person
 * @descriptor: the organisation
 * @drafts: where that person's unsent things are kept
 * @staff: whether the person works there
 *
 * Returns: (transfer full): the shop as this person sees it
 */
KabShop *
kab_shop_new (const char *id, KabClient *client, KabDescriptor *descriptor, KabDrafts *drafts, gboolean staff)
{
  KabShop *self;

  g_return_val_if_fail (id != NULL && KAB_IS_CLIENT (client), NULL);
  g_return_val_if_fail (KAB_IS_DESCRIPTOR (descriptor) && KAB_IS_DRAFTS (drafts), NULL);

  self = g_object_new (KAB_TYPE_SHOP, NULL);
  self->id = g_strdup (id);
  self->client = g_object_ref (client);
  self->descriptor = g_object_ref (descriptor);
  self->drafts = g_object_ref (drafts);
  self->staff = staff;
  self->basket = kab_basket_new (client, drafts);
  self->sender = kab_order_sender_new (client, drafts);
  return self;
}

/* Without a type, anything may have changed. */
static void
event_cb (KabShop *self, const char *type)
{
  static const char *const types[] = { "cart", "price" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (kab_events_concern (type, types[i]))
      kab_shop_tell_change (self, types[i]);
}

/**
 * kab_shop_get:
 * @cabinet: a cabinet whose organisation is described
 *
 * Returns: (transfer none): the one shop of @cabinet
 */
KabShop *
kab_shop_get (KabCabinet *cabinet)
{
  KabShop *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_get_data (G_OBJECT (cabinet), "kab-shop");
  if (self == NULL)
    {
      self = kab_shop_new (kab_cabinet_get_id (cabinet), kab_cabinet_get_client (cabinet),
                           kab_cabinet_get_descriptor (cabinet), kab_cabinet_get_drafts (cabinet),
                           g_strcmp0 (kab_cabinet_get_role (cabinet), "staff") == 0);
      g_signal_connect_object (kab_cabinet_get_events (cabinet), "changed", G_CALLBACK (event_cb), self,
                               G_CONNECT_SWAPPED);
      g_object_set_data_full (G_OBJECT (cabinet), "kab-shop", self, g_object_unref);
    }
  return self;
}

/**
 * kab_shop_get_id:
 * @self: a shop
 *
 * Returns: (transfer none): the id of its cabinet
 */
const char *
kab_shop_get_id (KabShop *self)
{
  g_return_val_if_fail (KAB_IS_SHOP (self), NULL);

  return self->id;
}

/**
 * kab_shop_get_client:
 * @self: a shop
 *
 * Returns: (transfer none): the way to it
 */
KabClient *
kab_shop_get_client (KabShop *self)
{
  g_return_val_if_fail (KAB_IS_SHOP (self), NULL);

  return self->client;
}

/**
 * kab_shop_get_descriptor:
 * @self: a shop
 *
 * Returns: (transfer none): the organisation
 */
KabDescriptor *
kab_shop_get_descriptor (KabShop *self)
{
  g_return_val_if_fail (KAB_IS_SHOP (self), NULL);

  return self->descriptor;
}

/**
 * kab_shop_get_drafts:
 * @self: a shop
 *
 * Returns: (transfer none): where unsent things are kept
 */
KabDrafts *
kab_shop_get_drafts (KabShop *self)
{
  g_return_val_if_fail (KAB_IS_SHOP (self), NULL);

  return self->drafts;
}

/**
 * kab_shop_get_basket:
 * @self: a shop
 *
 * Returns: (transfer none): the cart
 */
KabBasket *
kab_shop_get_basket (KabShop *self)
{
  g_return_val_if_fail (KAB_IS_SHOP (self), NULL);

  return self->basket;
}

/**
 * kab_shop_get_sender:
 * @self: a shop
 *
 * Returns: (transfer none): what sends orders
 */
KabOrderSender *
kab_shop_get_sender (KabShop *self)
{
  g_return_val_if_fail (KAB_IS_SHOP (self), NULL);

  return self->sender;
}

/**
 * kab_shop_is_staff:
 * @self: a shop
 *
 * Returns: whether the person works there
 */
gboolean
kab_shop_is_staff (KabShop *self)
{
  g_return_val_if_fail (KAB_IS_SHOP (self), FALSE);

  return self->staff;
}

/**
 * kab_shop_open_item:
 * @self: a shop
 * @from: a widget in the window
 * @item: an item
 *
 * Shows the page of an item.
 */
void
kab_shop_open_item (KabShop *self, GtkWidget *from, KabItem *item)
{
  g_return_if_fail (KAB_IS_SHOP (self) && KAB_IS_ITEM (item));

  gtk_widget_activate_action (from, "win.open-item", "(ss)", self->id, kab_item_get_id (item));
}

/**
 * kab_shop_open_section:
 * @self: a shop
 * @from: a widget in the window
 * @section: one of the cabinet's sections
 */
void
kab_shop_open_section (KabShop *self, GtkWidget *from, const char *section)
{
  g_return_if_fail (KAB_IS_SHOP (self) && section != NULL);

  gtk_widget_activate_action (from, "win.open-section", "(ss)", self->id, section);
}

/**
 * kab_shop_dup_title:
 * @self: a shop
 * @section: one of its sections
 * @otherwise: our own word
 *
 * Returns: (transfer full): what the organisation calls the section
 */
char *
kab_shop_dup_title (KabShop *self, const char *section, const char *otherwise)
{
  const char *title;

  g_return_val_if_fail (KAB_IS_SHOP (self) && section != NULL, NULL);

  title = kab_descriptor_get_section_title (self->descriptor, section);
  return g_strdup (title != NULL && *title != '\0' ? title : otherwise);
}

/**
 * kab_shop_watch_events:
 * @self: a shop
 * @object: who wants to know
 * @changed: called with @object when something changes on the server
 */
void
kab_shop_watch_events (KabShop *self, gpointer object, GCallback changed)
{
  g_return_if_fail (KAB_IS_SHOP (self) && G_IS_OBJECT (object));

  g_signal_connect_object (self, "changed", changed, object, G_CONNECT_SWAPPED);
}

/**
 * kab_shop_tell_change:
 * @self: a shop
 * @type: what has changed on the server
 *
 * Passes on a hint of the server's.
 */
void
kab_shop_tell_change (KabShop *self, const char *type)
{
  g_return_if_fail (KAB_IS_SHOP (self) && type != NULL);

  if (g_str_equal (type, "cart"))
    kab_basket_refresh (self->basket);
  g_signal_emit (self, changed_signal, 0, type);
}
