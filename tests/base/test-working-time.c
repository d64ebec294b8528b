/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-working-time.h"

#define WORKING_DAYS (KAB_WEEKDAY (1) | KAB_WEEKDAY (2) | KAB_WEEKDAY (3) | KAB_WEEKDAY (4) | KAB_WEEKDAY (5))

/* Working days 9:00 to 18:00, Saturday 10:00 to 14:00, New Year and one Monday off. */
static KabWorkingTime *
make (const char *zone)
{
  g_autoptr (GTimeZone) known = g_time_zone_new_identifier (zone);
  KabWorkingTime *time = kab_working_time_new (known);

  g_assert_true (kab_working_time_add_hours (time, KAB_WEEKDAY (6), "10:00", "14:00"));
  g_assert_true (kab_working_time_add_hours (time, WORKING_DAYS, "09:00", "18:00"));
  g_assert_true (kab_working_time_add_holiday (time, "2027-01-01"));
  g_assert_true (kab_working_time_add_holiday (time, "2026-11-30"));
  return time;
}

static GDateTime *
at (const char *text)
{
  GDateTime *time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return time;
}

static void
assert_time (GDateTime *time, const char *expected)
{
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : NULL;

  g_assert_cmpstr (text, ==, expected);
}

typedef struct
{
  const char *path;
  const char *zone;
  const char *now;
  gboolean open;
  const char *next;    /* opening */
  const char *closing; /* if open */
} Moment;

/* 22 November 2026 is a Sunday. */
static const Moment moments[] = {
  { "/working-time/A-72/open", "Europe/Minsk", "2026-11-24T14:05:00+03:00", TRUE, "2026-11-24T14:05:00+03:00",
    "2026-11-24T18:00:00+03:00" },
  { "/working-time/A-72/first-minute", "Europe/Minsk", "2026-11-24T09:00:00+03:00", TRUE,
    "2026-11-24T09:00:00+03:00", "2026-11-24T18:00:00+03:00" },
  { "/working-time/A-72/before", "Europe/Minsk", "2026-11-24T08:59:59+03:00", FALSE,
    "2026-11-24T09:00:00+03:00", NULL },
  { "/working-time/A-72/at-closing", "Europe/Minsk", "2026-11-24T18:00:00+03:00", FALSE,
    "2026-11-25T09:00:00+03:00", NULL },
  { "/working-time/A-72/saturday", "Europe/Minsk", "2026-11-21T13:59:00+03:00", TRUE,
    "2026-11-21T13:59:00+03:00", "2026-11-21T14:00:00+03:00" },
  { "/working-time/A-72/sunday", "Europe/Minsk", "2026-11-22T12:00:00+03:00", FALSE,
    "2026-11-23T09:00:00+03:00", NULL },
  { "/working-time/A-72/holiday", "Europe/Minsk", "2026-11-30T12:00:00+03:00", FALSE,
    "2026-12-01T09:00:00+03:00", NULL },
  { "/working-time/A-72/new-year", "Europe/Minsk", "2026-12-31T18:00:00+03:00", FALSE,
    "2027-01-02T10:00:00+03:00", NULL },
  /* Asked from another zone, answered in the organisation's. */
  { "/working-time/A-72/other-zone", "Europe/Minsk", "2026-11-24T23:00:00-08:00", TRUE,
    "2026-11-25T10:00:00+03:00", "2026-11-25T18:00:00+03:00" },
  { "/working-time/A-72/kyiv-winter", "Europe/Kyiv", "2026-11-24T06:59:00Z", FALSE,
    "2026-11-24T09:00:00+02:00", NULL },
  { "/working-time/A-72/kyiv-summer", "Europe/Kyiv", "2026-07-24T06:00:00Z", TRUE,
    "2026-07-24T09:00:00+03:00", "2026-07-24T18:00:00+03:00" },
  { "/working-time/A-72/kyiv-over-clock-back", "Europe/Kyiv", "2026-10-24T18:00:00+03:00", FALSE,
    "2026-10-26T09:00:00+02:00", NULL },
};

static void
test_moment (gconstpointer data)
{
  const Moment *row = data;
  g_autoptr (KabWorkingTime) time = make (row->zone);
  g_autoptr (GDateTime) now = at (row->now);
  g_autoptr (GDateTime) next = kab_working_time_next_opening (time, now);
  g_autoptr (GDateTime) closing = kab_working_time_closing (time, now);

  g_assert_cmpint (kab_working_time_is_open (time, now), ==, row->open);
  assert_time (next, row->next);
  assert_time (closing, row->closing);
}

typedef struct
{
  const char *path;
  const char *zone;
  const char *from;
  int minutes;
  const char *to;
} Sum;

static const Sum sums[] = {
  { "/working-time/add/nothing", "Europe/Minsk", "2026-11-24T14:05:00+03:00", 0,
    "2026-11-24T14:05:00+03:00" },
  { "/working-time/add/same-day", "Europe/Minsk", "2026-11-24T12:35:00+03:00", 120,
    "2026-11-24T14:35:00+03:00" },
  { "/working-time/add/to-closing", "Europe/Minsk", "2026-11-24T16:00:00+03:00", 120,
    "2026-11-24T18:00:00+03:00" },
  { "/working-time/add/over-night", "Europe/Minsk", "2026-11-24T17:00:00+03:00", 120,
    "2026-11-25T10:00:00+03:00" },
  { "/working-time/add/from-sunday", "Europe/Minsk", "2026-11-22T17:00:00+03:00", 60,
    "2026-11-23T10:00:00+03:00" },
  { "/working-time/add/over-weekend", "Europe/Minsk", "2026-11-20T17:30:00+03:00", 300,
    "2026-11-23T09:30:00+03:00" },
  { "/working-time/add/over-holiday", "Europe/Minsk", "2026-11-28T13:00:00+03:00", 120,
    "2026-12-01T10:00:00+03:00" },
  { "/working-time/add/one-hour-A-74", "Europe/Minsk", "2026-11-24T17:30:00+03:00", 60,
    "2026-11-25T09:30:00+03:00" },
};

static void
test_sum (gconstpointer data)
{
  const Sum *row = data;
  g_autoptr (KabWorkingTime) time = make (row->zone);
  g_autoptr (GDateTime) from = at (row->from);
  g_autoptr (GDateTime) to = kab_working_time_add (time, from, row->minutes * G_TIME_SPAN_MINUTE);

  assert_time (to, row->to);
  /* And back. */
  g_assert_cmpint (kab_working_time_between (time, from, to), ==, row->minutes * G_TIME_SPAN_MINUTE);
}

/* A night shift over the change of the clock is as long as it really is. */
static void
test_clock_change (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Kyiv");
  g_autoptr (KabWorkingTime) time = kab_working_time_new (zone);
  g_autoptr (GDateTime) spring = at ("2026-03-29T00:00:00+02:00");
  g_autoptr (GDateTime) spring_end = at ("2026-03-30T00:00:00+03:00");
  g_autoptr (GDateTime) autumn = at ("2026-10-25T00:00:00+03:00");
  g_autoptr (GDateTime) autumn_end = at ("2026-10-26T00:00:00+02:00");

  g_assert_true (kab_working_time_add_hours (time, KAB_WEEKDAY (7), "00:00", "24:00"));
  g_assert_cmpint (kab_working_time_between (time, spring, spring_end), ==, 23 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (kab_working_time_between (time, autumn, autumn_end), ==, 25 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (kab_working_time_between (time, autumn_end, autumn), ==, 0);
}

typedef struct
{
  const char *path;
  const char *placed;
  const char *earliest;
  const char *latest;
} Promise;

/* within two hours; A-48: orders of the evening and night next morning from 8:00 to 11:00. */
static const Promise promises[] = {
  { "/working-time/A-47/noon", "2026-11-24T12:35:00+02:00", "2026-11-24T12:35:00+02:00",
    "2026-11-24T14:35:00+02:00" },
  { "/working-time/A-47/just-in-time", "2026-11-24T16:00:00+02:00", "2026-11-24T16:00:00+02:00",
    "2026-11-24T18:00:00+02:00" },
  { "/working-time/A-48/evening", "2026-11-24T16:01:00+02:00", "2026-11-25T08:00:00+02:00",
    "2026-11-25T11:00:00+02:00" },
  { "/working-time/A-48/night", "2026-11-24T23:40:00+02:00", "2026-11-25T08:00:00+02:00",
    "2026-11-25T11:00:00+02:00" },
  { "/working-time/A-48/early-morning", "2026-11-25T05:00:00+02:00", "2026-11-25T08:00:00+02:00",
    "2026-11-25T11:00:00+02:00" },
  { "/working-time/A-48/saturday-evening", "2026-11-21T20:00:00+02:00", "2026-11-23T08:00:00+02:00",
    "2026-11-23T11:00:00+02:00" },
  { "/working-time/A-48/over-clock-back", "2026-10-24T20:00:00+03:00", "2026-10-26T08:00:00+02:00",
    "2026-10-26T11:00:00+02:00" },
};

static void
test_promise (gconstpointer data)
{
  const Promise *row = data;
  g_autoptr (KabWorkingTime) time = make ("Europe/Kyiv");
  g_autoptr (GDateTime) placed = at (row->placed);
  g_autoptr (GDateTime) earliest = NULL;
  g_autoptr (GDateTime) latest = NULL;

  g_assert_true (
      kab_working_time_promise (time, placed, 2 * G_TIME_SPAN_HOUR, "08:00", "11:00", &earliest, &latest));
  assert_time (earliest, row->earliest);
  assert_time (latest, row->latest);
}

/* An organisation that never opens is no endless loop. */
static void
test_never (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (KabWorkingTime) time = kab_working_time_new (utc);
  g_autoptr (GDateTime) now = at ("2026-11-24T12:00:00Z");
  g_autoptr (GDateTime) later = at ("2026-12-24T12:00:00Z");
  g_autoptr (GDateTime) earliest = NULL;
  g_autoptr (GDateTime) latest = NULL;

  g_assert_false (kab_working_time_is_open (time, now));
  g_assert_null (kab_working_time_next_opening (time, now));
  g_assert_null (kab_working_time_add (time, now, G_TIME_SPAN_HOUR));
  g_assert_cmpint (kab_working_time_between (time, now, later), ==, 0);
  g_assert_false (
      kab_working_time_promise (time, now, G_TIME_SPAN_HOUR, "08:00", "11:00", &earliest, &latest));
}

static void
test_refused (void)
{
  static const char *const hours[][2] = {
    { "18:00", "09:00" }, { "09:00", "09:00" }, { "9:00", "18:00" },  { "09:00", "24:01" },
    { "09:60", "18:00" }, { "", "18:00" },      { "ab:cd", "18:00" }, { "09:00", "18:00:00" },
  };
  static const char *const dates[] = { "", "2026-02-29", "01.01.2027", "2026-1-1", "0000-00-00" };
  g_autoptr (KabWorkingTime) time = make ("Europe/Minsk");
  g_autoptr (KabWorkingTime) same = kab_working_time_ref (time);

  g_assert_true (same == time);
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    g_assert_false (kab_working_time_add_hours (time, WORKING_DAYS, hours[i][0], hours[i][1]));
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_false (kab_working_time_add_holiday (time, dates[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    g_test_add_data_func (moments[i].path, &moments[i], test_moment);
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    g_test_add_data_func (sums[i].path, &sums[i], test_sum);
  for (gsize i = 0; i < G_N_ELEMENTS (promises); i++)
    g_test_add_data_func (promises[i].path, &promises[i], test_promise);
  g_test_add_func ("/working-time/clock-change", test_clock_change);
  g_test_add_func ("/working-time/never", test_never);
  g_test_add_func ("/working-time/refused", test_refused);
  return g_test_run ();
}
