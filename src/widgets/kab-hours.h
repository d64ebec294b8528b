/* kab-hours.h: when somebody can be reached, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-calendar.h"

G_BEGIN_DECLS

char *kab_hours_describe (KabCalendar *calendar, const char *zone, GDateTime *now);

G_END_DECLS
