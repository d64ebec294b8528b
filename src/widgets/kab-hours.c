/* kab-hours.c: when somebody can be reached, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-hours.h"

#include <glib/gi18n.h>

#include "kab-format.h"
#include "kab-text.h"

/* "Mon–Fri, Sun": neighbours are drawn together. */
static void
append_days (GString *text, KabCalendarSpan *span)
{
  gboolean first = TRUE;

  for (int day = 1; day <= 7; day++)
    {
      int last = day;
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (!kab_calendar_span_has_day (span, day))
        continue;
      while (last < 7 && kab_calendar_span_has_day (span, last + 1))
        last++;
      from = kab_format_weekday (day);
      to = kab_format_weekday (last);
      g_string_append_printf (text, "%s%s", first ? "" : ", ", from);
      if (last > day)
        g_string_append_printf (text, "%s%s", last > day + 1 ? "–" : ", ", to);
      first = FALSE;
      day = last;
    }
}

/* "09:00" as it is said. */
static const char *
trim_hour (const char *time)
{
  return time[0] == '0' && g_ascii_isdigit (time[1]) ? time + 1 : time;
}

static char *
describe_week (KabCalendar *calendar)
{
  GListModel *week = kab_calendar_get_week (calendar);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (week); i++)
    {
      g_autoptr (KabCalendarSpan) span = g_list_model_get_item (week, i);

      if (i > 0)
        g_string_append (text, ", ");
      append_days (text, span);
      g_string_append_printf (text, " %s–%s", trim_hour (kab_calendar_span_get_from (span)),
                              trim_hour (kab_calendar_span_get_to (span)));
    }
  return kab_text_begin_sentence (text->str);
}

/* In the person's own time, which may be another than the organisation's. */
static char *
describe_opening (GDateTime *opening, GDateTime *now)
{
  g_autoptr (GDateTime) there = g_date_time_to_local (opening);
  g_autoptr (GDateTime) here = g_date_time_to_local (now);
  g_autofree char *time = g_date_time_format (there, "%-H:%M");
  g_autofree char *day = NULL;

  if (g_date_time_get_day_of_year (there) == g_date_time_get_day_of_year (here))
    return g_strdup_printf (_ ("closed until %s"), time);
  day = kab_format_weekday (g_date_time_get_day_of_week (there));
  /* Translators: a weekday and a time, such as "closed until Mon, 9:00". */
  return g_strdup_printf (_ ("closed until %s, %s"), day, time);
}

/* Says in which zone the hours are, if it is not the person's own. */
static char *
describe_zone (const char *zone, GDateTime *now)
{
  g_autoptr (GTimeZone) theirs = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  g_autoptr (GDateTime) there = theirs != NULL ? g_date_time_to_timezone (now, theirs) : NULL;
  g_autoptr (GDateTime) here = g_date_time_to_local (now);
  const char *city = zone != NULL ? strrchr (zone, '/') : NULL;

  if (there == NULL || city == NULL
      || g_date_time_get_utc_offset (there) == g_date_time_get_utc_offset (here))
    return NULL;
  return g_date_time_format (there, "UTC%:::z");
}

/**
 * kab_hours_describe:
 * @calendar: (nullable): when the organisation works
 * @zone: (nullable): its time zone
 * @now: the present time
 *
 * Returns: (transfer full) (nullable): such as "Mon–Fri 9:00–18:00 · open now"; %NULL if nothing is known
 */
char *
kab_hours_describe (KabCalendar *calendar, const char *zone, GDateTime *now)
{
  KabWorkingTime *time;
  g_autofree char *week = NULL;
  g_autofree char *state = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GDateTime) opening = NULL;

  g_return_val_if_fail (now != NULL, NULL);

  if (calendar == NULL || g_list_model_get_n_items (kab_calendar_get_week (calendar)) == 0)
    return NULL;
  time = kab_calendar_dup_working_time (calendar, zone);
  week = describe_week (calendar);
  other = describe_zone (zone, now);
  if (time != NULL && kab_working_time_is_open (time, now))
    state = g_strdup (_ ("open now"));
  else if (time != NULL && (opening = kab_working_time_next_opening (time, now)) != NULL)
    state = describe_opening (opening, now);
  else
    state = g_strdup (_ ("closed now"));
  g_clear_pointer (&time, kab_working_time_unref);
  return other != NULL ? g_strdup_printf ("%s (%s) · %s", week, other, state)
                       : g_strdup_printf ("%s · %s", week, state);
}
