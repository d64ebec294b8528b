/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cart-staff.h"

#include "cart.h"
#include "documents-json.h"
#include "events.h"
#include "fields.h"
#include "json.h"

#define MAX_CARTS 200

/* A customer, the discount, and the cart that lies there, if one does. */
#define SELECT_CUSTOMERS                                                                                     \
  "SELECT p.id, p.name, p.login, p.phone, c.changed_at, (SELECT count (*) FROM cart_lines l WHERE l.person " \
  "="                                                                                                        \
  " p.id), ifnull (d.percent, 0), d.reason FROM persons p LEFT JOIN carts c ON c.person = p.id"              \
  " LEFT JOIN discounts d ON d.person = p.id WHERE p.organisation = ?1 AND p.role = 'customer'"

static JsonObject *
build_customer (KabCall *call, KabRows *rows)
{
  JsonObject *customer = json_object_new ();
  const char *name = kab_rows_get_text (rows, 1);

  json_object_set_string_member (customer, "id", kab_rows_get_text (rows, 0));
  json_object_set_string_member (customer, "name", name != NULL ? name : kab_rows_get_text (rows, 2));
  kab_json_set_string (customer, "phone", kab_rows_get_text (rows, 3));
  if (!kab_rows_is_null (rows, 4))
    {
      g_autofree char *at = kab_call_format_time (call, kab_rows_get_integer (rows, 4));

      json_object_set_string_member (customer, "changed_at", at);
    }
  json_object_set_int_member (customer, "lines", kab_rows_get_integer (rows, 5));
  json_object_set_int_member (customer, "percent", kab_rows_get_integer (rows, 6));
  kab_json_set_string (customer, "reason", kab_rows_get_text (rows, 7));
  return customer;
}

/**
 * kab_cart_answer_carts:
 * @server: the server
 * @call: a call of the staff
 *
 * the carts that wait, the one that waits longest first; with a name, any customer.
 */
void
kab_cart_answer_carts (KabServer *server, KabCall *call)
{
  const char *name = kab_call_get_query (call, "q");
  g_autofree char *pattern = name != NULL && *name != '\0' ? g_utf8_casefold (name, -1) : NULL;
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      SELECT_CUSTOMERS " AND (?2 NOT NULL OR EXISTS (SELECT 1 FROM cart_lines l WHERE l.person = p.id))"
                       " ORDER BY c.changed_at IS NULL, c.changed_at, p.name LIMIT ?3",
      "ssi", kab_organisation_get_id (call->organisation), pattern, pattern != NULL ? -1 : MAX_CARTS);
  JsonArray *items = json_array_new ();
  JsonObject *answer = json_object_new ();

  while (kab_rows_next (rows) && json_array_get_length (items) < MAX_CARTS)
    {
      g_autofree char *text
          = g_strjoin (" ", kab_rows_get_text (rows, 2),
                       kab_rows_get_text (rows, 1) != NULL ? kab_rows_get_text (rows, 1) : "",
                       kab_rows_get_text (rows, 3), NULL);
      g_autofree char *folded = g_utf8_casefold (text, -1);

      if (pattern == NULL || strstr (folded, pattern) != NULL)
        json_array_add_object_element (items, build_customer (call, rows));
    }
  json_object_set_array_member (answer, "items", items);
  kab_json_reply_tagged (call, answer);
}

static JsonObject *
get_discount_action (KabCall *call)
{
  return kab_json_get_object (kab_json_get_object (kab_catalogue_get_wiring (call->organisation), "cart"),
                              "discount");
}

static void
reply_customer (KabServer *server, KabCall *call)
{
  const char *person = kab_call_get_parameter (call, "person");
  g_autoptr (KabRows) rows = kab_database_select (server->database, SELECT_CUSTOMERS " AND p.id = ?2", "ss",
                                                  kab_organisation_get_id (call->organisation), person);
  g_autoptr (KabCart) cart = NULL;
  JsonObject *answer;
  JsonObject *action;

  if (!kab_rows_next (rows))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  cart = kab_cart_load (server, call, person);
  answer = build_customer (call, rows);
  json_object_set_object_member (answer, "cart", kab_cart_to_json (server, call, cart));
  action = kab_json_copy_object (get_discount_action (call));
  json_object_set_boolean_member (action, "allowed", TRUE);
  json_object_set_object_member (answer, "discount", action);
  kab_call_reply_object (call, 200, answer);
}

/**
 * kab_cart_answer_customer:
 * @server: the server
 * @call: a call of the staff for the cart of one customer
 */
void
kab_cart_answer_customer (KabServer *server, KabCall *call)
{
  reply_customer (server, call);
}

/**
 * kab_cart_set_discount:
 * @server: the server
 * @call: a call of the staff
 *
 * sets the discount of a customer, with the reason; 0 takes it away.
 */
void
kab_cart_set_discount (KabServer *server, KabCall *call)
{
  const char *person = kab_call_get_parameter (call, "person");
  JsonObject *given = kab_json_get_object (kab_call_get_body (call), "values");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (JsonObject) values
      = kab_fields_check (call->organisation, kab_json_get_array (get_discount_action (call), "fields"),
                          given != NULL ? given : none, NULL, errors);
  gint64 percent;

  if (!kab_field_errors_is_empty (errors))
    {
      kab_call_reply_field_errors (call, errors);
      return;
    }
  percent = (gint64) json_node_get_double (json_object_get_member (values, "percent"));
  kab_database_run (server->database,
                    "INSERT OR REPLACE INTO discounts SELECT id, ?2, ?3, ?4, ?5 FROM persons"
                    " WHERE id = ?1 AND organisation = ?6 AND role = 'customer'",
                    "slssls", person, percent, kab_json_get_string (values, "reason"),
                    kab_person_get_display_name (call->person), kab_server_now (server),
                    kab_organisation_get_id (call->organisation));
  kab_database_run (server->database, "DELETE FROM discounts WHERE person = ? AND percent = 0", "s", person);
  kab_events_publish (server, call->organisation, person, "cart", person, 0);
  reply_customer (server, call);
}
