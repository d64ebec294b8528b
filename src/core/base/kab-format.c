/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-format.h"

#include <langinfo.h>

#include "kab-text.h"

/* Everything here follows LC_TIME alone; moments are shown in the person's own zone. */

/* The locale's numeric date, with a year of four digits. */
static char *
numeric_format (void)
{
  GString *format = g_string_new (nl_langinfo (D_FMT));

  g_string_replace (format, "%y", "%Y", 0);
  g_string_replace (format, "%D", "%m/%d/%Y", 0);
  return g_string_free (format, FALSE);
}

static gboolean
has_half_days (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%p") != NULL || strstr (format, "%I") != NULL;
}

/* Day and month in words, in the order of the locale's numeric date. */
static const char *
prose_format (gboolean with_year)
{
  const char *numeric = nl_langinfo (D_FMT);
  const char *day = strpbrk (numeric, "de");
  const char *month = strpbrk (numeric, "mbBD");

  if (month == NULL || (day != NULL && day < month))
    return with_year ? "%-d\302\240%B %Y" : "%-d\302\240%B";
  return with_year ? "%B\302\240%-d, %Y" : "%B\302\240%-d";
}

static char *
format_local (GDateTime *time, const char *format)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, format);
}

/* Noon is on the same day in every zone that GLib would count in. */
static char *
format_day (const GDate *day, const char *format)
{
  g_autoptr (GDateTime) noon
      = g_date_time_new_utc (g_date_get_year (day), g_date_get_month (day), g_date_get_day (day), 12, 0, 0);

  return g_date_time_format (noon, format);
}

/* Some locales begin names that stand alone with a capital, and the month within a date without: the sentence
 * that the name stands in decides, not the table. */
static char *
write_name (const char *name)
{
  const char *within = nl_langinfo (MON_1);

  return g_unichar_isupper (g_utf8_get_char (within)) ? g_strdup (name) : g_utf8_strdown (name, -1);
}

/**
 * kab_format_date:
 * @time: a moment
 *
 * Returns: (transfer full): its day in numbers, for tables
 */
char *
kab_format_date (GDateTime *time)
{
  g_autofree char *format = numeric_format ();

  g_return_val_if_fail (time != NULL, NULL);

  return format_local (time, format);
}

/**
 * kab_format_date_seconds:
 * @time: a moment
 *
 * Returns: (transfer full): its day and time in numbers down to the second, for tables
 */
char *
kab_format_date_seconds (GDateTime *time)
{
  g_autofree char *date_format = numeric_format ();
  g_autofree char *format = g_strconcat (date_format, has_half_days () ? " %I:%M:%S %p" : " %H:%M:%S", NULL);

  g_return_val_if_fail (time != NULL, NULL);

  return format_local (time, format);
}

/**
 * kab_format_time:
 * @time: a moment
 *
 * Returns: (transfer full): its hour and minute
 */
char *
kab_format_time (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);

  return format_local (time, has_half_days () ? "%-I:%M\302\240%p" : "%H:%M");
}

/**
 * kab_format_date_prose_at:
 * @time: a moment
 * @now: the present moment
 *
 * Returns: (transfer full): @time in words: "24 ноября, 14:05", with the year if it is not that of
 *   @now
 */
char *
kab_format_date_prose_at (GDateTime *time, GDateTime *now)
{
  g_autofree char *clock = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) local_now = NULL;

  g_return_val_if_fail (time != NULL, NULL);
  g_return_val_if_fail (now != NULL, NULL);

  local = g_date_time_to_local (time);
  local_now = g_date_time_to_local (now);
  day = g_date_time_format (local,
                            prose_format (g_date_time_get_year (local) != g_date_time_get_year (local_now)));
  clock = kab_format_time (time);
  return g_strdup_printf ("%s, %s", day, clock);
}

/**
 * kab_format_date_prose:
 * @time: a moment
 *
 * Returns: (transfer full): @time in words: "24 ноября, 14:05", with the year if it is not this one
 */
char *
kab_format_date_prose (GDateTime *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return kab_format_date_prose_at (time, now);
}

/**
 * kab_format_day:
 * @day: a day
 *
 * Returns: (transfer full): @day in numbers, for tables
 */
char *
kab_format_day (const GDate *day)
{
  g_autofree char *format = numeric_format ();

  g_return_val_if_fail (day != NULL && g_date_valid (day), NULL);

  return format_day (day, format);
}

/**
 * kab_format_day_prose:
 * @day: a day
 *
 * Returns: (transfer full): @day in words: "1 июля 2016"
 */
char *
kab_format_day_prose (const GDate *day)
{
  g_return_val_if_fail (day != NULL && g_date_valid (day), NULL);

  return format_day (day, prose_format (TRUE));
}

/**
 * kab_format_day_prose_at:
 * @day: a day
 * @today: the present day
 *
 * Returns: (transfer full): @day in words: "26 ноября", with the year if it is not that of @today
 */
char *
kab_format_day_prose_at (const GDate *day, const GDate *today)
{
  g_return_val_if_fail (day != NULL && g_date_valid (day), NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  return format_day (day, prose_format (g_date_get_year (day) != g_date_get_year (today)));
}

/**
 * kab_format_month:
 * @month: a day of the month
 *
 * Returns: (transfer full): the month in the nominative: "октябрь 2026"
 */
char *
kab_format_month (const GDate *month)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (month != NULL && g_date_valid (month), NULL);

  name = format_day (month, "%OB");
  text = write_name (name);
  return g_strdup_printf ("%s %d", text, g_date_get_year (month));
}

/**
 * kab_format_month_of:
 * @month: a day of the month
 *
 * Returns: (transfer full): the month as it stands after "the beginning of": "октября 2026"
 */
char *
kab_format_month_of (const GDate *month)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (month != NULL && g_date_valid (month), NULL);

  name = format_day (month, "%B");
  text = write_name (name);
  return g_strdup_printf ("%s %d", text, g_date_get_year (month));
}

/**
 * kab_format_month_title:
 * @month: a day of the month
 *
 * Returns: (transfer full): the month where it stands alone: "Октябрь 2026"
 */
char *
kab_format_month_title (const GDate *month)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (month != NULL && g_date_valid (month), NULL);

  text = kab_format_month (month);
  return kab_text_begin_sentence (text);
}

/**
 * kab_format_weekday:
 * @weekday: a day of the week
 *
 * Returns: (transfer full): its short name as it stands inside a sentence: "пн", "Mon"
 */
char *
kab_format_weekday (GDateWeekday weekday)
{
  g_autofree char *name = NULL;
  GDate day;

  g_return_val_if_fail (g_date_valid_weekday (weekday), NULL);

  /* The fifth of January 2026 is a Monday. */
  g_date_set_dmy (&day, (GDateDay) (5 + weekday - G_DATE_MONDAY), G_DATE_JANUARY, 2026);
  name = format_day (&day, "%a");
  return write_name (name);
}

/**
 * kab_format_countdown:
 * @seconds: how long; less than nothing counts as nothing
 *
 * Returns: (transfer full): "1:45", or with hours "2:01:45"
 */
char *
kab_format_countdown (gint64 seconds)
{
  gint64 left = MAX (seconds, 0);

  if (left >= 3600)
    return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d:%02d", left / 3600, (int) (left / 60 % 60),
                            (int) (left % 60));
  return g_strdup_printf ("%d:%02d", (int) (left / 60), (int) (left % 60));
}
