/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vehicles-store.h"

#include "documents-query.h"
#include "json.h"

#define COLUMNS                                                                                              \
  "v.id, v.customer, c.name, c.person, v.title, v.vin, v.typed, v.state, v.version, v.next_day, v.next_km, " \
  "v.next_title, v.next_document"
#define FROM " FROM vehicles v JOIN customers c ON c.id = v.customer WHERE v.removed_at IS NULL AND "
#define MAX_WINDOW 200

/**
 * kab_vehicle_free:
 * @self: (transfer full) (nullable): a vehicle
 */
void
kab_vehicle_free (KabVehicle *self)
{
  if (self == NULL)
    return;
  g_free (self->customer_name);
  g_free (self->person);
  g_free (self->title);
  g_free (self->vin);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self->state);
  g_free (self->next_day);
  g_free (self->next_title);
  g_free (self);
}

/**
 * kab_vehicles_get_rules:
 * @organisation: an organisation
 *
 * Returns: (transfer none) (nullable): what the descriptor says of vehicles, %NULL where there are none
 */
JsonObject *
kab_vehicles_get_rules (KabOrganisation *organisation)
{
  return kab_json_get_object (kab_organisation_get_server (organisation), "vehicles");
}

static char *
dup_value (JsonObject *values, const char *name)
{
  JsonNode *node = json_object_get_member (values, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return g_strdup_printf ("%.0f", json_node_get_double (node));
}

/**
 * kab_vehicles_format_title:
 * @rules: what the descriptor says of vehicles
 * @values: what is known of one
 *
 * Puts the values into "{make} {model} · {plate}"; what is missing takes the words before it along.
 *
 * Returns: (transfer full): what the vehicle is called
 */
char *
kab_vehicles_format_title (JsonObject *rules, JsonObject *values)
{
  const char *rest = kab_json_get_string (rules, "title");
  GString *title = g_string_new (NULL);

  for (const char *open = strchr (rest, '{'); open != NULL; open = strchr (rest, '{'))
    {
      const char *close = open + strcspn (open, "}");
      g_autofree char *name = g_strndup (open + 1, close - open - 1);
      g_autofree char *value = dup_value (values, name);

      if (value != NULL && title->len > 0)
        g_string_append_len (title, rest, open - rest);
      if (value != NULL)
        g_string_append (title, value);
      rest = *close != '\0' ? close + 1 : close;
    }
  return g_string_free (title, FALSE);
}

static KabVehicle *
read_row (KabRows *rows)
{
  KabVehicle *self = g_new0 (KabVehicle, 1);

  self->id = kab_rows_get_integer (rows, 0);
  self->customer = kab_rows_get_integer (rows, 1);
  self->customer_name = g_strdup (kab_rows_get_text (rows, 2));
  self->person = g_strdup (kab_rows_get_text (rows, 3));
  self->title = g_strdup (kab_rows_get_text (rows, 4));
  self->vin = g_strdup (kab_rows_get_text (rows, 5));
  self->values = kab_json_object_from_text (kab_rows_get_text (rows, 6));
  self->state = g_strdup (kab_rows_get_text (rows, 7));
  self->version = kab_rows_get_integer (rows, 8);
  self->next_day = g_strdup (kab_rows_get_text (rows, 9));
  self->next_km = kab_rows_get_integer (rows, 10);
  self->next_title = g_strdup (kab_rows_get_text (rows, 11));
  self->next_document = kab_rows_get_integer (rows, 12);
  return self;
}

static GPtrArray *
read_all (KabRows *rows)
{
  GPtrArray *vehicles = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_vehicle_free);

  while (kab_rows_next (rows))
    g_ptr_array_add (vehicles, read_row (rows));
  return vehicles;
}

/**
 * kab_vehicles_load:
 * @server: the server
 * @call: a call of a signed-in person
 * @id: id of a vehicle, as it came in the path
 *
 * Returns: (transfer full) (nullable): the vehicle, where there is one that this person may see
 */
KabVehicle *
kab_vehicles_load (KabServer *server, KabCall *call, const char *id)
{
  gboolean staff = kab_person_is_staff (call->person);
  g_autoptr (KabRows) rows = NULL;
  gint64 number;

  if (!g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return NULL;
  rows = kab_database_select (
      server->database, "SELECT " COLUMNS FROM "v.id = ? AND v.organisation = ? AND (? = 1 OR c.person = ?)",
      "lsis", number, kab_organisation_get_id (call->organisation), staff, call->person->id);
  return kab_rows_next (rows) ? read_row (rows) : NULL;
}

/**
 * kab_vehicles_list:
 * @server: the server
 * @call: a call of a signed-in person, with q, state, offset and limit
 * @total: (out): how many there are in all
 * @offset: (out): where the answer begins
 *
 * Returns: (transfer full) (element-type KabVehicle): a window of what this person may see
 */
GPtrArray *
kab_vehicles_list (KabServer *server, KabCall *call, gint64 *total, gint64 *offset)
{
  static const char condition[]
      = "v.organisation = ?1 AND (?2 = 1 OR c.person = ?3) AND (?4 IS NULL OR v.state = ?4)"
        " AND (?5 = '' OR instr (v.search, ?5) > 0)";
  const char *query = kab_call_get_query (call, "q");
  g_autofree char *words = kab_documents_fold (query != NULL ? query : "");
  g_autofree char *count = g_strconcat ("SELECT count(*)" FROM, condition, NULL);
  g_autofree char *select
      = g_strconcat ("SELECT " COLUMNS FROM, condition, " ORDER BY v.title, v.id LIMIT ?6 OFFSET ?7", NULL);
  gint64 limit = kab_call_get_query_integer (call, "limit", 100, 1, MAX_WINDOW);
  gboolean staff = kab_person_is_staff (call->person);
  const char *id = kab_organisation_get_id (call->organisation);
  const char *state = kab_call_get_query (call, "state");
  g_autoptr (KabRows) rows = NULL;

  *offset = kab_call_get_query_integer (call, "offset", 0, 0, G_MAXINT32);
  *total = kab_database_select_integer (server->database, count, "sisss", id, staff, call->person->id, state,
                                        words);
  rows = kab_database_select (server->database, select, "sisssll", id, staff, call->person->id, state, words,
                              limit, *offset);
  return read_all (rows);
}

/**
 * kab_vehicles_find_doubles:
 * @server: the server
 * @vehicle: a vehicle
 *
 * Returns: (transfer full) (element-type KabVehicle): others that may be the same: with its VIN, or of the same
 *   customer with the same name
 */
GPtrArray *
kab_vehicles_find_doubles (KabServer *server, const KabVehicle *vehicle)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT " COLUMNS FROM
      "v.id <> ?1 AND v.organisation = (SELECT organisation FROM vehicles WHERE id = ?1)"
      " AND ((?2 NOT NULL AND v.vin = ?2) OR (v.customer = ?3 AND v.title = ?4)) ORDER BY v.id LIMIT 50",
      "lsls", vehicle->id, vehicle->vin, vehicle->customer, vehicle->title);

  return read_all (rows);
}

/* Plates are searched for without the spaces and dashes that everybody writes otherwise. */
static char *
build_search (const char *title, JsonObject *values, const char *customer)
{
  g_autoptr (GString) text = g_string_new (title);
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *value = kab_json_get_string (values, link->data);

      if (value != NULL)
        g_string_append_printf (text, " %s", value);
    }
  if (customer != NULL)
    g_string_append_printf (text, " %s", customer);
  return kab_documents_fold (text->str);
}

static const char *
find_vin (JsonObject *rules, JsonObject *values)
{
  JsonArray *fields = kab_json_get_array (rules, "fields");

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);

      if (g_strcmp0 (kab_json_get_string (field, "kind"), "vin") == 0)
        return kab_json_get_string (values, kab_json_get_string (field, "name"));
    }
  return NULL;
}

/**
 * kab_vehicles_insert:
 * @server: the server
 * @organisation: an organisation that knows vehicles
 * @customer: id of a card
 * @values: what is known of the vehicle
 * @state: where it stands with staff
 *
 * Returns: the new vehicle's id
 */
gint64
kab_vehicles_insert (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *values, const char *state)
{
  JsonObject *rules = kab_vehicles_get_rules (organisation);
  g_autofree char *title = kab_vehicles_format_title (rules, values);
  g_autofree char *name
      = kab_database_select_text (server->database, "SELECT name FROM customers WHERE id = ?", "l", customer);
  g_autofree char *search = build_search (title, values, name);
  g_autofree char *typed = kab_json_object_to_text (values);

  kab_database_run (server->database,
                    "INSERT INTO vehicles (organisation, customer, title, vin, search, typed, state)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    "slsssss", kab_organisation_get_id (organisation), customer, title,
                    find_vin (rules, values), search, typed, state);
  return kab_database_get_last_id (server->database);
}

/**
 * kab_vehicles_save:
 * @server: the server
 * @organisation: whose vehicle it is
 * @vehicle: a vehicle whose values, state, customer or maintenance have changed; gets its new version and title
 *
 * Documents about it follow its name.
 */
void
kab_vehicles_save (KabServer *server, KabOrganisation *organisation, KabVehicle *vehicle)
{
  JsonObject *rules = kab_vehicles_get_rules (organisation);
  g_autofree char *title = kab_vehicles_format_title (rules, vehicle->values);
  g_autofree char *search = build_search (title, vehicle->values, vehicle->customer_name);
  g_autofree char *typed = kab_json_object_to_text (vehicle->values);

  if (!g_str_equal (title, vehicle->title))
    kab_database_run (server->database, "UPDATE documents SET thing = ? WHERE customer = ? AND thing = ?",
                      "sls", title, vehicle->customer, vehicle->title);
  g_set_str (&vehicle->title, title);
  g_set_str (&vehicle->vin, find_vin (rules, vehicle->values));
  vehicle->version++;
  kab_database_run (server->database,
                    "UPDATE vehicles SET customer = ?, title = ?, vin = ?, search = ?, typed = ?, state = ?,"
                    " version = ?, next_day = ?, next_km = nullif (?, 0), next_title = ?,"
                    " next_document = nullif (?, 0) WHERE id = ?",
                    "lssssslslsll", vehicle->customer, title, vehicle->vin, search, typed, vehicle->state,
                    vehicle->version, vehicle->next_day, vehicle->next_km, vehicle->next_title,
                    vehicle->next_document, vehicle->id);
}

/**
 * kab_vehicles_remove:
 * @server: the server
 * @vehicle: a vehicle
 *
 * Takes it out of the lists; the logs stay for the workshop.
 */
void
kab_vehicles_remove (KabServer *server, const KabVehicle *vehicle)
{
  kab_database_run (server->database, "UPDATE vehicles SET removed_at = ? WHERE id = ?", "ll",
                    kab_server_now (server), vehicle->id);
}

/**
 * kab_vehicles_add_history:
 * @server: the server
 * @vehicle: id of a vehicle
 * @at: when
 * @title: what happened
 * @text: (nullable): more about it
 * @by: (nullable): who did it
 */
void
kab_vehicles_add_history (
    KabServer *server, gint64 vehicle, gint64 at, const char *title, const char *text, const char *by)
{
  kab_database_run (server->database,
                    "INSERT INTO vehicle_history (vehicle, at, title, text, by) VALUES (?, ?, ?, ?, ?)",
                    "llsss", vehicle, at, title, text, by);
}

/**
 * kab_vehicles_add_mileage:
 * @server: the server
 * @vehicle: id of a vehicle
 * @day: day of the reading, 2026-11-22
 * @km: what the odometer said
 * @reason: (nullable): why it says less than before
 * @by: (nullable): who wrote it down
 */
void
kab_vehicles_add_mileage (
    KabServer *server, gint64 vehicle, const char *day, gint64 km, const char *reason, const char *by)
{
  kab_database_run (
      server->database,
      "INSERT INTO vehicle_mileage (vehicle, day, km, reason, by, at) VALUES (?, ?, ?, ?, ?, ?)", "lslssl",
      vehicle, day, km, reason, by, kab_server_now (server));
}

/**
 * kab_vehicles_find_mileage:
 * @server: the server
 * @vehicle: id of a vehicle
 * @day: a day
 *
 * Returns: the last reading up to that day, 0 if there is none
 */
gint64
kab_vehicles_find_mileage (KabServer *server, gint64 vehicle, const char *day)
{
  return kab_database_select_integer (server->database,
                                      "SELECT km FROM vehicle_mileage WHERE vehicle = ? AND day <= ?"
                                      " ORDER BY day DESC, id DESC LIMIT 1",
                                      "ls", vehicle, day);
}
