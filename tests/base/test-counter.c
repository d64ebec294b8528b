/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "kab-counter.h"

static const KabCounter water = { 6, 3 };
static const KabCounter power = { 6, 0 };

/* 4.11: digits and decimals come with the meter; comma and point are both decimal. */
static const struct
{
  const char *name;
  const char *typed;
  KabCounter counter;
  KabCounterFault fault;
  gint64 value;
} typed_rows[] = {
  { "comma", "488,523", { 6, 3 }, KAB_COUNTER_GOOD, 488523 },
  { "point", "488.523", { 6, 3 }, KAB_COUNTER_GOOD, 488523 },
  { "no-decimals", "488", { 6, 3 }, KAB_COUNTER_GOOD, 488000 },
  { "fewer-decimals", "488,5", { 6, 3 }, KAB_COUNTER_GOOD, 488500 },
  { "leading-zeros", "000488,523", { 5, 3 }, KAB_COUNTER_GOOD, 488523 },
  { "many-leading-zeros", "0000000488,523", { 5, 3 }, KAB_COUNTER_GOOD, 488523 },
  { "only-behind", ",5", { 6, 3 }, KAB_COUNTER_GOOD, 500 },
  { "zero", "0", { 6, 3 }, KAB_COUNTER_GOOD, 0 },
  { "spaces", " 18 391 ", { 6, 0 }, KAB_COUNTER_GOOD, 18391 },
  { "no-break-space", "18\302\240391", { 6, 0 }, KAB_COUNTER_GOOD, 18391 },
  { "zeros-behind", "18391,00", { 6, 0 }, KAB_COUNTER_GOOD, 18391 },
  { "arabic-figures", "\331\241\331\242", { 6, 0 }, KAB_COUNTER_GOOD, 12 },
  { "full", "999999,999", { 6, 3 }, KAB_COUNTER_GOOD, 999999999 },
  { "empty", "  ", { 6, 3 }, KAB_COUNTER_EMPTY, 0 },
  { "letters", "48a,5", { 6, 3 }, KAB_COUNTER_NOT_A_NUMBER, 0 },
  { "unit", "488,5 m3", { 6, 3 }, KAB_COUNTER_NOT_A_NUMBER, 0 },
  { "two-commas", "1,942,618", { 6, 3 }, KAB_COUNTER_NOT_A_NUMBER, 0 },
  { "comma-and-point", "1,942.618", { 6, 3 }, KAB_COUNTER_NOT_A_NUMBER, 0 },
  { "only-comma", ",", { 6, 3 }, KAB_COUNTER_NOT_A_NUMBER, 0 },
  { "emoji", "\360\237\222\247", { 6, 3 }, KAB_COUNTER_NOT_A_NUMBER, 0 },
  { "broken-utf8", "\377", { 6, 3 }, KAB_COUNTER_NOT_A_NUMBER, 0 },
  { "minus", "-5", { 6, 3 }, KAB_COUNTER_NEGATIVE, 0 },
  { "true-minus", "\342\210\2225", { 6, 3 }, KAB_COUNTER_NEGATIVE, 0 },
  { "inner-minus", "48-5", { 6, 3 }, KAB_COUNTER_NOT_A_NUMBER, 0 },
  { "too-many-digits", "1234567", { 6, 3 }, KAB_COUNTER_TOO_LONG, 0 },
  { "far-too-many-digits", "99999999999999999999999999999999", { 6, 3 }, KAB_COUNTER_TOO_LONG, 0 },
  { "too-many-decimals", "1,2345", { 6, 3 }, KAB_COUNTER_TOO_FINE, 0 },
  { "decimals-of-none", "1,5", { 6, 0 }, KAB_COUNTER_TOO_FINE, 0 },
};

static void
test_typed (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  gint64 value = 0;

  g_assert_cmpint (kab_counter_parse (typed_rows[i].typed, typed_rows[i].counter, &value), ==,
                   typed_rows[i].fault);
  g_assert_cmpint (value, ==, typed_rows[i].value);
}

/* 4.11: lower than before, unusually high, the same. */
static const struct
{
  const char *name;
  gint64 last;
  gint64 value;
  gint64 usual;
  KabCounterDoubt doubt;
} doubt_rows[] = {
  { "plain", 482319, 488523, 6000, KAB_COUNTER_PLAIN },
  { "same", 482319, 482319, 6000, KAB_COUNTER_PLAIN },
  { "three-times", 482319, 500319, 6000, KAB_COUNTER_PLAIN },
  { "above-three-times", 482319, 500320, 6000, KAB_COUNTER_HIGH },
  { "nothing-usual-known", 482319, 900000, KAB_COUNTER_NONE, KAB_COUNTER_PLAIN },
  { "nobody-lives-there", 482319, 482400, 0, KAB_COUNTER_PLAIN },
  { "first-ever", KAB_COUNTER_NONE, 5, 6000, KAB_COUNTER_PLAIN },
  { "lower", 482319, 482318, 6000, KAB_COUNTER_LOWER },
  { "just-below-the-last-tenth", 899999999, 5, 6000, KAB_COUNTER_LOWER },
  { "in-the-last-tenth", 900000000, 5, 6000, KAB_COUNTER_PASSED_ZERO },
};

static void
test_doubt (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  g_assert_cmpint (kab_counter_judge (doubt_rows[i].last, doubt_rows[i].value, doubt_rows[i].usual, water),
                   ==, doubt_rows[i].doubt);
}

static void
test_used (void)
{
  g_assert_cmpint (kab_counter_get_range (water), ==, 1000000000);
  g_assert_cmpint (kab_counter_measure (482319, 488523, water), ==, 6204);
  g_assert_cmpint (kab_counter_measure (999999000, 2000, water), ==, 3000);
  g_assert_cmpint (kab_counter_measure (KAB_COUNTER_NONE, 488523, water), ==, 0);
}

/* The decimal sign that is missing or stands elsewhere. */
static void
test_proposal (void)
{
  g_assert_cmpint (kab_counter_propose ("2154,02", 211402, 6500, water), ==, 215402);
  g_assert_cmpint (kab_counter_propose ("215402", 211402, 6500, water), ==, 215402);
  g_assert_cmpint (kab_counter_propose ("2154,02", 211402, KAB_COUNTER_NONE, water), ==, KAB_COUNTER_NONE);
  g_assert_cmpint (kab_counter_propose ("999", 211402, 6500, water), ==, KAB_COUNTER_NONE);
  g_assert_cmpint (kab_counter_propose ("18391", 18240, 150, power), ==, 18391);
  g_assert_cmpint (kab_counter_propose ("99999999999999999999", 211402, 6500, water), ==, KAB_COUNTER_NONE);
  g_assert_cmpint (kab_counter_propose ("abc", 211402, 6500, water), ==, KAB_COUNTER_NONE);
  g_assert_cmpint (kab_counter_propose ("", 211402, 6500, water), ==, KAB_COUNTER_NONE);
}

static void
test_usual (void)
{
  const gint64 few[] = { 5, 6 };
  const gint64 odd[] = { 6, 5, 400 };
  const gint64 even[] = { 6, 5, 8, 7 };
  const gint64 many[] = { 1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 };

  g_assert_cmpint (kab_counter_find_usual (few, G_N_ELEMENTS (few)), ==, KAB_COUNTER_NONE);
  g_assert_cmpint (kab_counter_find_usual (odd, G_N_ELEMENTS (odd)), ==, 6);
  g_assert_cmpint (kab_counter_find_usual (even, G_N_ELEMENTS (even)), ==, 6);
  g_assert_cmpint (kab_counter_find_usual (many, G_N_ELEMENTS (many)), ==, 1);
}

static void
check_formats (const char *locale, gint64 value, KabCounter counter, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (setlocale (LC_ALL, locale));
  text = kab_counter_format (value, counter);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  g_autofree char *plain = kab_counter_format_plain (482319, water);
  g_autofree char *small = kab_counter_format_plain (7, water);
  g_autofree char *used = NULL;
  g_autofree char *lower = NULL;

  g_assert_cmpstr (plain, ==, "482.319");
  g_assert_cmpstr (small, ==, "0.007");
  check_formats ("en_US.UTF-8", 1942618, water, "1\302\240942.618");
  check_formats ("ru_RU.UTF-8", 1942618, water, "1\302\240942,618");
  check_formats ("ru_RU.UTF-8", 18240, power, "18\302\240240");
  check_formats ("ru_RU.UTF-8", 0, power, "0");
  used = kab_counter_format_used (1942618, water);
  lower = kab_counter_format_used (-4000, water);
  g_assert_cmpstr (used, ==, "+1\302\240942,618");
  g_assert_cmpstr (lower, ==, "\342\210\2224,000");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (typed_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/counter/H-38/typed/%s", typed_rows[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_typed);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (doubt_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/counter/H-38/doubt/%s", doubt_rows[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_doubt);
    }
  g_test_add_func ("/counter/H-38/used", test_used);
  g_test_add_func ("/counter/H-38/proposal", test_proposal);
  g_test_add_func ("/counter/H-38/usual", test_usual);
  g_test_add_func ("/counter/H-38/format", test_format);
  return g_test_run ();
}
