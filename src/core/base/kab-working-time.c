/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-working-time.h"

#include "kab-text.h"

/* Everything is counted in the organisation's own zone, day by day, so that a day on which the clock
 * is changed counts as long as it is. Immutable once it is filled. */
struct _KabWorkingTime
{
  gatomicrefcount ref_count;
  GTimeZone *zone;
  GArray *hours;        /* of Hours */
  GHashTable *holidays; /* set of julian days */
};

typedef struct
{
  guint days;
  int from; /* minutes of the day */
  int to;
} Hours;

/* A time of one day in which somebody is there. */
typedef struct
{
  GDateTime *from;
  GDateTime *to;
} Span;

/* No organisation is closed for longer than this; if it is, it never opens. */
#define MAX_CLOSED_DAYS 400

/**
 * kab_working_time_new:
 * @zone: zone of the organisation
 *
 * Returns: (transfer full): working time without any hours yet
 */
KabWorkingTime *
kab_working_time_new (GTimeZone *zone)
{
  KabWorkingTime *self;

  g_return_val_if_fail (zone != NULL, NULL);

  self = g_new0 (KabWorkingTime, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->zone = g_time_zone_ref (zone);
  self->hours = g_array_new (FALSE, FALSE, sizeof (Hours));
  self->holidays = g_hash_table_new (NULL, NULL);
  return self;
}

/**
 * kab_working_time_ref:
 * @self: working time
 *
 * Returns: (transfer full): @self
 */
KabWorkingTime *
kab_working_time_ref (KabWorkingTime *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kab_working_time_unref:
 * @self: (transfer full): working time
 *
 * Lets go of @self.
 */
void
kab_working_time_unref (KabWorkingTime *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_time_zone_unref (self->zone);
  g_array_unref (self->hours);
  g_hash_table_unref (self->holidays);
  g_free (self);
}

static gboolean
parse_clock (const char *text, int *minutes)
{
  if (!kab_text_has_shape (text, "00:00") || atoi (text + 3) > 59)
    return FALSE;
  *minutes = atoi (text) * 60 + atoi (text + 3);
  return *minutes <= 24 * 60;
}

static int
compare_hours (gconstpointer a, gconstpointer b)
{
  return ((const Hours *) a)->from - ((const Hours *) b)->from;
}

/**
 * kab_working_time_add_hours:
 * @self: working time that is being filled
 * @days: bits of the days, KAB_WEEKDAY (1) | KAB_WEEKDAY (2)…
 * @from: "09:00"
 * @to: "18:00", "24:00" at the latest
 *
 * Returns: whether @from and @to are times and in order
 */
gboolean
kab_working_time_add_hours (KabWorkingTime *self, guint days, const char *from, const char *to)
{
  Hours hours = { .days = days };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (!parse_clock (from, &hours.from) || !parse_clock (to, &hours.to) || hours.from >= hours.to)
    return FALSE;
  g_array_append_val (self->hours, hours);
  g_array_sort (self->hours, compare_hours);
  return TRUE;
}

/**
 * kab_working_time_add_holiday:
 * @self: working time that is being filled
 * @date: "2027-01-01"
 *
 * Returns: whether @date is a date
 */
gboolean
kab_working_time_add_holiday (KabWorkingTime *self, const char *date)
{
  GDate day;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (date != NULL, FALSE);

  if (!kab_text_has_shape (date, "0000-00-00")
      || !g_date_valid_dmy (atoi (date + 8), atoi (date + 5), atoi (date)))
    return FALSE;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, atoi (date + 8), atoi (date + 5), atoi (date));
  g_hash_table_add (self->holidays, GUINT_TO_POINTER (g_date_get_julian (&day)));
  return TRUE;
}

static void
span_clear (Span *span)
{
  g_clear_pointer (&span->from, g_date_time_unref);
  g_clear_pointer (&span->to, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Span, span_clear)

static GDateTime *
moment_of (KabWorkingTime *self, const GDate *day, int minutes)
{
  g_autoptr (GDateTime) last = NULL;

  if (minutes < 24 * 60)
    return g_date_time_new (self->zone, g_date_get_year (day), g_date_get_month (day), g_date_get_day (day),
                            minutes / 60, minutes % 60, 0);
  last = moment_of (self, day, 24 * 60 - 1);
  return g_date_time_add_minutes (last, 1);
}

static void
day_of (KabWorkingTime *self, GDateTime *at, GDate *day)
{
  g_autoptr (GDateTime) local = g_date_time_to_timezone (at, self->zone);
  int y, m, d;

  g_date_time_get_ymd (local, &y, &m, &d);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
}

/* The first span that ends after @at, or FALSE if there is none in sight. It may have begun before. */
static gboolean
find_span (KabWorkingTime *self, GDateTime *at, Span *span)
{
  GDate day;

  day_of (self, at, &day);
  for (int i = 0; i < MAX_CLOSED_DAYS; i++, g_date_add_days (&day, 1))
    {
      if (g_hash_table_contains (self->holidays, GUINT_TO_POINTER (g_date_get_julian (&day))))
        continue;
      for (guint j = 0; j < self->hours->len; j++)
        {
          const Hours *hours = &g_array_index (self->hours, Hours, j);
          g_auto (Span) candidate = { 0 };

          if (!(hours->days & KAB_WEEKDAY (g_date_get_weekday (&day))))
            continue;
          candidate.from = moment_of (self, &day, hours->from);
          candidate.to = moment_of (self, &day, hours->to);
          if (g_date_time_compare (candidate.to, at) <= 0)
            continue;
          span->from = g_steal_pointer (&candidate.from);
          span->to = g_steal_pointer (&candidate.to);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * kab_working_time_is_open:
 * @self: working time
 * @at: a moment
 *
 * Returns: whether somebody is there at @at
 */
gboolean
kab_working_time_is_open (KabWorkingTime *self, GDateTime *at)
{
  g_auto (Span) span = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (at != NULL, FALSE);

  return find_span (self, at, &span) && g_date_time_compare (span.from, at) <= 0;
}

/**
 * kab_working_time_next_opening:
 * @self: working time
 * @at: a moment
 *
 * Returns: (nullable) (transfer full): when somebody will be there, @at itself if somebody is, in the
 *   organisation's zone; NULL if nobody ever will
 */
GDateTime *
kab_working_time_next_opening (KabWorkingTime *self, GDateTime *at)
{
  g_auto (Span) span = { 0 };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (at != NULL, NULL);

  if (!find_span (self, at, &span))
    return NULL;
  if (g_date_time_compare (span.from, at) > 0)
    return g_steal_pointer (&span.from);
  return g_date_time_to_timezone (at, self->zone);
}

/**
 * kab_working_time_closing:
 * @self: working time
 * @at: a moment
 *
 * Returns: (nullable) (transfer full): until when somebody is there, NULL if nobody is at @at
 */
GDateTime *
kab_working_time_closing (KabWorkingTime *self, GDateTime *at)
{
  g_auto (Span) span = { 0 };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (at != NULL, NULL);

  if (!find_span (self, at, &span) || g_date_time_compare (span.from, at) > 0)
    return NULL;
  return g_steal_pointer (&span.to);
}

/**
 * kab_working_time_add:
 * @self: working time
 * @from: a moment
 * @span: how long, in working time
 *
 * Returns: (nullable) (transfer full): when @span of working time has passed since @from, in the
 *   organisation's zone; NULL if it never does
 */
GDateTime *
kab_working_time_add (KabWorkingTime *self, GDateTime *from, GTimeSpan span)
{
  g_autoptr (GDateTime) at = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);
  g_return_val_if_fail (span >= 0, NULL);

  at = g_date_time_to_timezone (from, self->zone);
  for (;;)
    {
      g_auto (Span) open = { 0 };
      GDateTime *begin;
      GTimeSpan length;

      if (!find_span (self, at, &open))
        return NULL;
      begin = g_date_time_compare (open.from, at) > 0 ? open.from : at;
      length = g_date_time_difference (open.to, begin);
      if (span <= length)
        return g_date_time_add (begin, span);
      span -= length;
      g_date_time_unref (at);
      at = g_steal_pointer (&open.to);
    }
}

/**
 * kab_working_time_between:
 * @self: working time
 * @from: a moment
 * @to: a later one
 *
 * Returns: how much working time lies between, 0 if @to is not later
 */
GTimeSpan
kab_working_time_between (KabWorkingTime *self, GDateTime *from, GDateTime *to)
{
  g_autoptr (GDateTime) at = NULL;
  GTimeSpan sum = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (from != NULL && to != NULL, 0);

  at = g_date_time_ref (from);
  for (;;)
    {
      g_auto (Span) open = { 0 };
      GDateTime *begin, *end;

      if (!find_span (self, at, &open) || g_date_time_compare (open.from, to) >= 0
          || g_date_time_compare (at, to) >= 0)
        return sum;
      begin = g_date_time_compare (open.from, at) > 0 ? open.from : at;
      end = g_date_time_compare (open.to, to) < 0 ? open.to : to;
      sum += g_date_time_difference (end, begin);
      g_date_time_unref (at);
      at = g_steal_pointer (&open.to);
    }
}

/**
 * kab_working_time_promise:
 * @self: working time
 * @placed: when an order was placed
 * @within: how soon it is confirmed while somebody is there
 * @morning_from: "08:00": when the orders of the evening and night are taken up
 * @morning_to: "11:00": by when they are confirmed
 * @earliest: (out) (transfer full): from when on a call may come
 * @latest: (out) (transfer full): by when it comes
 *
 * An order that can be confirmed before closing is confirmed within @within; any other one in the
 * morning window of the next working day.
 *
 * Returns: whether there is a next working day
 */
gboolean
kab_working_time_promise (KabWorkingTime *self,
                          GDateTime *placed,
                          GTimeSpan within,
                          const char *morning_from,
                          const char *morning_to,
                          GDateTime **earliest,
                          GDateTime **latest)
{
  g_auto (Span) open = { 0 };
  g_auto (Span) next = { 0 };
  int from, to;
  GDate day;

  g_return_val_if_fail (self != NULL && placed != NULL, FALSE);
  g_return_val_if_fail (morning_from != NULL && parse_clock (morning_from, &from), FALSE);
  g_return_val_if_fail (morning_to != NULL && parse_clock (morning_to, &to), FALSE);
  g_return_val_if_fail (earliest != NULL && latest != NULL, FALSE);

  if (!find_span (self, placed, &open))
    return FALSE;
  if (g_date_time_compare (open.from, placed) <= 0)
    {
      g_autoptr (GDateTime) due = g_date_time_add (placed, within);

      if (g_date_time_compare (due, open.to) <= 0)
        {
          *earliest = g_date_time_to_timezone (placed, self->zone);
          *latest = g_date_time_to_timezone (due, self->zone);
          return TRUE;
        }
      /* Too late today: the next span. */
      if (!find_span (self, open.to, &next))
        return FALSE;
    }
  day_of (self, next.from != NULL ? next.from : open.from, &day);
  *earliest = moment_of (self, &day, from);
  *latest = moment_of (self, &day, to);
  return TRUE;
}
