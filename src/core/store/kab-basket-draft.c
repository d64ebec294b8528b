/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-basket-private.h"

#define DRAFT "cart"

/* kab_basket_get_base: how much of it the server held when both were last the same. */
gint64
kab_basket_get_base (KabBasket *self, const char *item)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->base, item));
}

static JsonArray *
build_base (KabBasket *self)
{
  JsonArray *base = json_array_new ();
  GHashTableIter iter;
  gpointer item, quantity;

  g_hash_table_iter_init (&iter, self->base);
  while (g_hash_table_iter_next (&iter, &item, &quantity))
    {
      JsonObject *line = json_object_new ();

      json_object_set_string_member (line, "item", item);
      json_object_set_int_member (line, "quantity", GPOINTER_TO_INT (quantity));
      json_array_add_object_element (base, line);
    }
  return base;
}

/* kab_basket_keep: keeps what is wanted until the server has it; then the server's copy serves. */
void
kab_basket_keep (KabBasket *self)
{
  g_autoptr (JsonObject) values = json_object_new ();
  JsonArray *lines = json_array_new ();

  if (!self->dirty)
    {
      json_array_unref (lines);
      kab_drafts_drop (self->drafts, DRAFT);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (KabBasketLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      JsonObject *object = json_object_new ();

      json_object_set_member (object, "item", kab_record_encode (kab_basket_line_get_item (line)));
      json_object_set_int_member (object, "quantity", kab_basket_line_get_quantity (line));
      json_array_add_object_element (lines, object);
    }
  json_object_set_array_member (values, "lines", lines);
  json_object_set_array_member (values, "base", build_base (self));
  json_object_set_int_member (values, "version", self->version);
  kab_drafts_save (self->drafts, DRAFT, self->fields, values);
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gint64
get_integer (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static void
recall_line (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  KabBasket *self = data;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *encoded = object != NULL ? json_object_get_member (object, "item") : NULL;
  g_autoptr (KabItem) item = encoded != NULL ? kab_record_decode (KAB_TYPE_ITEM, encoded, NULL) : NULL;
  gint64 quantity = object != NULL ? get_integer (object, "quantity") : 0;

  if (item != NULL && quantity > 0)
    {
      g_autoptr (KabBasketLine) line = kab_basket_line_new (item, quantity);

      g_list_store_append (self->lines, line);
    }
}

static void
recall_base (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  KabBasket *self = data;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *item = object != NULL ? json_object_get_member (object, "item") : NULL;

  if (item != NULL && json_node_get_value_type (item) == G_TYPE_STRING)
    g_hash_table_insert (self->base, json_node_dup_string (item),
                         GINT_TO_POINTER ((int) get_integer (object, "quantity")));
}

/* kab_basket_recall: what a crash, or the end of the program, left unsent. */
void
kab_basket_recall (KabBasket *self)
{
  g_autoptr (JsonObject) values = kab_drafts_load (self->drafts, DRAFT);

  if (values == NULL || get_array (values, "lines") == NULL)
    return;
  json_array_foreach_element (get_array (values, "lines"), recall_line, self);
  if (get_array (values, "base") != NULL)
    json_array_foreach_element (get_array (values, "base"), recall_base, self);
  self->version = get_integer (values, "version");
  self->dirty = TRUE;
}

/* kab_basket_make_fields: what a draft of the cart consists of; drafts keep nothing that no field names. */
GListModel *
kab_basket_make_fields (void)
{
  static const char *const names[] = { "lines", "base", "version" };
  GListStore *fields = g_list_store_new (KAB_TYPE_FIELD);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KabField) field = g_object_new (KAB_TYPE_FIELD, "name", names[i], "kind", "text", NULL);

      g_list_store_append (fields, field);
    }
  return G_LIST_MODEL (fields);
}
