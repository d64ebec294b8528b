/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-calendar.h"

static const KabMember kab_calendar_span_members[] = {
  { "days", KAB_MEMBER_JSON, KAB_REQUIRED },
  { "from", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "to", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabCalendarSpan, kab_calendar_span)

KAB_GET_JSON (KabCalendarSpan, kab_calendar_span, days)
KAB_GET_STRING (KabCalendarSpan, kab_calendar_span, from)
KAB_GET_STRING (KabCalendarSpan, kab_calendar_span, to)

static const KabMember kab_calendar_members[] = {
  { "week", KAB_MEMBER_LIST, KAB_REQUIRED, kab_calendar_span_get_type },
  { "holidays", KAB_MEMBER_STRINGS, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabCalendar, kab_calendar)

KAB_GET_LIST (KabCalendar, kab_calendar, week)
KAB_GET_STRINGS (KabCalendar, kab_calendar, holidays)

/**
 * kab_calendar_span_has_day:
 * @self: a span
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: whether the hours of @self hold on @weekday
 */
gboolean
kab_calendar_span_has_day (KabCalendarSpan *self, int weekday)
{
  JsonNode *node = kab_calendar_span_get_days (self);
  JsonArray *days;

  g_return_val_if_fail (KAB_IS_CALENDAR_SPAN (self), FALSE);

  days = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      JsonNode *day = json_array_get_element (days, i);

      if (json_node_get_value_type (day) == G_TYPE_INT64 && json_node_get_int (day) == weekday)
        return TRUE;
    }
  return FALSE;
}

/**
 * kab_calendar_dup_working_time:
 * @self: a calendar
 * @zone: identifier of the organisation's zone, such as "Europe/Minsk"; UTC is taken for one that is
 *   not known here
 *
 * Hours and holidays that cannot be understood are left out.
 *
 * Returns: (transfer full): the calendar, ready to count with
 */
KabWorkingTime *
kab_calendar_dup_working_time (KabCalendar *self, const char *zone)
{
  g_autoptr (GTimeZone) known = NULL;
  g_autoptr (KabWorkingTime) time = NULL;
  const char *const *holidays;
  GListModel *week;

  g_return_val_if_fail (KAB_IS_CALENDAR (self), NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  known = g_time_zone_new_identifier (zone);
  if (known == NULL)
    known = g_time_zone_new_utc ();
  time = kab_working_time_new (known);
  week = kab_calendar_get_week (self);
  for (guint i = 0; i < g_list_model_get_n_items (week); i++)
    {
      g_autoptr (KabCalendarSpan) span = g_list_model_get_item (week, i);
      guint days = 0;

      for (int day = 1; day <= 7; day++)
        if (kab_calendar_span_has_day (span, day))
          days |= KAB_WEEKDAY (day);
      kab_working_time_add_hours (time, days, kab_calendar_span_get_from (span),
                                  kab_calendar_span_get_to (span));
    }
  holidays = kab_calendar_get_holidays (self);
  for (guint i = 0; holidays[i] != NULL; i++)
    kab_working_time_add_holiday (time, holidays[i]);
  return g_steal_pointer (&time);
}
