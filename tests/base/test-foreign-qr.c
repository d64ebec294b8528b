/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-fiscal-qr.h"
#include "kab-nbu-qr.h"

#define PREFIX "https://qr.bank.gov.ua/"
#define OLD_PREFIX "https://bank.gov.ua/qr/"
#define IBAN "UA213223130000026007233566001"

#define TAIL_002 "UCT\n\nТОВ Запчастини\n" IBAN "\nUAH1250.50\n43720363\n\n\nОплата замовлення 1042\n"

static KabNbuQr *
make (const char *version)
{
  KabNbuQr *code = kab_nbu_qr_new (version);
  g_autoptr (KabMoney) amount = kab_money_new (125050, "UAH");

  kab_nbu_qr_set (code, KAB_NBU_QR_PAYEE, "ТОВ Запчастини");
  kab_nbu_qr_set (code, KAB_NBU_QR_IBAN, IBAN);
  g_assert_true (kab_nbu_qr_set_amount (code, amount));
  kab_nbu_qr_set (code, KAB_NBU_QR_PAYEE_CODE, "43720363");
  kab_nbu_qr_set (code, KAB_NBU_QR_PURPOSE, "Оплата\nзамовлення 1042");
  return code;
}

/* 001 is plain text with CRLF, 002 and 003 are links. */
static void
test_nbu_write (void)
{
  g_autoptr (KabNbuQr) plain = make ("001");
  g_autoptr (KabNbuQr) link = make ("002");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kab_nbu_qr_write (plain, PREFIX, &error);
  g_autofree char *url = kab_nbu_qr_write (link, PREFIX, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==,
                   "BCD\r\n001\r\n1\r\nUCT\r\n\r\nТОВ Запчастини\r\n" IBAN
                   "\r\nUAH1250.50\r\n43720363\r\n\r\n\r\n"
                   "Оплата замовлення 1042\r\n");
  g_assert_true (g_str_has_prefix (url, PREFIX));
  /* Base64url without padding. */
  g_assert_null (strpbrk (url + strlen (PREFIX), "+/="));
}

static void
test_nbu_round_trip (gconstpointer data)
{
  const char *version = data;
  g_autoptr (KabNbuQr) code = make (version);
  g_autoptr (KabNbuQr) back = NULL;
  g_autoptr (KabMoney) amount = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  if (g_str_equal (version, "003"))
    {
      kab_nbu_qr_set (code, KAB_NBU_QR_FUNCTION, "ICT");
      kab_nbu_qr_set (code, KAB_NBU_QR_CATEGORY, "SUPP/REGU");
      kab_nbu_qr_set (code, KAB_NBU_QR_REFERENCE, "INV-1042");
      kab_nbu_qr_set (code, KAB_NBU_QR_LOCK, "FFFF");
      kab_nbu_qr_set (code, KAB_NBU_QR_VALID_UNTIL, "261201000000");
      kab_nbu_qr_set (code, KAB_NBU_QR_SIGNATURE, "sign");
    }
  text = kab_nbu_qr_write (code, PREFIX, &error);
  g_assert_no_error (error);
  back = kab_nbu_qr_read (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_true (kab_nbu_qr_check (back, &error));
  g_assert_cmpstr (kab_nbu_qr_get (back, KAB_NBU_QR_VERSION), ==, version);
  g_assert_cmpstr (kab_nbu_qr_get (back, KAB_NBU_QR_PAYEE), ==, "ТОВ Запчастини");
  amount = kab_nbu_qr_dup_amount (back);
  g_assert_cmpint (amount->minor, ==, 125050);
  again = kab_nbu_qr_write (back, PREFIX, &error);
  g_assert_cmpstr (again, ==, text);
}

static char *
wrap (const char *prefix, const char *text, const char *charset)
{
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  g_autofree char *base64 = g_base64_encode ((const guchar *) bytes, length);

  base64[strcspn (base64, "=")] = '\0';
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  return g_strconcat (prefix, base64, NULL);
}

/* Either prefix, either charset. */
static void
test_nbu_foreign (void)
{
  static const struct
  {
    const char *prefix;
    const char *digit;
    const char *charset;
  } rows[] = { { PREFIX, "1", "UTF-8" }, { OLD_PREFIX, "1", "UTF-8" }, { OLD_PREFIX, "2", "WINDOWS-1251" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("BCD\n002\n%s\n" TAIL_002, rows[i].digit);
      g_autofree char *link = wrap (rows[i].prefix, text, rows[i].charset);
      g_autoptr (GError) error = NULL;
      g_autoptr (KabNbuQr) code = kab_nbu_qr_read (link, strlen (link), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (kab_nbu_qr_get (code, KAB_NBU_QR_PAYEE), ==, "ТОВ Запчастини");
      g_assert_cmpstr (kab_nbu_qr_get (code, KAB_NBU_QR_PURPOSE), ==, "Оплата замовлення 1042");
      g_assert_true (kab_nbu_qr_check (code, &error));
    }
}

static void
test_nbu_bad (void)
{
  static const struct
  {
    const char *text;
    KabNbuQrError error;
  } rows[] = {
    { "", KAB_NBU_QR_ERROR_HEAD },
    { "ST00012|Name=N", KAB_NBU_QR_ERROR_HEAD },
    { "BCD\n009\n1\n" TAIL_002, KAB_NBU_QR_ERROR_HEAD },
    { "BCD\n002\n3\n" TAIL_002, KAB_NBU_QR_ERROR_CHARSET },
    { "BCD\n001\n1\nUCT\n\n\377\376\n", KAB_NBU_QR_ERROR_CHARSET },
    { "BCD\n001\n1\nUCT\n\nТОВ\n" IBAN, KAB_NBU_QR_ERROR_LINES },
    { "BCD\n001\n1\nUCT\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10", KAB_NBU_QR_ERROR_LINES },
    { PREFIX, KAB_NBU_QR_ERROR_BASE64 },
    { PREFIX "A", KAB_NBU_QR_ERROR_HEAD },
    { PREFIX "?code=1", KAB_NBU_QR_ERROR_BASE64 },
    { PREFIX "QUJD", KAB_NBU_QR_ERROR_HEAD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kab_nbu_qr_read (rows[i].text, strlen (rows[i].text), &error));
      g_assert_error (error, KAB_NBU_QR_ERROR, (int) rows[i].error);
    }
}

static void
test_nbu_rules (void)
{
  static const struct
  {
    KabNbuQrLine line;
    const char *value;
  } rows[] = {
    { KAB_NBU_QR_FUNCTION, "ICT" },
    { KAB_NBU_QR_PAYEE, "" },
    { KAB_NBU_QR_IBAN, "UA213223130000026007233566002" },
    { KAB_NBU_QR_IBAN, "BY13NBRB3600900000002Z00AB00" },
    { KAB_NBU_QR_AMOUNT, "1250.50" },
    { KAB_NBU_QR_AMOUNT, "UAH1250,50" },
    { KAB_NBU_QR_AMOUNT, "UAH-5" },
    { KAB_NBU_QR_PAYEE_CODE, "" },
    { KAB_NBU_QR_PAYEE_CODE, "43720364" },
    { KAB_NBU_QR_PURPOSE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KabNbuQr) code = make ("002");
      g_autoptr (GError) error = NULL;

      kab_nbu_qr_set (code, rows[i].line, rows[i].value);
      g_assert_null (kab_nbu_qr_write (code, PREFIX, &error));
      g_assert_error (error, KAB_NBU_QR_ERROR, KAB_NBU_QR_ERROR_VALUE);
    }
}

static void
test_nbu_length (void)
{
  g_autoptr (KabNbuQr) code = make ("002");
  g_autofree char *fill = g_strnfill (420, 'a');
  g_autoptr (KabMoney) foreign = kab_money_new (100, "RUB");

  kab_nbu_qr_set (code, KAB_NBU_QR_PURPOSE, fill);
  g_assert_null (kab_nbu_qr_write (code, PREFIX, NULL));
  g_assert_false (kab_nbu_qr_set_amount (code, foreign));
}

#define FISCAL "t=20190418T211655&s=3943.26&fn=9282000100072197&i=64318&fp=2918241905&n=1"

static void
test_fiscal (void)
{
  static const char *const same[] = {
    FISCAL,
    "n=1&fp=2918241905&i=64318&fn=9282000100072197&s=3943.26&t=20190418T211655",
    "t=20190418T211655&s=3943%2E26&fn=9282000100072197&i=64318&fp=2918241905&n=1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KabFiscalQr) code = kab_fiscal_qr_read (same[i], &error);
      g_autofree char *identity = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (code->total, ==, 394326);
      g_assert_cmpint (code->operation, ==, KAB_FISCAL_SALE);
      identity = kab_fiscal_qr_dup_identity (code);
      g_assert_cmpstr (identity, ==, "9282000100072197-64318-2918241905");
    }
}

/* The sign may have lost its zeros; it is still the same receipt. */
static void
test_fiscal_zeros (void)
{
  g_autoptr (KabFiscalQr) whole = kab_fiscal_qr_read (
      "t=20190418T2116&s=5.00&fn=9282000100072197&i=0000064318&fp=0018241905&n=2", NULL);
  g_autoptr (KabFiscalQr) lost
      = kab_fiscal_qr_read ("t=20190418T2116&s=5.00&fn=9282000100072197&i=64318&fp=18241905&n=2", NULL);
  g_autofree char *a = kab_fiscal_qr_dup_identity (whole);
  g_autofree char *b = kab_fiscal_qr_dup_identity (lost);

  g_assert_cmpstr (a, ==, b);
}

static void
test_fiscal_bad (void)
{
  static const struct
  {
    const char *text;
    KabFiscalQrError error;
  } rows[] = {
    { "", KAB_FISCAL_QR_ERROR_MISSING },
    { "hello", KAB_FISCAL_QR_ERROR_VALUE },
    { "t=20190418T211655&s=3943.26&fn=9282000100072197&i=64318&fp=2918241905", KAB_FISCAL_QR_ERROR_MISSING },
    { "t=20190431T211655&s=3943.26&fn=9282000100072197&i=64318&fp=2918241905&n=1",
      KAB_FISCAL_QR_ERROR_VALUE },
    { "t=20190418T241655&s=3943.26&fn=9282000100072197&i=64318&fp=2918241905&n=1",
      KAB_FISCAL_QR_ERROR_VALUE },
    { "t=20190418T211655&s=3943&fn=9282000100072197&i=64318&fp=2918241905&n=1", KAB_FISCAL_QR_ERROR_VALUE },
    { "t=20190418T211655&s=3943.2&fn=9282000100072197&i=64318&fp=2918241905&n=1", KAB_FISCAL_QR_ERROR_VALUE },
    { "t=20190418T211655&s=-3943.26&fn=9282000100072197&i=64318&fp=2918241905&n=1",
      KAB_FISCAL_QR_ERROR_VALUE },
    { "t=20190418T211655&s=3943.26&fn=928200010007219&i=64318&fp=2918241905&n=1", KAB_FISCAL_QR_ERROR_VALUE },
    { "t=20190418T211655&s=3943.26&fn=9282000100072197&i=12345678901&fp=1&n=1", KAB_FISCAL_QR_ERROR_VALUE },
    { "t=20190418T211655&s=3943.26&fn=9282000100072197&i=64318&fp=2918241905&n=5",
      KAB_FISCAL_QR_ERROR_VALUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kab_fiscal_qr_read (rows[i].text, &error));
      g_assert_error (error, KAB_FISCAL_QR_ERROR, (int) rows[i].error);
    }
}

static void
test_fiscal_match (void)
{
  g_autoptr (KabFiscalQr) code = kab_fiscal_qr_read (FISCAL, NULL);
  g_autoptr (GDateTime) paid = g_date_time_new_from_iso8601 ("2019-04-18T21:16:00+03:00", NULL);
  g_autoptr (GDateTime) far = g_date_time_new_from_iso8601 ("2019-04-20T21:17:00Z", NULL);

  g_assert_true (kab_fiscal_qr_matches (code, 394326, paid, FALSE));
  g_assert_false (kab_fiscal_qr_matches (code, 394327, paid, FALSE));
  g_assert_false (kab_fiscal_qr_matches (code, 394326, far, FALSE));
  g_assert_false (kab_fiscal_qr_matches (code, 394326, paid, TRUE));
}

/* J4: bytes damaged at random, always in the same way. */
static void
test_fuzz (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  g_autofree char *link = wrap (PREFIX, "BCD\n002\n1\n" TAIL_002, "UTF-8");
  const char *wholes[] = { "BCD\n002\n1\n" TAIL_002, link, FISCAL };

  for (int i = 0; i < 3000; i++)
    {
      const char *whole = wholes[i % 3];
      g_autofree char *text = g_strdup (whole);
      int length = g_rand_int_range (rand, 1, (int) strlen (whole) + 1);
      g_autoptr (KabNbuQr) code = NULL;
      g_autoptr (KabFiscalQr) fiscal = NULL;

      for (int hits = g_rand_int_range (rand, 0, 6); hits > 0; hits--)
        text[g_rand_int_range (rand, 0, length)] = (char) g_rand_int_range (rand, 1, 256);
      code = kab_nbu_qr_read (text, (gsize) length, NULL);
      if (code != NULL)
        {
          g_autofree char *written = kab_nbu_qr_write (code, PREFIX, NULL);

          g_assert_true (written == NULL || kab_nbu_qr_check (code, NULL));
        }
      text[length] = '\0';
      fiscal = kab_fiscal_qr_read (text, NULL);
      g_assert_true (fiscal == NULL || fiscal->total >= 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/nbu-qr/write", test_nbu_write);
  g_test_add_data_func ("/nbu-qr/001/round-trip", "001", test_nbu_round_trip);
  g_test_add_data_func ("/nbu-qr/002/round-trip", "002", test_nbu_round_trip);
  g_test_add_data_func ("/nbu-qr/003/round-trip", "003", test_nbu_round_trip);
  g_test_add_func ("/nbu-qr/foreign", test_nbu_foreign);
  g_test_add_func ("/nbu-qr/bad", test_nbu_bad);
  g_test_add_func ("/nbu-qr/rules", test_nbu_rules);
  g_test_add_func ("/nbu-qr/length", test_nbu_length);
  g_test_add_func ("/fiscal-qr/read", test_fiscal);
  g_test_add_func ("/fiscal-qr/zeros", test_fiscal_zeros);
  g_test_add_func ("/fiscal-qr/bad", test_fiscal_bad);
  g_test_add_func ("/fiscal-qr/match", test_fiscal_match);
  g_test_add_func ("/foreign-qr/J4/fuzz", test_fuzz);
  return g_test_run ();
}
