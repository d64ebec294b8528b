/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-vin.h"

typedef struct
{
  const char *path;
  const char *typed;
  KabIssueCode issue;
  const char *culprit;
  gboolean digit_fits;
} Row;

/* 4.5: a wrong length or letter is an error, a wrong check digit a soft note. */
static const Row rows[] = {
  { "/vin/A-66/1M8GDM9AXKP042788", "1M8GDM9AXKP042788", KAB_ISSUE_NONE, "", TRUE },
  { "/vin/A-66/WDBEA30D3HA391172", "WDBEA30D3HA391172", KAB_ISSUE_NONE, "", TRUE },
  { "/vin/A-66/1GNEC233X9R191831", "1GNEC233X9R191831", KAB_ISSUE_NONE, "", TRUE },
  { "/vin/A-66/11111111111111111", "11111111111111111", KAB_ISSUE_NONE, "", TRUE },
  { "/vin/A-66/WVWZZZ1JZXW000001", "WVWZZZ1JZXW000001", KAB_ISSUE_NONE, "", FALSE },
  { "/vin/A-66/one-wrong", "1M8GDM9AXKP042789", KAB_ISSUE_NONE, "", FALSE },
  { "/vin/E-29/lower-case", "1m8gdm9axkp042788", KAB_ISSUE_NONE, "", TRUE },
  { "/vin/E-29/spaces", " 1M8 GDM9AX\302\240KP042788 ", KAB_ISSUE_NONE, "", TRUE },
  { "/vin/E-29/look-alikes", "1М8GDМ9АХКР042788", KAB_ISSUE_NONE, "", TRUE },
  { "/vin/E-29/sixteen", "1M8GDM9AXKP04278", KAB_ISSUE_VIN_LENGTH, "", FALSE },
  { "/vin/E-29/eighteen", "1M8GDM9AXKP0427881", KAB_ISSUE_VIN_LENGTH, "", FALSE },
  { "/vin/E-29/empty", "", KAB_ISSUE_VIN_LENGTH, "", FALSE },
  { "/vin/E-29/letter-O", "1M8GDM9AXKPO42788", KAB_ISSUE_VIN_ALPHABET, "O", FALSE },
  { "/vin/E-29/letter-I", "IM8GDM9AXKP042788", KAB_ISSUE_VIN_ALPHABET, "I", FALSE },
  { "/vin/E-29/letter-Q", "1M8GDM9AXKP042Q88", KAB_ISSUE_VIN_ALPHABET, "Q", FALSE },
  { "/vin/E-29/cyrillic", "1M8GDM9AXKPЖ42788", KAB_ISSUE_VIN_ALPHABET, "Ж", FALSE },
  { "/vin/E-29/dash", "1M8-GDM9AX-KP0427", KAB_ISSUE_VIN_ALPHABET, "-", FALSE },
  { "/vin/E-29/markup", "<b>8GDM9AXKP04278", KAB_ISSUE_VIN_ALPHABET, "<", FALSE },
};

static void
test_check (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *vin = kab_vin_fold (row->typed);
  KabIssue issue = { 0 };

  g_assert_cmpint (kab_vin_check (vin, &issue), ==, row->issue == KAB_ISSUE_NONE);
  g_assert_cmpint (issue.code, ==, row->issue);
  g_assert_cmpstr (issue.culprit, ==, row->culprit);
  if (row->issue == KAB_ISSUE_NONE)
    g_assert_cmpint (kab_vin_check_digit_fits (vin), ==, row->digit_fits);
}

static void
test_suggest (void)
{
  g_autofree char *better = kab_vin_suggest ("IM8GDM9AXKPOQ2788");
  g_autofree char *none = kab_vin_suggest ("1M8GDM9AXKP042788");

  g_assert_cmpstr (better, ==, "1M8GDM9AXKP002788");
  g_assert_null (none);
}

static void
test_group (void)
{
  g_autofree char *grouped = kab_vin_group ("1M8GDM9AXKP042788");
  g_autofree char *back = kab_vin_fold (grouped);
  g_autofree char *other = kab_vin_group ("GRX120-0012345");

  g_assert_cmpstr (grouped, ==, "1M8 GDM9AX KP042788");
  g_assert_cmpstr (back, ==, "1M8GDM9AXKP042788");
  g_assert_cmpstr (other, ==, "GRX120-0012345");
}

static void
test_country (void)
{
  g_assert_cmpstr (kab_vin_get_country ("XTA210990Y2766389"), ==, NULL);
  g_assert_cmpstr (kab_vin_get_country ("X7LASREA556123456"), ==, "RU");
  g_assert_cmpstr (kab_vin_get_country ("X0712345678901234"), ==, "RU");
  g_assert_cmpstr (kab_vin_get_country ("Y3M12345678901234"), ==, "BY");
  g_assert_cmpstr (kab_vin_get_country ("Y6D12345678901234"), ==, "UA");
  g_assert_cmpstr (kab_vin_get_country ("Y0D12345678901234"), ==, "UA");
  g_assert_cmpstr (kab_vin_get_country ("WVWZZZ1JZXW000001"), ==, NULL);
  g_assert_cmpstr (kab_vin_get_country (""), ==, NULL);
}

/* the number of the body instead. */
static void
test_frame (void)
{
  static const char *const good[] = { "GRX120-0012345", "SXA110", "JZX100-0012345", "12345678901234" };
  static const char *const bad[]
      = { "", "GRX12", "GRX120-00123456", "GRX120 001", "GRX120_001", "ЖЖЖ120-001" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kab_frame_number_check (good[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kab_frame_number_check (bad[i], NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_check);
  g_test_add_func ("/vin/suggest", test_suggest);
  g_test_add_func ("/vin/group", test_group);
  g_test_add_func ("/vin/country", test_country);
  g_test_add_func ("/vin/A-70/frame", test_frame);
  return g_test_run ();
}
