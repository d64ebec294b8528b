/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-counter.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

#define MINUS "\342\210\222"
#define NO_BREAK_SPACE "\302\240"
#define MAX_PLACES 15

static gint64
power_of_ten (int exponent)
{
  gint64 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

/**
 * kab_counter_get_range:
 * @counter: a counter
 *
 * Returns: the first value that it cannot show: there it begins at zero again
 */
gint64
kab_counter_get_range (KabCounter counter)
{
  return power_of_ten (counter.digits + counter.decimals);
}

/* The figures of @text without spaces and leading zeros, and how many stand behind the point or comma; NULL where
 * something else is among them. */
static char *
collect_figures (const char *text, int *behind)
{
  g_autoptr (GString) figures = g_string_new (NULL);
  int points = 0;

  *behind = 0;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (g_unichar_isspace (u))
        continue;
      if (u == ',' || u == '.')
        {
          if (++points > 1)
            return NULL;
          continue;
        }
      if (g_unichar_digit_value (u) < 0)
        return NULL;
      g_string_append_c (figures, (char) ('0' + g_unichar_digit_value (u)));
      *behind += points;
    }
  if (figures->len == 0)
    return NULL;
  while (figures->len > (gsize) *behind && figures->str[0] == '0')
    g_string_erase (figures, 0, 1);
  return g_string_free (g_steal_pointer (&figures), FALSE);
}

/**
 * kab_counter_parse:
 * @text: what a person typed; point and comma are both decimal, spaces may part the thousands
 * @counter: the counter that it was read from
 * @value: (out): takes the value, if it is one
 *
 * Returns: what is wrong with @text
 */
KabCounterFault
kab_counter_parse (const char *text, KabCounter counter, gint64 *value)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *figures = NULL;
  int behind;

  g_return_val_if_fail (text != NULL && value != NULL, KAB_COUNTER_EMPTY);

  if (!g_utf8_validate (text, -1, NULL))
    return KAB_COUNTER_NOT_A_NUMBER;
  trimmed = g_strstrip (g_strdup (text));
  if (*trimmed == '\0')
    return KAB_COUNTER_EMPTY;
  if (*trimmed == '-' || g_str_has_prefix (trimmed, MINUS))
    return KAB_COUNTER_NEGATIVE;
  figures = collect_figures (trimmed, &behind);
  if (figures == NULL)
    return KAB_COUNTER_NOT_A_NUMBER;
  /* Zeros behind the last place say nothing. */
  while (behind > counter.decimals && g_str_has_suffix (figures, "0"))
    {
      figures[strlen (figures) - 1] = '\0';
      behind--;
    }
  if ((int) strlen (figures) - behind > counter.digits)
    return KAB_COUNTER_TOO_LONG;
  if (behind > counter.decimals)
    return KAB_COUNTER_TOO_FINE;
  *value = g_ascii_strtoll (figures, NULL, 10) * power_of_ten (counter.decimals - behind);
  return KAB_COUNTER_GOOD;
}

/* The thousands are parted by spaces in every locale: a comma there would look like the decimal one. */
static char *
format (gint64 value, KabCounter counter, const char *group, const char *point)
{
  g_autofree char *figures = g_strdup_printf ("%0*" G_GINT64_FORMAT, counter.decimals + 1, value);
  gsize whole = strlen (figures) - (gsize) counter.decimals;
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, figures[i]);
    }
  if (counter.decimals > 0)
    g_string_append_printf (text, "%s%s", point, figures + whole);
  return g_string_free (text, FALSE);
}

/**
 * kab_counter_format:
 * @value: what a counter shows
 * @counter: the counter
 *
 * Returns: (transfer full): the value with all its decimals, as the locale writes numbers
 */
char *
kab_counter_format (gint64 value, KabCounter counter)
{
  g_return_val_if_fail (value >= 0, NULL);

  return format (value, counter, NO_BREAK_SPACE, nl_langinfo (RADIXCHAR));
}

/**
 * kab_counter_format_used:
 * @used: the difference of two values
 * @counter: the counter
 *
 * Returns: (transfer full): the difference with its sign
 */
char *
kab_counter_format_used (gint64 used, KabCounter counter)
{
  g_autofree char *text = format (ABS (used), counter, NO_BREAK_SPACE, nl_langinfo (RADIXCHAR));

  return g_strconcat (used < 0 ? MINUS : "+", text, NULL);
}

/**
 * kab_counter_format_plain:
 * @value: what a counter shows
 * @counter: the counter
 *
 * Returns: (transfer full): the value for machines: "482.319"
 */
char *
kab_counter_format_plain (gint64 value, KabCounter counter)
{
  g_return_val_if_fail (value >= 0, NULL);

  return format (value, counter, "", ".");
}

/**
 * kab_counter_measure:
 * @last: what the counter showed before, or %KAB_COUNTER_NONE
 * @value: what it shows now
 * @counter: the counter, which has passed zero if @value is lower than @last
 *
 * Returns: what was used in between
 */
gint64
kab_counter_measure (gint64 last, gint64 value, KabCounter counter)
{
  if (last < 0)
    return 0;
  return value >= last ? value - last : kab_counter_get_range (counter) - last + value;
}

/**
 * kab_counter_judge:
 * @last: what the counter showed before, or %KAB_COUNTER_NONE
 * @value: what it shows now
 * @usual: what is used in such a time, or %KAB_COUNTER_NONE where nothing is known
 * @counter: the counter
 *
 * The same as before is nothing to ask about: nobody was at home.
 *
 * Returns: what speaks against @value
 */
KabCounterDoubt
kab_counter_judge (gint64 last, gint64 value, gint64 usual, KabCounter counter)
{
  gint64 range = kab_counter_get_range (counter);

  if (last < 0)
    return KAB_COUNTER_PLAIN;
  if (value < last)
    return last >= range - range / 10 ? KAB_COUNTER_PASSED_ZERO : KAB_COUNTER_LOWER;
  if (usual > 0 && value - last > 3 * usual)
    return KAB_COUNTER_HIGH;
  return KAB_COUNTER_PLAIN;
}

/**
 * kab_counter_propose:
 * @text: what a person typed
 * @last: what the counter showed before
 * @usual: what is used in such a time
 * @counter: the counter
 *
 * The commonest slip is a decimal sign that is missing or in another place.
 *
 * Returns: the value of the same figures that fits what is usual best, or %KAB_COUNTER_NONE if none fits
 */
gint64
kab_counter_propose (const char *text, gint64 last, gint64 usual, KabCounter counter)
{
  g_autofree char *figures = NULL;
  gint64 best = KAB_COUNTER_NONE;
  gint64 number;
  int behind;

  g_return_val_if_fail (text != NULL, KAB_COUNTER_NONE);

  if (last < 0 || usual <= 0 || !g_utf8_validate (text, -1, NULL))
    return KAB_COUNTER_NONE;
  figures = collect_figures (text, &behind);
  if (figures == NULL || *figures == '\0' || strlen (figures) > MAX_PLACES)
    return KAB_COUNTER_NONE;
  number = g_ascii_strtoll (figures, NULL, 10);
  for (int places = 0; places <= counter.decimals; places++)
    {
      gint64 value = number;

      if (value >= G_MAXINT64 / power_of_ten (counter.decimals))
        break;
      value *= power_of_ten (counter.decimals - places);
      if (value < last || value - last > 3 * usual || value >= kab_counter_get_range (counter))
        continue;
      if (best < 0 || ABS (value - last - usual) < ABS (best - last - usual))
        best = value;
    }
  return best;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

/**
 * kab_counter_find_usual:
 * @used: (array length=count): what was used, month by month, the newest first
 * @count: how many months are known
 *
 * Returns: the median of the last twelve, or %KAB_COUNTER_NONE where there are less than three
 */
gint64
kab_counter_find_usual (const gint64 *used, gsize count)
{
  gint64 sorted[12];
  gsize n = MIN (count, G_N_ELEMENTS (sorted));

  if (n < 3)
    return KAB_COUNTER_NONE;
  memcpy (sorted, used, n * sizeof *sorted);
  qsort (sorted, n, sizeof *sorted, compare);
  return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}
