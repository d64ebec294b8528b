/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The look at JSON before the parser (J3, B8), and a bounded fuzz of all that reads a server's text (J4). */
#include "config.h"
#include "kab-json-scan.h"
#include "kab-net-error.h"
#include "kab-test.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define LIMIT (1024 * 1024)
#define FINE -1

static int
scan (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;

  if (kab_json_scan (text, length, LIMIT, &error))
    {
      g_assert_no_error (error);
      return FINE;
    }
  g_assert_true (error->domain == KAB_NET_ERROR);
  return error->code;
}

static void
test_table (void)
{
  static const struct
  {
    const char *text;
    int expected;
  } rows[] = {
    { "{}", FINE },
    { "[1,2,{\"a\":[]}]", FINE },
    { "\"]][[{\"", FINE },
    { "[\"a\\\"]\"]", FINE },
    { "[\"\\\\\"]", FINE },
    { "17", FINE },
    { "", KAB_NET_ERROR_UNEXPECTED },
    { "]", KAB_NET_ERROR_UNEXPECTED },
    { "[}", KAB_NET_ERROR_UNEXPECTED },
    { "{]", KAB_NET_ERROR_UNEXPECTED },
    { "[]]", KAB_NET_ERROR_UNEXPECTED },
    { "[", KAB_NET_ERROR_TRUNCATED },
    { "{\"a\":[1,2", KAB_NET_ERROR_TRUNCATED },
    { "[\"abc", KAB_NET_ERROR_TRUNCATED },
    { "\"abc", KAB_NET_ERROR_TRUNCATED },
    { "\"abc\\", KAB_NET_ERROR_TRUNCATED },
    { "\"abc\\\"", KAB_NET_ERROR_TRUNCATED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (scan (rows[i].text, strlen (rows[i].text)), ==, rows[i].expected);
    }
  g_assert_cmpint (scan ("[\0]", 3), ==, KAB_NET_ERROR_UNEXPECTED);
}

/* The text need not be terminated: nothing behind its end is looked at. */
static void
test_unterminated (void)
{
  g_autofree char *exact = g_memdup2 ("[\"a\\", 4);

  g_assert_cmpint (scan (exact, 4), ==, KAB_NET_ERROR_TRUNCATED);
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 ? "{\"a\":" : "[");
  for (guint i = depth; i-- > 0;)
    g_string_append_c (text, i % 2 ? '}' : ']');
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *fits = nest (KAB_JSON_DEPTH);
  g_autofree char *deep = nest (KAB_JSON_DEPTH + 1);
  g_autofree char *million = g_strnfill (1000 * 1000, '[');

  g_assert_cmpint (scan (fits, strlen (fits)), ==, FINE);
  g_assert_cmpint (scan (deep, strlen (deep)), ==, KAB_NET_ERROR_TOO_DEEP);
  g_assert_cmpint (scan (million, 1000 * 1000), ==, KAB_NET_ERROR_TOO_DEEP);
}

static void
test_length (void)
{
  g_autofree char *text = g_strnfill (LIMIT + 1, ' ');

  text[0] = '1';
  g_assert_cmpint (scan (text, LIMIT), ==, FINE);
  g_assert_cmpint (scan (text, LIMIT + 1), ==, KAB_NET_ERROR_TOO_LARGE);
}

/* In a thread and out of it, a parser's error says where, and nothing of what. */
static void
test_parse (void)
{
  g_autofree char *filler = g_strnfill (100 * 1024, 'y');
  const char *const fillers[] = { "y", filler };

  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      g_autofree char *good = g_strconcat ("{\"canary\":\"", fillers[i], "\"}", NULL);
      g_autofree char *bad = g_strconcat ("{\"a\":\"", fillers[i], "\",canary}", NULL);
      g_autoptr (GBytes) good_bytes = g_bytes_new_static (good, strlen (good));
      g_autoptr (GBytes) bad_bytes = g_bytes_new_static (bad, strlen (bad));
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = dex_await_boxed (kab_json_parse (good_bytes, LIMIT), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "canary"), ==, fillers[i]);
      error = kab_test_await_error (kab_json_parse (bad_bytes, LIMIT));
      g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_UNEXPECTED);
      g_assert_null (strstr (error->message, "canary"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/net/J3/table", test_table);
  g_test_add_func ("/net/J3/unterminated", test_unterminated);
  g_test_add_func ("/net/J3/depth", test_depth);
  g_test_add_func ("/net/J3/length", test_length);
  kab_test_add ("/net/J3/parse", test_parse);
  return g_test_run ();
}
