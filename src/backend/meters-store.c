/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "meters-store.h"

#include "json.h"
#include "meters-window.h"

#define ZONE_COLUMNS                                                                                         \
  "m.id, m.account, z.zone, z.title, m.number, m.title, m.kind, m.unit, m.digits, m.decimals,"               \
  " m.verified_until, m.removed_on"

/**
 * kab_meter_zone_free:
 * @self: (transfer full) (nullable): a counter of a meter
 */
void
kab_meter_zone_free (KabMeterZone *self)
{
  if (self == NULL)
    return;
  g_free (self->zone);
  g_free (self->zone_title);
  g_free (self->number);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->unit);
  g_free (self->verified_until);
  g_free (self->removed_on);
  g_free (self);
}

static KabMeterZone *
read_zone (KabRows *rows)
{
  KabMeterZone *self = g_new0 (KabMeterZone, 1);

  self->meter = kab_rows_get_integer (rows, 0);
  self->account = kab_rows_get_integer (rows, 1);
  self->zone = g_strdup (kab_rows_get_text (rows, 2));
  self->zone_title = g_strdup (kab_rows_get_text (rows, 3));
  self->number = g_strdup (kab_rows_get_text (rows, 4));
  self->title = g_strdup (kab_rows_get_text (rows, 5));
  self->kind = g_strdup (kab_rows_get_text (rows, 6));
  self->unit = g_strdup (kab_rows_get_text (rows, 7));
  self->counter.digits = (int) kab_rows_get_integer (rows, 8);
  self->counter.decimals = (int) kab_rows_get_integer (rows, 9);
  self->verified_until = g_strdup (kab_rows_get_text (rows, 10));
  self->removed_on = g_strdup (kab_rows_get_text (rows, 11));
  return self;
}

/**
 * kab_meters_load:
 * @server: the server
 * @account: id of an account
 *
 * Returns: (transfer full) (element-type KabMeterZone): its counters, those of one meter side by side; meters that
 *   have been taken away are not among them
 */
GPtrArray *
kab_meters_load (KabServer *server, gint64 account)
{
  GPtrArray *zones = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_meter_zone_free);
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT " ZONE_COLUMNS " FROM meters m JOIN meter_zones z ON z.meter = m.id"
                             " WHERE m.account = ? AND m.removed_on IS NULL ORDER BY m.id, z.position",
                             "l", account);

  while (kab_rows_next (rows))
    g_ptr_array_add (zones, read_zone (rows));
  return zones;
}

/**
 * kab_meters_load_zone:
 * @server: the server
 * @organisation: an organisation
 * @meter: id of a meter, as it came
 * @zone: (nullable): one of its zones; %NULL for the first
 *
 * Returns: (transfer full) (nullable): the counter, also of a meter that has been taken away
 */
KabMeterZone *
kab_meters_load_zone (KabServer *server, KabOrganisation *organisation, const char *meter, const char *zone)
{
  g_autoptr (KabRows) rows = NULL;
  gint64 id;

  if (meter == NULL || !g_ascii_string_to_signed (meter, 10, 1, G_MAXINT64, &id, NULL))
    return NULL;
  rows = kab_database_select (
      server->database,
      "SELECT " ZONE_COLUMNS " FROM meters m JOIN meter_zones z ON z.meter = m.id"
      " JOIN accounts a ON a.id = m.account"
      " WHERE m.id = ?1 AND a.organisation = ?2 AND (?3 IS NULL OR z.zone = ?3) ORDER BY z.position LIMIT 1",
      "lss", id, kab_organisation_get_id (organisation), zone);
  return kab_rows_next (rows) ? read_zone (rows) : NULL;
}

/**
 * kab_meter_zone_dup_title:
 * @self: a counter
 *
 * Returns: (transfer full): what people call it: the meter, and the zone where it has several
 */
char *
kab_meter_zone_dup_title (const KabMeterZone *self)
{
  return self->zone_title != NULL ? g_strdup_printf ("%s, %s", self->title, self->zone_title)
                                  : g_strdup (self->title);
}

/**
 * kab_reading_free:
 * @self: (transfer full) (nullable): a reading
 */
void
kab_reading_free (KabReading *self)
{
  if (self == NULL)
    return;
  g_free (self->month);
  g_free (self->source);
  g_free (self->state);
  g_free (self->answer);
  g_free (self->note);
  g_free (self);
}

/**
 * kab_reading_from_rows:
 * @rows: rows of KAB_READING_COLUMNS, on one of them
 *
 * Returns: (transfer full): the reading
 */
KabReading *
kab_reading_from_rows (KabRows *rows)
{
  KabReading *self = g_new0 (KabReading, 1);

  self->id = kab_rows_get_integer (rows, 0);
  self->month = g_strdup (kab_rows_get_text (rows, 1));
  self->value = kab_rows_get_integer (rows, 2);
  self->used = kab_rows_is_null (rows, 3) ? KAB_COUNTER_NONE : kab_rows_get_integer (rows, 3);
  self->source = g_strdup (kab_rows_get_text (rows, 4));
  self->state = g_strdup (kab_rows_get_text (rows, 5));
  self->answer = g_strdup (kab_rows_get_text (rows, 6));
  self->note = g_strdup (kab_rows_get_text (rows, 7));
  self->sent_at = kab_rows_get_integer (rows, 8);
  self->taken_at = kab_rows_get_integer (rows, 9);
  return self;
}

/**
 * kab_readings_find:
 * @server: the server
 * @zone: a counter
 * @month: a month
 *
 * Returns: (transfer full) (nullable): what it showed in @month
 */
KabReading *
kab_readings_find (KabServer *server, const KabMeterZone *zone, const char *month)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT " KAB_READING_COLUMNS " FROM readings r WHERE r.meter = ? AND r.zone = ? AND r.month = ?",
      "lss", zone->meter, zone->zone, month);

  return kab_rows_next (rows) ? kab_reading_from_rows (rows) : NULL;
}

/**
 * kab_readings_find_before:
 * @server: the server
 * @zone: a counter
 * @month: a month
 *
 * Returns: (transfer full) (nullable): the last one before @month
 */
KabReading *
kab_readings_find_before (KabServer *server, const KabMeterZone *zone, const char *month)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT " KAB_READING_COLUMNS " FROM readings r WHERE r.meter = ? AND r.zone = ? AND r.month < ?"
      " ORDER BY r.month DESC LIMIT 1",
      "lss", zone->meter, zone->zone, month);

  return kab_rows_next (rows) ? kab_reading_from_rows (rows) : NULL;
}

/**
 * kab_readings_find_usual:
 * @server: the server
 * @zone: a counter
 * @month: a month
 *
 * Returns: what is used in a month, by the last twelve before @month, or %KAB_COUNTER_NONE
 */
gint64
kab_readings_find_usual (KabServer *server, const KabMeterZone *zone, const char *month)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT used FROM readings WHERE meter = ? AND zone = ? AND month < ?"
                             " AND used NOT NULL AND source <> 'estimate' ORDER BY month DESC LIMIT 12",
                             "lss", zone->meter, zone->zone, month);
  gint64 used[12];
  gsize count = 0;

  while (count < G_N_ELEMENTS (used) && kab_rows_next (rows))
    used[count++] = kab_rows_get_integer (rows, 0);
  return kab_counter_find_usual (used, count);
}

/**
 * kab_readings_store:
 * @server: the server
 * @zone: a counter
 * @reading: what it shows; takes the place of what the month had
 */
void
kab_readings_store (KabServer *server, const KabMeterZone *zone, const KabReading *reading)
{
  kab_database_run (server->database,
                    "INSERT INTO readings (meter, zone, month, value, used, source, state, answer, note,"
                    " sent_at, taken_at) VALUES (?, ?, ?, ?, nullif (?, -1), ?, ?, ?, ?, ?, nullif (?, 0))"
                    " ON CONFLICT (meter, zone, month) DO UPDATE SET value = excluded.value,"
                    " used = excluded.used, source = excluded.source, state = excluded.state,"
                    " answer = excluded.answer, note = excluded.note, sent_at = excluded.sent_at,"
                    " taken_at = excluded.taken_at",
                    "lssllssssll", zone->meter, zone->zone, reading->month, reading->value, reading->used,
                    reading->source, reading->state, reading->answer, reading->note, reading->sent_at,
                    reading->taken_at);
}

static JsonObject *
build_state (KabOrganisation *organisation, const char *state)
{
  JsonObject *states = kab_json_get_object (kab_meters_get_rules (organisation), "states");
  JsonObject *built = kab_json_copy_object (kab_json_get_object (states, state));

  json_object_set_string_member (built, "id", state);
  return built;
}

static void
set_value (JsonObject *object, const char *member, gint64 value, KabCounter counter)
{
  g_autofree char *text = value >= 0 ? kab_counter_format_plain (value, counter) : NULL;

  kab_json_set_string (object, member, text);
}

static void
set_time (KabCall *call, JsonObject *object, const char *member, gint64 time)
{
  g_autofree char *text = time != 0 ? kab_call_format_time (call, time) : NULL;

  kab_json_set_string (object, member, text);
}

/**
 * kab_reading_to_json:
 * @call: the call that is answered
 * @zone: a counter
 * @reading: what it showed
 *
 * Returns: (transfer full): the reading for clients
 */
JsonObject *
kab_reading_to_json (KabCall *call, const KabMeterZone *zone, const KabReading *reading)
{
  JsonObject *sources = kab_json_get_object (kab_meters_get_rules (call->organisation), "sources");
  JsonObject *object = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, reading->id);

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "zone", zone->zone);
  json_object_set_string_member (object, "month", reading->month);
  set_value (object, "value", reading->value, zone->counter);
  set_value (object, "used", reading->used, zone->counter);
  json_object_set_string_member (object, "source", reading->source);
  json_object_set_string_member (object, "source_title", kab_json_get_string (sources, reading->source));
  json_object_set_object_member (object, "state", build_state (call->organisation, reading->state));
  kab_json_set_string (object, "note", reading->note);
  set_time (call, object, "sent_at", reading->sent_at);
  set_time (call, object, "taken_at", reading->taken_at);
  return object;
}
