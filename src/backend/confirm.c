/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "confirm.h"

#include "call.h"
#include "flow-challenge.h"
#include "flow-engine.h"
#include "json.h"

#define MAX_TOKEN 100

typedef enum
{
  PAGE_CONFIRMED,
  PAGE_EXPIRED,
  PAGE_UNKNOWN,
  PAGE_FAILED,
  N_PAGES,
} Page;

/* The first language is the one that is taken where another is asked for. */
static const struct
{
  const char *language;
  const char *open;
  struct
  {
    const char *title;
    const char *text;
  } pages[N_PAGES];
} texts[] = {
  { "ru",
    "Открыть Kabinet",
    { { "Адрес подтверждён", "Вернитесь в Kabinet: регистрация продолжится там сама." },
      { "Ссылка устарела", "Запросите в Kabinet новое письмо и откройте ссылку из него." },
      { "Ссылка недействительна", "Она уже использована, или после неё было отправлено новое письмо. Если "
                                  "адрес подтверждён, вернитесь в "
                                  "Kabinet." },
      { "Подтвердить не удалось", "Вернитесь в Kabinet: там сказано, что нужно исправить." } } },
  { "be",
    "Адкрыць Kabinet",
    { { "Адрас пацверджаны", "Вярніцеся ў Kabinet: рэгістрацыя працягнецца там сама." },
      { "Спасылка састарэла", "Запытайце ў Kabinet новы ліст і адкрыйце спасылку з яго." },
      { "Спасылка несапраўдная", "Яна ўжо выкарыстана, або пасля яе быў адпраўлены новы ліст. Калі адрас "
                                 "пацверджаны, вярніцеся ў Kabinet." },
      { "Пацвердзіць не ўдалося", "Вярніцеся ў Kabinet: там сказана, што трэба выправіць." } } },
  { "uk",
    "Відкрити Kabinet",
    { { "Адресу підтверджено", "Поверніться до Kabinet: реєстрація продовжиться там сама." },
      { "Посилання застаріло", "Запросіть у Kabinet новий лист і відкрийте посилання з нього." },
      { "Посилання недійсне", "Його вже використано, або після нього надіслано новий лист. Якщо адресу "
                              "підтверджено, поверніться до "
                              "Kabinet." },
      { "Підтвердити не вдалося", "Поверніться до Kabinet: там сказано, що треба виправити." } } },
  { "en",
    "Open Kabinet",
    { { "Address Confirmed", "Go back to Kabinet: the registration goes on there by itself." },
      { "Link Expired", "Ask for a new message in Kabinet and open the link in it." },
      { "Link Not Valid", "It has been used, or a newer message was sent after it. If the address is "
                          "confirmed, go back to Kabinet." },
      { "Not Confirmed", "Go back to Kabinet: it says what needs to be corrected." } } },
};

static gsize
find_language (KabOrganisation *organisation)
{
  const char *language = kab_organisation_get_language (organisation);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].language, language))
      return i;
  return 0;
}

static void
reply_page (KabCall *call, guint status, Page page, const char *token)
{
  gsize index = find_language (call->organisation);
  g_autofree char *name = g_markup_escape_text (kab_organisation_get_name (call->organisation), -1);
  g_autofree char *button
      = page == PAGE_CONFIRMED
            ? g_strdup_printf ("<p><a href=\"kabinet:confirm/%s\">%s</a></p>", token, texts[index].open)
            : g_strdup ("");
  char *html = g_strdup_printf (
      "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>"
      "<style>body{font:1.1rem sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem;color-scheme:light "
      "dark}"
      "a{display:inline-block;padding:.6rem 1.2rem;border-radius:.6rem;background:#1c71d8;color:#fff;"
      "text-decoration:none}</style></head><body><p>%s</p><h1>%s</h1><p>%s</p>%s</body></html>\n",
      texts[index].language, texts[index].pages[page].title, name, texts[index].pages[page].title,
      texts[index].pages[page].text, button);
  g_autoptr (GBytes) bytes = g_bytes_new_take (html, strlen (html));

  kab_call_set_header (call, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  kab_call_set_header (call, "Referrer-Policy", "no-referrer");
  kab_call_reply_bytes (call, status, "text/html; charset=utf-8", bytes);
}

static void
confirm (KabServer *server, KabCall *call, const char *id, const char *token)
{
  g_autoptr (KabFlowRun) run = kab_flow_run_load (server, id);
  g_auto (KabVerdict) verdict;

  kab_verdict_init (&verdict);
  if (run == NULL)
    {
      reply_page (call, 404, PAGE_UNKNOWN, token);
      return;
    }
  kab_engine_confirm (server, &run, &verdict);
  if (verdict.problem == NULL)
    reply_page (call, 200, PAGE_CONFIRMED, token);
  else
    reply_page (call, kab_problem_get_status (verdict.problem), PAGE_FAILED, token);
}

static void
answer_confirm (KabServer *server, KabCall *call)
{
  const char *token = kab_call_get_parameter (call, "token");
  gboolean expired = FALSE;
  g_autofree char *id = NULL;

  if (strlen (token) <= MAX_TOKEN)
    id = kab_challenge_find_link (server, call->organisation, token, &expired);
  if (id == NULL)
    {
      reply_page (call, 404, PAGE_UNKNOWN, token);
      return;
    }
  if (expired)
    {
      reply_page (call, 410, PAGE_EXPIRED, token);
      return;
    }
  if (!kab_database_begin (server->database))
    {
      reply_page (call, 500, PAGE_FAILED, token);
      return;
    }
  confirm (server, call, id, token);
  if (call->status >= 500)
    kab_database_rollback (server->database);
  else if (!kab_database_commit (server->database))
    reply_page (call, 500, PAGE_FAILED, token);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/confirm/{token}", answer_confirm },
  { NULL },
};

/**
 * kab_confirm_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: %TRUE
 */
gboolean
kab_confirm_open (KabServer *server, GError **error)
{
  kab_router_add (server->router, routes);
  return TRUE;
}
