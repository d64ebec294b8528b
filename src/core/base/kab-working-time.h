/* kab-working-time.h: an organisation's working hours, and what they make of a wait. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KabWorkingTime KabWorkingTime;

/* Bits of the days in kab_working_time_add_hours(). */
#define KAB_WEEKDAY(n) (1u << (n)) /* 1 is Monday, 7 Sunday */

KabWorkingTime *kab_working_time_new (GTimeZone *zone);
KabWorkingTime *kab_working_time_ref (KabWorkingTime *self);
void kab_working_time_unref (KabWorkingTime *self);

gboolean kab_working_time_add_hours (KabWorkingTime *self, guint days, const char *from, const char *to);
gboolean kab_working_time_add_holiday (KabWorkingTime *self, const char *date);

gboolean kab_working_time_is_open (KabWorkingTime *self, GDateTime *at);
GDateTime *kab_working_time_next_opening (KabWorkingTime *self, GDateTime *at);
GDateTime *kab_working_time_closing (KabWorkingTime *self, GDateTime *at);
GDateTime *kab_working_time_add (KabWorkingTime *self, GDateTime *from, GTimeSpan span);
GTimeSpan kab_working_time_between (KabWorkingTime *self, GDateTime *from, GDateTime *to);
gboolean kab_working_time_promise (KabWorkingTime *self,
                                   GDateTime *placed,
                                   GTimeSpan within,
                                   const char *morning_from,
                                   const char *morning_to,
                                   GDateTime **earliest,
                                   GDateTime **latest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabWorkingTime, kab_working_time_unref)

G_END_DECLS
