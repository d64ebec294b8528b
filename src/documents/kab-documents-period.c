/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-documents-period.h"

#include <glib/gi18n.h>

#include "kab-format.h"

#define YEARS_OFFERED 20
#define YEARS_WITHOUT_HISTORY 2

static const struct
{
  const char *period;
  const char *title;
} words[] = {
  { "this-month", N_ ("This Month") },
  { "last-month", N_ ("Last Month") },
  { "last-90-days", N_ ("Last 90 Days") },
};

static char *
format (GDateTime *day)
{
  return g_date_time_format (day, "%Y-%m-%d");
}

/* The month of @now, or the one before it. */
static void
get_month (GDateTime *now, int offset, char **from, char **to)
{
  g_autoptr (GDateTime) first
      = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now), 1, 12, 0, 0);
  g_autoptr (GDateTime) begins = g_date_time_add_months (first, offset);
  g_autoptr (GDateTime) next = g_date_time_add_months (first, offset + 1);
  g_autoptr (GDateTime) ends = g_date_time_add_days (next, -1);

  *from = format (begins);
  *to = format (ends);
}

/**
 * kab_documents_period_list:
 * @first_year: the year in which the history begins, or 0
 *
 * Returns: (transfer full): the periods that are offered
 */
GStrv
kab_documents_period_list (int first_year)
{
  g_autoptr (GStrvBuilder) periods = g_strv_builder_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int year = g_date_time_get_year (now);
  int first = first_year > 0 ? MAX (first_year, year - YEARS_OFFERED) : year - YEARS_WITHOUT_HISTORY;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_strv_builder_add (periods, words[i].period);
  for (; year >= first; year--)
    g_strv_builder_take (periods, g_strdup_printf ("%04d", year));
  return g_strv_builder_end (periods);
}

static char *
dup_range_title (const char *period)
{
  g_auto (GStrv) days = g_strsplit (period, "..", 2);
  GDate dates[2];

  for (guint i = 0; i < 2; i++)
    {
      g_date_clear (&dates[i], 1);
      if (days[i] != NULL)
        g_date_set_parse (&dates[i], days[i]);
      if (!g_date_valid (&dates[i]))
        return g_strdup (period);
    }
  {
    g_autofree char *from = kab_format_day (&dates[0]);
    g_autofree char *to = kab_format_day (&dates[1]);

    return g_strdup_printf ("%s – %s", from, to);
  }
}

/**
 * kab_documents_period_dup_title:
 * @period: a period
 *
 * Returns: (transfer full): what a person calls it
 */
char *
kab_documents_period_dup_title (const char *period)
{
  g_return_val_if_fail (period != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].period, period))
      return g_strdup (_ (words[i].title));
  if (strstr (period, "..") != NULL)
    return dup_range_title (period);
  return g_strdup (period);
}

/**
 * kab_documents_period_get_days_at:
 * @period: (nullable): a period
 * @now: today
 * @from: (out) (nullable): its first day, "2026-06-01"
 * @to: (out) (nullable): its last day
 *
 * Without a period there is neither.
 */
void
kab_documents_period_get_days_at (const char *period, GDateTime *now, char **from, char **to)
{
  *from = *to = NULL;
  if (period == NULL)
    return;
  if (g_str_equal (period, "this-month") || g_str_equal (period, "last-month"))
    {
      get_month (now, g_str_equal (period, "last-month") ? -1 : 0, from, to);
    }
  else if (g_str_equal (period, "last-90-days"))
    {
      g_autoptr (GDateTime) begins = g_date_time_add_days (now, -90);

      *from = format (begins);
      *to = format (now);
    }
  else if (strstr (period, "..") != NULL)
    {
      g_auto (GStrv) days = g_strsplit (period, "..", 2);

      *from = g_strdup (days[0]);
      *to = g_strdup (days[1]);
    }
  else
    {
      *from = g_strconcat (period, "-01-01", NULL);
      *to = g_strconcat (period, "-12-31", NULL);
    }
}

/**
 * kab_documents_period_get_days:
 * @period: (nullable): a period
 * @from: (out) (nullable): its first day
 * @to: (out) (nullable): its last day
 *
 * As kab_documents_period_get_days_at(), today.
 */
void
kab_documents_period_get_days (const char *period, char **from, char **to)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  kab_documents_period_get_days_at (period, now, from, to);
}
