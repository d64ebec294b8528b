/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "meters-desk.h"

#include "delivery.h"
#include "documents-hooks.h"
#include "json.h"
#include "meters-sheets.h"
#include "meters-store.h"
#include "meters-window.h"

/* The counters of a sheet are chosen by "METER/ZONE". */
static char *
build_choice (const KabMeterZone *zone)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", zone->meter, zone->zone);
}

static JsonObject *
build_option (const KabMeterZone *zone)
{
  JsonObject *option = json_object_new ();
  g_autofree char *value = build_choice (zone);
  g_autofree char *title = kab_meter_zone_dup_title (zone);
  g_autofree char *full = g_strdup_printf ("%s, № %s", title, zone->number);

  json_object_set_string_member (option, "value", value);
  json_object_set_string_member (option, "title", full);
  return option;
}

/* The fields of the descriptor, with the counters of this sheet to choose from. */
static JsonArray *
make_fields (KabServer *server, const KabDocument *document, JsonObject *action)
{
  g_autoptr (GPtrArray) zones = kab_meters_load (server, kab_sheets_get_account (document));
  JsonArray *fixed = kab_json_get_array (action, "fields");
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (fixed); i++)
    {
      JsonObject *field = kab_json_copy_object (kab_json_array_get_object (fixed, i));

      if (json_object_has_member (field, "options_of"))
        {
          JsonArray *options = json_array_new ();

          for (guint z = 0; z < zones->len; z++)
            json_array_add_object_element (options, build_option (g_ptr_array_index (zones, z)));
          json_object_remove_member (field, "options_of");
          json_object_set_array_member (field, "options", options);
        }
      json_array_add_object_element (fields, field);
    }
  return fields;
}

static KabMeterZone *
find_chosen (KabDeed *deed)
{
  const char *choice = kab_json_get_string (deed->values, "meter");
  g_auto (GStrv) parts = g_strsplit (choice, "/", 2);

  return kab_meters_load_zone (deed->server, deed->call->organisation, parts[0], parts[1]);
}

/* What the sheet says follows from its readings. */
static gboolean
conclude (KabDeed *deed)
{
  deed->to = kab_sheets_describe (deed->server, deed->call->organisation, deed->document);
  return TRUE;
}

/* Takes all that wait. */
static gboolean
accept_readings (KabDeed *deed)
{
  g_autoptr (GPtrArray) zones = kab_meters_load (deed->server, kab_sheets_get_account (deed->document));

  for (guint i = 0; i < zones->len; i++)
    {
      const KabMeterZone *zone = g_ptr_array_index (zones, i);

      kab_database_run (deed->server->database,
                        "UPDATE readings SET state = 'taken', note = NULL, taken_at = ?"
                        " WHERE meter = ? AND zone = ? AND month = ? AND state <> 'taken'",
                        "llss", kab_server_now (deed->server), zone->meter, zone->zone,
                        kab_sheets_get_month (deed->document));
    }
  return conclude (deed);
}

/* Whoever keeps the account is told what is asked. */
static void
tell_question (KabDeed *deed, const KabMeterZone *zone, gint64 value)
{
  KabOrganisation *organisation = deed->call->organisation;
  JsonObject *notice = kab_json_get_object (kab_meters_get_rules (organisation), "questioned_notice");
  g_autofree char *reading = kab_sheets_describe_reading (zone, value);
  g_autoptr (GString) text = g_string_new (kab_json_get_string (notice, "text"));
  g_autoptr (KabRows) rows
      = kab_database_select (deed->server->database,
                             "SELECT p.email, p.phone FROM account_links l JOIN persons p ON p.id = l.person"
                             " WHERE l.account = ?",
                             "l", zone->account);

  g_string_replace (text, "{reading}", reading, 0);
  g_string_replace (text, "{reason}", deed->text, 0);
  while (kab_rows_next (rows))
    {
      const char *email = kab_rows_get_text (rows, 0);
      KabLetter letter = { .channel = email != NULL ? "email" : "sms",
                           .to = email != NULL ? email : kab_rows_get_text (rows, 1),
                           .subject = email != NULL ? kab_json_get_string (notice, "subject") : NULL,
                           .text = text->str };

      if (letter.to != NULL)
        kab_delivery_send (deed->server, organisation, &letter);
    }
}

static gboolean
refuse (KabDeed *deed, const char *pointer, const char *code)
{
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();

  kab_field_errors_add (errors, pointer, code);
  kab_call_reply_field_errors (deed->call, errors);
  return FALSE;
}

static gboolean
question_reading (KabDeed *deed)
{
  g_autoptr (KabMeterZone) zone = find_chosen (deed);
  g_autoptr (KabReading) reading
      = kab_readings_find (deed->server, zone, kab_sheets_get_month (deed->document));

  if (reading == NULL)
    return refuse (deed, "/values/meter", "reading_none");
  g_set_str (&reading->state, "questioned");
  g_set_str (&reading->note, deed->text);
  reading->taken_at = 0;
  kab_readings_store (deed->server, zone, reading);
  tell_question (deed, zone, reading->value);
  return conclude (deed);
}

/* A reading that staff enter or correct is taken with that; what was used follows from the new value. */
static gboolean
correct_reading (KabDeed *deed)
{
  const char *month = kab_sheets_get_month (deed->document);
  g_autoptr (KabMeterZone) zone = find_chosen (deed);
  g_autoptr (KabReading) last = kab_readings_find_before (deed->server, zone, month);
  gint64 now = kab_server_now (deed->server);
  KabReading reading = { .month = (char *) month,
                         .source = (char *) "staff",
                         .state = (char *) "taken",
                         .note = (char *) kab_json_get_string (deed->values, "comment"),
                         .sent_at = now,
                         .taken_at = now };

  if (kab_counter_parse (kab_json_get_string (deed->values, "value"), zone->counter, &reading.value)
      != KAB_COUNTER_GOOD)
    return refuse (deed, "/values/value", "reading_number");
  reading.used
      = last != NULL ? kab_counter_measure (last->value, reading.value, zone->counter) : KAB_COUNTER_NONE;
  kab_readings_store (deed->server, zone, &reading);
  return conclude (deed);
}

/* Where nothing came, what is usual is charged; the chart marks it. */
static gboolean
estimate_readings (KabDeed *deed)
{
  const char *month = kab_sheets_get_month (deed->document);
  g_autoptr (GPtrArray) zones = kab_meters_load (deed->server, kab_sheets_get_account (deed->document));
  gint64 now = kab_server_now (deed->server);

  for (guint i = 0; i < zones->len; i++)
    {
      const KabMeterZone *zone = g_ptr_array_index (zones, i);
      g_autoptr (KabReading) present = kab_readings_find (deed->server, zone, month);
      g_autoptr (KabReading) last = kab_readings_find_before (deed->server, zone, month);
      gint64 used = MAX (kab_readings_find_usual (deed->server, zone, month), 0);
      KabReading reading = { .month = (char *) month,
                             .used = used,
                             .source = (char *) "estimate",
                             .state = (char *) "taken",
                             .sent_at = now,
                             .taken_at = now };

      if (present != NULL || last == NULL)
        continue;
      reading.value = (last->value + used) % kab_counter_get_range (zone->counter);
      kab_readings_store (deed->server, zone, &reading);
    }
  return conclude (deed);
}

static void
override (KabDeed *deed, const char *opens, const char *closes, gboolean closed)
{
  kab_database_run (deed->server->database,
                    "INSERT INTO reading_windows VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT (organisation, month) DO UPDATE SET opens = excluded.opens,"
                    " closes = excluded.closes, closed = excluded.closed",
                    "ssssi", kab_organisation_get_id (deed->call->organisation),
                    kab_sheets_get_month (deed->document), opens, closes, closed);
}

/* From today to the day that was chosen. */
static gboolean
open_window (KabDeed *deed)
{
  g_autoptr (GDateTime) now
      = kab_organisation_to_local (deed->call->organisation, kab_server_now (deed->server));
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  const char *until = kab_json_get_string (deed->values, "until");
  KabReadingWindow window;

  if (strcmp (until, today) < 0)
    return refuse (deed, "/values/until", "date");
  kab_reading_window_get (deed->server, deed->call->organisation, kab_sheets_get_month (deed->document),
                          &window);
  override (deed, strcmp (window.opens, today) < 0 ? window.opens : today, until, FALSE);
  kab_sheets_keep_accounts (deed->server, deed->call->organisation);
  return TRUE;
}

static gboolean
close_window (KabDeed *deed)
{
  KabReadingWindow window;

  kab_reading_window_get (deed->server, deed->call->organisation, kab_sheets_get_month (deed->document),
                          &window);
  override (deed, window.opens, window.closes, TRUE);
  kab_sheets_keep_accounts (deed->server, deed->call->organisation);
  return TRUE;
}

/**
 * kab_meters_add_effects:
 * @server: the server
 *
 * Offers descriptors what staff can do about readings.
 */
void
kab_meters_add_effects (KabServer *server)
{
  kab_documents_add_fields (server, "reading_sheet", make_fields);
  kab_documents_add_effect (server, "accept_readings", accept_readings);
  kab_documents_add_effect (server, "question_reading", question_reading);
  kab_documents_add_effect (server, "correct_reading", correct_reading);
  kab_documents_add_effect (server, "estimate_readings", estimate_readings);
  kab_documents_add_effect (server, "open_reading_window", open_window);
  kab_documents_add_effect (server, "close_reading_window", close_window);
}
