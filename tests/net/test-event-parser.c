/* SPDX-License-Identifier: GPL-3.0-or-later */
/* D1: the stream of events, in every form that the standard allows, cut at every place. */
#include "config.h"
#include "kab-event-parser.h"
#include "kab-net-error.h"

#include <string.h>

/* Feeds @text in pieces of @step bytes and writes the events as "type|data|id;". */
static char *
read_events (const char *text, gsize length, gsize step)
{
  g_autoptr (KabEventParser) parser = kab_event_parser_new ();
  GString *result = g_string_new (NULL);

  for (gsize at = 0; at < length; at += step)
    {
      g_autoptr (GError) error = NULL;

      kab_event_parser_feed (parser, text + at, MIN (step, length - at), &error);
      g_assert_no_error (error);
      for (KabEvent *event = kab_event_parser_pop (parser); event != NULL;
           event = kab_event_parser_pop (parser))
        {
          g_string_append_printf (result, "%s|%s|%s;", event->type, event->data, event->id);
          kab_event_free (event);
        }
    }
  return g_string_free (result, FALSE);
}

static void
test_table (void)
{
  static const char *const rows[][2] = {
    { "", "" },
    { "data: a\n\n", "message|a|;" },
    { "data: a\r\rdata: b\r\r", "message|a|;message|b|;" },
    { "data: a\r\n\r\ndata: b\r\n\r\n", "message|a|;message|b|;" },
    { "data: a\ndata: b\n\n", "message|a\nb|;" },
    { "data\n\n", "message||;" },
    { "data\ndata\n\n", "message|\n|;" },
    { "data:  two spaces\n\n", "message| two spaces|;" },
    { "data:none\n\n", "message|none|;" },
    { "data: a:b: c\n\n", "message|a:b: c|;" },
    { "event: changed\ndata: a\n\ndata: b\n\n", "changed|a|;message|b|;" },
    { "event:\ndata: a\n\n", "message|a|;" },
    { "event: alone\n\ndata: a\n\n", "message|a|;" },
    { "id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", "message|a|7;message|b|7;message|c|;" },
    { "id: 7\n\ndata: a\n\n", "message|a|7;" },
    { ": comment\n\n:\ndata: a\n: between\n\n", "message|a|;" },
    { "unknown: x\nDATA: x\n data: x\ndata: a\n\n", "message|a|;" },
    { "data: not finished", "" },
    { "data: not finished\n", "" },
    { "\xef\xbb\xbf"
      "data: a\n\n",
      "message|a|;" },
    { "\xef\xbb\xbf\xef\xbb\xbf"
      "data: a\n\ndata: b\n\n",
      "message|b|;" },
    { "data: \xd0\xb4\xd0\xb0\n\n", "message|\xd0\xb4\xd0\xb0|;" },
    { "data: \xff\n\n", "message|\xef\xbf\xbd|;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize step = 1; step <= 9; step++)
      {
        g_autofree char *events = read_events (rows[i][0], strlen (rows[i][0]), step);

        g_assert_cmpstr (events, ==, rows[i][1]);
      }
}

static void
test_nul_in_id (void)
{
  static const char text[] = "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n";
  g_autofree char *events = read_events (text, sizeof text - 1, 3);

  g_assert_cmpstr (events, ==, "message|a|1;message|b|1;");
}

static void
test_state (void)
{
  static const char text[] = "retry: 3000\nid: 5\ndata: a\n\nid: 6\nretry: x\n";
  g_autoptr (KabEventParser) parser = kab_event_parser_new ();

  g_assert_cmpint (kab_event_parser_get_retry (parser), ==, -1);
  g_assert_cmpstr (kab_event_parser_get_last_id (parser), ==, "");
  g_assert_true (kab_event_parser_feed (parser, text, strlen (text), NULL));
  g_assert_cmpint (kab_event_parser_get_retry (parser), ==, 3000);
  g_assert_cmpstr (kab_event_parser_get_last_id (parser), ==, "5");
}

static void
test_line_limit (void)
{
  g_autofree char *filler = g_strnfill (KAB_EVENT_LINE_LIMIT - strlen ("data: "), 'x');
  g_autofree char *fits = g_strconcat ("data: ", filler, "\n\n", NULL);
  g_autofree char *long_one = g_strconcat ("data: x", filler, "\n\n", NULL);
  g_autoptr (KabEventParser) parser = kab_event_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (kab_event_parser_feed (parser, fits, strlen (fits), NULL));
  g_assert_false (kab_event_parser_feed (parser, long_one, strlen (long_one), &error));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TOO_LARGE);
}

static void
test_event_limit (void)
{
  g_autofree char *filler = g_strnfill (1000, 'x');
  g_autofree char *line = g_strconcat ("data: ", filler, "\n", NULL);
  g_autoptr (KabEventParser) parser = kab_event_parser_new ();
  g_autoptr (GError) error = NULL;
  guint lines = 0;

  while (kab_event_parser_feed (parser, line, strlen (line), &error))
    lines++;
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TOO_LARGE);
  g_assert_cmpuint (lines, ==, KAB_EVENT_LIMIT / 1001);
}

/* J4: whatever comes, cut in two ways, means the same, and is valid text. */
static void
test_fuzz (void)
{
  static const char *const pieces[] = {
    "data",  ":",     " ",  "\n", "\r",       "\r\n", "\n\n",         "id",
    "event", "retry", "12", "x",  "\xd0\xb4", "\xff", "\xef\xbb\xbf", "\x01",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  gsize told = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int count = g_rand_int_range (random, 0, 60);
      g_autofree char *whole = NULL;
      g_autofree char *cut = NULL;

      for (int j = 0; j < count; j++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      whole = read_events (text->str, text->len, MAX (1, text->len));
      cut = read_events (text->str, text->len, g_rand_int_range (random, 1, 5));
      g_assert_cmpstr (whole, ==, cut);
      g_assert_true (g_utf8_validate (whole, -1, NULL));
      told += strlen (whole);
    }
  g_assert_cmpuint (told, >, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/D1/table", test_table);
  g_test_add_func ("/net/D1/nul-in-id", test_nul_in_id);
  g_test_add_func ("/net/D1/state", test_state);
  g_test_add_func ("/net/D1/line-limit", test_line_limit);
  g_test_add_func ("/net/D1/event-limit", test_event_limit);
  g_test_add_func ("/net/D1/J4/fuzz", test_fuzz);
  return g_test_run ();
}
