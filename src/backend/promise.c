/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "promise.h"

#include "json.h"
#include "kab-working-time.h"
#include "template.h"

static void
add_week (KabWorkingTime *time, JsonObject *calendar)
{
  JsonArray *week = kab_json_get_array (calendar, "week");
  JsonArray *holidays = kab_json_get_array (calendar, "holidays");

  for (guint i = 0; i < kab_json_array_length (week); i++)
    {
      JsonObject *span = kab_json_array_get_object (week, i);
      JsonArray *days = kab_json_get_array (span, "days");
      guint mask = 0;

      for (guint d = 0; d < kab_json_array_length (days); d++)
        mask |= KAB_WEEKDAY (json_array_get_int_element (days, d));
      kab_working_time_add_hours (time, mask, kab_json_get_string (span, "from"),
                                  kab_json_get_string (span, "to"));
    }
  for (guint i = 0; i < kab_json_array_length (holidays); i++)
    kab_working_time_add_holiday (time, kab_json_array_get_string (holidays, i));
}

static KabWorkingTime *
make_working_time (KabOrganisation *organisation)
{
  JsonObject *descriptor = kab_organisation_get_descriptor (organisation);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (kab_json_get_string (descriptor, "time_zone"));
  KabWorkingTime *time = kab_working_time_new (zone);

  add_week (time, kab_json_get_object (descriptor, "calendar"));
  return time;
}

/**
 * kab_organisation_is_open_at:
 * @organisation: an organisation
 * @at: a moment
 *
 * Returns: whether somebody works there then
 */
gboolean
kab_organisation_is_open_at (KabOrganisation *organisation, gint64 at)
{
  g_autoptr (KabWorkingTime) time = make_working_time (organisation);
  g_autoptr (GDateTime) local = kab_organisation_to_local (organisation, at);

  return kab_working_time_is_open (time, local);
}

/**
 * kab_organisation_is_open_on:
 * @organisation: an organisation
 * @day: a day such as 2026-11-24
 *
 * Returns: whether somebody works there at some hour of that day
 */
gboolean
kab_organisation_is_open_on (KabOrganisation *organisation, const char *day)
{
  JsonObject *descriptor = kab_organisation_get_descriptor (organisation);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (kab_json_get_string (descriptor, "time_zone"));
  g_autoptr (KabWorkingTime) time = make_working_time (organisation);
  g_autofree char *moment = g_strconcat (day, "T00:00:00", NULL);
  g_autoptr (GDateTime) midnight = g_date_time_new_from_iso8601 (moment, zone);
  g_autoptr (GDateTime) next = midnight != NULL ? g_date_time_add_days (midnight, 1) : NULL;

  return next != NULL && kab_working_time_between (time, midnight, next) > 0;
}

/**
 * kab_promise_add:
 * @organisation: an organisation
 * @from: a moment
 * @seconds: so much working time
 *
 * Returns: when that much working time has passed
 */
gint64
kab_promise_add (KabOrganisation *organisation, gint64 from, gint64 seconds)
{
  g_autoptr (KabWorkingTime) time = make_working_time (organisation);
  g_autoptr (GDateTime) local = kab_organisation_to_local (organisation, from);
  g_autoptr (GDateTime) due = kab_working_time_add (time, local, seconds * G_TIME_SPAN_SECOND);

  return due != NULL ? g_date_time_to_unix (due) : from + seconds;
}

static char *
format_clock (KabOrganisation *organisation, gint64 at)
{
  g_autoptr (GDateTime) local = kab_organisation_to_local (organisation, at);

  return g_date_time_format (local, "%H:%M");
}

static char *
format_day (KabOrganisation *organisation, gint64 at)
{
  g_autoptr (GDateTime) local = kab_organisation_to_local (organisation, at);

  return g_date_time_format (local, "%d.%m.%Y");
}

/* within two hours while they are open, in a window of the next morning otherwise. */
static void
find_span (KabOrganisation *organisation, JsonObject *rule, gint64 now, gint64 *from, gint64 *by)
{
  g_autoptr (KabWorkingTime) time = make_working_time (organisation);
  g_autoptr (GDateTime) local = kab_organisation_to_local (organisation, now);
  g_autoptr (GDateTime) earliest = NULL;
  g_autoptr (GDateTime) latest = NULL;
  const char *morning = kab_json_get_string (rule, "morning_from");
  gint64 within = kab_json_get_integer (rule, "within", 0);

  *from = now;
  if (morning == NULL)
    *by = kab_promise_add (organisation, now, within);
  else if (kab_working_time_promise (time, local, within * G_TIME_SPAN_SECOND, morning,
                                     kab_json_get_string (rule, "morning_to"), &earliest, &latest))
    {
      *from = g_date_time_to_unix (earliest);
      *by = g_date_time_to_unix (latest);
    }
  else
    *by = now + within;
}

/**
 * kab_promise_make:
 * @organisation: whose promise it is
 * @rule: "within" seconds of working time, perhaps a morning window for what comes too late, and the words
 * @now: when it is given
 *
 * Returns: (transfer full): from, by (seconds since 1970) and the text
 */
JsonObject *
kab_promise_make (KabOrganisation *organisation, JsonObject *rule, gint64 now)
{
  JsonObject *promise = json_object_new ();
  g_autofree char *today = format_day (organisation, now);
  g_autofree char *day = NULL;
  g_autofree char *from_clock = NULL;
  g_autofree char *by_clock = NULL;
  g_autofree char *text = NULL;
  gint64 from, by;
  gboolean later;

  /* Nobody promises seconds. */
  now -= now % 60;
  find_span (organisation, rule, now, &from, &by);
  day = format_day (organisation, by);
  later = from != now || !g_str_equal (day, today);
  from_clock = format_clock (organisation, from);
  by_clock = format_clock (organisation, by);
  text = kab_template_fill (kab_json_get_string (rule, later ? "later" : "text"), "day", day, "from",
                            from_clock, "by", by_clock, NULL);
  json_object_set_int_member (promise, "from", from);
  json_object_set_int_member (promise, "by", by);
  json_object_set_string_member (promise, "text", text);
  return promise;
}

/**
 * kab_promise_show:
 * @call: the call that is answered
 * @promise: (nullable): a promise as kab_promise_make() made it
 *
 * Returns: (transfer full) (nullable): the promise as clients see it
 */
JsonObject *
kab_promise_show (KabCall *call, JsonObject *promise)
{
  JsonObject *shown;
  g_autofree char *from = NULL;
  g_autofree char *by = NULL;

  if (promise == NULL)
    return NULL;
  shown = json_object_new ();
  from = kab_call_format_time (call, kab_json_get_integer (promise, "from", 0));
  by = kab_call_format_time (call, kab_json_get_integer (promise, "by", 0));
  kab_json_copy_member (promise, shown, "text");
  json_object_set_string_member (shown, "from", from);
  json_object_set_string_member (shown, "by", by);
  return shown;
}
