/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "payments-bank.h"

#include "call.h"
#include "json.h"
#include "money-text.h"
#include "payments-course.h"
#include "template.h"

/* The one thing of the reference server that is not real: it stands for the page of a bank and says so. It asks
 * for no card and moves no money; it only tells the server that the person paid, or did not. An operator's bank
 * takes its place: it gets the address of kab_bank_build_page () and calls back what these two buttons call. */

#define LONGEST_TOKEN 200

typedef enum
{
  PAGE_ASK,
  PAGE_PAID,
  PAGE_DECLINED,
  PAGE_ALREADY,
  PAGE_OVER,
  PAGE_UNKNOWN,
  PAGE_FAILED,
  N_PAGES,
} Page;

typedef struct
{
  const char *language;
  const char *warning;
  const char *pay; /* with {amount} */
  const char *decline;
  const char *back;
  struct
  {
    const char *title;
    const char *text;
  } pages[N_PAGES];
} Texts;

/* The first language is the one that is taken where another is asked for. */
static const Texts texts[] = {
  { "ru",
    "Это не банк. Страница стоит на месте страницы банка: карту она не спрашивает и денег не списывает.",
    "Оплатить {amount}",
    "Отказаться",
    "Вернуться в Kabinet",
    { { "Оплата", "Здесь банк спросил бы номер карты и код из сообщения." },
      { "Оплачено", "Деньги в пути. Вернитесь в Kabinet: там видно, когда они поступят." },
      { "Оплата отклонена", "Деньги не списаны. Вернитесь в Kabinet, чтобы заплатить иначе." },
      { "Уже оплачено", "Второй раз платить не нужно: деньги уже в пути или на счёте." },
      { "Платёж закрыт",
        "Он отменён, заменён другим, или его срок прошёл. Вернитесь в Kabinet и начните снова." },
      { "Нет такого платежа", "Проверьте адрес страницы или откройте её из Kabinet." },
      { "Не получилось", "Откройте страницу ещё раз из Kabinet." } } },
  { "be",
    "Гэта не банк. Старонка стаіць на месцы старонкі банка: карту яна не пытае і грошай не спісвае.",
    "Аплаціць {amount}",
    "Адмовіцца",
    "Вярнуцца ў Kabinet",
    { { "Аплата", "Тут банк спытаў бы нумар карты і код з паведамлення." },
      { "Аплачана", "Грошы ў дарозе. Вярніцеся ў Kabinet: там відаць, калі яны паступяць." },
      { "Аплата адхілена", "Грошы не спісаны. Вярніцеся ў Kabinet, каб заплаціць інакш." },
      { "Ужо аплачана", "Другі раз плаціць не трэба: грошы ўжо ў дарозе або на рахунку." },
      { "Плацёж закрыты",
        "Ён адменены, заменены іншым, або яго тэрмін мінуў. Вярніцеся ў Kabinet і пачніце зноў." },
      { "Няма такога плацяжу", "Праверце адрас старонкі або адкрыйце яе з Kabinet." },
      { "Не атрымалася", "Адкрыйце старонку яшчэ раз з Kabinet." } } },
  { "uk",
    "Це не банк. Сторінка стоїть на місці сторінки банку: картку вона не питає і грошей не списує.",
    "Сплатити {amount}",
    "Відмовитися",
    "Повернутися до Kabinet",
    { { "Оплата", "Тут банк спитав би номер картки і код із повідомлення." },
      { "Сплачено", "Гроші в дорозі. Поверніться до Kabinet: там видно, коли вони надійдуть." },
      { "Оплату відхилено", "Гроші не списано. Поверніться до Kabinet, щоб заплатити інакше." },
      { "Уже сплачено", "Удруге платити не треба: гроші вже в дорозі або на рахунку." },
      { "Платіж закрито",
        "Його скасовано, замінено іншим, або його строк минув. Поверніться до Kabinet і почніть знову." },
      { "Немає такого платежу", "Перевірте адресу сторінки або відкрийте її з Kabinet." },
      { "Не вийшло", "Відкрийте сторінку ще раз із Kabinet." } } },
  { "en",
    "This is no bank. The page stands where a bank’s page would: it asks for no card and takes no money.",
    "Pay {amount}",
    "Decline",
    "Back to Kabinet",
    { { "Payment", "Here a bank would ask for the number of the card and a code." },
      { "Paid", "The money is on its way. Go back to Kabinet: it says when it will be there." },
      { "Payment Declined", "Nothing was taken. Go back to Kabinet to pay in another way." },
      { "Already Paid", "There is no need to pay again: the money is on its way or on the account." },
      { "Payment Closed",
        "It was cancelled, replaced by another, or its time is over. Go back to Kabinet and begin again." },
      { "No Such Payment", "Check the address of the page, or open it from Kabinet." },
      { "Not Done", "Open the page again from Kabinet." } } },
};

static const Texts *
find_texts (KabOrganisation *organisation)
{
  const char *language = kab_organisation_get_language (organisation);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].language, language))
      return &texts[i];
  return &texts[0];
}

/* "42-HASH": nobody can guess the address of somebody else's page, and nothing secret is kept. */
static char *
build_token (KabServer *server, gint64 payment)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, payment);
  g_autofree char *hash = kab_secrets_hash_code (server->secrets, "bank", id);

  return g_strdup_printf ("%s-%s", id, hash);
}

/**
 * kab_bank_build_page:
 * @server: the server
 * @payment: a payment
 *
 * Returns: (transfer full): where it is paid, in a browser
 */
char *
kab_bank_build_page (KabServer *server, const KabPayment *payment)
{
  g_autofree char *token = build_token (server, payment->document->id);

  return g_strdup_printf ("%s/%s/bank/%s", server->public_url,
                          kab_organisation_get_id (payment->organisation), token);
}

static KabPayment *
find_payment (KabServer *server, KabCall *call)
{
  const char *token = kab_call_get_parameter (call, "token");
  gint64 id = g_ascii_strtoll (token, NULL, 10);
  g_autofree char *expected = NULL;

  if (strlen (token) > LONGEST_TOKEN || id <= 0)
    return NULL;
  expected = build_token (server, id);
  return kab_secrets_equal (expected, token) ? kab_payment_load (server, call->organisation, id) : NULL;
}

static char *
build_buttons (const Texts *words, const KabPayment *payment)
{
  g_autofree char *amount = kab_money_to_text (payment->document->amount, payment->document->currency);
  g_autofree char *pay = kab_template_fill (words->pay, "amount", amount, NULL);

  return g_strdup_printf ("<form method=\"post\"><button name=\"do\" value=\"pay\">%s</button>"
                          "<button name=\"do\" value=\"decline\" class=\"plain\">%s</button></form>",
                          pay, words->decline);
}

static char *
build_body (KabCall *call, const Texts *words, Page page, const KabPayment *payment)
{
  g_autofree char *name = g_markup_escape_text (kab_organisation_get_name (call->organisation), -1);
  g_autofree char *subject
      = payment != NULL ? g_markup_escape_text (payment->document->subject, -1) : g_strdup ("");
  g_autofree char *buttons = page == PAGE_ASK ? build_buttons (words, payment) : g_strdup ("");
  g_autofree char *back
      = payment != NULL
            ? g_strdup_printf ("<p><a href=\"kabinet:%s/payments/%" G_GINT64_FORMAT "\">%s</a></p>",
                               kab_organisation_get_id (call->organisation), payment->document->id,
                               words->back)
            : g_strdup ("");

  return g_strdup_printf ("<p class=\"note\">%s</p><p>%s<br>%s</p><h1>%s</h1><p>%s</p>%s%s", words->warning,
                          name, subject, words->pages[page].title, words->pages[page].text, buttons, back);
}

static void
reply_page (KabCall *call, guint status, Page page, const KabPayment *payment)
{
  const Texts *words = find_texts (call->organisation);
  g_autofree char *body = build_body (call, words, page, payment);
  char *html = g_strdup_printf (
      "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>"
      "<style>body{font:1.1rem sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem;"
      "color-scheme:light dark}"
      "a,button{display:inline-block;font:inherit;margin:0 .6rem .6rem 0;padding:.6rem 1.2rem;border:0;"
      "border-radius:.6rem;background:#1c71d8;color:#fff;text-decoration:none}"
      "a,button.plain{background:#77767b}.note{padding:.6rem 1rem;border-radius:.6rem;"
      "background:#e5a50a33}</style></head><body>%s</body></html>\n",
      words->language, words->pages[page].title, body);
  g_autoptr (GBytes) bytes = g_bytes_new_take (html, strlen (html));

  kab_call_set_header (
      call, "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
  kab_call_set_header (call, "Referrer-Policy", "no-referrer");
  kab_call_reply_bytes (call, status, "text/html; charset=utf-8", bytes);
}

/* What can be done on this page now; PAGE_ASK: to pay. */
static Page
judge (KabServer *server, const KabPayment *payment)
{
  if (payment->paid_at != 0)
    return PAGE_ALREADY;
  if (!kab_payment_is_in (payment, KAB_PAYMENT_WAITING) || payment->expires_at <= kab_server_now (server))
    return PAGE_OVER;
  return PAGE_ASK;
}

static void
answer_page (KabServer *server, KabCall *call)
{
  g_autoptr (KabPayment) payment = find_payment (server, call);

  if (payment == NULL)
    reply_page (call, 404, PAGE_UNKNOWN, NULL);
  else
    reply_page (call, 200, judge (server, payment), payment);
}

static Page
decide (KabServer *server, KabPayment *payment, const char *decision)
{
  if (g_strcmp0 (decision, "pay") == 0)
    return kab_payment_take_money (server, payment, NULL) ? PAGE_PAID : PAGE_FAILED;
  payment->next_at = 0;
  return kab_payment_move (server, payment, KAB_PAYMENT_DECLINED, "declined", NULL) ? PAGE_DECLINED
                                                                                    : PAGE_FAILED;
}

/* A second click, or a page that was opened twice, finds the payment paid and takes nothing again. */
static void
answer_form (KabServer *server, KabCall *call)
{
  g_autoptr (KabPayment) payment = find_payment (server, call);
  const char *decision = kab_json_get_string (kab_call_get_body (call), "do");
  Page page;

  if (payment == NULL)
    {
      reply_page (call, 404, PAGE_UNKNOWN, NULL);
      return;
    }
  page = judge (server, payment);
  if (page == PAGE_ASK && (g_strcmp0 (decision, "pay") == 0 || g_strcmp0 (decision, "decline") == 0))
    page = decide (server, payment, decision);
  reply_page (call, page == PAGE_FAILED ? 500 : 200, page, payment);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/bank/{token}", answer_page },
  { "POST", "/{org}/bank/{token}", answer_form, .form = TRUE },
  { NULL },
};

/**
 * kab_bank_open:
 * @server: the server
 *
 * Answers for the page.
 */
void
kab_bank_open (KabServer *server)
{
  kab_router_add (server->router, routes);
}
