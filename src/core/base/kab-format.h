/* kab-format.h: dates and times as the person's locale writes them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kab_format_date (GDateTime *time);
char *kab_format_date_seconds (GDateTime *time);
char *kab_format_time (GDateTime *time);
char *kab_format_date_prose (GDateTime *time);
char *kab_format_date_prose_at (GDateTime *time, GDateTime *now);
char *kab_format_day (const GDate *day);
char *kab_format_day_prose (const GDate *day);
char *kab_format_day_prose_at (const GDate *day, const GDate *today);
char *kab_format_month (const GDate *month);
char *kab_format_month_of (const GDate *month);
char *kab_format_month_title (const GDate *month);
char *kab_format_weekday (GDateWeekday weekday);
char *kab_format_countdown (gint64 seconds);

G_END_DECLS
