/* kab-due.c: until when, in the words of a person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-due.h"
#include "kab-format.h"

/**
 * kab_due_is_pressing:
 * @due: the last day
 * @today: this day
 *
 * Returns: whether that is today, tomorrow or past: such a date is drawn as a pill
 */
gboolean
kab_due_is_pressing (const GDate *due, const GDate *today)
{
  g_return_val_if_fail (due != NULL && today != NULL, FALSE);

  return g_date_days_between (today, due) <= 1;
}

/**
 * kab_due_format:
 * @due: the last day
 * @today: this day
 *
 * Returns: (transfer full): "Today", "Tomorrow", "Overdue by 3 days" or "until 26 November"
 */
char *
kab_due_format (const GDate *due, const GDate *today)
{
  g_autofree char *day = NULL;
  int days;

  g_return_val_if_fail (due != NULL && today != NULL, NULL);

  days = g_date_days_between (today, due);
  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Tomorrow"));
  if (days < 0)
    return g_strdup_printf (ngettext ("Overdue by %d day", "Overdue by %d days", (gulong) -days), -days);
  day = kab_format_day_prose_at (due, today);
  /* Translators: the last day on which something can be done, as in "until 26 November". */
  return g_strdup_printf (_ ("until %s"), day);
}
