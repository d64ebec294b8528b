/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "captcha-words.h"

#include "secrets.h"

#define N_NUMBERS 18

/* The first language is the one that is taken where another is asked for. */
static const struct
{
  const char *language;
  const char *before;
  const char *plus;
  const char *after;
  const char *numbers[N_NUMBERS]; /* from one; the sum of two of the first nine is at most eighteen */
} riddles[] = {
  { "ru",
    "Сколько будет ",
    " плюс ",
    "?",
    { "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
      "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать",
      "восемнадцать" } },
  { "be",
    "Колькі будзе ",
    " плюс ",
    "?",
    { "адзін", "два", "тры", "чатыры", "пяць", "шэсць", "сем", "восем", "дзевяць", "дзесяць", "адзінаццаць",
      "дванаццаць", "трынаццаць", "чатырнаццаць", "пятнаццаць", "шаснаццаць", "семнаццаць",
      "васемнаццаць" } },
  { "uk",
    "Скільки буде ",
    " плюс ",
    "?",
    { "один", "два", "три", "чотири", "п’ять", "шість", "сім", "вісім", "дев’ять", "десять", "одинадцять",
      "дванадцять", "тринадцять", "чотирнадцять", "п’ятнадцять", "шістнадцять", "сімнадцять",
      "вісімнадцять" } },
  { "en",
    "How much is ",
    " plus ",
    "?",
    { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
      "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen" } },
};

static gsize
find_language (const char *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (riddles); i++)
    if (g_str_has_prefix (language, riddles[i].language))
      return i;
  return 0;
}

/**
 * kab_captcha_words_make:
 * @language: language of the question
 * @solution: (out): its answer in digits
 *
 * Returns: (transfer full): a question
 */
char *
kab_captcha_words_make (const char *language, char **solution)
{
  gsize index = find_language (language);
  guint a = 1 + kab_secrets_uniform (9);
  guint b = 1 + kab_secrets_uniform (9);

  *solution = g_strdup_printf ("%u", a + b);
  return g_strconcat (riddles[index].before, riddles[index].numbers[a - 1], riddles[index].plus,
                      riddles[index].numbers[b - 1], riddles[index].after, NULL);
}

/* An apostrophe is typed in many ways. */
static char *
fold (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));
  return g_string_free (folded, FALSE);
}

/**
 * kab_captcha_words_read:
 * @typed: the answer in digits, or in words of any of the languages
 *
 * Returns: (transfer full) (nullable): the answer in digits
 */
char *
kab_captcha_words_read (const char *typed)
{
  g_autofree char *folded = fold (typed);

  if (*folded != '\0' && strspn (folded, "0123456789") == strlen (folded))
    return g_steal_pointer (&folded);
  for (gsize i = 0; i < G_N_ELEMENTS (riddles); i++)
    for (guint j = 0; j < N_NUMBERS; j++)
      {
        g_autofree char *number = fold (riddles[i].numbers[j]);

        if (g_str_equal (number, folded))
          return g_strdup_printf ("%u", j + 1);
      }
  return NULL;
}
