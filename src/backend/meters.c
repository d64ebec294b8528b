/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "meters.h"

#include "accounts-links.h"
#include "documents-json.h"
#include "json.h"
#include "meters-desk.h"
#include "meters-send.h"
#include "meters-store.h"
#include "meters-window.h"

#define MAX_HISTORY 240

static JsonObject *
build_meter (const KabMeterZone *zone)
{
  JsonObject *meter = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, zone->meter);

  json_object_set_string_member (meter, "id", id);
  json_object_set_string_member (meter, "number", zone->number);
  json_object_set_string_member (meter, "title", zone->title);
  json_object_set_string_member (meter, "kind", zone->kind);
  json_object_set_string_member (meter, "unit", zone->unit);
  json_object_set_int_member (meter, "digits", zone->counter.digits);
  json_object_set_int_member (meter, "decimals", zone->counter.decimals);
  kab_json_set_string (meter, "verified_until", zone->verified_until);
  json_object_set_array_member (meter, "zones", json_array_new ());
  return meter;
}

static JsonObject *
build_zone (KabServer *server, KabCall *call, const KabMeterZone *zone, const char *month)
{
  JsonObject *object = json_object_new ();
  g_autoptr (KabReading) last = kab_readings_find_before (server, zone, month);
  g_autoptr (KabReading) current = kab_readings_find (server, zone, month);
  gint64 usual = kab_readings_find_usual (server, zone, month);
  g_autofree char *text = usual >= 0 ? kab_counter_format_plain (usual, zone->counter) : NULL;

  json_object_set_string_member (object, "id", zone->zone);
  kab_json_set_string (object, "title", zone->zone_title);
  if (last != NULL)
    json_object_set_object_member (object, "last", kab_reading_to_json (call, zone, last));
  if (current != NULL)
    json_object_set_object_member (object, "current", kab_reading_to_json (call, zone, current));
  kab_json_set_string (object, "usual", text);
  return object;
}

/* H-37: what is read on this account, with the last value and where it came from. */
static void
answer_meters (KabServer *server, KabCall *call)
{
  gint64 account = kab_accounts_find_linked (server, call);
  g_autoptr (GPtrArray) zones = NULL;
  KabReadingWindow window;
  JsonObject *answer, *meter = NULL;
  JsonArray *items;

  if (account == 0)
    return;
  if (!kab_reading_window_find (server, call->organisation, &window))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  answer = json_object_new ();
  items = json_array_new ();
  zones = kab_meters_load (server, account);
  for (guint i = 0; i < zones->len; i++)
    {
      const KabMeterZone *zone = g_ptr_array_index (zones, i);
      const KabMeterZone *before = i > 0 ? g_ptr_array_index (zones, i - 1) : NULL;

      if (before == NULL || before->meter != zone->meter)
        {
          meter = build_meter (zone);
          json_array_add_object_element (items, meter);
        }
      json_array_add_object_element (json_object_get_array_member (meter, "zones"),
                                     build_zone (server, call, zone, window.month));
    }
  json_object_set_array_member (answer, "items", items);
  json_object_set_object_member (answer, "window", kab_reading_window_to_json (&window));
  if (zones->len == 0)
    kab_json_copy_member (kab_meters_get_rules (call->organisation), answer, "empty");
  kab_json_reply_tagged (call, answer);
}

/* A meter that has been taken away keeps its history. */
static void
answer_history (KabServer *server, KabCall *call)
{
  g_autoptr (KabMeterZone) first
      = kab_meters_load_zone (server, call->organisation, kab_call_get_parameter (call, "meter"), NULL);
  JsonObject *answer;
  JsonArray *items;
  g_autoptr (KabRows) rows = NULL;

  if (first == NULL || !kab_meters_is_linked (server, call, first->account))
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  rows = kab_database_select (server->database,
                              "SELECT " KAB_READING_COLUMNS ", r.zone FROM readings r WHERE r.meter = ?"
                              " ORDER BY r.month DESC, r.zone LIMIT ?",
                              "li", first->meter, MAX_HISTORY);
  answer = json_object_new ();
  items = json_array_new ();
  while (kab_rows_next (rows))
    {
      g_autoptr (KabReading) reading = kab_reading_from_rows (rows);

      g_set_str (&first->zone, kab_rows_get_text (rows, 10));
      json_array_add_object_element (items, kab_reading_to_json (call, first, reading));
    }
  json_object_set_array_member (answer, "items", items);
  kab_json_reply_tagged (call, answer);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/accounts/{account}/meters", answer_meters, KAB_ACCESS_PERSON },
  { "GET", "/{org}/meters/{meter}/readings", answer_history, KAB_ACCESS_PERSON },
  { "POST", "/{org}/readings", kab_readings_send, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_meters_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether the part is ready
 */
gboolean
kab_meters_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "meters", error))
    return FALSE;
  kab_meters_add_effects (server);
  kab_router_add (server->router, routes);
  return TRUE;
}
