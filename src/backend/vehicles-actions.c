/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vehicles-actions.h"

#include "events.h"
#include "fields.h"
#include "json.h"
#include "values.h"
#include "vehicles-maintenance.h"

/* Something that is being done with a vehicle. */
typedef struct
{
  KabServer *server;
  KabCall *call;
  KabVehicle *vehicle;
  JsonObject *rules;
  JsonObject *action;
  JsonArray *fields;
  JsonObject *values; /* checked; an effect may add words for the history */
  KabFieldErrors *errors;
} Deed;

static gboolean
is_for (JsonObject *action, const KabPerson *person)
{
  const char *role = kab_json_get_string (action, "role");

  return role == NULL || g_strcmp0 (role, person->role) == 0;
}

static JsonObject *
find_action (JsonObject *rules, const char *id)
{
  JsonArray *actions = kab_json_get_array (rules, "actions");

  for (guint i = 0; i < kab_json_array_length (actions); i++)
    {
      JsonObject *action = kab_json_array_get_object (actions, i);

      if (g_strcmp0 (kab_json_get_string (action, "id"), id) == 0)
        return action;
    }
  return NULL;
}

static gboolean
is_effect (JsonObject *action, const char *effect)
{
  return g_strcmp0 (kab_json_get_string (action, "effect"), effect) == 0;
}

static JsonObject *
build_double (const KabVehicle *other)
{
  JsonObject *option = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, other->id);

  json_object_set_string_member (option, "value", id);
  json_object_set_string_member (option, "title", other->title);
  kab_json_set_string (option, "note", other->customer_name);
  return option;
}

/* The one card or the other is chosen from those that may be the same vehicle. */
static JsonArray *
build_merge_fields (KabServer *server, const KabVehicle *vehicle, JsonObject *action)
{
  g_autoptr (GPtrArray) doubles = kab_vehicles_find_doubles (server, vehicle);
  JsonArray *wired = kab_json_get_array (action, "fields");
  JsonArray *fields = json_array_new ();
  JsonArray *options = json_array_new ();
  JsonObject *field = kab_json_copy_object (kab_json_array_get_object (wired, 0));

  for (guint i = 0; i < doubles->len; i++)
    json_array_add_object_element (options, build_double (g_ptr_array_index (doubles, i)));
  json_object_remove_member (field, "source");
  json_object_set_array_member (field, "options", options);
  json_array_add_object_element (fields, field);
  return fields;
}

static JsonArray *
dup_fields (KabServer *server, const KabVehicle *vehicle, JsonObject *rules, JsonObject *action)
{
  JsonArray *fields = kab_json_get_array (is_effect (action, "edit") ? rules : action, "fields");

  if (is_effect (action, "merge"))
    return build_merge_fields (server, vehicle, action);
  return fields != NULL ? json_array_ref (fields) : json_array_new ();
}

static gboolean
is_possible (KabServer *server, const KabVehicle *vehicle, JsonObject *action)
{
  JsonArray *from = kab_json_get_array (action, "from");
  g_autoptr (GPtrArray) doubles = NULL;

  if (from != NULL && !kab_json_array_has_string (from, vehicle->state))
    return FALSE;
  if (!is_effect (action, "merge"))
    return TRUE;
  doubles = kab_vehicles_find_doubles (server, vehicle);
  return doubles->len > 0;
}

/**
 * kab_vehicle_build_actions:
 * @server: the server
 * @call: the call that is answered
 * @vehicle: a vehicle
 *
 * Returns: (transfer full): what this person may do with it now
 */
JsonArray *
kab_vehicle_build_actions (KabServer *server, KabCall *call, const KabVehicle *vehicle)
{
  JsonObject *rules = kab_vehicles_get_rules (call->organisation);
  JsonArray *known = kab_json_get_array (rules, "actions");
  JsonArray *actions = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (known); i++)
    {
      JsonObject *action = kab_json_array_get_object (known, i);
      JsonObject *built;

      if (!is_for (action, call->person) || !is_possible (server, vehicle, action))
        continue;
      built = json_object_new ();
      kab_json_copy_member (action, built, "id");
      kab_json_copy_member (action, built, "title");
      kab_json_copy_member (action, built, "tone");
      kab_json_copy_member (action, built, "confirm");
      json_object_set_boolean_member (built, "allowed", TRUE);
      json_object_set_array_member (built, "fields", dup_fields (server, vehicle, rules, action));
      json_array_add_object_element (actions, built);
    }
  return actions;
}

/**
 * kab_vehicle_publish:
 * @server: the server
 * @organisation: whose vehicle it is
 * @vehicle: a vehicle that has changed
 *
 * Tells its owner and the staff.
 */
void
kab_vehicle_publish (KabServer *server, KabOrganisation *organisation, const KabVehicle *vehicle)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, vehicle->id);

  kab_events_publish (server, organisation, NULL, "vehicle", id, vehicle->version);
  if (vehicle->person != NULL)
    kab_events_publish (server, organisation, vehicle->person, "vehicle", id, vehicle->version);
}

static const char *
find_vin_field (JsonObject *rules)
{
  JsonArray *fields = kab_json_get_array (rules, "fields");

  for (guint i = 0; i < kab_json_array_length (fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (fields, i);

      if (g_strcmp0 (kab_json_get_string (field, "kind"), "vin") == 0)
        return kab_json_get_string (field, "name");
    }
  return NULL;
}

/**
 * kab_vehicle_check_vin:
 * @server: the server
 * @customer: id of the card
 * @vehicle: the vehicle that the values are for, 0 for a new one
 * @rules: what the descriptor says of vehicles
 * @values: checked values
 * @errors: told when the customer has another vehicle with that number
 *
 * Returns: whether somebody else's vehicle has the number: staff have to look
 */
gboolean
kab_vehicle_check_vin (KabServer *server,
                       gint64 customer,
                       gint64 vehicle,
                       JsonObject *rules,
                       JsonObject *values,
                       KabFieldErrors *errors)
{
  const char *field = find_vin_field (rules);
  const char *vin = field != NULL ? kab_json_get_string (values, field) : NULL;
  g_autoptr (KabRows) rows = NULL;
  gboolean elsewhere = FALSE;

  if (vin == NULL)
    return FALSE;
  rows = kab_database_select (
      server->database,
      "SELECT v.customer = ?1 FROM vehicles v WHERE v.vin = ?2 AND v.removed_at IS NULL"
      " AND v.id <> ?3 AND v.organisation = (SELECT organisation FROM customers WHERE id = ?1)",
      "lsl", customer, vin, vehicle);
  while (kab_rows_next (rows))
    {
      g_autofree char *pointer = kab_fields_build_pointer (field);

      if (kab_rows_get_integer (rows, 0) != 0)
        kab_field_errors_add (errors, pointer, "taken");
      else
        elsewhere = TRUE;
    }
  return elsewhere;
}

/* "VIN: … → …": staff see what exactly the customer has changed (E-06). */
static char *
describe_changes (const Deed *deed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < kab_json_array_length (deed->fields); i++)
    {
      JsonObject *field = kab_json_array_get_object (deed->fields, i);
      const char *name = kab_json_get_string (field, "name");
      g_autofree char *before = kab_values_describe (deed->fields, deed->vehicle->values, name);
      g_autofree char *after = kab_values_describe (deed->fields, deed->values, name);

      if (!g_str_equal (before, after))
        g_string_append_printf (text, "%s%s: %s → %s", text->len > 0 ? "; " : "",
                                kab_json_get_string (field, "label"), *before != '\0' ? before : "—",
                                *after != '\0' ? after : "—");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
edit (Deed *deed)
{
  KabVehicle *vehicle = deed->vehicle;
  g_autofree char *changes = describe_changes (deed);
  gboolean elsewhere = kab_vehicle_check_vin (deed->server, vehicle->customer, vehicle->id, deed->rules,
                                              deed->values, deed->errors);

  if (!kab_field_errors_is_empty (deed->errors))
    return FALSE;
  json_object_unref (vehicle->values);
  vehicle->values = kab_json_copy_object (deed->values);
  json_object_set_string_member (deed->values, "changes", changes);
  if (elsewhere)
    g_set_str (&vehicle->state, KAB_VEHICLE_DOUBTFUL);
  else
    g_set_str (&vehicle->state,
               kab_person_is_staff (deed->call->person) ? KAB_VEHICLE_CHECKED : KAB_VEHICLE_NEW);
  return TRUE;
}

/* The log never goes backwards without a reason, neither after an earlier day nor before a later one. */
static gboolean
write_mileage (Deed *deed)
{
  const char *day = kab_json_get_string (deed->values, "day");
  const char *reason = kab_json_get_string (deed->values, "reason");
  gint64 km = (gint64) json_object_get_double_member (deed->values, "km");
  gint64 before = kab_vehicles_find_mileage (deed->server, deed->vehicle->id, day);
  gint64 after = kab_database_select_integer (
      deed->server->database,
      "SELECT ifnull (min (km), -1) FROM vehicle_mileage WHERE vehicle = ? AND day > ?", "ls",
      deed->vehicle->id, day);
  g_autoptr (GDateTime) midnight = kab_documents_parse_day (deed->call->organisation, day);

  if (midnight == NULL || g_date_time_to_unix (midnight) > kab_server_now (deed->server))
    kab_field_errors_add (deed->errors, "/values/day", "date");
  else if (reason == NULL && (km < before || (after >= 0 && km > after)))
    kab_field_errors_add (deed->errors, "/values/reason", "required");
  else
    kab_vehicles_add_mileage (deed->server, deed->vehicle->id, day, km, reason,
                              kab_person_get_display_name (deed->call->person));
  return kab_field_errors_is_empty (deed->errors);
}

static gboolean
remove_vehicle (Deed *deed)
{
  kab_vehicles_remove (deed->server, deed->vehicle);
  return TRUE;
}

static gboolean
set_state (Deed *deed)
{
  g_set_str (&deed->vehicle->state, kab_json_get_string (deed->action, "to"));
  return TRUE;
}

static gboolean
merge (Deed *deed)
{
  g_autoptr (KabVehicle) other
      = kab_vehicles_load (deed->server, deed->call, kab_json_get_string (deed->values, "other"));

  if (other == NULL || (other->person != NULL && other->customer != deed->vehicle->customer))
    {
      kab_call_reply_problem (deed->call, "conflict", kab_json_get_string (deed->action, "conflict"));
      return FALSE;
    }
  json_object_set_string_member (deed->values, "other_title", other->title);
  json_object_set_string_member (deed->values, "other_customer", other->customer_name);
  kab_vehicles_take_over (deed->server, deed->vehicle, other);
  g_set_str (&deed->vehicle->state, KAB_VEHICLE_CHECKED);
  return TRUE;
}

static gboolean
set_next (Deed *deed)
{
  return kab_vehicles_agree_maintenance (deed->server, deed->call, deed->vehicle, deed->rules, deed->values,
                                         deed->errors);
}

static const struct
{
  const char *name;
  gboolean (*run) (Deed *deed);
} effects[] = {
  { "edit", edit },           { "mileage", write_mileage }, { "remove", remove_vehicle },
  { "set_state", set_state }, { "merge", merge },           { "set_next", set_next },
};

/**
 * kab_vehicle_effect_is_known:
 * @effect: (nullable): what an action of a vehicle does, as the descriptor has it
 *
 * Returns: whether there is such a thing
 */
gboolean
kab_vehicle_effect_is_known (const char *effect)
{
  for (gsize i = 0; effect != NULL && i < G_N_ELEMENTS (effects); i++)
    if (g_str_equal (effects[i].name, effect))
      return TRUE;
  return FALSE;
}

static void
record (const Deed *deed)
{
  JsonObject *entry = kab_json_get_object (deed->action, "timeline");
  const char *template = kab_json_get_string (entry, "text");
  g_autofree char *text = template != NULL ? kab_values_expand (template, deed->fields, deed->values) : NULL;

  if (entry != NULL)
    kab_vehicles_add_history (deed->server, deed->vehicle->id, kab_server_now (deed->server),
                              kab_json_get_string (entry, "title"), text,
                              kab_person_get_display_name (deed->call->person));
}

static gboolean
run (Deed *deed)
{
  const char *effect = kab_json_get_string (deed->action, "effect");

  for (gsize i = 0; i < G_N_ELEMENTS (effects); i++)
    if (g_strcmp0 (effects[i].name, effect) == 0)
      {
        if (!effects[i].run (deed))
          return FALSE;
        record (deed);
        kab_vehicles_save (deed->server, deed->call->organisation, deed->vehicle);
        kab_vehicle_publish (deed->server, deed->call->organisation, deed->vehicle);
        return TRUE;
      }
  kab_call_reply_problem (deed->call, "not-found", NULL);
  return FALSE;
}

/**
 * kab_vehicle_act:
 * @server: the server
 * @call: the call that asks for it
 * @vehicle: the vehicle as it is now
 * @action: id of an action
 *
 * Does what was asked for, or answers the call with the problem.
 *
 * Returns: whether it was done
 */
gboolean
kab_vehicle_act (KabServer *server, KabCall *call, KabVehicle *vehicle, const char *action)
{
  JsonObject *rules = kab_vehicles_get_rules (call->organisation);
  JsonObject *known = find_action (rules, action);
  JsonObject *given = kab_json_get_object (kab_call_get_body (call), "values");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (JsonArray) fields = NULL;
  g_autoptr (JsonObject) values = NULL;
  gboolean done = FALSE;

  if (known == NULL || !is_for (known, call->person))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return FALSE;
    }
  if (!is_possible (server, vehicle, known))
    {
      kab_call_reply_problem (call, "forbidden", NULL);
      return FALSE;
    }
  fields = dup_fields (server, vehicle, rules, known);
  values = kab_fields_check (call->organisation, fields, given != NULL ? given : none, NULL, errors);
  if (kab_field_errors_is_empty (errors))
    done = run (&(Deed) { .server = server,
                          .call = call,
                          .vehicle = vehicle,
                          .rules = rules,
                          .action = known,
                          .fields = fields,
                          .values = values,
                          .errors = errors });
  if (!kab_field_errors_is_empty (errors))
    kab_call_reply_field_errors (call, errors);
  return done;
}
