/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-code.h"

#include "json.h"
#include "kab-money.h"
#include "kab-nbu-qr.h"
#include "kab-payment-qr.h"
#include "money-text.h"
#include "receipts-store.h"
#include "template.h"

/**
 * kab_payments_get_payee:
 * @organisation: an organisation
 * @method: id of a way to pay
 *
 * Returns: (transfer none) (nullable): who is paid that way: the way's own payee, that of all payments, or that
 *   of the receipts
 */
JsonObject *
kab_payments_get_payee (KabOrganisation *organisation, const char *method)
{
  JsonObject *own = kab_json_get_object (kab_payments_get_way (organisation, method), "payee");
  JsonObject *common = kab_json_get_object (kab_payments_get_rules (organisation), "payee");
  JsonObject *receipts = kab_json_get_object (
      kab_json_get_object (kab_organisation_get_server (organisation), "receipts"), "payee");

  return own != NULL ? own : common != NULL ? common : receipts;
}

static char *
find_account_number (KabServer *server, const KabPayment *payment)
{
  return kab_database_select_text (server->database, "SELECT number FROM accounts WHERE id = ?", "l",
                                   payment->account);
}

static char *
format_time (const KabPayment *payment, gint64 time)
{
  g_autoptr (GDateTime) local = kab_organisation_to_local (payment->organisation, time);

  return time != 0 ? g_date_time_format (local, "%d.%m.%Y %H:%M") : g_strdup ("");
}

/* Only digits: what is typed at a terminal. */
static char *
keep_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}

/**
 * kab_payment_fill:
 * @server: the server
 * @payment: a payment
 * @template: (nullable): words with places such as {amount}
 *
 * Returns: (transfer full) (nullable): the words for this payment; %NULL for %NULL
 */
char *
kab_payment_fill (KabServer *server, const KabPayment *payment, const char *template)
{
  const KabDocument *document = payment->document;
  JsonObject *payee = kab_payments_get_payee (payment->organisation, payment->method);
  KabMoney money = { .minor = document->amount };
  g_autofree char *amount = kab_money_to_text (document->amount, document->currency);
  g_autofree char *account = find_account_number (server, payment);
  g_autofree char *expected = format_time (payment, payment->expected_by);
  g_autofree char *expires = format_time (payment, payment->expires_at);
  g_autofree char *digits = keep_digits (document->number);
  g_autofree char *decimal = NULL;

  g_strlcpy (money.currency, document->currency, sizeof money.currency);
  decimal = kab_money_format_decimal (&money);
  return kab_template_fill (template, "number", document->number, "digits", digits, "amount", amount,
                            "decimal", decimal, "account", account != NULL ? account : "", "purpose",
                            document->subject, "expected", expected, "expires", expires, "payer",
                            document->customer_name != NULL ? document->customer_name : "", "payee",
                            kab_json_get_string (payee, "name"), NULL);
}

static void
set_payee (KabPaymentQr *code, JsonObject *payee)
{
  static const char *const fields[][2]
      = { { "Name", "name" }, { "PersonalAcc", "account" },      { "BankName", "bank" },
          { "BIC", "bic" },   { "CorrespAcc", "correspondent" }, { "PayeeINN", "inn" },
          { "KPP", "kpp" } };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    kab_payment_qr_set (code, fields[i][0], kab_json_get_string (payee, fields[i][1]));
}

/* The same code as on the paper, with what is to pay today. */
static char *
write_receipt (KabServer *server, const KabPayment *payment, gint64 id)
{
  g_autofree char *month
      = kab_database_select_text (server->database, "SELECT month FROM receipts WHERE id = ?", "l", id);
  g_autofree char *account = find_account_number (server, payment);
  JsonObject *rules = kab_json_get_object (kab_organisation_get_server (payment->organisation), "receipts");
  const KabReceipt receipt = { .account_number = account,
                               .currency = payment->document->currency,
                               .month = month,
                               .number = payment->document->number,
                               .balance = { .opening = payment->document->amount },
                               .rules = rules,
                               .organisation = payment->organisation };

  return kab_receipt_build_payment (&receipt);
}

static char *
write_st00012 (KabServer *server, const KabPayment *payment, JsonObject *way, GError **error)
{
  const KabPaymentPart *part = &g_array_index (payment->parts, KabPaymentPart, 0);
  g_autoptr (KabPaymentQr) code = NULL;
  g_autoptr (KabMoney) sum = NULL;
  g_autofree char *purpose = NULL;
  g_autofree char *account = NULL;

  if (payment->parts->len == 1 && part->receipt != 0)
    return write_receipt (server, payment, part->receipt);
  code = kab_payment_qr_new ();
  sum = kab_money_new (payment->document->amount, payment->document->currency);
  purpose = kab_payment_fill (server, payment, kab_json_get_string (way, "purpose"));
  account = find_account_number (server, payment);
  set_payee (code, kab_payments_get_payee (payment->organisation, payment->method));
  kab_payment_qr_set_sum (code, sum);
  kab_payment_qr_set (code, "Purpose", purpose != NULL ? purpose : payment->document->subject);
  kab_payment_qr_set (code, "PersAcc", account);
  kab_payment_qr_set (code, "DocNo", payment->document->number);
  kab_payment_qr_set (code, "TechCode", kab_json_get_string (way, "tech_code"));
  return kab_payment_qr_write (code, error);
}

static char *
write_nbu (KabServer *server, const KabPayment *payment, JsonObject *way, GError **error)
{
  static const struct
  {
    KabNbuQrLine line;
    const char *member;
  } lines[]
      = { { KAB_NBU_QR_PAYEE, "name" }, { KAB_NBU_QR_IBAN, "iban" }, { KAB_NBU_QR_PAYEE_CODE, "code" } };
  JsonObject *payee = kab_payments_get_payee (payment->organisation, payment->method);
  g_autoptr (KabNbuQr) code = kab_nbu_qr_new (kab_json_get_string (way, "version"));
  g_autoptr (KabMoney) amount = kab_money_new (payment->document->amount, payment->document->currency);
  g_autofree char *purpose = kab_payment_fill (server, payment, kab_json_get_string (way, "purpose"));

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    kab_nbu_qr_set (code, lines[i].line, kab_json_get_string (payee, lines[i].member));
  kab_nbu_qr_set_amount (code, amount);
  kab_nbu_qr_set (code, KAB_NBU_QR_PURPOSE, purpose);
  return kab_nbu_qr_write (code, kab_json_get_string (way, "prefix"), error);
}

/**
 * kab_payment_build_code:
 * @server: the server
 * @payment: a payment
 *
 * Returns: (transfer full) (nullable): kind and text of the code by which it is paid, where its way has one
 */
JsonObject *
kab_payment_build_code (KabServer *server, const KabPayment *payment)
{
  JsonObject *way = kab_payments_get_way (payment->organisation, payment->method);
  const char *kind = kab_json_get_string (way, "code");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonObject *code;

  if (kind == NULL)
    return NULL;
  if (g_str_equal (kind, "st00012"))
    text = write_st00012 (server, payment, way, &error);
  else if (g_str_equal (kind, "nbu"))
    text = write_nbu (server, payment, way, &error);
  else
    text = kab_payment_fill (server, payment, kab_json_get_string (way, "text"));
  if (text == NULL)
    {
      g_warning ("payment %s: %s", payment->document->number, error != NULL ? error->message : "no code");
      return NULL;
    }
  code = json_object_new ();
  json_object_set_string_member (code, "kind", kind);
  json_object_set_string_member (code, "text", text);
  return code;
}
