/* kab-reading-words.c: what is wrong with a reading, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-format.h"
#include "kab-reading-words.h"

#define VERIFICATION_DAYS 90

/**
 * kab_reading_describe_fault:
 * @fault: what is wrong
 * @counter: the counter
 * @proposal: (nullable): what was probably meant
 *
 * Returns: (transfer full) (nullable): what would be right
 */
char *
kab_reading_describe_fault (KabCounterFault fault, KabCounter counter, const char *proposal)
{
  switch (fault)
    {
    case KAB_COUNTER_NOT_A_NUMBER:
      return g_strdup (_ ("Only figures and one comma"));
    case KAB_COUNTER_NEGATIVE:
      return g_strdup (_ ("A meter shows nothing below zero"));
    case KAB_COUNTER_TOO_LONG:
      if (proposal != NULL)
        /* Translators: a reading of a meter. */
        return g_strdup_printf (_ ("More digits than the meter has. Perhaps the comma is missing: %s?"),
                                proposal);
      return g_strdup_printf (ngettext ("The meter has only %d digit before the comma",
                                        "The meter has only %d digits before the comma", counter.digits),
                              counter.digits);
    case KAB_COUNTER_TOO_FINE:
      if (counter.decimals == 0)
        return g_strdup (_ ("This meter shows whole numbers only"));
      return g_strdup_printf (ngettext ("The meter has only %d digit after the comma",
                                        "The meter has only %d digits after the comma", counter.decimals),
                              counter.decimals);
    case KAB_COUNTER_GOOD:
    case KAB_COUNTER_EMPTY:
      break;
    }
  return NULL;
}

/**
 * kab_reading_describe_doubt:
 * @doubt: what speaks against a value
 * @last: what the counter showed before
 * @times: how many times more than usual
 * @proposal: (nullable): what was probably meant
 *
 * Returns: (transfer full) (nullable): what a person is asked
 */
char *
kab_reading_describe_doubt (KabCounterDoubt doubt, const char *last, gint64 times, const char *proposal)
{
  switch (doubt)
    {
    case KAB_COUNTER_LOWER:
      /* Translators: what a meter showed last month. */
      return g_strdup_printf (_ ("Less than last time: it was %s. Has the meter been replaced?"), last);
    case KAB_COUNTER_PASSED_ZERO:
      /* Translators: what a meter showed last month. */
      return g_strdup_printf (
          _ ("Less than last time: it was %s. Has the meter passed zero, or been replaced?"), last);
    case KAB_COUNTER_HIGH:
      if (proposal != NULL)
        /* Translators: how many times; a reading of a meter. */
        return g_strdup_printf (_ ("%d times more than usual. Perhaps the comma stands elsewhere: %s?"),
                                (int) MIN (times, G_MAXINT), proposal);
      /* Translators: how many times. */
      return g_strdup_printf (_ ("%d times more than usual. Is it right?"), (int) MIN (times, G_MAXINT));
    case KAB_COUNTER_PLAIN:
      break;
    }
  return NULL;
}

static char *
describe_closed (KabFieldError *error)
{
  g_autoptr (GDateTime) from = NULL;
  const char *text = kab_field_error_get_text (error, "from");
  g_autofree char *moment = text != NULL ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autofree char *day = NULL;
  GDate date;

  from = moment != NULL ? g_date_time_new_from_iso8601 (moment, NULL) : NULL;
  if (from == NULL)
    return g_strdup (_ ("Readings are not taken now"));
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from), (GDateYear) g_date_time_get_year (from));
  day = kab_format_day_prose (&date);
  /* Translators: a day. */
  return g_strdup_printf (_ ("The time for readings is over. The next ones are taken from %s"), day);
}

/**
 * kab_reading_describe_error:
 * @error: why a server did not take a reading
 * @counter: the counter
 *
 * Returns: (transfer full): the same for people
 */
char *
kab_reading_describe_error (KabFieldError *error, KabCounter counter)
{
  const char *code = kab_field_error_get_code (error);
  const char *last = kab_field_error_get_text (error, "last");
  gint64 value;

  if (g_str_equal (code, "reading_window"))
    return describe_closed (error);
  if (g_str_equal (code, "reading_taken"))
    return g_strdup (_ ("A reading of this month has been accepted already"));
  if (g_str_equal (code, "meter_replaced"))
    return g_strdup (_ ("This meter has been replaced; refresh the page to see the new one"));
  if (g_str_equal (code, "meter_unknown"))
    return g_strdup (_ ("This meter is no longer yours to read"));
  if (g_str_equal (code, "reading_number"))
    return kab_reading_describe_fault (KAB_COUNTER_NOT_A_NUMBER, counter, NULL);
  if (g_str_equal (code, "reading_digits"))
    return kab_reading_describe_fault (KAB_COUNTER_TOO_LONG, counter, NULL);
  if (g_str_equal (code, "reading_decimals"))
    return kab_reading_describe_fault (KAB_COUNTER_TOO_FINE, counter, NULL);
  if (g_str_equal (code, "reading_high"))
    return kab_reading_describe_doubt (KAB_COUNTER_HIGH, NULL, kab_field_error_get_number (error, "times", 3),
                                       NULL);
  if (g_str_equal (code, "reading_lower") && last != NULL
      && kab_counter_parse (last, counter, &value) == KAB_COUNTER_GOOD)
    {
      g_autofree char *shown = kab_counter_format (value, counter);

      return kab_reading_describe_doubt (KAB_COUNTER_LOWER, shown, 0, NULL);
    }
  return g_strdup (_ ("The reading was not accepted"));
}

/**
 * kab_reading_describe_window:
 * @window: a window
 *
 * Returns: (transfer full): until when readings are taken, or from when
 */
char *
kab_reading_describe_window (KabReadingWindow *window)
{
  g_autofree char *from = kab_format_day_prose (kab_reading_window_get_from (window));
  g_autofree char *to = kab_format_day_prose (kab_reading_window_get_to (window));

  if (kab_reading_window_get_open (window))
    /* Translators: a day, such as "25 November". */
    return g_strdup_printf (_ ("Readings are taken until %s inclusive"), to);
  /* Translators: two days, such as "15 December" and "25 December". */
  return g_strdup_printf (_ ("Readings are taken from %s to %s"), from, to);
}

/**
 * kab_reading_describe_verification:
 * @meter: a meter
 * @today: today
 * @days: (out): how many days are left; less than none if it is overdue
 *
 * 4.11: from ninety days before on.
 *
 * Returns: (transfer full) (nullable): until when the meter is verified, or %NULL while that is far away
 */
char *
kab_reading_describe_verification (KabMeter *meter, const GDate *today, int *days)
{
  const GDate *until = kab_meter_get_verified_until (meter);
  g_autofree char *day = NULL;

  *days = until != NULL && g_date_valid (until) ? g_date_days_between (today, until) : G_MAXINT;
  if (*days > VERIFICATION_DAYS)
    return NULL;
  day = kab_format_day (until);
  /* Translators: a date. */
  return g_strdup_printf (*days < 0 ? _ ("verification ended on %s") : _ ("verified until %s"), day);
}
