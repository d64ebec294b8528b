/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-code.h"

typedef struct
{
  const char *path;
  const char *text;
  guint length;
  const char *code;
} Row;

static const Row rows[] = {
  { "/code/T-19/typed", "482913", 6, "482913" },
  { "/code/T-19/leading-zeros", "004291", 6, "004291" },
  { "/code/T-19/all-zeros", "000000", 6, "000000" },
  { "/code/T-19/spaces-around", " 482913\n", 6, "482913" },
  { "/code/T-19/space-inside", "482 913", 6, "482913" },
  { "/code/T-19/no-break-space", "482\302\240913", 6, "482913" },
  { "/code/T-19/dash", "482-913", 6, "482913" },
  { "/code/T-19/one-by-one", "4 8 2 9 1 3", 6, "482913" },
  { "/code/T-19/arabic-digits", "٤٨٢٩١٣", 6, "482913" },
  { "/code/T-11/message", "Код подтверждения: 048213. Никому его не сообщайте.", 6, "048213" },
  { "/code/T-11/message-with-minutes", "Ваш код 4829 действует 15 минут", 4, "4829" },
  { "/code/T-11/message-with-time", "Код: 482913 14:05", 6, "482913" },
  { "/code/T-11/message-with-phone", "Код 482913. Вопросы: 8 (800) 234-58-56 доб. 200", 6, "482913" },
  { "/code/T-11/message-with-order", "Заказ 100016, код 482913", 6, "482913" },
  { "/code/T-11/message-in-parts", "Your code is 482 913, valid for 10 minutes", 6, "482913" },
  { "/code/T-11/message-with-sum", "Оплата 447.30 руб., код 4829", 4, "4829" },
  { "/code/T-11/message-with-date", "24.11.2026 Код 202611", 6, "202611" },
  { "/code/S-09/mail", "Здравствуйте!\n\nКод подтверждения:\n\n    482913\n\nС уважением", 6, "482913" },
  { "/code/H-31/any-length", "Пароль 7392155", 0, "7392155" },
  { "/code/H-31/any-length-year", "2026 год. Код 7392", 0, "7392" },
  { "/code/T-11/too-short", "4829", 6, NULL },
  { "/code/T-11/too-long", "48291344", 6, NULL },
  { "/code/T-11/letters", "abcdef", 6, NULL },
  { "/code/T-11/part-of-a-word", "A482913", 6, NULL },
  { "/code/T-11/phone-alone", "+79134829132", 6, NULL },
  { "/code/T-11/empty", "", 6, NULL },
};

static void
test_extract (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *code = kab_code_extract (row->text, row->length);

  g_assert_cmpstr (code, ==, row->code);
}

typedef struct
{
  const char *path;
  const char *text;
  const char *token;
} Link;

static const Link links[] = {
  { "/code/E-36/link", "http://127.0.0.1:8080/a/confirm/Zm9vYmFy_-1", "Zm9vYmFy_-1" },
  { "/code/E-36/kabinet-link", "kabinet:confirm/Zm9v", "Zm9v" },
  { "/code/E-36/kabinet-slashes", "kabinet://confirm/Zm9v", "Zm9v" },
  { "/code/E-36/in-a-sentence", "Откройте https://example.org/a/confirm/Zm9v. Спасибо!", "Zm9v" },
  { "/code/E-36/query", "https://example.org/a/confirm/Zm9v?utm=1", "Zm9v" },
  { "/code/E-36/markup", "https://example.org/a/confirm/Zm9v\"><b>", "Zm9v" },
  { "/code/E-36/no-token", "https://example.org/a/confirm/", NULL },
  { "/code/E-36/other-path", "https://example.org/a/unconfirm/Zm9v", NULL },
  { "/code/E-36/bare-words", "confirm/Zm9v", NULL },
  { "/code/E-36/code", "482913", NULL },
};

static void
test_token (gconstpointer data)
{
  const Link *row = data;
  g_autofree char *token = kab_code_extract_token (row->text);

  g_assert_cmpstr (token, ==, row->token);
}

static void
test_long_token (void)
{
  g_autofree char *fill = g_strnfill (201, 'a');
  g_autofree char *link = g_strconcat ("kabinet:confirm/", fill, NULL);

  g_assert_null (kab_code_extract_token (link));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_extract);
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    g_test_add_data_func (links[i].path, &links[i], test_token);
  g_test_add_func ("/code/E-36/long-token", test_long_token);
  return g_test_run ();
}
