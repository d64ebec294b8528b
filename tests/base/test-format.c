/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "kab-format.h"

#define NBSP "\302\240"

typedef struct
{
  const char *path;
  const char *locale;
  const char *zone;
  const char *time;
  const char *date;
  const char *seconds;
  const char *clock;
  const char *prose;
  const char *month;
} Row;

/* E-43, E-48, 4.14, H6: by the locale, in the person's own zone. The present is 22 November 2026. */
static const Row rows[] = {
  { "/format/E-48/ru", "ru_RU.UTF-8", "Europe/Minsk", "2026-11-24T14:05:06+03:00", "24.11.2026",
    "24.11.2026 14:05:06", "14:05", "24" NBSP "ноября, 14:05", "ноябрь 2026" },
  { "/format/E-43/ru-last-year", "ru_RU.UTF-8", "Europe/Minsk", "2017-04-06T17:57:03+03:00", "06.04.2017",
    "06.04.2017 17:57:03", "17:57", "6" NBSP "апреля 2017, 17:57", "апрель 2017" },
  { "/format/S-41/be", "be_BY.UTF-8", "Europe/Minsk", "2026-11-24T14:05:06+03:00", "24.11.2026",
    "24.11.2026 14:05:06", "14:05", "24" NBSP "лістапада, 14:05", "лістапад 2026" },
  { "/format/S-41/uk", "uk_UA.UTF-8", "Europe/Kyiv", "2026-11-24T14:05:06+02:00", "24.11.2026",
    "24.11.2026 14:05:06", "14:05", "24" NBSP "листопада, 14:05", "листопад 2026" },
  { "/format/H6/en", "en_US.UTF-8", "Europe/Minsk", "2026-11-24T14:05:06+03:00", "11/24/2026",
    "11/24/2026 02:05:06 PM", "2:05" NBSP "PM", "November" NBSP "24, 2:05" NBSP "PM", "November 2026" },
  { "/format/H6/de", "de_DE.UTF-8", "Europe/Minsk", "2026-11-24T14:05:06+03:00", "24.11.2026",
    "24.11.2026 14:05:06", "14:05", "24" NBSP "November, 14:05", "November 2026" },
  { "/format/H6/c", "C.UTF-8", "UTC", "2026-11-24T14:05:06Z", "11/24/2026", "11/24/2026 14:05:06", "14:05",
    "November" NBSP "24, 14:05", "November 2026" },
  /* Kept in one zone, shown in another: the day may be the next. */
  { "/format/H6/other-zone", "ru_RU.UTF-8", "Asia/Vladivostok", "2026-11-24T23:30:00+03:00", "25.11.2026",
    "25.11.2026 06:30:00", "06:30", "25" NBSP "ноября, 06:30", "ноябрь 2026" },
  /* The hour after the clock was put back, and the one before it was put forward. */
  { "/format/H6/clock-back", "uk_UA.UTF-8", "Europe/Kyiv", "2026-10-25T03:30:00+02:00", "25.10.2026",
    "25.10.2026 03:30:00", "03:30", "25" NBSP "жовтня, 03:30", "жовтень 2026" },
  { "/format/H6/clock-forward", "uk_UA.UTF-8", "Europe/Kyiv", "2026-03-29T01:30:00Z", "29.03.2026",
    "29.03.2026 04:30:00", "04:30", "29" NBSP "березня, 04:30", "березень 2026" },
};

static void
enter (const char *locale, const char *zone)
{
  g_assert_nonnull (setlocale (LC_ALL, locale));
  g_setenv ("TZ", zone, TRUE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (row->time, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-22T12:00:00Z", NULL);
  g_autofree char *date = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *prose = NULL;
  g_autofree char *month = NULL;
  g_autofree char *title = NULL;
  GDate day;

  enter (row->locale, row->zone);
  date = kab_format_date (time);
  seconds = kab_format_date_seconds (time);
  clock = kab_format_time (time);
  prose = kab_format_date_prose_at (time, now);
  g_assert_cmpstr (date, ==, row->date);
  g_assert_cmpstr (seconds, ==, row->seconds);
  g_assert_cmpstr (clock, ==, row->clock);
  g_assert_cmpstr (prose, ==, row->prose);

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  month = kab_format_month (&day);
  title = kab_format_month_title (&day);
  g_assert_cmpstr (month, ==, row->month);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (title)));
  g_assert_true (g_str_has_suffix (title, g_utf8_next_char (month)));
  enter ("C.UTF-8", "UTC");
}

/* E-04: a day is the same day in every zone. */
static void
test_day (void)
{
  static const char *const zones[] = { "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Minsk" };
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JULY, 2016);
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *numeric = NULL;
      g_autofree char *prose = NULL;

      enter ("ru_RU.UTF-8", zones[i]);
      numeric = kab_format_day (&day);
      prose = kab_format_day_prose (&day);
      g_assert_cmpstr (numeric, ==, "01.07.2016");
      g_assert_cmpstr (prose, ==, "1" NBSP "июля 2016");
    }
  enter ("C.UTF-8", "UTC");
}

static void
test_arabic (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 ("2026-11-24T14:05:06+03:00", NULL);
  g_autofree char *date = NULL;

  enter ("ar_EG.UTF-8", "Europe/Minsk");
  date = kab_format_date (time);
  g_assert_true (g_utf8_validate (date, -1, NULL));
  g_assert_nonnull (strstr (date, "2026"));
  enter ("C.UTF-8", "UTC");
}

/* within the hours of work, as each language writes it. */
static void
test_weekday (void)
{
  static const struct
  {
    const char *locale;
    const char *monday;
    const char *sunday;
  } names[] = {
    { "ru_RU.UTF-8", "пн", "вс" },   { "be_BY.UTF-8", "пан", "няд" }, { "uk_UA.UTF-8", "пн", "нд" },
    { "en_US.UTF-8", "Mon", "Sun" }, { "de_DE.UTF-8", "Mo", "So" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *monday = NULL;
      g_autofree char *sunday = NULL;

      enter (names[i].locale, "Europe/Minsk");
      monday = kab_format_weekday (G_DATE_MONDAY);
      sunday = kab_format_weekday (G_DATE_SUNDAY);
      g_assert_cmpstr (monday, ==, names[i].monday);
      g_assert_cmpstr (sunday, ==, names[i].sunday);
    }
  enter ("C.UTF-8", "UTC");
}

/* T-12: what is left of two minutes. */
static void
test_countdown (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
  } counts[] = {
    { 120, "2:00" }, { 119, "1:59" },   { 9, "0:09" },       { 0, "0:00" },
    { -5, "0:00" },  { 1200, "20:00" }, { 7265, "2:01:05" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = kab_format_countdown (counts[i].seconds);

      g_assert_cmpstr (text, ==, counts[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_row);
  g_test_add_func ("/format/E-04/day", test_day);
  g_test_add_func ("/format/A-72/weekday", test_weekday);
  g_test_add_func ("/format/H6/ar", test_arabic);
  g_test_add_func ("/format/T-12/countdown", test_countdown);
  return g_test_run ();
}
