/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "checkout-delivery.h"

#include "documents-json.h"
#include "json.h"
#include "template.h"

#define HOUR 3600
#define DAY (24 * HOUR)

static JsonObject *
get_checkout (KabCall *call)
{
  return kab_json_get_object (kab_catalogue_get_wiring (call->organisation), "checkout");
}

static JsonObject *
find (JsonArray *list, const char *id)
{
  for (guint i = 0; i < kab_json_array_length (list); i++)
    if (g_strcmp0 (kab_json_get_string (kab_json_array_get_object (list, i), "id"), id) == 0)
      return kab_json_array_get_object (list, i);
  return NULL;
}

/* What must be ordered first makes all of it wait: one order, one delivery. */
static gint64
find_ready (KabServer *server, const KabCart *cart, JsonObject *place)
{
  gint64 days = 0;

  for (guint i = 0; i < cart->lines->len; i++)
    {
      const KabCartLine *line = g_ptr_array_index (cart->lines, i);

      if (line->quantity > line->item->stock)
        days = MAX (days, line->item->lead);
    }
  return kab_server_now (server) + days * DAY + kab_json_get_integer (place, "hours", 0) * HOUR;
}

static char *
describe_ready (KabServer *server, KabCall *call, const KabCart *cart, JsonObject *place)
{
  g_autoptr (GDateTime) ready
      = kab_organisation_to_local (call->organisation, find_ready (server, cart, place));
  g_autoptr (GDateTime) now = kab_organisation_to_local (call->organisation, kab_server_now (server));
  g_autofree char *day = g_date_time_format (ready, "%d.%m.%Y");
  g_autofree char *today = g_date_time_format (now, "%d.%m.%Y");
  g_autofree char *time = g_date_time_format (ready, "%H:%M");
  JsonObject *words = kab_json_get_object (get_checkout (call), "ready");

  return kab_template_fill (kab_json_get_string (words, g_str_equal (day, today) ? "today" : "later"), "day",
                            day, "time", time, NULL);
}

/**
 * kab_checkout_get_delivery_price:
 * @delivery: a way of delivery
 * @total: what the goods cost
 *
 * Returns: what the delivery costs; nothing from a certain sum on, where there is one
 */
gint64
kab_checkout_get_delivery_price (JsonObject *delivery, gint64 total)
{
  gint64 free_from = kab_json_get_integer (delivery, "free_from", G_MAXINT64);

  return total >= free_from ? 0 : kab_json_get_integer (delivery, "price", 0);
}

static const char *
get_currency (KabCall *call, const KabCart *cart)
{
  if (cart->lines->len > 0)
    return ((const KabCartLine *) g_ptr_array_index (cart->lines, 0))->item->currency;
  return kab_json_get_string (kab_organisation_get_descriptor (call->organisation), "currency");
}

/**
 * kab_checkout_build_deliveries:
 * @server: the server
 * @call: the call that is answered
 * @cart: what is to be delivered
 *
 * Returns: (transfer full): the ways of delivery with what they cost
 */
JsonArray *
kab_checkout_build_deliveries (KabServer *server, KabCall *call, const KabCart *cart)
{
  JsonArray *known = kab_json_get_array (get_checkout (call), "deliveries");
  JsonArray *built = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *delivery = kab_json_array_get_object (known, i);
      JsonObject *object = json_object_new ();

      kab_json_copy_member (delivery, object, "id");
      kab_json_copy_member (delivery, object, "title");
      kab_json_copy_member (delivery, object, "note");
      kab_json_set_money (object, "price",
                          kab_checkout_get_delivery_price (delivery, kab_cart_get_total (cart)),
                          get_currency (call, cart));
      json_array_add_object_element (built, object);
    }
  return built;
}

/**
 * kab_checkout_build_points:
 * @server: the server
 * @call: the call that is answered
 * @cart: what is to be fetched
 *
 * Returns: (transfer full): the points of issue with their hours and when things are there
 */
JsonArray *
kab_checkout_build_points (KabServer *server, KabCall *call, const KabCart *cart)
{
  JsonArray *known = kab_json_get_array (get_checkout (call), "points");
  JsonArray *built = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *point = kab_json_array_get_object (known, i);
      JsonObject *object = json_object_new ();
      g_autofree char *ready = describe_ready (server, call, cart, point);

      kab_json_copy_member (point, object, "id");
      kab_json_copy_member (point, object, "title");
      kab_json_copy_member (point, object, "address");
      kab_json_copy_member (point, object, "open");
      kab_json_copy_member (point, object, "uri");
      kab_json_set_string (object, "ready", ready);
      json_array_add_object_element (built, object);
    }
  return built;
}

static JsonArray *
build_point_options (KabServer *server, KabCall *call, const KabCart *cart)
{
  JsonArray *known = kab_json_get_array (get_checkout (call), "points");
  JsonArray *options = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *point = kab_json_array_get_object (known, i);
      JsonObject *option = json_object_new ();
      g_autofree char *ready = describe_ready (server, call, cart, point);
      g_autofree char *note = g_strjoin (" · ", kab_json_get_string (point, "open"), ready, NULL);

      json_object_set_string_member (option, "value", kab_json_get_string (point, "id"));
      json_object_set_string_member (option, "title", kab_json_get_string (point, "title"));
      json_object_set_string_member (option, "note", note);
      json_array_add_object_element (options, option);
    }
  return options;
}

static JsonArray *
build_delivery_options (KabServer *server, KabCall *call, const KabCart *cart)
{
  JsonArray *known = kab_json_get_array (get_checkout (call), "deliveries");
  JsonArray *options = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *delivery = kab_json_array_get_object (known, i);
      JsonObject *option = json_object_new ();

      json_object_set_string_member (option, "value", kab_json_get_string (delivery, "id"));
      json_object_set_string_member (option, "title", kab_json_get_string (delivery, "title"));
      kab_json_set_string (option, "note", kab_json_get_string (delivery, "note"));
      json_array_add_object_element (options, option);
    }
  return options;
}

/**
 * kab_checkout_build_fields:
 * @server: the server
 * @call: the call that is answered
 * @cart: what is to be ordered
 *
 * Returns: (transfer full): the form, with the ways of delivery and the points of this moment, and what is known
 *   of the customer
 */
JsonArray *
kab_checkout_build_fields (KabServer *server, KabCall *call, const KabCart *cart)
{
  JsonArray *known = kab_json_get_array (get_checkout (call), "fields");
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *field = kab_json_copy_object (kab_json_array_get_object (known, i));
      const char *name = kab_json_get_string (field, "name");

      if (g_strcmp0 (name, "point") == 0)
        json_object_set_array_member (field, "options", build_point_options (server, call, cart));
      else if (g_strcmp0 (name, "delivery") == 0)
        json_object_set_array_member (field, "options", build_delivery_options (server, call, cart));
      else if (g_strcmp0 (name, "phone") == 0 && call->person->phone != NULL)
        json_object_set_string_member (field, "default", call->person->phone);
      else if (g_strcmp0 (name, "recipient") == 0 && call->person->name != NULL)
        json_object_set_string_member (field, "default", call->person->name);
      json_array_add_object_element (fields, field);
    }
  return fields;
}

/**
 * kab_checkout_find_delivery:
 * @call: the call that is answered
 * @values: what the customer chose
 *
 * Returns: (transfer none) (nullable): the way of delivery
 */
JsonObject *
kab_checkout_find_delivery (KabCall *call, JsonObject *values)
{
  return find (kab_json_get_array (get_checkout (call), "deliveries"),
               kab_json_get_string (values, "delivery"));
}

/**
 * kab_checkout_dup_promised:
 * @server: the server
 * @call: the call that is answered
 * @cart: what is ordered
 * @values: what the customer chose
 *
 * Returns: (transfer full): when it will be there, in words
 */
char *
kab_checkout_dup_promised (KabServer *server, KabCall *call, const KabCart *cart, JsonObject *values)
{
  JsonObject *point
      = find (kab_json_get_array (get_checkout (call), "points"), kab_json_get_string (values, "point"));

  return describe_ready (server, call, cart,
                         point != NULL ? point : kab_checkout_find_delivery (call, values));
}
