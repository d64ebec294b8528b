/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "json.h"
#include "meters-store.h"
#include "seed-private.h"

#define SPREAD 30 /* by so many hundredths a month differs from what is usual */

static char *
find_month (KabSeed *self, int ago)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (self->organisation, self->now);
  g_autoptr (GDateTime) first = g_date_time_add_days (now, 1 - g_date_time_get_day_of_month (now));
  g_autoptr (GDateTime) month = g_date_time_add_months (first, -ago);

  return g_date_time_format (month, "%Y-%m");
}

static gint64
find_moment (KabSeed *self, const char *month, int day)
{
  g_autofree char *text = g_strdup_printf ("%s-%02dT20:15:00", month, day);

  return kab_seed_parse_time (self, text);
}

static gint64
parse (const char *text, KabCounter counter)
{
  gint64 value = 0;

  kab_counter_parse (text != NULL ? text : "0", counter, &value);
  return value;
}

static gboolean
is_listed (JsonArray *list, int number)
{
  for (guint i = 0; i < kab_json_array_length (list); i++)
    if (json_array_get_int_element (list, i) == number)
      return TRUE;
  return FALSE;
}

/* From the last month backwards; what is usual varies, where the file does not say that it was estimated. */
static void
add_history (KabSeed *self, const KabMeterZone *zone, JsonObject *spec, JsonObject *zone_spec)
{
  int months = (int) kab_json_get_integer (spec, "months", 13);
  gint64 usual = parse (kab_json_get_string (zone_spec, "usual"), zone->counter);
  gint64 value = parse (kab_json_get_string (zone_spec, "last"), zone->counter);
  const char *source = kab_json_get_string (spec, "source");

  for (int ago = 1; ago <= months; ago++)
    {
      g_autofree char *month = find_month (self, ago);
      gboolean estimate = is_listed (kab_json_get_array (spec, "estimates"), ago);
      gint64 used
          = estimate ? usual : usual * (100 + g_rand_int_range (self->chance, -SPREAD, SPREAD + 1)) / 100;
      KabReading reading = { .month = month,
                             .value = value,
                             .used = ago == months ? KAB_COUNTER_NONE : used,
                             .source = (char *) (estimate         ? "estimate"
                                                 : source != NULL ? source
                                                                  : "customer"),
                             .state = (char *) "taken",
                             .sent_at = find_moment (self, month, 22),
                             .taken_at = find_moment (self, month, 23) };

      kab_readings_store (self->server, zone, &reading);
      value = MAX (value - used, 0);
    }
}

/* What a device has sent by itself is there from the beginning of the month. */
static void
add_current (KabSeed *self, const KabMeterZone *zone, JsonObject *zone_spec)
{
  const char *current = kab_json_get_string (zone_spec, "current");
  g_autofree char *month = find_month (self, 0);
  KabReading reading = { .month = month,
                         .source = (char *) "device",
                         .state = (char *) "taken",
                         .sent_at = find_moment (self, month, 1),
                         .taken_at = find_moment (self, month, 1) };

  if (current == NULL)
    return;
  reading.value = parse (current, zone->counter);
  reading.used = reading.value - parse (kab_json_get_string (zone_spec, "last"), zone->counter);
  kab_readings_store (self->server, zone, &reading);
}

static char *
find_verification (KabSeed *self, JsonObject *spec)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (self->organisation, self->now);
  g_autoptr (GDateTime) day
      = g_date_time_add_days (now, (int) kab_json_get_integer (spec, "verified_days", 1000));

  return g_date_time_format (day, "%Y-%m-%d");
}

static void
add_meter (KabSeed *self, gint64 account, JsonObject *spec)
{
  JsonArray *zones = kab_json_get_array (spec, "zones");
  g_autofree char *verified = find_verification (self, spec);
  KabCounter counter = { .digits = (int) kab_json_get_integer (spec, "digits", 6),
                         .decimals = (int) kab_json_get_integer (spec, "decimals", 0) };
  KabMeterZone zone = { .counter = counter };

  kab_database_run (
      self->server->database,
      "INSERT INTO meters (account, number, title, kind, unit, digits, decimals, verified_until,"
      " removed_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "lssssiiss", account, kab_json_get_string (spec, "number"), kab_json_get_string (spec, "title"),
      kab_json_get_string (spec, "kind"), kab_json_get_string (spec, "unit"), counter.digits,
      counter.decimals, verified, kab_json_get_string (spec, "removed"));
  zone.meter = kab_database_get_last_id (self->server->database);
  for (guint i = 0; i < kab_json_array_length (zones); i++)
    {
      JsonObject *zone_spec = kab_json_array_get_object (zones, i);

      zone.zone = (char *) kab_json_get_string (zone_spec, "id");
      kab_database_run (self->server->database, "INSERT INTO meter_zones VALUES (?, ?, ?, ?)", "lsis",
                        zone.meter, zone.zone, (int) i, kab_json_get_string (zone_spec, "title"));
      add_history (self, &zone, spec, zone_spec);
      add_current (self, &zone, zone_spec);
    }
}

/**
 * kab_seed_meters:
 * @self: the seeding
 * @account: id of an account
 * @meters: (nullable): its meters as the file tells them
 *
 * Makes the meters with what they showed up to the last month.
 */
void
kab_seed_meters (KabSeed *self, gint64 account, JsonArray *meters)
{
  for (guint i = 0; i < kab_json_array_length (meters); i++)
    add_meter (self, account, kab_json_array_get_object (meters, i));
}
