/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vehicles-maintenance.h"

#include "documents-hooks.h"
#include "documents-number.h"
#include "documents-snapshot.h"
#include "documents-type.h"
#include "json.h"
#include "values.h"

/**
 * kab_vehicles_take_over:
 * @server: the server
 * @vehicle: the vehicle that stays
 * @other: the same vehicle on another card
 *
 * Logs and documents of @other become those of @vehicle, and @other is gone.
 */
void
kab_vehicles_take_over (KabServer *server, KabVehicle *vehicle, const KabVehicle *other)
{
  KabDatabase *database = server->database;

  kab_database_run (database, "UPDATE vehicle_mileage SET vehicle = ? WHERE vehicle = ?", "ll", vehicle->id,
                    other->id);
  kab_database_run (database, "UPDATE vehicle_history SET vehicle = ? WHERE vehicle = ?", "ll", vehicle->id,
                    other->id);
  kab_database_run (database,
                    "UPDATE documents SET customer = ?, thing = ?, version = version + 1"
                    " WHERE customer = ? AND thing = ?",
                    "lsls", vehicle->customer, vehicle->title, other->customer, other->title);
  if (vehicle->next_day == NULL && vehicle->next_km == 0)
    {
      g_set_str (&vehicle->next_day, other->next_day);
      g_set_str (&vehicle->next_title, other->next_title);
      vehicle->next_km = other->next_km;
      vehicle->next_document = other->next_document;
    }
  kab_vehicles_remove (server, other);
  kab_snapshots_invalidate (server->snapshots);
}

static void
keep_km (JsonObject *rules, gint64 km, JsonObject *details)
{
  JsonArray *properties = json_array_new ();
  const char *unit = kab_json_get_string (kab_json_get_object (rules, "book"), "km");
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\302\240%s", km, unit);

  if (km > 0)
    kab_values_add_property (properties, kab_json_get_string (kab_json_get_object (rules, "book"), "mileage"),
                             text);
  json_object_set_array_member (details, "properties", properties);
}

/* A new day for what is agreed already changes that document; there are never two for one visit. */
static gboolean
move_document (KabServer *server, KabCall *call, KabVehicle *vehicle, JsonObject *rules, gint64 due)
{
  JsonObject *maintenance = kab_json_get_object (rules, "maintenance");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, vehicle->next_document);
  g_autoptr (KabDocument) document = kab_documents_load (server, call, id);

  if (document == NULL || !kab_document_type_is_open (call->organisation, document->type, document->state))
    return FALSE;
  keep_km (rules, vehicle->next_km, document->details);
  if (!kab_documents_change (server, call->organisation, document, document->state, due))
    return FALSE;
  kab_documents_add_event (server, document->id, kab_server_now (server),
                           kab_json_get_string (maintenance, "moved"), vehicle->next_title,
                           kab_person_get_display_name (call->person));
  return TRUE;
}

static void
file_document (KabServer *server, KabCall *call, KabVehicle *vehicle, JsonObject *rules, gint64 due)
{
  JsonObject *maintenance = kab_json_get_object (rules, "maintenance");
  const char *type = kab_json_get_string (maintenance, "type");
  JsonObject *filed = kab_json_get_object (kab_document_type_get_machine (call->organisation, type), "filed");
  g_autofree char *number = kab_documents_take_number (server, call->organisation, type);
  g_autoptr (JsonObject) details = json_object_new ();
  JsonObject *descriptor = kab_organisation_get_descriptor (call->organisation);
  KabDocument document = { .customer = vehicle->customer,
                           .customer_name = vehicle->customer_name,
                           .type = (char *) type,
                           .number = number,
                           .subject = vehicle->next_title,
                           .date = kab_server_now (server),
                           .currency = (char *) kab_json_get_string (descriptor, "currency"),
                           .state = (char *) kab_json_get_string (maintenance, "state"),
                           .due_at = due,
                           .thing = vehicle->title,
                           .details = details };

  keep_km (rules, vehicle->next_km, details);
  vehicle->next_document = kab_documents_create (server, call->organisation, &document);
  kab_documents_add_event (server, vehicle->next_document, document.date,
                           kab_json_get_string (filed, "title"), NULL,
                           kab_person_get_display_name (call->person));
}

/**
 * kab_vehicles_agree_maintenance:
 * @server: the server
 * @call: the call of the member of staff who agrees it
 * @vehicle: a vehicle
 * @rules: what the descriptor says of vehicles
 * @values: checked "day", "km" and "subject"
 * @errors: told when neither a day nor a mileage was given
 *
 * The first page of the cabinet tells what is planned: where the descriptor names a type for it, the agreement is
 * a document too (E-07).
 *
 * Returns: whether it was agreed
 */
gboolean
kab_vehicles_agree_maintenance (KabServer *server,
                                KabCall *call,
                                KabVehicle *vehicle,
                                JsonObject *rules,
                                JsonObject *values,
                                KabFieldErrors *errors)
{
  const char *day = kab_json_get_string (values, "day");
  g_autoptr (GDateTime) midnight = day != NULL ? kab_documents_parse_day (call->organisation, day) : NULL;
  gint64 km
      = json_object_has_member (values, "km") ? (gint64) json_object_get_double_member (values, "km") : 0;
  gint64 due = midnight != NULL ? g_date_time_to_unix (midnight) : 0;

  if (day == NULL && km <= 0)
    {
      kab_field_errors_add (errors, "/values/day", "required");
      return FALSE;
    }
  g_set_str (&vehicle->next_day, day);
  g_set_str (&vehicle->next_title, kab_json_get_string (values, "subject"));
  vehicle->next_km = km;
  if (kab_json_get_object (rules, "maintenance") != NULL
      && (vehicle->next_document == 0 || !move_document (server, call, vehicle, rules, due)))
    file_document (server, call, vehicle, rules, due);
  return TRUE;
}

/* What was agreed is done: the vehicle waits for the next agreement, and the log knows the mileage. */
static gboolean
finish (KabDeed *deed)
{
  KabServer *server = deed->server;
  gint64 vehicle = kab_database_select_integer (
      server->database, "SELECT id FROM vehicles WHERE next_document = ?", "l", deed->document->id);
  gint64 km = json_object_has_member (deed->values, "km")
                  ? (gint64) json_object_get_double_member (deed->values, "km")
                  : 0;
  g_autoptr (GDateTime) now = kab_organisation_to_local (deed->call->organisation, kab_server_now (server));
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  if (vehicle == 0)
    return TRUE;
  kab_database_run (
      server->database,
      "UPDATE vehicles SET next_day = NULL, next_km = NULL, next_title = NULL, next_document = NULL,"
      " version = version + 1 WHERE id = ?",
      "l", vehicle);
  if (km > 0)
    kab_vehicles_add_mileage (server, vehicle, day, km, NULL,
                              kab_person_get_display_name (deed->call->person));
  return TRUE;
}

/**
 * kab_vehicles_maintenance_open:
 * @server: the server
 *
 * Lets the action that ends a maintenance tell its vehicle.
 */
void
kab_vehicles_maintenance_open (KabServer *server)
{
  kab_documents_add_effect (server, "finish_maintenance", finish);
}
