/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "pdf-receipt.h"

#include "json.h"
#include "kab-money.h"
#include "money-text.h"
#include "pdf.h"
#include "qr.h"

#define LEFT 40.0
#define RIGHT 555.0
#define INDENT (LEFT + 98)
#define QR_SIDE 128.0
#define BOTTOM (KAB_PDF_HEIGHT - 40)
#define SLIP_TOP 616.0
#define SLIP_HEIGHT 160.0
#define HISTORY_MONTHS 12

typedef struct
{
  KabPdf *pdf;
  KabServer *server;
  const KabReceipt *receipt;
  JsonObject *words;
  double y;
  int page;
  int pages; /* 0 while they are counted */
} Sheet;

static const KabPdfStyle plain = { .size = 8.5 };
static const KabPdfStyle faint = { .size = 8.5, .grey = 0.35 };
static const KabPdfStyle strong = { .size = 8.5, .bold = TRUE };
static const KabPdfStyle figure = { .size = 8.5, .align = KAB_PDF_RIGHT };
static const KabPdfStyle strong_figure = { .size = 8.5, .bold = TRUE, .align = KAB_PDF_RIGHT };
static const KabPdfStyle heading = { .size = 10.5, .bold = TRUE };

static char *
format_short_day (const char *day)
{
  return g_strdup_printf ("%.2s.%.2s.%.4s", day + 8, day + 5, day);
}

/* A word of the organisation's own, with month, currency and day of payment put in. */
static char *
say (const Sheet *sheet, const char *word)
{
  const KabReceipt *receipt = sheet->receipt;
  JsonArray *genitives = kab_json_get_array (receipt->rules, "months_of");
  guint number = (guint) g_ascii_strtoull (receipt->month + 5, NULL, 10);
  g_autofree char *month = kab_receipt_format_month (receipt);
  g_autofree char *day
      = receipt->balance.paid_on != NULL ? format_short_day (receipt->balance.paid_on) : NULL;
  GString *text = g_string_new (kab_json_get_string (sheet->words, word));

  g_string_replace (text, "{month}", month, 0);
  g_string_replace (text, "{month_of}", kab_json_array_get_string (genitives, number - 1), 0);
  g_string_replace (text, "{sign}", kab_currency_get_sign (receipt->currency), 0);
  if (day != NULL)
    g_string_replace (text, "{day}", day, 0);
  return g_string_free (text, FALSE);
}

static void
put_word (const Sheet *sheet, double x, double y, const KabPdfStyle *style, const char *word)
{
  g_autofree char *text = say (sheet, word);

  kab_pdf_text (sheet->pdf, x, y, style, text);
}

static void
put_amount (const Sheet *sheet, double x, double y, const KabPdfStyle *style, gint64 minor)
{
  g_autofree char *text = kab_amount_to_text (minor);

  kab_pdf_text (sheet->pdf, x, y, style, text);
}

/* A name on the left and what it is beside it. */
static void
put_pair (Sheet *sheet, const char *word, const char *value, gboolean bold, double width, double step)
{
  KabPdfStyle style = { .size = 9, .bold = bold, .width = width, .lines = 2 };
  double height;

  put_word (sheet, LEFT, sheet->y, &faint, word);
  height = kab_pdf_text (sheet->pdf, INDENT, sheet->y - 0.5, &style, value);
  sheet->y += MAX (step, height + step - 12);
}

static void
draw_page_number (const Sheet *sheet)
{
  const KabPdfStyle tiny = { .size = 6.5, .grey = 0.5, .align = KAB_PDF_RIGHT };
  g_autoptr (GString) text = g_string_new (kab_json_get_string (sheet->words, "page"));
  g_autofree char *page = g_strdup_printf ("%d", sheet->page);
  g_autofree char *pages = g_strdup_printf ("%d", sheet->pages);

  g_string_replace (text, "{page}", page, 0);
  g_string_replace (text, "{pages}", pages, 0);
  kab_pdf_text (sheet->pdf, RIGHT, KAB_PDF_HEIGHT - 30, &tiny, text->str);
}

static void
turn_page (Sheet *sheet)
{
  draw_page_number (sheet);
  kab_pdf_next_page (sheet->pdf);
  sheet->page++;
  sheet->y = 40;
}

/* Goes on to the next page where what comes does not fit on this one. */
static void
make_room (Sheet *sheet, double height)
{
  if (sheet->y + height > BOTTOM)
    turn_page (sheet);
}

static const char *
find_phone (KabOrganisation *organisation)
{
  JsonArray *contacts = kab_json_get_array (kab_organisation_get_descriptor (organisation), "contacts");

  for (guint i = 0; i < kab_json_array_length (contacts); i++)
    {
      JsonObject *contact = kab_json_array_get_object (contacts, i);

      if (g_strcmp0 (kab_json_get_string (contact, "kind"), "phone") == 0)
        return kab_json_get_string (contact, "value");
    }
  return NULL;
}

static void
draw_head (Sheet *sheet)
{
  const KabPdfStyle name = { .size = 13, .bold = TRUE };
  const KabPdfStyle small = { .size = 8, .grey = 0.35 };
  const KabPdfStyle title = { .size = 16, .bold = TRUE };
  JsonObject *payee = kab_json_get_object (sheet->receipt->rules, "payee");
  JsonObject *names = kab_json_get_object (sheet->receipt->rules, "payee_words");
  const char *phone = find_phone (sheet->receipt->organisation);
  g_autofree char *about = g_strdup_printf (
      "%s · %s %s%s%s", kab_json_get_string (payee, "address"), kab_json_get_string (names, "inn"),
      kab_json_get_string (payee, "inn"), phone != NULL ? " · " : "", phone != NULL ? phone : "");
  g_autofree char *what = kab_receipt_expand (sheet->receipt, "heading");

  kab_pdf_text (sheet->pdf, LEFT, 36, &name, kab_json_get_string (payee, "name"));
  kab_pdf_text (sheet->pdf, LEFT, 55, &small, about);
  kab_pdf_rule (sheet->pdf, LEFT, 74, RIGHT, 0.2, 1);
  kab_pdf_text (sheet->pdf, LEFT, 82, &title, what);
  kab_pdf_text (sheet->pdf, LEFT, 106, &faint, kab_json_get_string (sheet->receipt->rules, "subheading"));
}

static void
draw_payer (Sheet *sheet)
{
  const KabReceipt *receipt = sheet->receipt;
  const KabPdfStyle large = { .size = 20, .bold = TRUE };
  g_autofree char *registered = kab_receipt_format_people (receipt);
  g_autofree char *due = kab_receipt_format_day (receipt, receipt->due_on);
  g_autofree char *sum = kab_money_to_text (kab_receipt_get_amount (receipt), receipt->currency);
  double width = RIGHT - QR_SIDE - 24 - INDENT;

  sheet->y = 132;
  put_pair (sheet, "account", receipt->account_number, TRUE, width, 19);
  put_pair (sheet, "payer", receipt->holder, FALSE, width, 19);
  put_pair (sheet, "address", receipt->address, FALSE, width, 19);
  put_pair (sheet, "registered", registered, FALSE, width, 19);
  put_pair (sheet, "due", due, TRUE, width, 19);
  put_word (sheet, LEFT, sheet->y + 8, &faint, "to_pay");
  kab_pdf_text (sheet->pdf, INDENT, sheet->y - 1, &large, sum);
}

static void
draw_code (Sheet *sheet)
{
  const KabPdfStyle small = { .size = 7.5, .grey = 0.35, .align = KAB_PDF_CENTRE };
  g_autofree char *payment = kab_receipt_build_payment (sheet->receipt);

  if (payment != NULL && kab_qr_draw (kab_pdf_get_cairo (sheet->pdf), payment, RIGHT - QR_SIDE, 130, QR_SIDE))
    put_word (sheet, RIGHT - QR_SIDE / 2, 130 + QR_SIDE + 6, &small, "qr");
}

static const double columns[] = { LEFT + 6, 276, 330, 402, 482, RIGHT - 6 };

static void
draw_table_head (Sheet *sheet)
{
  static const char *const words[] = { "service", "quantity", "price", "charged", "recalculated", "amount" };

  put_word (sheet, LEFT, sheet->y, &heading, "calculation");
  sheet->y += 20;
  kab_pdf_box (sheet->pdf, LEFT, sheet->y - 4, RIGHT - LEFT, 20, 0.945);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      KabPdfStyle style = { .size = 8, .bold = TRUE, .align = i == 0 ? KAB_PDF_LEFT : KAB_PDF_RIGHT };

      put_word (sheet, columns[i], sheet->y, &style, words[i]);
    }
  sheet->y += 21;
}

static void
draw_line (Sheet *sheet, const KabReceiptLine *line)
{
  const KabPdfStyle name = { .size = 8.5, .width = 166, .lines = 1 };
  g_autofree char *quantity = g_strdup_printf ("%s %s", line->quantity, line->unit);

  kab_pdf_text (sheet->pdf, columns[0], sheet->y, &name, line->title);
  kab_pdf_text (sheet->pdf, columns[1], sheet->y, &figure, quantity);
  put_amount (sheet, columns[2], sheet->y, &figure, line->price);
  put_amount (sheet, columns[3], sheet->y, &figure, line->charged);
  put_amount (sheet, columns[4], sheet->y, &figure, line->recalculated);
  put_amount (sheet, columns[5], sheet->y, &figure, line->charged + line->recalculated);
  sheet->y += 18;
  kab_pdf_rule (sheet->pdf, LEFT, sheet->y - 2, RIGHT, 0.8, 0.6);
}

static void
draw_table (Sheet *sheet)
{
  const KabReceipt *receipt = sheet->receipt;
  gint64 charged = receipt->balance.charged;
  gint64 recalculated = receipt->balance.recalculated;

  sheet->y = 290;
  draw_table_head (sheet);
  for (guint i = 0; i < receipt->lines->len; i++)
    {
      make_room (sheet, 18);
      draw_line (sheet, g_ptr_array_index (receipt->lines, i));
    }
  make_room (sheet, 20);
  sheet->y += 3;
  put_word (sheet, columns[0], sheet->y, &strong, "total");
  put_amount (sheet, columns[3], sheet->y, &strong_figure, charged);
  put_amount (sheet, columns[4], sheet->y, &strong_figure, recalculated);
  put_amount (sheet, columns[5], sheet->y, &strong_figure, charged + recalculated);
  sheet->y += 32;
}

static void
draw_balance (Sheet *sheet)
{
  const KabBalanceLines *balance = &sheet->receipt->balance;
  const KabPdfStyle note = { .size = 8, .grey = 0.35, .width = 215, .lines = 6 };
  const struct
  {
    const char *word;
    gint64 amount;
  } lines[] = {
    { "balance_opening", balance->opening },
    { "balance_charged", balance->charged },
    { "balance_recalculated", balance->recalculated },
    { "balance_penalty", balance->penalty },
    { balance->paid_on != NULL ? "balance_paid_on" : "balance_paid", -balance->paid },
    { "to_pay", kab_balance_lines_get_to_pay (balance) },
  };

  make_room (sheet, 130);
  put_word (sheet, LEFT, sheet->y, &heading, "state");
  sheet->y += 20;
  kab_pdf_text (sheet->pdf, 340, sheet->y, &note, kab_json_get_string (sheet->receipt->rules, "note"));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gboolean last = i + 1 == G_N_ELEMENTS (lines);

      put_word (sheet, columns[0], sheet->y, last ? &strong : &plain, lines[i].word);
      put_amount (sheet, 300, sheet->y, last ? &strong_figure : &figure, lines[i].amount);
      sheet->y += 17;
      kab_pdf_rule (sheet->pdf, LEFT, sheet->y - 2.5, 306, 0.85, 0.6);
    }
}

/* The lower part that is cut off and stays with the bank. */
static void
draw_slip (Sheet *sheet)
{
  const KabReceipt *receipt = sheet->receipt;
  const KabPdfStyle tiny = { .size = 6.5, .grey = 0.5, .align = KAB_PDF_RIGHT };
  const KabPdfStyle month_style = { .size = 9, .align = KAB_PDF_RIGHT };
  const KabPdfStyle sum_style = { .size = 13, .bold = TRUE };
  JsonObject *payee = kab_json_get_object (receipt->rules, "payee");
  JsonObject *names = kab_json_get_object (receipt->rules, "payee_words");
  g_autofree char *recipient
      = g_strdup_printf ("%s, %s %s", kab_json_get_string (payee, "name"), kab_json_get_string (names, "inn"),
                         kab_json_get_string (payee, "inn"));
  g_autofree char *bank = g_strdup_printf (
      "%s, %s, %s %s", kab_json_get_string (payee, "account"), kab_json_get_string (payee, "bank"),
      kab_json_get_string (names, "bic"), kab_json_get_string (payee, "bic"));
  g_autofree char *payer = g_strdup_printf ("%s, %s", receipt->account_number, receipt->holder);
  g_autofree char *purpose = kab_receipt_expand (receipt, "purpose");
  g_autofree char *month = kab_receipt_format_month (receipt);
  g_autofree char *sum = kab_money_to_text (kab_receipt_get_amount (receipt), receipt->currency);
  double width = RIGHT - INDENT;

  sheet->y += 18;
  make_room (sheet, SLIP_HEIGHT);
  sheet->y = MAX (sheet->y, SLIP_TOP);
  kab_pdf_dashes (sheet->pdf, LEFT, sheet->y, RIGHT);
  put_word (sheet, RIGHT, sheet->y + 3, &tiny, "cut");
  sheet->y += 18;
  put_word (sheet, LEFT, sheet->y - 1, &heading, "slip");
  kab_pdf_text (sheet->pdf, RIGHT, sheet->y, &month_style, month);
  sheet->y += 24;
  put_pair (sheet, "recipient", recipient, FALSE, width, 17);
  put_pair (sheet, "bank_account", bank, FALSE, width, 17);
  put_pair (sheet, "account", payer, FALSE, width, 17);
  put_pair (sheet, "purpose", purpose, FALSE, width, 17);
  sheet->y += 6;
  put_word (sheet, LEFT, sheet->y, &faint, "sum");
  kab_pdf_text (sheet->pdf, INDENT, sheet->y - 4, &sum_style, sum);
  put_word (sheet, 330, sheet->y, &faint, "signature");
  kab_pdf_rule (sheet->pdf, 376, sheet->y + 12, RIGHT, 0.4, 0.6);
}

static void
draw_contacts (Sheet *sheet)
{
  const KabPdfStyle label = { .size = 8.5, .grey = 0.35, .width = 180, .lines = 2 };
  const KabPdfStyle value = { .size = 9, .width = 315, .lines = 2 };
  JsonObject *descriptor = kab_organisation_get_descriptor (sheet->receipt->organisation);
  JsonArray *contacts = kab_json_get_array (descriptor, "contacts");

  put_word (sheet, LEFT, sheet->y, &heading, "contacts");
  sheet->y += 24;
  for (guint i = 0; i < kab_json_array_length (contacts); i++)
    {
      JsonObject *contact = kab_json_array_get_object (contacts, i);

      make_room (sheet, 19);
      kab_pdf_text (sheet->pdf, LEFT, sheet->y, &label, kab_json_get_string (contact, "label"));
      kab_pdf_text (sheet->pdf, LEFT + 200, sheet->y - 0.5, &value, kab_json_get_string (contact, "value"));
      sheet->y += 19;
    }
}

static void
draw_history_row (Sheet *sheet, KabRows *rows, gboolean first)
{
  static const double edges[] = { LEFT + 6, 262, 352, 452, RIGHT - 6 };
  const KabPdfStyle *style = first ? &strong_figure : &figure;
  const char *month = kab_rows_get_text (rows, 0);
  g_autofree char *name = g_strdup_printf ("%.2s.%.4s", month + 5, month);

  kab_pdf_text (sheet->pdf, edges[0], sheet->y, first ? &strong : &plain, name);
  for (int i = 1; i < (int) G_N_ELEMENTS (edges); i++)
    put_amount (sheet, edges[i], sheet->y, style, kab_rows_get_integer (rows, i));
  sheet->y += 17;
  kab_pdf_rule (sheet->pdf, LEFT, sheet->y - 2.5, RIGHT, 0.85, 0.6);
}

static void
draw_history (Sheet *sheet)
{
  const KabPdfStyle left = { .size = 8, .bold = TRUE };
  const KabPdfStyle right = { .size = 8, .bold = TRUE, .align = KAB_PDF_RIGHT };
  g_autoptr (KabRows) rows = kab_database_select (
      sheet->server->database,
      "SELECT month, charged, recalculated + penalty, paid, opening + charged + recalculated + penalty - paid"
      " FROM account_months WHERE account = ? AND month <= ? ORDER BY month DESC LIMIT ?",
      "lsi", sheet->receipt->account, sheet->receipt->month, HISTORY_MONTHS);

  sheet->y += 24;
  make_room (sheet, 60 + 17 * HISTORY_MONTHS);
  put_word (sheet, LEFT, sheet->y, &heading, "history");
  sheet->y += 22;
  kab_pdf_box (sheet->pdf, LEFT, sheet->y - 4, RIGHT - LEFT, 20, 0.945);
  put_word (sheet, LEFT + 6, sheet->y, &left, "history_month");
  put_word (sheet, 262, sheet->y, &right, "history_charged");
  put_word (sheet, 352, sheet->y, &right, "history_changed");
  put_word (sheet, 452, sheet->y, &right, "history_paid");
  put_word (sheet, RIGHT - 6, sheet->y, &right, "to_pay");
  sheet->y += 21;
  for (gboolean first = TRUE; kab_rows_next (rows); first = FALSE)
    draw_history_row (sheet, rows, first);
}

/* A page of its own: what one looks up, not what one pays by. */
static void
draw_reference (Sheet *sheet)
{
  const KabPdfStyle title = { .size = 14, .bold = TRUE };

  put_word (sheet, LEFT, 36, &title, "reference");
  kab_pdf_rule (sheet->pdf, LEFT, 64, RIGHT, 0.2, 1);
  sheet->y = 80;
  draw_contacts (sheet);
  draw_history (sheet);
}

static void
draw_all (Sheet *sheet)
{
  sheet->page = 1;
  draw_head (sheet);
  draw_payer (sheet);
  draw_code (sheet);
  draw_table (sheet);
  draw_balance (sheet);
  draw_slip (sheet);
  turn_page (sheet);
  draw_reference (sheet);
  draw_page_number (sheet);
}

static GBytes *
draw (KabServer *server, const KabReceipt *receipt, int *pages)
{
  g_autofree char *title = kab_receipt_expand (receipt, "heading");
  g_autofree char *full_title = g_strdup_printf ("%s, %s", title, receipt->account_number);
  g_autofree char *created = kab_organisation_format_time (receipt->organisation, receipt->issued_at);
  JsonObject *payee = kab_json_get_object (receipt->rules, "payee");
  Sheet sheet = { .pdf = kab_pdf_new (full_title, kab_json_get_string (payee, "name"), created),
                  .server = server,
                  .receipt = receipt,
                  .words = kab_json_get_object (receipt->rules, "words"),
                  .pages = *pages };

  draw_all (&sheet);
  *pages = sheet.page;
  return kab_pdf_finish (sheet.pdf);
}

/**
 * kab_pdf_draw_receipt:
 * @server: the server
 * @receipt: a receipt
 *
 * Returns: (transfer full): the sheet as PDF; the same receipt gives the same bytes
 */
GBytes *
kab_pdf_draw_receipt (KabServer *server, const KabReceipt *receipt)
{
  int pages = 0;
  g_autoptr (GBytes) counted = draw (server, receipt, &pages);

  return draw (server, receipt, &pages);
}
