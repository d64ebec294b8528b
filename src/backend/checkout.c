/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "checkout.h"

#include "cart.h"
#include "checkout-delivery.h"
#include "documents-json.h"
#include "documents-number.h"
#include "documents-store.h"
#include "documents-type.h"
#include "events.h"
#include "fields.h"
#include "json.h"
#include "promise.h"
#include "template.h"

static JsonObject *
get_checkout (KabCall *call)
{
  return kab_json_get_object (kab_catalogue_get_wiring (call->organisation), "checkout");
}

static JsonObject *
make_promise (KabServer *server, KabCall *call)
{
  return kab_promise_make (call->organisation, kab_json_get_object (get_checkout (call), "promise"),
                           kab_server_now (server));
}

static void
answer_checkout (KabServer *server, KabCall *call)
{
  g_autoptr (KabCart) cart = kab_cart_load (server, call, call->person->id);
  g_autoptr (JsonObject) promise = NULL;
  JsonObject *answer = json_object_new ();

  if (get_checkout (call) == NULL)
    {
      json_object_unref (answer);
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  promise = make_promise (server, call);
  json_object_set_int_member (answer, "version", cart->version);
  kab_json_copy_member (get_checkout (call), answer, "title");
  kab_json_copy_member (get_checkout (call), answer, "lead");
  kab_json_copy_member (get_checkout (call), answer, "submit");
  json_object_set_array_member (answer, "fields", kab_checkout_build_fields (server, call, cart));
  json_object_set_array_member (answer, "deliveries", kab_checkout_build_deliveries (server, call, cart));
  json_object_set_array_member (answer, "points", kab_checkout_build_points (server, call, cart));
  json_object_set_array_member (answer, "totals", kab_cart_build_totals (call, cart));
  json_object_set_string_member (answer, "promise", kab_json_get_string (promise, "text"));
  kab_cart_set_obstacle (call, cart, answer);
  kab_call_reply_object (call, 200, answer);
}

/* The person must have seen what is ordered: these lines, at this price. */
static gboolean
check_cart (KabCall *call, const KabCart *cart, gint64 total)
{
  JsonObject *body = kab_call_get_body (call);
  JsonObject *words = get_checkout (call);
  const char *obstacle = kab_cart_get_obstacle (cart);
  JsonObject *seen = kab_json_get_object (body, "total");

  if (kab_json_get_integer (body, "version", -1) != cart->version)
    kab_call_reply_problem (call, "conflict", kab_json_get_string (words, "changed"));
  else if (obstacle != NULL)
    kab_call_reply_problem (
        call, "conflict",
        kab_json_get_string (
            kab_json_get_object (kab_json_get_object (kab_catalogue_get_wiring (call->organisation), "cart"),
                                 "obstacles"),
            obstacle));
  else if (kab_json_get_integer (seen, "minor", -1) != total)
    kab_call_reply_problem (call, "conflict", kab_json_get_string (words, "dearer"));
  else
    return TRUE;
  return FALSE;
}

static char *
build_subject (KabCall *call, const KabCart *cart)
{
  const KabCartLine *first = g_ptr_array_index (cart->lines, 0);
  g_autofree char *others = g_strdup_printf ("%u", cart->lines->len - 1);

  if (cart->lines->len == 1)
    return g_strdup (first->item->title);
  return kab_template_fill (kab_json_get_string (get_checkout (call), "subject"), "title", first->item->title,
                            "count", others, NULL);
}

static void
add_property (JsonArray *properties, const char *label, const char *value)
{
  JsonObject *property;

  if (label == NULL || value == NULL || *value == '\0')
    return;
  property = json_object_new ();
  json_object_set_string_member (property, "label", label);
  json_object_set_string_member (property, "value", value);
  json_array_add_object_element (properties, property);
}

static const char *
find_option (JsonArray *fields, const char *name, const char *value)
{
  JsonArray *options = kab_json_get_array (kab_fields_find (fields, name), "options");

  for (guint i = 0; i < kab_json_array_length (options); i++)
    if (g_strcmp0 (kab_json_get_string (kab_json_array_get_object (options, i), "value"), value) == 0)
      return kab_json_get_string (kab_json_array_get_object (options, i), "title");
  return value;
}

/* What was chosen, in words, kept with the order. */
static JsonArray *
build_properties (KabServer *server,
                  KabCall *call,
                  const KabCart *cart,
                  JsonArray *fields,
                  JsonObject *values,
                  const char *promised)
{
  JsonArray *properties = json_array_new ();
  JsonObject *manager = kab_person_get_manager (call->person, call->organisation);

  add_property (properties, kab_json_get_string (get_checkout (call), "manager_label"),
                kab_json_get_string (manager, "name"));
  add_property (properties, kab_json_get_string (get_checkout (call), "promise_label"), promised);
  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      const char *name = kab_json_get_string (field, "name");

      if (json_object_has_member (values, name))
        add_property (properties, kab_json_get_string (field, "label"),
                      find_option (fields, name, kab_json_get_string (values, name)));
    }
  {
    g_autofree char *ready = kab_checkout_dup_promised (server, call, cart, values);

    add_property (properties, kab_json_get_string (get_checkout (call), "ready_label"), ready);
  }
  return properties;
}

static void
add_line (KabServer *server, KabCall *call, gint64 document, int place, const KabCartLine *line)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *note = g_strdup_printf ("%s %s", line->item->maker, line->item->article);
  g_autofree char *quantity = g_strdup_printf ("%" G_GINT64_FORMAT, line->quantity);

  kab_json_set_string (object, "group", kab_json_get_string (get_checkout (call), "group"));
  json_object_set_string_member (object, "title", line->item->title);
  json_object_set_string_member (object, "note", note);
  json_object_set_string_member (object, "quantity", quantity);
  json_object_set_string_member (object, "unit", line->item->unit);
  json_object_set_int_member (object, "price", line->price.minor);
  json_object_set_int_member (object, "amount", line->price.minor * line->quantity);
  kab_documents_add_line (server, document, place, object);
  kab_database_run (server->database, "INSERT INTO order_items VALUES (?, ?)", "ll",
                    kab_database_get_last_id (server->database), line->item->id);
}

static void
add_delivery (
    KabServer *server, KabCall *call, gint64 document, int place, JsonObject *delivery, gint64 price)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (price == 0)
    return;
  kab_json_set_string (object, "group", kab_json_get_string (get_checkout (call), "delivery_group"));
  kab_json_copy_member (delivery, object, "title");
  json_object_set_string_member (object, "quantity", "1");
  json_object_set_int_member (object, "price", price);
  json_object_set_int_member (object, "amount", price);
  kab_documents_add_line (server, document, place, object);
}

static gint64
create_document (KabServer *server, KabCall *call, const KabCart *cart, JsonArray *fields, JsonObject *values)
{
  const char *type = kab_json_get_string (get_checkout (call), "document");
  const KabCartLine *first = g_ptr_array_index (cart->lines, 0);
  JsonObject *delivery = kab_checkout_find_delivery (call, values);
  gint64 price = kab_checkout_get_delivery_price (delivery, kab_cart_get_total (cart));
  g_autofree char *number = kab_documents_take_number (server, call->organisation, type);
  g_autofree char *subject = build_subject (call, cart);
  g_autoptr (JsonObject) promise = make_promise (server, call);
  g_autoptr (JsonObject) details = json_object_new ();
  KabDocument document = { .customer = kab_customers_ensure (server, call->person),
                           .customer_name = (char *) kab_person_get_display_name (call->person),
                           .type = (char *) type,
                           .number = number,
                           .subject = subject,
                           .date = kab_server_now (server),
                           .has_amount = TRUE,
                           .amount = kab_cart_get_total (cart) + price,
                           .currency = first->item->currency,
                           .state = (char *) kab_json_get_string (get_checkout (call), "state"),
                           .due_at = kab_json_get_integer (promise, "by", 0),
                           .details = details };

  json_object_set_array_member (
      details, "properties",
      build_properties (server, call, cart, fields, values, kab_json_get_string (promise, "text")));
  document.id = kab_documents_create (server, call->organisation, &document);
  for (guint i = 0; i < cart->lines->len; i++)
    add_line (server, call, document.id, (int) i, g_ptr_array_index (cart->lines, i));
  add_delivery (server, call, document.id, (int) cart->lines->len, delivery, price);
  return document.id;
}

/* The cart is empty now, in a new version: whoever still shows the old one cannot order it again. */
static void
finish (KabServer *server, KabCall *call, const KabCart *cart, gint64 id)
{
  const char *type = kab_json_get_string (get_checkout (call), "document");
  const char *filed = kab_json_get_string (
      kab_json_get_object (kab_document_type_get_machine (call->organisation, type), "filed"), "title");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (KabDocument) document = NULL;
  g_autofree char *etag = NULL;

  kab_documents_add_event (server, id, kab_server_now (server), filed, NULL,
                           kab_person_get_display_name (call->person));
  kab_cart_replace (server, call, cart, none);
  document = kab_documents_load (server, call, key);
  etag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", document->version);
  kab_call_set_header (call, "ETag", etag);
  kab_call_reply_object (call, 201, kab_document_to_detail (server, call, document));
}

static void
place_order (KabServer *server, KabCall *call)
{
  g_autoptr (KabCart) cart = kab_cart_load (server, call, call->person->id);
  g_autoptr (JsonArray) fields = NULL;
  JsonObject *given = kab_json_get_object (kab_call_get_body (call), "values");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (JsonObject) values = NULL;
  gint64 total;

  if (get_checkout (call) == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  fields = kab_checkout_build_fields (server, call, cart);
  values = kab_fields_check (call->organisation, fields, given != NULL ? given : none, NULL, errors);
  total = kab_cart_get_total (cart);
  total += kab_checkout_get_delivery_price (kab_checkout_find_delivery (call, values), total);
  if (!kab_field_errors_is_empty (errors))
    kab_call_reply_field_errors (call, errors);
  else if (check_cart (call, cart, total))
    finish (server, call, cart, create_document (server, call, cart, fields, values));
}

static const KabRoute routes[] = {
  { "GET", "/{org}/checkout", answer_checkout, KAB_ACCESS_PERSON },
  { "POST", "/{org}/checkout", place_order, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_checkout_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Answers for ordering what is in the cart.
 *
 * Returns: whether the part is ready
 */
gboolean
kab_checkout_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  return TRUE;
}
