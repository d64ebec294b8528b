/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-payment-qr.h"

/* A made-up receipt. */
#define REQUIRED                                                                                             \
  "Name=Муниципальное предприятие|PersonalAcc=40702810138250123017|BankName=ПАО БАНК|BIC=044525225|"         \
  "CorrespAcc=30101810400000000225"
#define REST                                                                                                 \
  "|Sum=44730|Purpose=Вывоз отходов за октябрь "                                                             \
  "2026|PayeeINN=7707083893|PersAcc=123543566|PaymPeriod=102026|"                                            \
  "TechCode=02"

static KabPaymentQr *
read_text (const char *text, GError **error)
{
  return kab_payment_qr_read (text, strlen (text), error);
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPaymentQr) code = read_text ("ST00012|" REQUIRED REST, &error);
  g_autoptr (KabMoney) sum = NULL;
  g_auto (GStrv) warnings = NULL;

  g_assert_no_error (error);
  sum = kab_payment_qr_dup_sum (code);
  g_assert_cmpint (sum->minor, ==, 44730);
  g_assert_cmpstr (sum->currency, ==, "RUB");
  /* S-20, S-21: the two fields of the linking form. */
  g_assert_cmpstr (kab_payment_qr_get (code, "PersAcc"), ==, "123543566");
  g_assert_cmpstr (kab_payment_qr_get (code, "persacc"), ==, "123543566");
  g_assert_null (kab_payment_qr_get (code, "Flat"));
  warnings = kab_payment_qr_dup_warnings (code);
  g_assert_cmpuint (g_strv_length (warnings), ==, 0);
}

/* The charset digit decides how the bytes are read. */
static void
test_charsets (void)
{
  static const struct
  {
    char digit;
    const char *charset;
  } charsets[] = { { '1', "WINDOWS-1251" }, { '2', "UTF-8" }, { '3', "KOI8-R" } };

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *text = g_strdup_printf ("ST0001%c|" REQUIRED REST, charsets[i].digit);
      g_autoptr (GError) error = NULL;
      g_autoptr (KabPaymentQr) code = NULL;
      gsize length;
      g_autofree char *bytes = g_convert (text, -1, charsets[i].charset, "UTF-8", NULL, &length, &error);

      g_assert_no_error (error);
      code = kab_payment_qr_read (bytes, length, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (kab_payment_qr_get (code, "Name"), ==, "Муниципальное предприятие");
    }
}

typedef struct
{
  const char *path;
  const char *text;
  int error; /* -1: none */
  const char *account;
} Row;

static const Row rows[] = {
  { "/payment-qr/S-20/other-separator", "ST00012~Name=N~PersAcc=1|2~Sum=5", -1, "1/2" },
  { "/payment-qr/S-20/any-order", "ST00012|PersAcc=12|Sum=5|Name=N", -1, "12" },
  { "/payment-qr/S-20/lower-case", "ST00012|persacc=12|NAME=N", -1, "12" },
  { "/payment-qr/S-20/byte-order-mark", "\357\273\277ST00012|PersAcc=12", -1, "12" },
  { "/payment-qr/S-20/equals-in-value", "ST00012|PersAcc=12=34", -1, "12=34" },
  { "/payment-qr/S-20/trailing-separator", "ST00012|PersAcc=12|", -1, "12" },
  { "/payment-qr/S-20/twice", "ST00012|PersAcc=12|PersAcc=34", -1, "12" },
  { "/payment-qr/S-20/leading-zeros", "ST00012|PersAcc=000123", -1, "000123" },
  { "/payment-qr/S-20/empty-value", "ST00012|PersAcc=|Name=N", -1, NULL },
  { "/payment-qr/bad/empty", "", KAB_PAYMENT_QR_ERROR_HEAD },
  { "/payment-qr/bad/head-only", "ST00012|", KAB_PAYMENT_QR_ERROR_HEAD },
  { "/payment-qr/bad/other-version", "ST00022|Name=N", KAB_PAYMENT_QR_ERROR_HEAD },
  { "/payment-qr/bad/other-charset", "ST00014|Name=N", KAB_PAYMENT_QR_ERROR_HEAD },
  { "/payment-qr/bad/link", "https://qr.nspk.ru/AS10001234", KAB_PAYMENT_QR_ERROR_HEAD },
  { "/payment-qr/bad/letter-separator", "ST00012aName=N", KAB_PAYMENT_QR_ERROR_CHARSET },
  { "/payment-qr/bad/not-utf-8", "ST00012|Name=\317\360", KAB_PAYMENT_QR_ERROR_CHARSET },
  { "/payment-qr/bad/no-name", "ST00012|=value", KAB_PAYMENT_QR_ERROR_SYNTAX },
  { "/payment-qr/bad/no-value", "ST00012|Name", KAB_PAYMENT_QR_ERROR_SYNTAX },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPaymentQr) code = read_text (row->text, &error);

  if (row->error >= 0)
    {
      g_assert_null (code);
      g_assert_error (error, KAB_PAYMENT_QR_ERROR, row->error);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (kab_payment_qr_get (code, "PersAcc"), ==, row->account);
}

/* 447.30 roubles are Sum=44730; what is written otherwise is no sum, and a warning. */
static void
test_sums (void)
{
  static const char *const bad[]
      = { "447.30", "447,30", "44730.00", "-5", " 5", "1234567890123456789", "пять" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("ST00012|" REQUIRED "|Sum=%s", bad[i]);
      g_autoptr (KabPaymentQr) code = read_text (text, NULL);
      g_auto (GStrv) warnings = kab_payment_qr_dup_warnings (code);

      g_assert_null (kab_payment_qr_dup_sum (code));
      g_assert_cmpuint (g_strv_length (warnings), ==, 1);
      g_assert_cmpstr (warnings[0], ==, "Sum");
    }
}

/* Warn on reading. */
static void
test_warnings (void)
{
  g_autoptr (KabPaymentQr) code
      = read_text ("ST00012|Name=N|PersonalAcc=40702810138250123018|BankName=B|BIC=044525225|"
                   "CorrespAcc=30101810965770000413|PayeeINN=6200098765",
                   NULL);
  g_autoptr (KabPaymentQr) bare = read_text ("ST00012|PersAcc=1", NULL);
  g_auto (GStrv) warnings = kab_payment_qr_dup_warnings (code);
  g_auto (GStrv) missing = kab_payment_qr_dup_warnings (bare);
  static const char *const expected[] = { "PersonalAcc", "CorrespAcc", "PayeeINN", NULL };
  static const char *const required[] = { "Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc", NULL };

  g_assert_cmpstrv (warnings, (char **) expected);
  g_assert_cmpstrv (missing, (char **) required);
}

static KabPaymentQr *
make (void)
{
  KabPaymentQr *code = kab_payment_qr_new ();
  g_autoptr (KabMoney) sum = kab_money_new (44730, "RUB");

  kab_payment_qr_set (code, "PersAcc", "123543566");
  g_assert_true (kab_payment_qr_set_sum (code, sum));
  kab_payment_qr_set (code, "CorrespAcc", "30101810400000000225");
  kab_payment_qr_set (code, "BIC", "044525225");
  kab_payment_qr_set (code, "BankName", "ПАО БАНК");
  kab_payment_qr_set (code, "PersonalAcc", "40702810138250123017");
  kab_payment_qr_set (code, "Name", "Муниципальное предприятие");
  return code;
}

/* The required fields come first and in the order of the standard. */
static void
test_write (void)
{
  g_autoptr (KabPaymentQr) code = make ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *without = NULL;

  kab_payment_qr_set (code, "Purpose", "Вывоз|отходов\r\nза\tоктябрь");
  text = kab_payment_qr_write (code, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==,
                   "ST00012|" REQUIRED "|PersAcc=123543566|Sum=44730|Purpose=Вывоз/отходов  за октябрь");
  kab_payment_qr_set (code, "Purpose", NULL);
  kab_payment_qr_set (code, "Sum", "");
  without = kab_payment_qr_write (code, &error);
  g_assert_cmpstr (without, ==, "ST00012|" REQUIRED "|PersAcc=123543566");
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPaymentQr) code = read_text ("ST00012|" REQUIRED REST, &error);
  g_autofree char *text = kab_payment_qr_write (code, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "ST00012|" REQUIRED REST);
}

typedef struct
{
  const char *path;
  const char *name;
  const char *value;
  int error;
} Refused;

/* Block on writing. */
static const Refused refused[] = {
  { "/payment-qr/write/no-name", "Name", "", KAB_PAYMENT_QR_ERROR_MISSING },
  { "/payment-qr/write/no-bank", "BankName", "", KAB_PAYMENT_QR_ERROR_MISSING },
  { "/payment-qr/write/account-shape", "PersonalAcc", "4070281013825012301", KAB_PAYMENT_QR_ERROR_VALUE },
  { "/payment-qr/write/account-key", "PersonalAcc", "40702810138250123018", KAB_PAYMENT_QR_ERROR_VALUE },
  { "/payment-qr/write/correspondent-key", "CorrespAcc", "30101810965770000413", KAB_PAYMENT_QR_ERROR_VALUE },
  { "/payment-qr/write/bic", "BIC", "04452522", KAB_PAYMENT_QR_ERROR_VALUE },
  { "/payment-qr/write/long-bank", "BankName", "Публичное акционерное общество Банк Развития и Ко",
    KAB_PAYMENT_QR_ERROR_VALUE },
  { "/payment-qr/write/sum-with-point", "Sum", "447.30", KAB_PAYMENT_QR_ERROR_VALUE },
  { "/payment-qr/write/inn", "PayeeINN", "6200098765", KAB_PAYMENT_QR_ERROR_VALUE },
  { "/payment-qr/write/date", "DocDate", "2026-10-01", KAB_PAYMENT_QR_ERROR_VALUE },
  { "/payment-qr/write/no-correspondent", "CorrespAcc", "0", -1 },
  { "/payment-qr/write/good-date", "DocDate", "01.10.2026", -1 },
  { "/payment-qr/write/good-inn", "PayeeINN", "7707083893", -1 },
};

static void
test_refused (gconstpointer data)
{
  const Refused *row = data;
  g_autoptr (KabPaymentQr) code = make ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  kab_payment_qr_set (code, row->name, row->value);
  text = kab_payment_qr_write (code, &error);
  if (row->error >= 0)
    {
      g_assert_error (error, KAB_PAYMENT_QR_ERROR, row->error);
      g_assert_null (text);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_nonnull (text);
    }
}

/* The required fields take 300 bytes at most, counted in UTF-8. */
static void
test_length (void)
{
  g_autoptr (KabPaymentQr) code = make ();
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 100; i++)
    g_string_append (name, "щ");
  kab_payment_qr_set (code, "Name", name->str);
  g_assert_null (kab_payment_qr_write (code, &error));
  g_assert_error (error, KAB_PAYMENT_QR_ERROR, KAB_PAYMENT_QR_ERROR_LENGTH);
}

static void
test_set_sum (void)
{
  g_autoptr (KabPaymentQr) code = make ();
  g_autoptr (KabMoney) nothing = kab_money_new (0, "RUB");
  g_autoptr (KabMoney) foreign = kab_money_new (100, "BYN");

  g_assert_false (kab_payment_qr_set_sum (code, nothing));
  g_assert_false (kab_payment_qr_set_sum (code, foreign));
}

/* J4: bytes damaged at random, always in the same way. */
static void
test_fuzz (void)
{
  static const char whole[] = "ST00012|" REQUIRED REST;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 3000; i++)
    {
      char *bytes = g_memdup2 (whole, sizeof whole - 1);
      gsize length = (gsize) g_rand_int_range (rand, 0, sizeof whole);
      g_autoptr (KabPaymentQr) code = NULL;

      for (int hits = g_rand_int_range (rand, 0, 6); hits > 0 && length > 0; hits--)
        bytes[g_rand_int_range (rand, 0, (int) length)] = (char) g_rand_int_range (rand, 0, 256);
      code = kab_payment_qr_read (bytes, length, NULL);
      if (code != NULL)
        {
          g_auto (GStrv) warnings = kab_payment_qr_dup_warnings (code);
          g_autofree char *text = kab_payment_qr_write (code, NULL);

          /* What can be written has nothing doubtful. */
          g_assert_cmpint (text != NULL, ==, g_strv_length (warnings) == 0);
        }
      g_free (bytes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-qr/S-21/read", test_read);
  g_test_add_func ("/payment-qr/charsets", test_charsets);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_row);
  g_test_add_func ("/payment-qr/sums", test_sums);
  g_test_add_func ("/payment-qr/warnings", test_warnings);
  g_test_add_func ("/payment-qr/write/order", test_write);
  g_test_add_func ("/payment-qr/round-trip", test_round_trip);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_test_add_data_func (refused[i].path, &refused[i], test_refused);
  g_test_add_func ("/payment-qr/write/length", test_length);
  g_test_add_func ("/payment-qr/write/sum", test_set_sum);
  g_test_add_func ("/payment-qr/J4/fuzz", test_fuzz);
  return g_test_run ();
}
