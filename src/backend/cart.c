/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cart.h"

#include <math.h>

#include "cart-paste.h"
#include "cart-staff.h"
#include "catalogue-json.h"
#include "documents-json.h"
#include "documents-store.h"
#include "json.h"

static JsonObject *
get_words (KabCall *call)
{
  return kab_json_get_object (kab_catalogue_get_wiring (call->organisation), "cart");
}

/**
 * kab_cart_build_totals:
 * @call: the call that is answered
 * @cart: a cart
 *
 * Returns: (transfer full): one sum for each currency in the cart; they are never added up
 */
JsonArray *
kab_cart_build_totals (KabCall *call, const KabCart *cart)
{
  JsonArray *totals = json_array_new ();
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < cart->lines->len; i++)
    {
      const KabCartLine *line = g_ptr_array_index (cart->lines, i);
      gint64 *sum = g_hash_table_lookup (sums, line->item->currency);

      if (sum == NULL)
        {
          sum = g_new0 (gint64, 1);
          g_hash_table_insert (sums, line->item->currency, sum);
          g_ptr_array_add (order, line->item->currency);
        }
      *sum += line->price.minor * line->quantity;
    }
  for (guint i = 0; i < order->len; i++)
    {
      const char *currency = g_ptr_array_index (order, i);
      JsonObject *total = json_object_new ();

      json_object_set_string_member (total, "title", kab_json_get_string (get_words (call), "total"));
      kab_json_set_money (total, "amount", *(gint64 *) g_hash_table_lookup (sums, currency), currency);
      json_array_add_object_element (totals, total);
    }
  return totals;
}

/**
 * kab_cart_set_obstacle:
 * @call: the call that is answered
 * @cart: a cart
 * @object: what is to say whether the cart can be ordered, and why not
 */
void
kab_cart_set_obstacle (KabCall *call, const KabCart *cart, JsonObject *object)
{
  const char *obstacle = kab_cart_get_obstacle (cart);

  json_object_set_boolean_member (object, "can_order", obstacle == NULL);
  if (obstacle != NULL)
    kab_json_set_string (object, "reason",
                         kab_json_get_string (kab_json_get_object (get_words (call), "obstacles"), obstacle));
}

static JsonObject *
build_line (KabServer *server, KabCall *call, const KabCart *cart, const KabCartLine *line)
{
  const char *trouble = kab_cart_line_get_trouble (line);
  JsonObject *built = json_object_new ();

  json_object_set_object_member (built, "item",
                                 kab_catalogue_item_to_row (server, call, cart->pricing, line->item));
  json_object_set_int_member (built, "quantity", line->quantity);
  kab_json_set_money (built, "amount", line->price.minor * line->quantity, line->item->currency);
  kab_json_set_money (built, "seen_price", line->seen, line->item->currency);
  if (trouble != NULL)
    {
      JsonObject *words = kab_json_get_object (kab_json_get_object (get_words (call), "troubles"), trouble);
      JsonObject *state = kab_json_copy_object (words);

      json_object_set_string_member (state, "id", trouble);
      json_object_set_object_member (built, "state", state);
    }
  return built;
}

/**
 * kab_cart_to_json:
 * @server: the server
 * @call: the call that is answered
 * @cart: a cart
 *
 * Returns: (transfer full): the cart as clients see it
 */
JsonObject *
kab_cart_to_json (KabServer *server, KabCall *call, const KabCart *cart)
{
  JsonObject *object = json_object_new ();
  JsonArray *lines = json_array_new ();

  for (guint i = 0; i < cart->lines->len; i++)
    json_array_add_object_element (lines,
                                   build_line (server, call, cart, g_ptr_array_index (cart->lines, i)));
  json_object_set_int_member (object, "version", cart->version);
  json_object_set_array_member (object, "lines", lines);
  json_object_set_array_member (object, "totals", kab_cart_build_totals (call, cart));
  if (cart->version > 0)
    {
      g_autofree char *at = kab_call_format_time (call, cart->changed_at);

      json_object_set_string_member (object, "changed_at", at);
    }
  kab_cart_set_obstacle (call, cart, object);
  return object;
}

static void
reply_cart (KabServer *server, KabCall *call, const KabCart *cart)
{
  g_autofree char *etag = kab_cart_dup_etag (cart);

  kab_call_set_header (call, "ETag", etag);
  kab_call_reply_object (call, 200, kab_cart_to_json (server, call, cart));
}

/* Its prices change without its version: it is always sent whole. */
static void
answer_cart (KabServer *server, KabCall *call)
{
  g_autoptr (KabCart) cart = kab_cart_load (server, call, call->person->id);

  reply_cart (server, call, cart);
}

/* A whole number of as many as it is sold in. */
static gint64
read_quantity (JsonObject *line, const KabCatalogueItem *item, const char *pointer, KabFieldErrors *errors)
{
  JsonNode *node = json_object_get_member (line, "quantity");
  double number = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;
  g_autofree char *place = g_strconcat (pointer, "/quantity", NULL);
  JsonObject *parameters;

  if (isfinite (number) && number >= 1 && number <= KAB_CART_MAX_QUANTITY && number == floor (number)
      && (gint64) number % item->step == 0)
    return (gint64) number;
  parameters = json_object_new ();
  json_object_set_int_member (parameters, "min", item->step);
  json_object_set_int_member (parameters, "max", KAB_CART_MAX_QUANTITY);
  json_object_set_int_member (parameters, "step", item->step);
  kab_field_errors_add_take (errors, place, "range", parameters);
  return 0;
}

static void
read_line (KabServer *server, KabCall *call, guint place, GPtrArray *lines, KabFieldErrors *errors)
{
  JsonObject *line
      = kab_json_array_get_object (kab_json_get_array (kab_call_get_body (call), "lines"), place);
  g_autofree char *pointer = g_strdup_printf ("/lines/%u", place);
  g_autofree char *item_pointer = g_strconcat (pointer, "/item", NULL);
  KabCatalogueItem *item
      = kab_catalogue_load (server, kab_documents_find_organisation (server, call->organisation),
                            kab_json_get_string (line, "item"));
  gint64 quantity;

  if (item == NULL)
    {
      kab_field_errors_add (errors, item_pointer, "option");
      return;
    }
  for (guint i = 0; i < lines->len; i++)
    if (((KabCartLine *) g_ptr_array_index (lines, i))->item->id == item->id)
      kab_field_errors_add (errors, item_pointer, "taken");
  quantity = read_quantity (line, item, pointer, errors);
  g_ptr_array_add (
      lines, kab_cart_line_new (item, quantity,
                                kab_json_get_integer (kab_json_get_object (line, "price"), "minor", -1)));
}

/* What a client asks for whose answer was lost is there already. */
static gboolean
is_same (const KabCart *cart, GPtrArray *lines)
{
  if (cart->lines->len != lines->len)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const KabCartLine *old = g_ptr_array_index (cart->lines, i);
      const KabCartLine *wanted = g_ptr_array_index (lines, i);

      if (old->item->id != wanted->item->id || old->quantity != wanted->quantity
          || (wanted->seen >= 0 && wanted->seen != old->seen))
        return FALSE;
    }
  return TRUE;
}

static void
put_cart (KabServer *server, KabCall *call)
{
  g_autoptr (KabCart) cart = kab_cart_load (server, call, call->person->id);
  g_autoptr (KabCart) after = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_cart_line_free);
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autofree char *etag = kab_cart_dup_etag (cart);
  guint count = kab_json_array_length (kab_json_get_array (kab_call_get_body (call), "lines"));

  if (count > KAB_CART_MAX_LINES)
    kab_field_errors_add_integer (errors, "/lines", "too_long", "max", KAB_CART_MAX_LINES);
  for (guint i = 0; i < MIN (count, KAB_CART_MAX_LINES); i++)
    read_line (server, call, i, lines, errors);
  if (!kab_field_errors_is_empty (errors))
    {
      kab_call_reply_field_errors (call, errors);
      return;
    }
  if (is_same (cart, lines) && kab_call_get_header (call, "If-Match") != NULL)
    {
      reply_cart (server, call, cart);
      return;
    }
  if (!kab_call_check_if_match (call, etag))
    return;
  kab_cart_replace (server, call, cart, lines);
  after = kab_cart_load (server, call, call->person->id);
  reply_cart (server, call, after);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/cart", answer_cart, KAB_ACCESS_PERSON },
  { "PUT", "/{org}/cart", put_cart, KAB_ACCESS_PERSON },
  { "POST", "/{org}/cart/paste", kab_cart_answer_paste, KAB_ACCESS_PERSON, .max_body = 512 * 1024 },
  { "POST", "/{org}/cart/again", kab_cart_answer_again, KAB_ACCESS_PERSON },
  { "GET", "/{org}/carts", kab_cart_answer_carts, KAB_ACCESS_STAFF, "q" },
  { "GET", "/{org}/carts/{person}", kab_cart_answer_customer, KAB_ACCESS_STAFF },
  { "POST", "/{org}/carts/{person}/discount", kab_cart_set_discount, KAB_ACCESS_STAFF },
  { NULL },
};

/**
 * kab_cart_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Answers for carts.
 *
 * Returns: whether the part is ready
 */
gboolean
kab_cart_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  return TRUE;
}
