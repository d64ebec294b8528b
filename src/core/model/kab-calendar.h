/* kab-calendar.h: when an organisation works, in its own zone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"
#include "kab-working-time.h"

G_BEGIN_DECLS

/* Hours on some days of the week. */
#define KAB_TYPE_CALENDAR_SPAN (kab_calendar_span_get_type ())
G_DECLARE_FINAL_TYPE (KabCalendarSpan, kab_calendar_span, KAB, CALENDAR_SPAN, KabRecord)

JsonNode *kab_calendar_span_get_days (
    KabCalendarSpan *self); /* array of integers, 1 is Monday; see kab_calendar_span_has_day() */
const char *kab_calendar_span_get_from (KabCalendarSpan *self); /* "09:00" */
const char *kab_calendar_span_get_to (KabCalendarSpan *self);   /* "18:00" */

gboolean kab_calendar_span_has_day (KabCalendarSpan *self, int weekday);

/* The working week and the days without work. */
#define KAB_TYPE_CALENDAR (kab_calendar_get_type ())
G_DECLARE_FINAL_TYPE (KabCalendar, kab_calendar, KAB, CALENDAR, KabRecord)

GListModel *kab_calendar_get_week (KabCalendar *self);            /* of KabCalendarSpan */
const char *const *kab_calendar_get_holidays (KabCalendar *self); /* dates such as "2027-01-01" */

KabWorkingTime *kab_calendar_dup_working_time (KabCalendar *self, const char *zone);

G_END_DECLS
