/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "watches.h"

#include "catalogue-json.h"
#include "catalogue-pricing.h"
#include "delivery.h"
#include "documents-json.h"
#include "documents-store.h"
#include "events.h"
#include "json.h"
#include "template.h"

#define MAX_WATCHES 500
#define COLUMNS "w.id, w.item, w.threshold, w.first_price, w.since"

static JsonObject *
build (KabServer *server, KabCall *call, KabRows *rows, const KabCatalogueItem *item, gboolean whole)
{
  g_autoptr (KabPricing) pricing = kab_pricing_new (server, call);
  gint64 price = kab_pricing_get (pricing, item).minor;
  gboolean limited = !kab_rows_is_null (rows, 2);
  JsonObject *watch = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, kab_rows_get_integer (rows, 0));
  g_autofree char *since = kab_call_format_time (call, kab_rows_get_integer (rows, 4));

  json_object_set_string_member (watch, "id", id);
  if (limited)
    kab_json_set_money (watch, "threshold", kab_rows_get_integer (rows, 2), item->currency);
  kab_json_set_money (watch, "first_price", kab_rows_get_integer (rows, 3), item->currency);
  json_object_set_string_member (watch, "since", since);
  json_object_set_boolean_member (watch, "reached", limited && price <= kab_rows_get_integer (rows, 2));
  if (whole)
    {
      json_object_set_object_member (watch, "item", kab_catalogue_item_to_row (server, call, pricing, item));
      json_object_set_array_member (watch, "prices",
                                    kab_catalogue_build_prices (server, call, item->id, item->currency));
    }
  return watch;
}

/**
 * kab_watches_build_of_item:
 * @server: the server
 * @call: the call that is answered
 * @item: an item
 *
 * Returns: (transfer full) (nullable): the caller's watch of the item, if there is one
 */
JsonObject *
kab_watches_build_of_item (KabServer *server, KabCall *call, const KabCatalogueItem *item)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT " COLUMNS " FROM watches w WHERE w.person = ? AND w.item = ?", "sl",
      call->person->id, item->id);

  return kab_rows_next (rows) ? build (server, call, rows, item, FALSE) : NULL;
}

static JsonObject *
build_whole (KabServer *server, KabCall *call, KabRows *rows)
{
  g_autoptr (KabCatalogueItem) item = kab_catalogue_load_id (
      server, kab_documents_find_organisation (server, call->organisation), kab_rows_get_integer (rows, 1));

  return item != NULL ? build (server, call, rows, item, TRUE) : NULL;
}

static void
answer_list (KabServer *server, KabCall *call)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT " COLUMNS " FROM watches w WHERE w.person = ? ORDER BY w.since DESC, w.id DESC", "s",
      call->person->id);
  JsonArray *items = json_array_new ();
  JsonObject *answer = json_object_new ();

  while (kab_rows_next (rows))
    {
      JsonObject *watch = build_whole (server, call, rows);

      if (watch != NULL)
        json_array_add_object_element (items, watch);
    }
  json_object_set_array_member (answer, "items", items);
  kab_json_reply_tagged (call, answer);
}

/* NULL: any change is told; TRUE in @good unless it is something else than an amount in the item's currency. */
static gboolean
read_threshold (KabCall *call, const KabCatalogueItem *item, gint64 *threshold)
{
  JsonObject *body = kab_call_get_body (call);
  JsonObject *money = kab_json_get_object (body, "threshold");
  gint64 minor = kab_json_get_integer (money, "minor", 0);

  *threshold = 0;
  if (money == NULL)
    return !json_object_has_member (body, "threshold") || json_object_get_null_member (body, "threshold");
  if (minor <= 0 || g_strcmp0 (kab_json_get_string (money, "currency"), item->currency) != 0)
    return FALSE;
  *threshold = minor;
  return TRUE;
}

static void
count_watchers (KabServer *server, gint64 item)
{
  kab_database_run (server->database,
                    "UPDATE catalogue_items SET watchers = (SELECT count (*) FROM watches WHERE item = ?1)"
                    " WHERE id = ?1",
                    "l", item);
}

static void
keep (KabServer *server, KabCall *call, const KabCatalogueItem *item, gint64 threshold)
{
  g_autoptr (KabPricing) pricing = kab_pricing_new (server, call);
  gint64 price = kab_pricing_get (pricing, item).minor;
  g_autoptr (KabRows) rows = NULL;

  kab_database_run (
      server->database,
      "INSERT INTO watches (person, item, threshold, first_price, since) VALUES (?, ?, nullif (?, 0),"
      " ?, ?) ON CONFLICT (person, item) DO UPDATE SET threshold = excluded.threshold,"
      " told_price = NULL",
      "sllll", call->person->id, item->id, threshold, price, kab_server_now (server));
  count_watchers (server, item->id);
  rows = kab_database_select (server->database,
                              "SELECT " COLUMNS " FROM watches w WHERE w.person = ? AND w.item = ?", "sl",
                              call->person->id, item->id);
  if (kab_rows_next (rows))
    kab_call_reply_object (call, 201, build (server, call, rows, item, TRUE));
}

static void
create (KabServer *server, KabCall *call)
{
  g_autoptr (KabCatalogueItem) item
      = kab_catalogue_load (server, kab_documents_find_organisation (server, call->organisation),
                            kab_json_get_string (kab_call_get_body (call), "item"));
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  gint64 threshold;

  if (item == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  if (!read_threshold (call, item, &threshold))
    {
      kab_field_errors_add (errors, "/threshold", "range");
      kab_call_reply_field_errors (call, errors);
      return;
    }
  if (kab_database_select_integer (server->database, "SELECT count (*) FROM watches WHERE person = ?", "s",
                                   call->person->id)
      >= MAX_WATCHES)
    kab_call_reply_problem (call, "conflict", "There is no room for more watches");
  else
    keep (server, call, item, threshold);
}

static void
drop (KabServer *server, KabCall *call)
{
  gint64 item
      = kab_database_select_integer (server->database, "SELECT item FROM watches WHERE person = ? AND id = ?",
                                     "ss", call->person->id, kab_call_get_parameter (call, "watch"));

  if (item == 0)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  kab_database_run (server->database, "DELETE FROM watches WHERE person = ? AND item = ?", "sl",
                    call->person->id, item);
  count_watchers (server, item);
  kab_call_reply_empty (call, 204);
}

static void
write_to (KabServer *server, KabOrganisation *organisation, const KabCatalogueItem *item, const char *email)
{
  JsonObject *message = kab_json_get_object (kab_catalogue_get_wiring (organisation), "watch_message");
  g_autofree char *amount = g_strdup_printf ("%" G_GINT64_FORMAT ",%02d %s", item->price / 100,
                                             (int) (item->price % 100), item->currency);
  g_autofree char *subject = kab_template_fill (kab_json_get_string (message, "subject"), "title",
                                                item->title, "price", amount, NULL);
  g_autofree char *text = kab_template_fill (kab_json_get_string (message, "text"), "title", item->title,
                                             "article", item->article, "price", amount, NULL);

  if (subject != NULL && text != NULL)
    kab_delivery_send (server, organisation,
                       &(KabLetter) { .channel = "email", .to = email, .subject = subject, .text = text });
}

static void
publish (KabServer *server, KabOrganisation *organisation, const KabCatalogueItem *item)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database, "SELECT person FROM watches WHERE item = ?", "l", item->id);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, item->id);

  while (kab_rows_next (rows))
    kab_events_publish (server, organisation, kab_rows_get_text (rows, 0), "price", id, item->version);
}

/**
 * kab_watches_tell:
 * @server: the server
 * @organisation: who sells it
 * @item: an item whose price has changed
 *
 * Tells all who watch it while they look, and writes to those who wait for such a price, once for each price.
 */
void
kab_watches_tell (KabServer *server, KabOrganisation *organisation, const KabCatalogueItem *item)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT p.email FROM watches w JOIN persons p ON p.id = w.person LEFT JOIN discounts d ON d.person = "
      "p.id"
      " WHERE w.item = ?1 AND p.email NOT NULL AND ifnull (w.told_price, -1) <> ?2 AND (w.threshold IS NULL"
      " OR w.threshold >= ?2 - (?2 * ifnull (d.percent, 0) + 50) / 100)",
      "ll", item->id, item->price);

  while (kab_rows_next (rows))
    write_to (server, organisation, item, kab_rows_get_text (rows, 0));
  publish (server, organisation, item);
  kab_database_run (server->database, "UPDATE watches SET told_price = ?2 WHERE item = ?1", "ll", item->id,
                    item->price);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/watches", answer_list, KAB_ACCESS_PERSON },
  { "POST", "/{org}/watches", create, KAB_ACCESS_PERSON },
  { "DELETE", "/{org}/watches/{watch}", drop, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_watches_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Answers for watched prices.
 *
 * Returns: whether the part is ready
 */
gboolean
kab_watches_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  return TRUE;
}
