/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue-json.h"

#include "catalogue-actions.h"
#include "catalogue-search.h"
#include "documents-json.h"
#include "documents-store.h"
#include "json.h"
#include "template.h"
#include "watches.h"

#define MAX_PRICES 400
#define MAX_ANALOGUES 20
#define DAY (24 * 3600)

static const char *
get_availability (const KabCatalogueItem *item)
{
  if (!kab_catalogue_item_is_sold (item))
    return "gone";
  return item->stock > 0 ? "stock" : "order";
}

static const char *
find_group_title (KabOrganisation *organisation, const char *part)
{
  JsonArray *groups = kab_json_get_array (kab_catalogue_get_wiring (organisation), "groups");

  for (guint i = 0; i < kab_json_array_length (groups); i++)
    {
      JsonObject *group = kab_json_array_get_object (groups, i);

      if (g_strcmp0 (kab_json_get_string (group, "id"), part) == 0)
        return kab_json_get_string (group, "title");
    }
  return part;
}

/* "В наличии", and when it could be there, in the organisation's own words. */
static void
set_availability (KabServer *server, KabCall *call, JsonObject *row, const KabCatalogueItem *item)
{
  const char *id = get_availability (item);
  JsonObject *words = kab_json_get_object (
      kab_json_get_object (kab_catalogue_get_wiring (call->organisation), "availability"), id);
  JsonObject *state = json_object_new ();
  const char *delivery = kab_json_get_string (words, "delivery");
  gint64 days = item->stock > 0 ? 0 : item->lead;

  json_object_set_string_member (state, "id", id);
  json_object_set_string_member (state, "title", kab_json_get_string (words, "title"));
  json_object_set_string_member (state, "tone", kab_json_get_string (words, "tone"));
  json_object_set_object_member (row, "availability", state);
  if (delivery != NULL)
    {
      g_autoptr (GDateTime) day
          = kab_organisation_to_local (call->organisation, kab_server_now (server) + days * DAY);
      g_autofree char *date = g_date_time_format (day, "%d.%m");
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, days);
      g_autofree char *text = kab_template_fill (delivery, "days", count, "date", date, NULL);

      json_object_set_string_member (row, "delivery", text);
    }
}

static void
set_price (KabPricing *pricing, JsonObject *row, const KabCatalogueItem *item)
{
  KabPrice price = kab_pricing_get (pricing, item);

  kab_json_set_money (row, "price", price.minor, item->currency);
  if (price.percent > 0)
    {
      g_autofree char *text = g_strdup_printf ("−%" G_GINT64_FORMAT " %% · %s", price.percent, price.name);

      kab_json_set_money (row, "old_price", item->price, item->currency);
      json_object_set_string_member (row, "discount", text);
    }
}

/**
 * kab_catalogue_item_to_row:
 * @server: the server
 * @call: the call that is answered
 * @pricing: what the caller pays
 * @item: an item
 *
 * Returns: (transfer full): the item as a row of a list
 */
JsonObject *
kab_catalogue_item_to_row (KabServer *server,
                           KabCall *call,
                           KabPricing *pricing,
                           const KabCatalogueItem *item)
{
  JsonObject *row = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, item->id);

  json_object_set_string_member (row, "id", id);
  json_object_set_string_member (row, "article", item->article);
  json_object_set_string_member (row, "title", item->title);
  json_object_set_string_member (row, "maker", item->maker);
  json_object_set_string_member (row, "group", item->part);
  json_object_set_string_member (row, "group_title", find_group_title (call->organisation, item->part));
  json_object_set_string_member (row, "unit", item->unit);
  json_object_set_int_member (row, "step", item->step);
  set_price (pricing, row, item);
  set_availability (server, call, row, item);
  if (item->stock > 0)
    json_object_set_int_member (row, "stock", item->stock);
  json_object_set_boolean_member (
      row, "fresh", item->added_at >= kab_catalogue_get_fresh_since (server, call->organisation));
  json_object_set_int_member (row, "version", item->version);
  if (kab_person_is_staff (call->person))
    json_object_set_int_member (row, "watchers", item->watchers);
  return row;
}

/**
 * kab_catalogue_items_to_rows:
 * @server: the server
 * @call: the call that is answered
 * @ids: ids of items
 * @count: how many
 *
 * Returns: (transfer full): the items as rows, in the order of @ids
 */
JsonArray *
kab_catalogue_items_to_rows (KabServer *server, KabCall *call, const gint64 *ids, guint count)
{
  g_autoptr (KabPricing) pricing = kab_pricing_new (server, call);
  g_autoptr (GPtrArray) items = kab_catalogue_load_ids (server, ids, count);
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    json_array_add_object_element (
        rows, kab_catalogue_item_to_row (server, call, pricing, g_ptr_array_index (items, i)));
  return rows;
}

/**
 * kab_catalogue_build_prices:
 * @server: the server
 * @call: the call that is answered
 * @item: id of an item
 * @currency: of its price
 *
 * Returns: (transfer full): the prices that it has had, oldest first
 */
JsonArray *
kab_catalogue_build_prices (KabServer *server, KabCall *call, gint64 item, const char *currency)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT at, price FROM (SELECT at, price FROM catalogue_prices WHERE item = ? ORDER BY at DESC LIMIT ?)"
      " ORDER BY at",
      "li", item, MAX_PRICES);
  JsonArray *prices = json_array_new ();

  while (kab_rows_next (rows))
    {
      JsonObject *point = json_object_new ();
      g_autofree char *at = kab_call_format_time (call, kab_rows_get_integer (rows, 0));

      json_object_set_string_member (point, "at", at);
      kab_json_set_money (point, "price", kab_rows_get_integer (rows, 1), currency);
      json_array_add_object_element (prices, point);
    }
  return prices;
}

static JsonArray *
select_texts (KabServer *server, const char *sql, gint64 item)
{
  g_autoptr (KabRows) rows = kab_database_select (server->database, sql, "l", item);
  JsonArray *texts = json_array_new ();

  while (kab_rows_next (rows))
    json_array_add_string_element (texts, kab_rows_get_text (rows, 0));
  return texts;
}

/* What others make under one of the same numbers. */
static JsonArray *
build_analogues (KabServer *server, KabCall *call, gint64 item)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT DISTINCT i.id, i.price FROM catalogue_numbers mine JOIN catalogue_numbers theirs"
      " ON theirs.organisation = mine.organisation AND theirs.number_key = mine.number_key"
      " JOIN catalogue_items i ON i.id = theirs.item"
      " WHERE mine.item = ?1 AND i.id <> ?1 AND i.gone = 0 ORDER BY i.price LIMIT ?2",
      "li", item, MAX_ANALOGUES);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (kab_rows_next (rows))
    {
      gint64 id = kab_rows_get_integer (rows, 0);

      g_array_append_val (ids, id);
    }
  return kab_catalogue_items_to_rows (server, call, (const gint64 *) (gpointer) ids->data, ids->len);
}

/**
 * kab_catalogue_item_to_detail:
 * @server: the server
 * @call: the call that is answered
 * @item: an item
 *
 * Returns: (transfer full): the item with its parameters, history of prices and what this person may do with it
 */
JsonObject *
kab_catalogue_item_to_detail (KabServer *server, KabCall *call, const KabCatalogueItem *item)
{
  g_autoptr (KabPricing) pricing = kab_pricing_new (server, call);
  JsonObject *detail = kab_catalogue_item_to_row (server, call, pricing, item);
  g_autoptr (JsonNode) properties = kab_json_parse (item->properties, -1, NULL);
  JsonObject *watch = kab_watches_build_of_item (server, call, item);

  if (properties != NULL && JSON_NODE_HOLDS_ARRAY (properties))
    json_object_set_array_member (detail, "properties", json_node_dup_array (properties));
  json_object_set_array_member (
      detail, "numbers",
      select_texts (server, "SELECT number FROM catalogue_numbers WHERE item = ? LIMIT 60", item->id));
  json_object_set_array_member (
      detail, "vehicles",
      select_texts (server,
                    "SELECT v.title FROM catalogue_fits f JOIN catalogue_vehicles v ON v.id = f.vehicle"
                    " WHERE f.item = ? ORDER BY v.title LIMIT 200",
                    item->id));
  json_object_set_array_member (detail, "analogues", build_analogues (server, call, item->id));
  json_object_set_array_member (detail, "prices",
                                kab_catalogue_build_prices (server, call, item->id, item->currency));
  if (watch != NULL)
    json_object_set_object_member (detail, "watch", watch);
  json_object_set_array_member (detail, "actions", kab_catalogue_build_actions (call, item));
  return detail;
}
