/* SPDX-License-Identifier: GPL-3.0-or-later */
/* J4: texts that no honest server sends, always the same ones, through all that reads a server's text. */
#include "config.h"
#include "kab-error-text.h"
#include "kab-json-scan.h"
#include "kab-net-error-private.h"
#include "kab-origin.h"
#include "kab-retry.h"
#include "kab-test.h"

#include <string.h>

#define SEED 20261122
#define ROUNDS 20000
#define LONGEST 4096

static const char *const seeds[] = {
  "{\"type\":\"urn:kabinet:problem:validation\",\"title\":\"T\",\"status\":422,\"detail\":\"D\",\"instance\":"
  "\"/a\","
  "\"errors\":[{\"pointer\":\"/values/email\",\"code\":\"taken\",\"params\":{\"min\":5,\"rule\":\"inn\"}}]}",
  "{\"type\":\"urn:kabinet:problem:blocked\",\"reason\":\"\\u0434\\u043e\\u043b\\u0433\",\"since\":\"2026-11-"
  "22T08:06:07+03:00\","
  "\"contact\":{\"kind\":\"phone\",\"label\":\"L\",\"value\":\"8 (800) 234-58-56\",\"extension\":\"200\"}}",
  "{\"type\":\"urn:kabinet:problem:wrong-captcha\",\"attempts_left\":2,\"captcha\":{\"id\":\"c\",\"image\":"
  "\"iVBORw0K\","
  "\"width\":200,\"height\":64,\"words\":\"w\",\"expires_at\":\"2026-11-22T08:06:07Z\"}}",
  "[[[[{\"a\":[true,false,null,-1.5e300,\"\\\\\\\"\"]}]]]]",
};

static const char *const tokens[] = {
  "{",
  "}",
  "[",
  "]",
  "\"",
  "\\",
  ":",
  ",",
  "null",
  "true",
  "-",
  "1e999999",
  "\n",
  "\\u0000",
  "\\ud800",
  "\xff",
  "\xe2\x80\xae",
  "99999999999999999999",
  "{\"",
  "\":",
  "/*",
  "//",
  "\x01",
  "0x",
};

static void
mutate (GRand *random, GString *text)
{
  gsize at = text->len > 0 ? g_rand_int_range (random, 0, text->len) : 0;
  gsize length = text->len > at ? g_rand_int_range (random, 0, MIN (12, text->len - at)) : 0;

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      g_string_erase (text, at, length);
      break;
    case 1:
      g_string_truncate (text, at);
      break;
    case 2:
      if (text->len > 0)
        text->str[at] = (char) g_rand_int_range (random, 1, 256);
      break;
    case 3:
      g_string_insert (text, at, tokens[g_rand_int_range (random, 0, G_N_ELEMENTS (tokens))]);
      break;
    default:
      {
        g_autofree char *copy = g_strndup (text->str + at, length);

        if (text->len < LONGEST)
          g_string_insert (text, at, copy);
      }
    }
}

static GString *
make_text (GRand *random)
{
  GString *text = g_string_new (seeds[g_rand_int_range (random, 0, G_N_ELEMENTS (seeds))]);
  int times = g_rand_int_range (random, 1, 4);

  for (int i = 0; i < times; i++)
    mutate (random, text);
  return text;
}

/* Whatever a problem holds, there is a text for it. */
static void
describe (KabProblem *problem)
{
  g_autoptr (GError) error = g_error_new_literal (KAB_NET_ERROR, KAB_NET_ERROR_PROBLEM, "");
  g_autofree char *text = NULL;

  kab_net_error_get_details (error)->problem = g_object_ref (problem);
  text = kab_error_describe (error);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (strlen (text), >, 10);
}

static void
test_problem (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint decoded = 0;
  guint refused = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = make_text (random);
      g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = dex_await_boxed (kab_json_parse (bytes, LONGEST * 2), &error);
      g_autoptr (KabProblem) problem
          = node != NULL ? kab_record_decode (KAB_TYPE_PROBLEM, node, &error) : NULL;

      if (problem != NULL)
        describe (problem);
      else
        g_assert_nonnull (error);
      decoded += problem != NULL;
      refused += node == NULL;
    }
  g_test_message ("%u of %u decoded, %u not even JSON", decoded, ROUNDS, refused);
  g_assert_cmpuint (decoded, >, ROUNDS / 20);
  g_assert_cmpuint (refused, >, ROUNDS / 4);
}

/* Of brackets and quotes alone the scan must agree with a parser of its own kind: what it lets through
 * is never deeper than the bound. */
static void
test_scan (void)
{
  static const char alphabet[] = "[]{}\"\\a ";
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint passed = 0;

  for (guint i = 0; i < ROUNDS * 5; i++)
    {
      gsize length = g_rand_int_range (random, 0, 24);
      g_autofree char *text = g_malloc (MAX (1, length));
      int depth = 0;

      for (gsize j = 0; j < length; j++)
        text[j] = alphabet[g_rand_int_range (random, 0, strlen (alphabet))];
      if (!kab_json_scan (text, length, 1024, NULL))
        continue;
      passed++;
      for (gsize j = 0; j < length; j++)
        if (text[j] == '"')
          for (j++; text[j] != '"'; j++)
            j += text[j] == '\\';
        else
          depth += (text[j] == '[' || text[j] == '{') - (text[j] == ']' || text[j] == '}');
      g_assert_cmpint (depth, ==, 0);
    }
  g_assert_cmpuint (passed, >, 100);
}

static void
test_words (void)
{
  static const char alphabet[] = "0123456789 -:/.@?#[]%hHtTpPsSonNvV GMT";
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 8, 6, 7);

  for (guint i = 0; i < ROUNDS; i++)
    {
      gsize length = g_rand_int_range (random, 0, 40);
      g_autofree char *text = g_malloc0 (length + 1);
      g_autofree char *origin = NULL;
      gint64 after;

      for (gsize j = 0; j < length; j++)
        text[j] = alphabet[g_rand_int_range (random, 0, strlen (alphabet))];
      after = kab_retry_parse_after (text, now);
      g_assert_cmpint (after, >=, -1);
      origin = kab_origin_parse (text, NULL);
      if (origin != NULL)
        {
          g_autofree char *again = kab_origin_parse (origin, NULL);

          g_assert_cmpstr (again, ==, origin);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/J4/problem", test_problem);
  g_test_add_func ("/net/J4/scan", test_scan);
  g_test_add_func ("/net/J4/words", test_words);
  return g_test_run ();
}
