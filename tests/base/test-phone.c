/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-phone.h"

typedef struct
{
  const char *path;
  const char *typed;
  const char *country;
  const char *expected; /* NULL: refused */
  const char *dropped;
  KabIssueCode issue;
} Row;

static const Row rows[] = {
  /* E-26: +375 stands before the field; nine digits follow. */
  { "/phone/E-26/nine-digits", "29 123-45-67", "BY", "+375291234567" },
  { "/phone/E-26/prefix", "+375 29 123-45-67", "BY", "+375291234567", "+375" },
  { "/phone/E-26/prefix-without-plus", "375291234567", "BY", "+375291234567", "375" },
  { "/phone/E-26/home-8-029", "8 029 123-45-67", "BY", "+375291234567", "80" },
  { "/phone/E-26/home-80", "80291234567", "BY", "+375291234567", "80" },
  { "/phone/E-26/home-029", "029 123 45 67", "BY", "+375291234567", "0" },
  { "/phone/E-26/abroad-00", "00375291234567", "BY", "+375291234567", "00375" },
  { "/phone/E-26/tilde", "8~10375291234567", "BY", NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/E-26/abroad-8-10", "8 10 375 29 123 45 67", "BY", "+375291234567", "810375" },
  { "/phone/E-26/short", "29 123-45-6", "BY", NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/E-26/long", "29 123-45-678", "BY", NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/E-26/other-country", "+7 912 345-67-89", "BY", NULL, NULL, KAB_ISSUE_PHONE_COUNTRY },
  { "/phone/E-26/brackets", "(29) 123-45-67", "BY", "+375291234567" },
  /* H-10: eight in front, dashes; the number itself is not judged. */
  { "/phone/H-10/sample", "8-123-456-7896", "RU", "+71234567896", "8" },
  /* T-08: ten digits without the eight. */
  { "/phone/T-08/ten-digits", "9123456789", "RU", "+79123456789" },
  { "/phone/T-08/home-8", "8 912 345-67-89", "RU", "+79123456789", "8" },
  { "/phone/T-08/prefix", "+7 912 345-67-89", "RU", "+79123456789", "+7" },
  { "/phone/T-08/prefix-without-plus", "79123456789", "RU", "+79123456789", "7" },
  { "/phone/T-08/no-break-spaces", "912\302\240345\342\200\25767\342\200\22189", "RU", "+79123456789" },
  { "/phone/T-08/dashes", "912–345—67−89", "RU", "+79123456789" },
  { "/phone/T-08/arabic-digits", "٩١٢٣٤٥٦٧٨٩", "RU", "+79123456789" },
  { "/phone/T-08/direction-marks", "\342\200\252+7 912 345-67-89\342\200\254", "RU", "+79123456789", "+7" },
  { "/phone/T-08/nine-digits", "912345678", "RU", NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/T-08/other-country", "+380 50 422-23-33", "RU", NULL, NULL, KAB_ISSUE_PHONE_COUNTRY },
  { "/phone/T-08/plus-eight", "+8 912 345-67-89", "RU", NULL, NULL, KAB_ISSUE_PHONE_COUNTRY },
  { "/phone/T-08/letters", "9I2 345-67-89", "RU", NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/T-08/markup", "<b>9123456789</b>", "RU", NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/T-08/plus-inside", "912+3456789", "RU", NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/T-08/empty", "", "RU", NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/T-08/only-plus", "+", "RU", NULL, NULL, KAB_ISSUE_PHONE },
  /* 1.7: +380 at A. */
  { "/phone/A-70/ukraine", "50 422-23-33", "UA", "+380504222333" },
  { "/phone/A-70/home-0", "0 50 422-23-33", "UA", "+380504222333", "0" },
  { "/phone/A-70/home-38-050", "38 050 422-23-33", "UA", "+380504222333", "380" },
  { "/phone/A-70/prefix", "+38 (050) 422-23-33", "UA", "+380504222333", "+380" },
  { "/phone/A-70/home-8-050", "8 050 422 23 33", "UA", "+380504222333", "80" },
  { "/phone/kazakhstan/home-8", "8 701 234 56 78", "KZ", "+77012345678", "8" },
  /* A country that is not known, or any. */
  { "/phone/any/plus", "+995 32 212 34 56", NULL, "+995322123456" },
  { "/phone/any/of-ours", "+375 29 123-45-67", NULL, "+375291234567" },
  { "/phone/any/no-plus", "375291234567", NULL, NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/any/zero", "+0123456789", NULL, NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/any/too-long", "+1234567890123456", NULL, NULL, NULL, KAB_ISSUE_PHONE },
  { "/phone/any/unknown-country", "+995 32 212 34 56", "GE", "+995322123456" },
};

static void
test_normalise (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *dropped = NULL;
  KabIssue issue = { 0 };
  g_autofree char *number = kab_phone_normalise (row->typed, row->country, &dropped, &issue);

  g_assert_cmpstr (number, ==, row->expected);
  g_assert_cmpstr (dropped, ==, row->dropped);
  g_assert_cmpint (issue.code, ==, row->issue);
}

/* The message can say which character, or how many digits there should be. */
static void
test_issue (void)
{
  KabIssue issue = { 0 };

  g_assert_null (kab_phone_normalise ("29ж1234567", "BY", NULL, &issue));
  g_assert_cmpint (issue.code, ==, KAB_ISSUE_PHONE);
  g_assert_cmpstr (issue.culprit, ==, "ж");
  g_assert_null (kab_phone_normalise ("123", "BY", NULL, &issue));
  g_assert_cmpstr (issue.culprit, ==, "");
  g_assert_cmpint (issue.min, ==, 9);
}

typedef struct
{
  const char *path;
  const char *number;
  const char *shown;
  const char *masked;
} Shown;

static const Shown shown[] = {
  { "/phone/format/BY", "+375291234567", "+375 29 123-45-67", "+375 •• •••-45-67" },
  { "/phone/format/RU", "+79123456789", "+7 912 345-67-89", "+7 ••• •••-67-89" },
  { "/phone/format/UA", "+380504222333", "+380 50 422-23-33", "+380 •• •••-23-33" },
  { "/phone/format/other", "+995322123456", "+995322123456", "••• 3456" },
  { "/phone/format/short", "112", "112", "••• " },
};

static void
test_format (gconstpointer data)
{
  const Shown *row = data;
  g_autofree char *text = kab_phone_format (row->number);
  g_autofree char *masked = kab_phone_mask (row->number);

  g_assert_cmpstr (text, ==, row->shown);
  g_assert_cmpstr (masked, ==, row->masked);
}

/* T-13: the support phone and its extension. */
static void
test_uri (void)
{
  g_autofree char *with = kab_phone_to_uri ("8 (800) 234-58-56", "RU", "200");
  g_autofree char *without = kab_phone_to_uri ("+7 (800) 777-99-80", "RU", NULL);
  g_autofree char *bad = kab_phone_to_uri ("call us", "RU", NULL);

  g_assert_cmpstr (with, ==, "tel:+78002345856;ext=200");
  g_assert_cmpstr (without, ==, "tel:+78007779980");
  g_assert_null (bad);
}

static void
test_country (void)
{
  g_assert_cmpstr (kab_phone_country_get_prefix ("BY"), ==, "375");
  g_assert_cmpint (kab_phone_country_get_digits ("BY"), ==, 9);
  g_assert_cmpint (kab_phone_country_get_digits ("RU"), ==, 10);
  g_assert_null (kab_phone_country_get_prefix ("GE"));
  g_assert_cmpint (kab_phone_country_get_digits (NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_normalise);
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    g_test_add_data_func (shown[i].path, &shown[i], test_format);
  g_test_add_func ("/phone/issue", test_issue);
  g_test_add_func ("/phone/T-13/uri", test_uri);
  g_test_add_func ("/phone/country", test_country);
  return g_test_run ();
}
