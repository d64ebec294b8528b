/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-invoice.h"

#include "json.h"
#include "money-text.h"
#include "payments-code.h"
#include "pdf-answer.h"
#include "pdf.h"
#include "qr.h"

#define LEFT 40.0
#define RIGHT 555.0
#define INDENT (LEFT + 130)
#define QR_SIDE 110.0

typedef struct
{
  KabServer *server;
  KabPdf *pdf;
  const KabPayment *payment;
  JsonObject *words; /* server.payments.invoice */
  JsonObject *given; /* what staff wrote when they issued it */
  double y;
} Sheet;

static const KabPdfStyle faint = { .size = 9, .grey = 0.35 };
static const KabPdfStyle strong = { .size = 10, .bold = TRUE };

static char *
say (const Sheet *sheet, const char *word)
{
  return kab_payment_fill (sheet->server, sheet->payment, kab_json_get_string (sheet->words, word));
}

static void
put_pair (Sheet *sheet, const char *label, const char *value)
{
  const KabPdfStyle style = { .size = 10, .width = RIGHT - INDENT, .lines = 3 };

  if (label == NULL || value == NULL || *value == '\0')
    return;
  kab_pdf_text (sheet->pdf, LEFT, sheet->y, &faint, label);
  sheet->y += MAX (kab_pdf_text (sheet->pdf, INDENT, sheet->y - 0.5, &style, value), 12) + 4;
}

static void
put_payee (Sheet *sheet)
{
  static const char *const members[]
      = { "name", "address", "inn", "kpp", "code", "iban", "account", "bank", "bic", "correspondent" };
  JsonObject *payee = kab_payments_get_payee (sheet->payment->organisation, sheet->payment->method);
  JsonObject *labels = kab_json_get_object (sheet->words, "payee");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    put_pair (sheet, kab_json_get_string (labels, members[i]), kab_json_get_string (payee, members[i]));
}

static void
put_heading (Sheet *sheet)
{
  const KabPdfStyle title = { .size = 17, .bold = TRUE, .width = RIGHT - LEFT, .lines = 2 };
  g_autofree char *text = say (sheet, "title");

  sheet->y = 48;
  sheet->y += kab_pdf_text (sheet->pdf, LEFT, sheet->y, &title, text) + 14;
  kab_pdf_rule (sheet->pdf, LEFT, sheet->y, RIGHT, 0.2, 1);
  sheet->y += 14;
}

static void
put_subject (Sheet *sheet)
{
  const KabDocument *document = sheet->payment->document;
  const KabPdfStyle style = { .size = 10, .width = 380, .lines = 3 };
  const KabPdfStyle figure = { .size = 10, .align = KAB_PDF_RIGHT };
  const KabPdfStyle total = { .size = 12, .bold = TRUE, .align = KAB_PDF_RIGHT };
  g_autofree char *amount = kab_money_to_text (document->amount, document->currency);
  g_autofree char *subject = say (sheet, "subject");
  g_autofree char *sum = say (sheet, "total");
  double height;

  sheet->y += 10;
  kab_pdf_box (sheet->pdf, LEFT, sheet->y, RIGHT - LEFT, 20, 0.94);
  kab_pdf_text (sheet->pdf, LEFT + 6, sheet->y + 4, &strong, subject);
  sheet->y += 28;
  height = kab_pdf_text (sheet->pdf, LEFT + 6, sheet->y, &style, document->subject);
  kab_pdf_text (sheet->pdf, RIGHT - 6, sheet->y, &figure, amount);
  sheet->y += height + 8;
  kab_pdf_rule (sheet->pdf, LEFT, sheet->y, RIGHT, 0.75, 0.7);
  sheet->y += 8;
  kab_pdf_text (sheet->pdf, LEFT + 6, sheet->y, &strong, sum);
  kab_pdf_text (sheet->pdf, RIGHT - 6, sheet->y, &total, amount);
  sheet->y += 34;
}

/* The way of the invoice may carry the payment code as well. */
static void
put_code (Sheet *sheet)
{
  JsonObject *code = kab_payment_build_code (sheet->server, sheet->payment);
  const KabPdfStyle note = { .size = 9, .grey = 0.35, .width = 360, .lines = 6 };
  g_autofree char *text = say (sheet, "note");

  if (text != NULL)
    kab_pdf_text (sheet->pdf, LEFT, sheet->y, &note, text);
  if (code == NULL)
    return;
  kab_qr_draw (kab_pdf_get_cairo (sheet->pdf), kab_json_get_string (code, "text"), RIGHT - QR_SIDE - 12,
               sheet->y, QR_SIDE);
  json_object_unref (code);
}

static GBytes *
draw (KabServer *server, const KabPayment *payment, JsonObject *given)
{
  JsonObject *rules = kab_payments_get_rules (payment->organisation);
  g_autofree char *issued
      = kab_organisation_format_time (payment->organisation, kab_json_get_integer (given, "at", 0));
  Sheet sheet = {
    .server = server, .payment = payment, .words = kab_json_get_object (rules, "invoice"), .given = given
  };
  g_autofree char *title = say (&sheet, "title");
  g_autofree char *until = say (&sheet, "until");

  sheet.pdf = kab_pdf_new (title, kab_organisation_get_name (payment->organisation), issued);
  put_heading (&sheet);
  put_payee (&sheet);
  sheet.y += 10;
  put_pair (&sheet, kab_json_get_string (sheet.words, "buyer"), kab_json_get_string (given, "buyer"));
  put_pair (&sheet, kab_json_get_string (sheet.words, "buyer_number"),
            kab_json_get_string (given, "buyer_number"));
  put_pair (&sheet, kab_json_get_string (sheet.words, "until_label"), until);
  put_subject (&sheet);
  put_code (&sheet);
  return kab_pdf_finish (sheet.pdf);
}

/**
 * kab_payment_answer_invoice:
 * @server: the server
 * @call: the call that asks for it
 * @payment: a payment
 *
 * Answers with the invoice as PDF; 404 where none was issued.
 */
void
kab_payment_answer_invoice (KabServer *server, KabCall *call, KabPayment *payment)
{
  JsonObject *given = kab_json_get_object (payment->document->details, "invoice");
  g_autoptr (GBytes) sheet = NULL;

  if (given == NULL)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  sheet = draw (server, payment, given);
  kab_pdf_answer (call, sheet);
}
