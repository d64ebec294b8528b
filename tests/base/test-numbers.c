/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-numbers.h"
#include "kab-tracking.h"

typedef struct
{
  const char *path;
  const char *rule;
  const char *typed;
  gboolean good;
} Row;

/* 4.9, with its vectors. */
static const Row rows[] = {
  { "/numbers/E-01/inn/7707083893", "inn", "7707083893", TRUE },
  { "/numbers/E-01/inn/6200098765", "inn", "6200098765", FALSE },
  { "/numbers/E-01/inn/123456789047", "inn", "123456789047", TRUE },
  { "/numbers/E-01/inn/123456789046", "inn", "123456789046", FALSE },
  { "/numbers/E-01/inn/123456789147", "inn", "123456789147", FALSE },
  { "/numbers/E-01/inn/spaces", "inn", " 7707 083893 ", TRUE },
  { "/numbers/E-01/inn/eleven", "inn", "77070838931", FALSE },
  { "/numbers/E-01/inn/letters", "inn", "77070838ж3", FALSE },
  { "/numbers/E-01/inn/empty", "inn", "", FALSE },
  { "/numbers/A-08/kpp/digits", "kpp", "773601001", TRUE },
  { "/numbers/A-08/kpp/letters", "kpp", "7736AZ001", TRUE },
  { "/numbers/A-08/kpp/lower-case", "kpp", "7736az001", TRUE },
  { "/numbers/A-08/kpp/early-letter", "kpp", "77A601001", FALSE },
  { "/numbers/A-08/kpp/eight", "kpp", "77360100", FALSE },
  { "/numbers/A-08/kpp/ten", "kpp", "7736010011", FALSE },
  { "/numbers/E-01/unp/200988541", "unp", "200988541", TRUE },
  { "/numbers/E-01/unp/MA1953684", "unp", "MA1953684", TRUE },
  { "/numbers/E-01/unp/100582333", "unp", "100582333", TRUE },
  { "/numbers/E-01/unp/look-alikes", "unp", "МА1953684", TRUE },
  { "/numbers/E-01/unp/lower-case", "unp", "ma1953684", TRUE },
  { "/numbers/E-01/unp/one-wrong", "unp", "200988542", FALSE },
  { "/numbers/E-01/unp/other-letter", "unp", "MZ1953684", FALSE },
  { "/numbers/E-01/unp/one-letter", "unp", "M11953684", FALSE },
  { "/numbers/E-01/unp/eight", "unp", "20098854", FALSE },
  { "/numbers/A-08/edrpou/43720363", "edrpou", "43720363", TRUE },
  { "/numbers/A-08/edrpou/32855961", "edrpou", "32855961", TRUE },
  { "/numbers/A-08/edrpou/14360570", "edrpou", "14360570", TRUE },
  { "/numbers/A-08/edrpou/one-wrong", "edrpou", "14360571", FALSE },
  { "/numbers/A-08/edrpou/seven", "edrpou", "1436057", FALSE },
  { "/numbers/A-08/iban/UA", "iban", "UA213223130000026007233566001", TRUE },
  { "/numbers/A-08/iban/BY", "iban", "BY13NBRB3600900000002Z00AB00", TRUE },
  { "/numbers/A-08/iban/groups", "iban", "BY13 NBRB 3600 9000 0000 2Z00 AB00", TRUE },
  { "/numbers/A-08/iban/lower-case", "iban", "by13nbrb3600900000002z00ab00", TRUE },
  { "/numbers/A-08/iban/other-country", "iban", "DE89370400440532013000", TRUE },
  { "/numbers/A-08/iban/one-wrong", "iban", "UA213223130000026007233566002", FALSE },
  { "/numbers/A-08/iban/short", "iban", "UA21322313000002600723356600", FALSE },
  { "/numbers/A-08/iban/russia", "iban", "RU0204452560040702810412345678901", FALSE },
  { "/numbers/A-08/iban/empty", "iban", "", FALSE },
  { "/numbers/A-08/iban/dash", "iban", "BY13-NBRB3600900000002Z00AB0", FALSE },
  { "/numbers/A-56/s10/shape", "s10", "RA644000001RU", TRUE },
  { "/numbers/A-56/s10/look-alikes", "s10", "РА644000001RU", TRUE },
  { "/numbers/A-56/s10/short", "s10", "RA64400000RU", FALSE },
  { "/numbers/unknown-rule", "moon_phase", "whatever", TRUE },
};

static void
test_check (gconstpointer data)
{
  const Row *row = data;
  KabIssue issue = { 0 };

  g_assert_cmpint (kab_number_check (row->rule, row->typed, &issue), ==, row->good);
  g_assert_cmpint (issue.code, ==, row->good ? KAB_ISSUE_NONE : KAB_ISSUE_NUMBER_CHECK);
  g_assert_cmpstr (issue.rule, ==, row->good ? NULL : row->rule);
}

/* Each digit counts: one changed is noticed, wherever it is. */
static void
test_every_digit (void)
{
  static const struct
  {
    const char *rule;
    const char *number;
  } goods[] = {
    { "inn", "7707083893" },
    { "inn", "123456789047" },
    { "iban", "UA213223130000026007233566001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (goods); i++)
    for (gsize at = 0; goods[i].number[at] != '\0'; at++)
      {
        g_autofree char *changed = g_strdup (goods[i].number);

        if (!g_ascii_isdigit (changed[at]))
          continue;
        changed[at] = changed[at] == '9' ? '0' : changed[at] + 1;
        g_assert_false (kab_number_check (goods[i].rule, changed, NULL));
      }
}

/* 4.1: the key of an account against its bank. */
static void
test_bank_key (void)
{
  g_assert_true (kab_bank_account_fits ("40702810138250123017", "044525225"));
  g_assert_false (kab_bank_account_fits ("40702810138250123018", "044525225"));
  g_assert_false (kab_bank_account_fits ("40702810138250123017", "044525226"));
  g_assert_true (kab_correspondent_account_fits ("30101810400000000225", "044525225"));
  g_assert_false (kab_correspondent_account_fits ("30101810965770000413", "044525225"));
  g_assert_false (kab_bank_account_fits ("40702810138250123017", "04452522"));
  g_assert_false (kab_correspondent_account_fits ("", "044525225"));
  g_assert_true (kab_bank_account_has_shape ("40702A10138250123017"));
  g_assert_false (kab_bank_account_has_shape ("40702D10138250123017"));
  g_assert_false (kab_bank_account_has_shape ("00702810138250123017"));
  g_assert_false (kab_bank_account_has_shape ("4070281013825012301"));
}

typedef struct
{
  const char *path;
  const char *number;
  KabCarrier carrier;
  gboolean fits;
} Parcel;

/* 4.10: a failed check is a note, not an error. */
static const Parcel parcels[] = {
  { "/tracking/A-57/RA473124829RU", "RA473124829RU", KAB_CARRIER_S10, TRUE },
  { "/tracking/A-57/RB123456785RU", "RB123456785RU", KAB_CARRIER_S10, TRUE },
  { "/tracking/A-57/EB000717618HK", "EB000717618HK", KAB_CARRIER_S10, TRUE },
  { "/tracking/A-57/result-10", "RA966331020RU", KAB_CARRIER_S10, TRUE },
  { "/tracking/A-57/result-11", "RA644000005RU", KAB_CARRIER_S10, TRUE },
  { "/tracking/A-57/RA644000001RU", "RA644000001RU", KAB_CARRIER_S10, FALSE },
  { "/tracking/A-57/spaces", "ra 47312482 9 ru", KAB_CARRIER_S10, TRUE },
  { "/tracking/A-57/10151000000006", "10151000000006", KAB_CARRIER_RUSSIA, TRUE },
  { "/tracking/A-57/60300095000070", "60300095000070", KAB_CARRIER_RUSSIA, TRUE },
  { "/tracking/A-57/14102102000032", "14102102000032", KAB_CARRIER_RUSSIA, TRUE },
  { "/tracking/A-57/10151000000013", "10151000000013", KAB_CARRIER_RUSSIA, TRUE },
  { "/tracking/A-57/russia-wrong", "60300095000071", KAB_CARRIER_RUSSIA, FALSE },
  { "/tracking/A-56/nova-poshta-59", "59000123456789", KAB_CARRIER_NOVA_POSHTA, TRUE },
  { "/tracking/A-56/nova-poshta-20", "20450123456781", KAB_CARRIER_NOVA_POSHTA, TRUE },
  { "/tracking/A-56/nova-poshta-1", "10450123456789", KAB_CARRIER_NOVA_POSHTA, TRUE },
  { "/tracking/A-57/thirteen-digits", "1015100000000", KAB_CARRIER_UNKNOWN, TRUE },
  { "/tracking/A-57/words", "come tomorrow", KAB_CARRIER_UNKNOWN, TRUE },
  { "/tracking/A-57/empty", "", KAB_CARRIER_UNKNOWN, TRUE },
};

static void
test_tracking (gconstpointer data)
{
  const Parcel *row = data;
  gboolean fits = FALSE;

  g_assert_cmpint (kab_tracking_recognise (row->number, &fits), ==, row->carrier);
  g_assert_cmpint (fits, ==, row->fits);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_check);
  for (gsize i = 0; i < G_N_ELEMENTS (parcels); i++)
    g_test_add_data_func (parcels[i].path, &parcels[i], test_tracking);
  g_test_add_func ("/numbers/every-digit", test_every_digit);
  g_test_add_func ("/numbers/bank-key", test_bank_key);
  return g_test_run ();
}
