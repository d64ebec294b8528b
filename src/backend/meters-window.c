/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "meters-window.h"

#include <stdio.h>

#include "json.h"

/**
 * kab_meters_get_rules:
 * @organisation: an organisation
 *
 * Returns: (transfer none) (nullable): what its descriptor says about meters, or %NULL if it reads none
 */
JsonObject *
kab_meters_get_rules (KabOrganisation *organisation)
{
  return kab_json_get_object (kab_organisation_get_server (organisation), "meters");
}

static void
get_today (KabServer *server, KabOrganisation *organisation, GDate *today)
{
  g_autoptr (GDateTime) now = kab_organisation_to_local (organisation, kab_server_now (server));

  g_date_clear (today, 1);
  g_date_set_dmy (today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
}

static gboolean
parse_day (const char *text, GDate *day)
{
  int year, month, number;

  g_date_clear (day, 1);
  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &number) != 3
      || !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* A rule of the 31st means the last day of a shorter month. */
static void
write_day (char *text, const char *month, gint64 day)
{
  int year, number;

  sscanf (month, "%4d-%2d", &year, &number);
  day = MIN (day, g_date_get_days_in_month ((GDateMonth) number, (GDateYear) year));
  g_snprintf (text, 11, "%s-%02d", month, (int) day);
}

/* What staff have said about the month goes before the rule. */
static gboolean
apply_override (KabServer *server, KabOrganisation *organisation, KabReadingWindow *window)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT opens, closes, closed FROM reading_windows WHERE organisation = ? AND month = ?", "ss",
      kab_organisation_get_id (organisation), window->month);

  if (!kab_rows_next (rows))
    return FALSE;
  g_strlcpy (window->opens, kab_rows_get_text (rows, 0), sizeof window->opens);
  g_strlcpy (window->closes, kab_rows_get_text (rows, 1), sizeof window->closes);
  return kab_rows_get_integer (rows, 2) != 0;
}

/**
 * kab_reading_window_get:
 * @server: the server
 * @organisation: an organisation that reads meters
 * @month: a month such as 2026-11
 * @window: (out): takes its window
 */
void
kab_reading_window_get (KabServer *server,
                        KabOrganisation *organisation,
                        const char *month,
                        KabReadingWindow *window)
{
  JsonObject *rule = kab_json_get_object (kab_meters_get_rules (organisation), "window");
  gboolean closed;
  GDate today, opens, closes;

  *window = (KabReadingWindow) { .open = FALSE };
  g_strlcpy (window->month, month, sizeof window->month);
  write_day (window->opens, month, kab_json_get_integer (rule, "from", 1));
  write_day (window->closes, month, kab_json_get_integer (rule, "to", 31));
  closed = apply_override (server, organisation, window);
  get_today (server, organisation, &today);
  if (!parse_day (window->opens, &opens) || !parse_day (window->closes, &closes))
    return;
  window->over = closed || g_date_compare (&today, &closes) > 0;
  window->open = !window->over && g_date_compare (&today, &opens) >= 0;
  if (window->open)
    window->days_left = g_date_days_between (&today, &closes) + 1;
}

/**
 * kab_reading_window_find:
 * @server: the server
 * @organisation: an organisation
 * @window: (out): takes the window that is open now, or else the next one
 *
 * Returns: whether @organisation reads meters at all
 */
gboolean
kab_reading_window_find (KabServer *server, KabOrganisation *organisation, KabReadingWindow *window)
{
  GDate month;

  if (kab_meters_get_rules (organisation) == NULL)
    return FALSE;
  get_today (server, organisation, &month);
  g_date_set_day (&month, 1);
  /* The one of the month before may have been kept open for longer. */
  g_date_subtract_months (&month, 1);
  for (int ahead = -1; ahead <= 1; ahead++)
    {
      char text[8];

      g_snprintf (text, sizeof text, "%04d-%02d", g_date_get_year (&month), g_date_get_month (&month));
      kab_reading_window_get (server, organisation, text, window);
      if (!window->over)
        return TRUE;
      g_date_add_months (&month, 1);
    }
  return TRUE;
}

/**
 * kab_reading_window_to_json:
 * @window: a window
 *
 * Returns: (transfer full): the window for clients
 */
JsonObject *
kab_reading_window_to_json (const KabReadingWindow *window)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "month", window->month);
  json_object_set_boolean_member (object, "open", window->open);
  json_object_set_string_member (object, "from", window->opens);
  json_object_set_string_member (object, "to", window->closes);
  json_object_set_int_member (object, "days_left", window->days_left);
  return object;
}

/**
 * kab_meters_format_month:
 * @organisation: an organisation that reads meters
 * @month: a month such as 2026-11
 *
 * Returns: (transfer full): the month in the organisation's words: "ноябрь 2026"
 */
char *
kab_meters_format_month (KabOrganisation *organisation, const char *month)
{
  JsonArray *names = kab_json_get_array (kab_meters_get_rules (organisation), "months");
  int number = (int) g_ascii_strtoll (month + 5, NULL, 10);

  return g_strdup_printf ("%s %.4s", kab_json_array_get_string (names, (guint) number - 1), month);
}

/**
 * kab_meters_format_day:
 * @day: a day such as 2026-11-25
 *
 * Returns: (transfer full): the day with points
 */
char *
kab_meters_format_day (const char *day)
{
  return g_strdup_printf ("%.2s.%.2s.%.4s", day + 8, day + 5, day);
}
