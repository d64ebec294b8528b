/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vehicles-json.h"

#include <stdio.h>

#include "json.h"
#include "values.h"
#include "vehicles-actions.h"

#define DAYS_KNOWN 30 /* over fewer days nothing is foretold */
#define LOOK_BACK 730
#define LOOK_AHEAD 1825

static GDate *
parse_day (const char *day)
{
  g_autoptr (GDate) date = g_date_new ();
  int year, month, number;

  if (day == NULL || sscanf (day, "%4d-%2d-%2d", &year, &month, &number) != 3
      || !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return NULL;
  g_date_set_dmy (date, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return g_steal_pointer (&date);
}

/**
 * kab_vehicle_forecast:
 * @server: the server
 * @vehicle: a vehicle
 *
 * Goes on driving as in the last two years of the log. A reading that went back begins a new count.
 *
 * Returns: (transfer full) (nullable): the day on which the agreed mileage will be reached, %NULL where there is
 *   none, or where too little is known
 */
char *
kab_vehicle_forecast (KabServer *server, const KabVehicle *vehicle)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT day, km FROM vehicle_mileage WHERE vehicle = ? ORDER BY day DESC, id DESC",
      "l", vehicle->id);
  g_autoptr (GDate) last = NULL;
  gint64 last_km = 0;
  gint64 before_km = G_MAXINT64;
  int days = 0;
  gint64 driven = 0;
  char text[16];

  while (vehicle->next_km > 0 && kab_rows_next (rows))
    {
      g_autoptr (GDate) day = parse_day (kab_rows_get_text (rows, 0));
      gint64 km = kab_rows_get_integer (rows, 1);

      if (day == NULL || km > before_km || (last != NULL && g_date_days_between (day, last) > LOOK_BACK))
        break;
      before_km = km;
      if (last == NULL)
        {
          last = g_steal_pointer (&day);
          last_km = km;
          continue;
        }
      days = g_date_days_between (day, last);
      driven = last_km - km;
    }
  if (last == NULL || days < DAYS_KNOWN || driven <= 0)
    return NULL;
  if (vehicle->next_km > last_km)
    {
      gint64 ahead = (vehicle->next_km - last_km) * days / driven;

      if (ahead > LOOK_AHEAD)
        return NULL;
      g_date_add_days (last, (guint) ahead);
    }
  g_date_strftime (text, sizeof text, "%Y-%m-%d", last);
  return g_strdup (text);
}

static JsonObject *
build_state (KabOrganisation *organisation, const char *id)
{
  JsonArray *states = kab_json_get_array (kab_vehicles_get_rules (organisation), "states");
  JsonObject *state;

  for (guint i = 0; i < kab_json_array_length (states); i++)
    {
      state = kab_json_array_get_object (states, i);
      if (g_strcmp0 (kab_json_get_string (state, "id"), id) == 0)
        return kab_json_copy_object (state);
    }
  state = json_object_new ();
  json_object_set_string_member (state, "id", id);
  json_object_set_string_member (state, "title", id);
  json_object_set_string_member (state, "tone", "neutral");
  return state;
}

static void
add_next (KabServer *server, const KabVehicle *vehicle, JsonObject *row)
{
  g_autofree char *forecast = kab_vehicle_forecast (server, vehicle);
  g_autofree char *document
      = vehicle->next_document != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, vehicle->next_document) : NULL;
  JsonObject *next;

  if (vehicle->next_day == NULL && vehicle->next_km == 0)
    return;
  next = json_object_new ();
  kab_json_set_string (next, "day", vehicle->next_day);
  if (vehicle->next_km > 0)
    json_object_set_int_member (next, "km", vehicle->next_km);
  kab_json_set_string (next, "title", vehicle->next_title);
  kab_json_set_string (next, "forecast", forecast);
  kab_json_set_string (next, "document", document);
  json_object_set_object_member (row, "next", next);
}

static void
add_mileage (KabServer *server, const KabVehicle *vehicle, JsonObject *row)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT day, km FROM vehicle_mileage WHERE vehicle = ? ORDER BY day DESC, id DESC LIMIT 1", "l",
      vehicle->id);
  JsonObject *mileage;

  if (!kab_rows_next (rows))
    return;
  mileage = json_object_new ();
  json_object_set_string_member (mileage, "day", kab_rows_get_text (rows, 0));
  json_object_set_int_member (mileage, "km", kab_rows_get_integer (rows, 1));
  json_object_set_object_member (row, "mileage", mileage);
}

/**
 * kab_vehicle_to_row:
 * @server: the server
 * @call: the call that is answered
 * @vehicle: a vehicle
 *
 * Returns: (transfer full): the vehicle as a row of the list
 */
JsonObject *
kab_vehicle_to_row (KabServer *server, KabCall *call, const KabVehicle *vehicle)
{
  JsonObject *row = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, vehicle->id);

  json_object_set_string_member (row, "id", id);
  json_object_set_string_member (row, "title", vehicle->title);
  kab_json_set_string (row, "vin", vehicle->vin);
  json_object_set_object_member (row, "state", build_state (call->organisation, vehicle->state));
  json_object_set_int_member (row, "version", vehicle->version);
  if (kab_person_is_staff (call->person))
    kab_json_set_string (row, "customer", vehicle->customer_name);
  add_mileage (server, vehicle, row);
  add_next (server, vehicle, row);
  return row;
}

static JsonArray *
build_properties (KabOrganisation *organisation, const KabVehicle *vehicle)
{
  JsonArray *fields = kab_json_get_array (kab_vehicles_get_rules (organisation), "fields");
  JsonArray *properties = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);
      const char *name = kab_json_get_string (field, "name");
      g_autofree char *value = kab_values_describe (fields, vehicle->values, name);

      if (*value != '\0')
        kab_values_add_property (properties, kab_json_get_string (field, "label"), value);
    }
  return properties;
}

static JsonArray *
build_log (KabServer *server, const KabVehicle *vehicle)
{
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT day, km, reason, by FROM vehicle_mileage WHERE "
                                                  "vehicle = ? ORDER BY day DESC, id DESC LIMIT 1000",
                                                  "l", vehicle->id);
  JsonArray *log = json_array_new ();

  while (kab_rows_next (rows))
    {
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "day", kab_rows_get_text (rows, 0));
      json_object_set_int_member (entry, "km", kab_rows_get_integer (rows, 1));
      kab_json_set_string (entry, "reason", kab_rows_get_text (rows, 2));
      kab_json_set_string (entry, "by", kab_rows_get_text (rows, 3));
      json_array_add_object_element (log, entry);
    }
  return log;
}

static JsonArray *
build_history (KabServer *server, KabCall *call, const KabVehicle *vehicle)
{
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT at, title, text, by FROM vehicle_history WHERE "
                                                  "vehicle = ? ORDER BY at DESC, id DESC LIMIT 1000",
                                                  "l", vehicle->id);
  JsonArray *history = json_array_new ();

  while (kab_rows_next (rows))
    {
      JsonObject *entry = json_object_new ();
      g_autofree char *at = kab_call_format_time (call, kab_rows_get_integer (rows, 0));

      json_object_set_string_member (entry, "at", at);
      json_object_set_string_member (entry, "title", kab_rows_get_text (rows, 1));
      kab_json_set_string (entry, "text", kab_rows_get_text (rows, 2));
      kab_json_set_string (entry, "by", kab_rows_get_text (rows, 3));
      json_array_add_object_element (history, entry);
    }
  return history;
}

/* Two cards with one VIN are told to staff alone: a customer learns nothing of other people. */
static void
add_doubles (KabServer *server, KabCall *call, const KabVehicle *vehicle, JsonObject *detail)
{
  g_autoptr (GPtrArray) doubles = NULL;
  JsonArray *built;

  if (!kab_person_is_staff (call->person))
    return;
  doubles = kab_vehicles_find_doubles (server, vehicle);
  built = json_array_new ();
  for (guint i = 0; i < doubles->len; i++)
    json_array_add_object_element (built, kab_vehicle_to_row (server, call, g_ptr_array_index (doubles, i)));
  json_object_set_array_member (detail, "doubles", built);
}

/**
 * kab_vehicle_to_detail:
 * @server: the server
 * @call: the call that is answered
 * @vehicle: a vehicle
 *
 * Returns: (transfer full): the vehicle whole, with what this person may do with it
 */
JsonObject *
kab_vehicle_to_detail (KabServer *server, KabCall *call, const KabVehicle *vehicle)
{
  JsonObject *detail = kab_vehicle_to_row (server, call, vehicle);

  json_object_set_object_member (detail, "values", kab_json_copy_object (vehicle->values));
  json_object_set_array_member (detail, "properties", build_properties (call->organisation, vehicle));
  json_object_set_array_member (detail, "log", build_log (server, vehicle));
  json_object_set_array_member (detail, "history", build_history (server, call, vehicle));
  json_object_set_array_member (detail, "actions", kab_vehicle_build_actions (server, call, vehicle));
  add_doubles (server, call, vehicle, detail);
  return detail;
}
