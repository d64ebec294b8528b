/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vehicles.h"

#include "documents-json.h"
#include "documents-number.h"
#include "fields.h"
#include "flow-hooks.h"
#include "json.h"
#include "vehicles-actions.h"
#include "vehicles-book.h"
#include "vehicles-json.h"
#include "vehicles-maintenance.h"

static gboolean
has_vehicles (KabCall *call)
{
  if (kab_vehicles_get_rules (call->organisation) != NULL)
    return TRUE;
  kab_call_reply_problem (call, "not-found", NULL);
  return FALSE;
}

static KabVehicle *
load (KabServer *server, KabCall *call)
{
  KabVehicle *vehicle = kab_vehicles_load (server, call, kab_call_get_parameter (call, "vehicle"));

  if (vehicle == NULL)
    kab_call_reply_problem (call, "not-found", NULL);
  return vehicle;
}

/* The form for a new one comes with the list, so that it can be filled in without a network. */
static void
answer_list (KabServer *server, KabCall *call)
{
  JsonObject *rules = kab_vehicles_get_rules (call->organisation);
  g_autoptr (GPtrArray) vehicles = NULL;
  JsonObject *answer;
  JsonArray *items;
  gint64 total;
  gint64 offset;

  if (!has_vehicles (call))
    return;
  vehicles = kab_vehicles_list (server, call, &total, &offset);
  if (kab_call_is_answered (call))
    return;
  answer = json_object_new ();
  items = json_array_new ();
  for (guint i = 0; i < vehicles->len; i++)
    json_array_add_object_element (items, kab_vehicle_to_row (server, call, g_ptr_array_index (vehicles, i)));
  json_object_set_array_member (answer, "items", items);
  json_object_set_int_member (answer, "total", total);
  json_object_set_int_member (answer, "offset", offset);
  if (!kab_person_is_staff (call->person))
    kab_json_copy_member (rules, answer, "fields");
  kab_json_copy_member (rules, answer, "states");
  kab_json_reply_tagged (call, answer);
}

static char *
build_etag (const KabVehicle *vehicle)
{
  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", vehicle->version);
}

static void
answer_vehicle (KabServer *server, KabCall *call)
{
  g_autoptr (KabVehicle) vehicle = load (server, call);

  if (vehicle != NULL)
    kab_json_reply_tagged (call, kab_vehicle_to_detail (server, call, vehicle));
}

static void
record_new (KabServer *server, KabOrganisation *organisation, gint64 id, const char *word, const char *by)
{
  JsonObject *words = kab_json_get_object (kab_vehicles_get_rules (organisation), "words");

  kab_vehicles_add_history (server, id, kab_server_now (server), kab_json_get_string (words, word), NULL, by);
}

static void
answer_new (KabServer *server, KabCall *call, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (KabVehicle) vehicle = kab_vehicles_load (server, call, text);
  g_autofree char *etag = NULL;

  if (vehicle == NULL)
    {
      kab_call_reply_problem (call, "internal", NULL);
      return;
    }
  etag = build_etag (vehicle);
  kab_vehicle_publish (server, call->organisation, vehicle);
  kab_call_set_header (call, "ETag", etag);
  kab_call_reply_object (call, 201, kab_vehicle_to_detail (server, call, vehicle));
}

static void
add (KabServer *server, KabCall *call)
{
  JsonObject *rules = kab_vehicles_get_rules (call->organisation);
  JsonObject *given = kab_json_get_object (kab_call_get_body (call), "values");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (JsonObject) values = NULL;
  gboolean elsewhere;
  gint64 customer;
  gint64 id;

  if (!has_vehicles (call))
    return;
  if (kab_person_is_staff (call->person))
    {
      kab_call_reply_problem (call, "forbidden", NULL);
      return;
    }
  customer = kab_customers_ensure (server, call->person);
  values = kab_fields_check (call->organisation, kab_json_get_array (rules, "fields"),
                             given != NULL ? given : none, NULL, errors);
  elsewhere = kab_vehicle_check_vin (server, customer, 0, rules, values, errors);
  if (!kab_field_errors_is_empty (errors))
    {
      kab_call_reply_field_errors (call, errors);
      return;
    }
  id = kab_vehicles_insert (server, call->organisation, customer, values,
                            elsewhere ? KAB_VEHICLE_DOUBTFUL : KAB_VEHICLE_NEW);
  record_new (server, call->organisation, id, "added", kab_person_get_display_name (call->person));
  answer_new (server, call, id);
}

static void
act (KabServer *server, KabCall *call)
{
  g_autoptr (KabVehicle) vehicle = load (server, call);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (vehicle == NULL)
    return;
  before = build_etag (vehicle);
  if (!kab_call_check_if_match (call, before)
      || !kab_vehicle_act (server, call, vehicle, kab_call_get_parameter (call, "action")))
    return;
  after = build_etag (vehicle);
  kab_call_set_header (call, "ETag", after);
  kab_call_reply_object (call, 200, kab_vehicle_to_detail (server, call, vehicle));
}

static void
answer_book (KabServer *server, KabCall *call)
{
  g_autoptr (KabVehicle) vehicle = load (server, call);
  g_autoptr (GBytes) book = NULL;

  if (vehicle == NULL)
    return;
  book = kab_vehicle_draw_book (server, call, vehicle);
  kab_call_reply_bytes (call, 200, "application/pdf", book);
}

/* E-29: who typed a vehicle at registration finds it in the cabinet, and staff find it to be checked. */
static gboolean
add_typed_vehicle (KabServer *server, KabFlowRun *run, KabFieldErrors *errors)
{
  JsonObject *rules = kab_vehicles_get_rules (run->organisation);
  const char *typed = kab_json_get_string (run->values, "vehicle");
  g_autoptr (KabPerson) person = kab_person_load (server, run->person);
  g_autoptr (JsonObject) values = NULL;
  gint64 id;

  if (rules == NULL || typed == NULL || person == NULL)
    return TRUE;
  values = json_object_new ();
  json_object_set_string_member (values, kab_json_get_string (rules, "typed_into"), typed);
  id = kab_vehicles_insert (server, run->organisation, kab_customers_ensure (server, person), values,
                            KAB_VEHICLE_NEW);
  record_new (server, run->organisation, id, "typed", kab_person_get_display_name (person));
  return TRUE;
}

static const KabRoute routes[] = {
  { "GET", "/{org}/vehicles", answer_list, KAB_ACCESS_PERSON, "q state offset limit" },
  { "POST", "/{org}/vehicles", add, KAB_ACCESS_PERSON },
  { "GET", "/{org}/vehicles/{vehicle}", answer_vehicle, KAB_ACCESS_PERSON },
  { "POST", "/{org}/vehicles/{vehicle}/actions/{action}", act, KAB_ACCESS_PERSON },
  { "GET", "/{org}/vehicles/{vehicle}/service-book", answer_book, KAB_ACCESS_PERSON },
  { NULL },
};

static gboolean
check_rules (KabOrganisation *organisation, GError **error)
{
  JsonArray *actions = kab_json_get_array (kab_vehicles_get_rules (organisation), "actions");

  for (guint i = 0; i < kab_json_array_length (actions); i++)
    {
      JsonObject *action = kab_json_array_get_object (actions, i);

      if (kab_vehicle_effect_is_known (kab_json_get_string (action, "effect")))
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s: vehicles: action “%s” does what nobody knows", kab_organisation_get_id (organisation),
                   kab_json_get_string (action, "id"));
      return FALSE;
    }
  return TRUE;
}

/**
 * kab_vehicles_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Makes the tables of vehicles, answers for them, and lets flows add one.
 *
 * Returns: whether the part is ready
 */
gboolean
kab_vehicles_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "vehicles", error))
    return FALSE;
  for (guint i = 0; i < server->organisations->len; i++)
    if (!check_rules (g_ptr_array_index (server->organisations, i), error))
      return FALSE;
  kab_flows_add_action (server, "add_vehicle", add_typed_vehicle);
  kab_vehicles_maintenance_open (server);
  kab_router_add (server->router, routes);
  return TRUE;
}
