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
