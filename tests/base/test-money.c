/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "kab-money.h"

#define NBSP "\302\240"
#define NNBSP "\342\200\257"
#define MINUS "\342\210\222"

typedef struct
{
  const char *path;
  const char *locale;
  gint64 minor;
  const char *currency;
  const char *expected;
} Format;

/* 4.8, S-47, E-49: by the locale, with no-break spaces and U+2212. */
static const Format formats[] = {
  { "/money/S-47/ru", "ru_RU.UTF-8", 44730, "RUB", "447,30" NBSP "₽" },
  { "/money/format/ru/thousands", "ru_RU.UTF-8", 123456, "RUB", "1" NNBSP "234,56" NBSP "₽" },
  { "/money/format/ru/millions", "ru_RU.UTF-8", 123456789, "RUB", "1" NNBSP "234" NNBSP "567,89" NBSP "₽" },
  { "/money/format/ru/minus", "ru_RU.UTF-8", -12000, "RUB", MINUS "120,00" NBSP "₽" },
  { "/money/S-15/zero", "ru_RU.UTF-8", 0, "RUB", "0,00" NBSP "₽" },
  { "/money/E-49/byn", "ru_RU.UTF-8", 55649, "BYN", "556,49" NBSP "BYN" },
  { "/money/format/be", "be_BY.UTF-8", 123456, "BYN", "1" NNBSP "234,56" NBSP "BYN" },
  { "/money/format/uk", "uk_UA.UTF-8", 123456, "UAH", "1" NNBSP "234,56" NBSP "₴" },
  { "/money/format/en/sign", "en_US.UTF-8", 123456, "UAH", "₴1,234.56" },
  { "/money/format/en/code", "en_US.UTF-8", -123456, "BYN", MINUS "BYN" NBSP "1,234.56" },
  { "/money/H6/de", "de_DE.UTF-8", 123456, "RUB", "1.234,56" NBSP "₽" },
  { "/money/H6/ar", "ar_EG.UTF-8", 123456, "RUB", "₽" NBSP "1,234.56" },
  { "/money/format/c", "C.UTF-8", 123456, "RUB", "1234.56" NBSP "₽" },
  { "/money/format/byr", "en_US.UTF-8", 10000, "BYR", "BYR" NBSP "10,000" },
  { "/money/format/kopecks", "ru_RU.UTF-8", 5, "RUB", "0,05" NBSP "₽" },
  { "/money/format/least", "C.UTF-8", G_MININT64, "RUB", MINUS "92233720368547758.08" NBSP "₽" },
  { "/money/format/most", "C.UTF-8", G_MAXINT64, "RUB", "92233720368547758.07" NBSP "₽" },
};

static void
test_format (gconstpointer data)
{
  const Format *row = data;
  g_autoptr (KabMoney) money = kab_money_new (row->minor, row->currency);
  g_autofree char *text = NULL;

  g_assert_nonnull (setlocale (LC_ALL, row->locale));
  text = kab_money_format (money);
  g_assert_cmpstr (text, ==, row->expected);
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_plain (void)
{
  g_autoptr (KabMoney) money = kab_money_new (-123456, "RUB");
  g_autofree char *plain = NULL;
  g_autofree char *decimal = NULL;

  g_assert_nonnull (setlocale (LC_ALL, "ru_RU.UTF-8"));
  plain = kab_money_format_plain (money);
  decimal = kab_money_format_decimal (money);
  g_assert_cmpstr (plain, ==, MINUS "1" NNBSP "234,56");
  g_assert_cmpstr (decimal, ==, "-1234.56");
  setlocale (LC_ALL, "C.UTF-8");
}

typedef struct
{
  const char *path;
  const char *text;
  const char *currency;
  gint64 minor;
  int error; /* -1: none */
} Parse;

static const Parse parses[] = {
  { "/money/parse/point", "447.30", "RUB", 44730, -1 },
  { "/money/parse/comma", "447,30", "RUB", 44730, -1 },
  { "/money/parse/whole", "447", "RUB", 44700, -1 },
  { "/money/parse/one-decimal", "447,3", "RUB", 44730, -1 },
  { "/money/parse/bare-decimals", ",50", "RUB", 50, -1 },
  { "/money/parse/bare-point", "447,", "RUB", 44700, -1 },
  { "/money/parse/spaces", " 1 234,56 ", "RUB", 123456, -1 },
  { "/money/parse/no-break", "1" NNBSP "234,56" NBSP "₽", "RUB", 123456, -1 },
  { "/money/parse/both", "1,234.56", "RUB", 123456, -1 },
  { "/money/parse/both-turned", "1.234,56", "RUB", 123456, -1 },
  { "/money/parse/groups", "1,234,567", "RUB", 123456700, -1 },
  { "/money/parse/minus", "-5,00", "RUB", -500, -1 },
  { "/money/parse/real-minus", MINUS "5,00", "RUB", -500, -1 },
  { "/money/parse/roubles", "447,30 руб.", "RUB", 44730, -1 },
  { "/money/parse/code", "556.49 BYN", "BYN", 55649, -1 },
  { "/money/parse/code-before", "BYN 556.49", "BYN", 55649, -1 },
  { "/money/parse/hryvnia", "10 грн", "UAH", 1000, -1 },
  { "/money/parse/no-decimals", "10 000", "BYR", 10000, -1 },
  { "/money/parse/arabic-digits", "٤٤٧,٣٠", "RUB", 44730, -1 },
  { "/money/parse/most", "92233720368547758.07", "RUB", G_MAXINT64, -1 },
  { "/money/parse/least", "-92233720368547758.08", "RUB", G_MININT64, -1 },
  { "/money/parse/leading-zero", "0.50", "RUB", 50, -1 },
  { "/money/parse/overflow", "92233720368547758.08", "RUB", 0, KAB_MONEY_ERROR_OVERFLOW },
  { "/money/parse/overflow/long", "99999999999999999999999999", "RUB", 0, KAB_MONEY_ERROR_OVERFLOW },
  { "/money/parse/ambiguous", "1,234", "RUB", 0, KAB_MONEY_ERROR_AMBIGUOUS },
  { "/money/parse/ambiguous/point", "1.234", "RUB", 0, KAB_MONEY_ERROR_AMBIGUOUS },
  { "/money/parse/decimals", "0,123", "RUB", 0, KAB_MONEY_ERROR_DECIMALS },
  { "/money/parse/decimals/four", "5,1234", "RUB", 0, KAB_MONEY_ERROR_DECIMALS },
  { "/money/parse/empty", "", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/spaces-only", "   ", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/letters", "abc", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/other-currency", "10 UAH", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/markup", "<b>5</b>", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/only-point", ".", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/scattered", "1,2,3", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/two-points", "1.2.34,5", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/two-minuses", "--5", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/inner-minus", "5-5", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
  { "/money/parse/exponent", "1e5", "RUB", 0, KAB_MONEY_ERROR_SYNTAX },
};

static void
test_parse (gconstpointer data)
{
  const Parse *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabMoney) money = kab_money_parse (row->text, row->currency, &error);

  if (row->error >= 0)
    {
      g_assert_error (error, KAB_MONEY_ERROR, row->error);
      g_assert_null (money);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (money->minor, ==, row->minor);
  g_assert_cmpstr (money->currency, ==, row->currency);
}

/* What is shown can be typed back. */
static void
test_round_trip (void)
{
  static const char *const locales[]
      = { "C.UTF-8", "ru_RU.UTF-8", "be_BY.UTF-8", "uk_UA.UTF-8", "en_US.UTF-8" };
  static const gint64 amounts[] = { 0, 5, 99, 100, 44730, -44730, 100000, 123456789, -99999999999 };

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (amounts); j++)
      {
        g_autoptr (KabMoney) money = kab_money_new (amounts[j], "RUB");
        g_autoptr (KabMoney) back = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *text = NULL;

        g_assert_nonnull (setlocale (LC_ALL, locales[i]));
        text = kab_money_format (money);
        back = kab_money_parse (text, "RUB", &error);
        g_assert_no_error (error);
        g_assert_true (kab_money_equal (money, back));
      }
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_add (void)
{
  g_autoptr (KabMoney) roubles = kab_money_new (44730, "RUB");
  g_autoptr (KabMoney) other = kab_money_new (100, "BYN");
  g_autoptr (KabMoney) most = kab_money_new (G_MAXINT64, "RUB");
  g_autoptr (KabMoney) sum = NULL;
  g_autoptr (GError) error = NULL;

  sum = kab_money_add (roubles, roubles, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sum->minor, ==, 89460);
  g_assert_null (kab_money_add (roubles, other, &error));
  g_assert_error (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_CURRENCY);
  g_clear_error (&error);
  g_assert_null (kab_money_add (most, roubles, &error));
  g_assert_error (error, KAB_MONEY_ERROR, KAB_MONEY_ERROR_OVERFLOW);
}

/* S-46: opening + charged + recalculated + penalty - paid = to pay. */
static void
test_balance (void)
{
  static const gint64 lines[] = { 44730, 44730, 0, 0, -44730 };
  g_autoptr (KabMoney) sum = kab_money_new (0, "RUB");

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (KabMoney) line = kab_money_new (lines[i], "RUB");
      KabMoney *next = kab_money_add (sum, line, NULL);

      kab_money_free (sum);
      sum = next;
    }
  g_assert_cmpint (sum->minor, ==, 44730);
}

static void
test_equal (void)
{
  g_autoptr (KabMoney) a = kab_money_new (1, "RUB");
  g_autoptr (KabMoney) b = kab_money_new (1, "BYN");
  g_autoptr (KabMoney) c = kab_money_copy (a);

  g_assert_true (kab_money_equal (a, c));
  g_assert_false (kab_money_equal (a, b));
  g_assert_false (kab_money_equal (a, NULL));
  g_assert_true (kab_money_equal (NULL, NULL));
}

static void
test_currency (void)
{
  static const char *const bad[] = { "", "RU", "RUBL", "rub", "РУБ", "R1B" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kab_currency_is_valid (bad[i]));
  g_assert_false (kab_currency_is_valid (NULL));
  g_assert_true (kab_currency_is_valid ("UAH"));
  g_assert_cmpint (kab_currency_get_decimals ("BYN"), ==, 2);
  g_assert_cmpint (kab_currency_get_decimals ("BYR"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    g_test_add_data_func (formats[i].path, &formats[i], test_format);
  for (gsize i = 0; i < G_N_ELEMENTS (parses); i++)
    g_test_add_data_func (parses[i].path, &parses[i], test_parse);
  g_test_add_func ("/money/plain", test_plain);
  g_test_add_func ("/money/round-trip", test_round_trip);
  g_test_add_func ("/money/add", test_add);
  g_test_add_func ("/money/S-46/balance", test_balance);
  g_test_add_func ("/money/equal", test_equal);
  g_test_add_func ("/money/currency", test_currency);
  return g_test_run ();
}
