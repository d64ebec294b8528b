/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-basket-private.h"

#include "kab-fiber.h"
#include "kab-net-error.h"

#define MAX_ROUNDS 4
#define FIRST_PAUSE 5 /* seconds before what could not be sent is tried again; doubled up to the last */
#define LAST_PAUSE 120

G_DEFINE_FINAL_TYPE (KabBasket, kab_basket, G_TYPE_OBJECT)

static guint changed_signal;

static void even_out (KabBasket *self);

static KabBasketLine *
find (KabBasket *self, const char *item, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (KabBasketLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (g_str_equal (kab_item_get_id (kab_basket_line_get_item (line)), item))
        {
          if (position != NULL)
            *position = i;
          return line;
        }
    }
  return NULL;
}

static void
tell (KabBasket *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static GHashTable *
collect_held (KabCart *cart)
{
  GHashTable *held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *lines = kab_cart_get_lines (cart);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabCartLine) line = g_list_model_get_item (lines, i);

      g_hash_table_insert (held, g_strdup (kab_item_get_id (kab_cart_line_get_item (line))),
                           GINT_TO_POINTER ((int) kab_cart_line_get_quantity (line)));
    }
  return held;
}

/* The server's cart, with what was changed here laid over it. What was not touched here follows the server. */
static void
merge (KabBasket *self, KabCart *cart)
{
  g_autoptr (GPtrArray) merged = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) held = collect_held (cart);
  GListModel *theirs = kab_cart_get_lines (cart);

  for (guint i = 0; i < g_list_model_get_n_items (theirs); i++)
    {
      g_autoptr (KabCartLine) line = g_list_model_get_item (theirs, i);
      KabItem *item = kab_cart_line_get_item (line);
      KabBasketLine *mine = find (self, kab_item_get_id (item), NULL);
      gint64 wanted = mine != NULL ? kab_basket_line_get_quantity (mine) : 0;
      gboolean touched = self->dirty && wanted != kab_basket_get_base (self, kab_item_get_id (item));
      gint64 quantity = touched ? wanted : kab_cart_line_get_quantity (line);

      if (quantity > 0)
        g_ptr_array_add (merged, kab_basket_line_new (item, quantity));
    }
  for (guint i = 0; self->dirty && i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (KabBasketLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      const char *id = kab_item_get_id (kab_basket_line_get_item (line));

      if (!g_hash_table_contains (held, id)
          && kab_basket_line_get_quantity (line) != kab_basket_get_base (self, id))
        g_ptr_array_add (merged, g_object_ref (line));
    }
  g_list_store_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)), merged->pdata,
                       merged->len);
  g_hash_table_unref (self->base);
  self->base = g_steal_pointer (&held);
  self->version = kab_cart_get_version (cart);
  g_set_object (&self->cart, cart);
}

static gboolean
is_even (KabBasket *self)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  if (count != g_hash_table_size (self->base))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (KabBasketLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (kab_basket_line_get_quantity (line)
          != kab_basket_get_base (self, kab_item_get_id (kab_basket_line_get_item (line))))
        return FALSE;
    }
  return TRUE;
}

static void
set_seen_price (KabBasket *self, JsonObject *object, const char *id)
{
  GListModel *lines = self->cart != NULL ? kab_cart_get_lines (self->cart) : NULL;

  for (guint i = 0; lines != NULL && self->accept && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabCartLine) line = g_list_model_get_item (lines, i);
      const KabMoney *price = kab_item_get_price (kab_cart_line_get_item (line));
      JsonObject *money;

      if (!g_str_equal (kab_item_get_id (kab_cart_line_get_item (line)), id))
        continue;
      money = json_object_new ();
      json_object_set_int_member (money, "minor", price->minor);
      json_object_set_string_member (money, "currency", price->currency);
      json_object_set_object_member (object, "price", money);
    }
}

static JsonNode *
build_body (KabBasket *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  JsonArray *lines = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (KabBasketLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "item", kab_item_get_id (kab_basket_line_get_item (line)));
      json_object_set_int_member (object, "quantity", kab_basket_line_get_quantity (line));
      set_seen_price (self, object, kab_item_get_id (kab_basket_line_get_item (line)));
      json_array_add_object_element (lines, object);
    }
  json_object_set_array_member (body, "lines", lines);
  json_node_take_object (node, body);
  return node;
}

static DexFuture *
send_put (KabBasket *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("PUT", "/cart");
  g_autoptr (JsonNode) body = build_body (self);
  g_autofree char *etag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", self->version);

  kab_request_set_body (request, body);
  kab_request_set_if_match (request, etag);
  return kab_client_send (self->client, request, KAB_TYPE_CART);
}

static DexFuture *
send_get (KabBasket *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/cart");

  return kab_client_send (self->client, request, KAB_TYPE_CART);
}

/* Ask, lay over it what was changed here, and say so, until both are the same. */
static DexFuture *
sync_fiber (gpointer data)
{
  KabBasket *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabCart) cart = dex_await_object (send_get (self), &error);

  for (guint round = 0; cart != NULL && round < MAX_ROUNDS; round++)
    {
      merge (self, cart);
      self->dirty = !is_even (self);
      kab_basket_keep (self);
      if (!self->dirty && !self->accept)
        return dex_future_new_true ();
      g_clear_object (&cart);
      cart = dex_await_object (send_put (self), &error);
      if (cart != NULL)
        self->accept = FALSE;
      else if (kab_error_has_problem (error, "precondition-failed"))
        {
          g_clear_error (&error);
          cart = dex_await_object (send_get (self), &error);
        }
    }
  if (cart != NULL)
    merge (self, cart);
  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

static gboolean
retry_cb (gpointer data)
{
  KabBasket *self = data;

  self->retry = 0;
  even_out (self);
  return G_SOURCE_REMOVE;
}

/* Only what is to be sent is worth trying again by itself, and only where the server did not refuse it. */
static void
plan_retry (KabBasket *self)
{
  if (!self->dirty || kab_error_get_problem (self->error) != NULL)
    return;
  self->pause = CLAMP (self->pause * 2, FIRST_PAUSE, LAST_PAUSE);
  self->retry = g_timeout_add_seconds (self->pause, retry_cb, self);
}

static DexFuture *
synced (DexFuture *done, gpointer data)
{
  g_autoptr (KabBasket) self = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;

  dex_future_get_value (done, &error);
  if (self == NULL)
    return dex_future_new_true ();
  dex_clear (&self->pending);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  if (self->error != NULL)
    plan_retry (self);
  else
    self->pause = 0;
  tell (self);
  if (self->error == NULL && self->serial > 0)
    {
      self->serial = 0;
      even_out (self);
    }
  return dex_future_new_true ();
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
even_out (KabBasket *self)
{
  GWeakRef *weak;

  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->pending != NULL)
    return;
  self->serial = 0;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->pending = dex_future_finally (kab_fiber_spawn (sync_fiber, g_object_ref (self), g_object_unref),
                                      synced, weak, weak_free);
  tell (self);
}

static void
kab_basket_dispose (GObject *object)
{
  KabBasket *self = KAB_BASKET (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  dex_clear (&self->pending);
  g_clear_object (&self->client);
  g_clear_object (&self->drafts);
  g_clear_object (&self->fields);
  g_clear_object (&self->cart);
  G_OBJECT_CLASS (kab_basket_parent_class)->dispose (object);
}

static void
kab_basket_finalize (GObject *object)
{
  KabBasket *self = KAB_BASKET (object);

  g_clear_object (&self->lines);
  g_clear_pointer (&self->base, g_hash_table_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (kab_basket_parent_class)->finalize (object);
}

static void
kab_basket_class_init (KabBasketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_basket_dispose;
  object_class->finalize = kab_basket_finalize;
  changed_signal
      = g_signal_new ("changed", KAB_TYPE_BASKET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_basket_init (KabBasket *self)
{
  self->lines = g_list_store_new (KAB_TYPE_BASKET_LINE);
  self->base = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kab_basket_new:
 * @client: the way to the shop, for one person
 * @drafts: where that person's unsent things are kept
 *
 * Returns: (transfer full): the cart, with what an earlier run of the program could not send
 */
KabBasket *
kab_basket_new (KabClient *client, KabDrafts *drafts)
{
  KabBasket *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DRAFTS (drafts), NULL);

  self = g_object_new (KAB_TYPE_BASKET, NULL);
  self->client = g_object_ref (client);
  self->drafts = g_object_ref (drafts);
  self->fields = kab_basket_make_fields ();
  kab_basket_recall (self);
  return self;
}

/**
 * kab_basket_get_lines:
 * @self: a basket
 *
 * Returns: (transfer none): of #KabBasketLine: what is wanted
 */
GListModel *
kab_basket_get_lines (KabBasket *self)
{
  g_return_val_if_fail (KAB_IS_BASKET (self), NULL);

  return G_LIST_MODEL (self->lines);
}

/**
 * kab_basket_get_quantity:
 * @self: a basket
 * @item: id of an item
 *
 * Returns: how much of it is wanted
 */
gint64
kab_basket_get_quantity (KabBasket *self, const char *item)
{
  KabBasketLine *line;

  g_return_val_if_fail (KAB_IS_BASKET (self) && item != NULL, 0);

  line = find (self, item, NULL);
  return line != NULL ? kab_basket_line_get_quantity (line) : 0;
}

/**
 * kab_basket_set:
 * @self: a basket
 * @item: an item
 * @quantity: how much of it is wanted; 0 takes it out
 *
 * Changes what is wanted, at once and offline too; the server hears of it as soon as it can be reached.
 */
void
kab_basket_set (KabBasket *self, KabItem *item, gint64 quantity)
{
  guint position = 0;
  KabBasketLine *line;

  g_return_if_fail (KAB_IS_BASKET (self) && KAB_IS_ITEM (item) && quantity >= 0);

  line = find (self, kab_item_get_id (item), &position);
  if ((line != NULL ? kab_basket_line_get_quantity (line) : 0) == quantity)
    return;
  if (line == NULL)
    {
      g_autoptr (KabBasketLine) added = kab_basket_line_new (item, quantity);

      g_list_store_append (self->lines, added);
    }
  else if (quantity == 0)
    g_list_store_remove (self->lines, position);
  else
    {
      /* A new object, so that whoever shows the list hears of it. */
      g_autoptr (KabBasketLine) changed = kab_basket_line_new (item, quantity);

      g_list_store_splice (self->lines, position, 1, (gpointer *) &changed, 1);
    }
  self->serial++;
  self->dirty = TRUE;
  kab_basket_keep (self);
  tell (self);
  even_out (self);
}

/**
 * kab_basket_add:
 * @self: a basket
 * @item: an item
 * @quantity: how much more of it is wanted
 */
void
kab_basket_add (KabBasket *self, KabItem *item, gint64 quantity)
{
  g_return_if_fail (KAB_IS_BASKET (self) && KAB_IS_ITEM (item));

  kab_basket_set (self, item, kab_basket_get_quantity (self, kab_item_get_id (item)) + quantity);
}

/**
 * kab_basket_accept_prices:
 * @self: a basket
 *
 * The person has seen the prices that the server told last.
 */
void
kab_basket_accept_prices (KabBasket *self)
{
  g_return_if_fail (KAB_IS_BASKET (self));

  self->accept = TRUE;
  self->serial++;
  even_out (self);
}

/**
 * kab_basket_refresh:
 * @self: a basket
 *
 * Asks the server for the prices of this moment, and brings what is unsent.
 */
void
kab_basket_refresh (KabBasket *self)
{
  g_return_if_fail (KAB_IS_BASKET (self));

  even_out (self);
}

/**
 * kab_basket_get_cart:
 * @self: a basket
 *
 * Returns: (transfer none) (nullable): the cart as the server described it last
 */
KabCart *
kab_basket_get_cart (KabBasket *self)
{
  g_return_val_if_fail (KAB_IS_BASKET (self), NULL);

  return self->cart;
}

/**
 * kab_basket_get_unsent:
 * @self: a basket
 *
 * Returns: whether something is wanted here that the server does not know of
 */
gboolean
kab_basket_get_unsent (KabBasket *self)
{
  g_return_val_if_fail (KAB_IS_BASKET (self), FALSE);

  return self->dirty;
}

/**
 * kab_basket_get_busy:
 * @self: a basket
 *
 * Returns: whether the server is being asked
 */
gboolean
kab_basket_get_busy (KabBasket *self)
{
  g_return_val_if_fail (KAB_IS_BASKET (self), FALSE);

  return self->pending != NULL;
}

/**
 * kab_basket_get_error:
 * @self: a basket
 *
 * Returns: (transfer none) (nullable): why the server could not be asked last
 */
const GError *
kab_basket_get_error (KabBasket *self)
{
  g_return_val_if_fail (KAB_IS_BASKET (self), NULL);

  return self->error;
}
