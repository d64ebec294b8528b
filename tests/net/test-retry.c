/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B6: what is tried again, how often and when; counted at the server. */
#include "config.h"
#include "kab-net-error-private.h"
#include "kab-request-private.h"
#include "kab-retry.h"
#include "kab-test-fixture.h"

static GError *
make_error (KabNetError code, guint status, gint64 after)
{
  GError *error = g_error_new_literal (KAB_NET_ERROR, code, "");

  kab_net_error_get_details (error)->status = status;
  kab_net_error_get_details (error)->retry_after = after;
  return error;
}

static void
test_pause (void)
{
  g_autoptr (GError) silent = make_error (KAB_NET_ERROR_SERVER, 503, -1);
  g_autoptr (GError) soon = make_error (KAB_NET_ERROR_SERVER, 503, 7);
  g_autoptr (GError) now = make_error (KAB_NET_ERROR_SERVER, 503, 0);
  g_autoptr (GError) longest = make_error (KAB_NET_ERROR_SERVER, 503, 30);
  g_autoptr (GError) late = make_error (KAB_NET_ERROR_SERVER, 503, 31);

  g_assert_cmpint (kab_retry_get_pause (silent, 1, 500, 0), ==, 0);
  g_assert_cmpint (kab_retry_get_pause (silent, 1, 500, 1), ==, 500);
  g_assert_cmpint (kab_retry_get_pause (silent, 2, 500, 1), ==, 1000);
  g_assert_cmpint (kab_retry_get_pause (silent, 3, 500, 0.5), ==, 1000);
  g_assert_cmpint (kab_retry_get_pause (silent, 1000, 500, 1), ==, 128000);
  g_assert_cmpint (kab_retry_get_pause (soon, 1, 500, 0.3), ==, 7000);
  g_assert_cmpint (kab_retry_get_pause (now, 2, 500, 1), ==, 0);
  g_assert_cmpint (kab_retry_get_pause (longest, 1, 500, 0), ==, 30000);
  g_assert_cmpint (kab_retry_get_pause (late, 1, 500, 0), ==, -1);
}

static void
test_retry_after (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 8, 6, 7);

  g_assert_cmpint (kab_retry_parse_after (NULL, now), ==, -1);
  g_assert_cmpint (kab_retry_parse_after ("0", now), ==, 0);
  g_assert_cmpint (kab_retry_parse_after ("120", now), ==, 120);
  g_assert_cmpint (kab_retry_parse_after ("-5", now), ==, -1);
  g_assert_cmpint (kab_retry_parse_after ("99999999999999999999", now), ==, -1);
  g_assert_cmpint (kab_retry_parse_after ("soon", now), ==, -1);
  g_assert_cmpint (kab_retry_parse_after ("Sun, 22 Nov 2026 08:07:07 GMT", now), ==, 60);
  g_assert_cmpint (kab_retry_parse_after ("Sun, 22 Nov 2026 08:00:00 GMT", now), ==, 0);
}

/* B3 */
static void
test_deadline (void)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/x");
  g_autoptr (KabRequest) upload = kab_request_new ("POST", "/x");
  g_autofree char *filler = g_strnfill (100 * 1024, 'x');
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_VALUE);

  g_assert_cmpuint (kab_request_get_deadline (request, FALSE), ==, 20);
  g_assert_cmpuint (kab_request_get_deadline (request, TRUE), ==, 120);
  json_node_set_string (body, filler);
  kab_request_set_body (upload, body);
  g_assert_cmpuint (kab_request_get_deadline (upload, FALSE), ==, 120);
  kab_request_set_deadline (upload, 5);
  g_assert_cmpuint (kab_request_get_deadline (upload, TRUE), ==, 5);
}

/* Sends one request and counts how often it came. */
static guint
count_tries (const char *method, const char *key, guint status, const char *after, guint tries)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabRequest) request = kab_request_new (method, "/x");
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, status, NULL, NULL, "Retry-After", after, NULL);
  kab_request_set_idempotency_key (request, key);
  if (tries > 0)
    kab_request_set_tries (request, tries);
  error = kab_test_await_error (kab_client_send (f->client, request, G_TYPE_NONE));
  g_assert_cmpuint (kab_error_get_status (error), ==, status);
  return *kab_test_server_get_count (f->server);
}

static void
test_statuses (void)
{
  static const guint never[]
      = { 400, 401, 403, 404, 405, 408, 409, 410, 412, 413, 422, 426, 428, 500, 501, 505, 507 };
  static const guint again[] = { 429, 502, 503, 504 };

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_cmpuint (count_tries ("GET", NULL, never[i], "", 0), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (again); i++)
    g_assert_cmpuint (count_tries ("GET", NULL, again[i], "", 0), ==, 3);
}

static void
test_methods (void)
{
  g_assert_cmpuint (count_tries ("PUT", NULL, 503, "", 0), ==, 3);
  g_assert_cmpuint (count_tries ("DELETE", NULL, 503, "", 0), ==, 3);
  g_assert_cmpuint (count_tries ("POST", NULL, 503, "", 0), ==, 1);
  g_assert_cmpuint (count_tries ("POST", "key", 503, "", 0), ==, 3);
  g_assert_cmpuint (count_tries ("PATCH", NULL, 503, "", 0), ==, 1);
  g_assert_cmpuint (count_tries ("POST", "key", 422, "", 0), ==, 1);
}

static void
test_own_count (void)
{
  g_assert_cmpuint (count_tries ("GET", NULL, 503, "", 1), ==, 1);
  g_assert_cmpuint (count_tries ("GET", NULL, 503, "", 5), ==, 5);
}

static void
test_server_says_when (void)
{
  g_assert_cmpuint (count_tries ("GET", NULL, 429, "0", 0), ==, 3);
  g_assert_cmpuint (count_tries ("GET", NULL, 429, "31", 0), ==, 1);
  g_assert_cmpuint (count_tries ("GET", NULL, 503, "3600", 0), ==, 1);
}

/* What the server explained is tried again by its status all the same, and its words are kept. */
static void
test_problem (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 503, PROBLEM_TYPE, PROBLEM ("maintenance", 503), "Retry-After", "0", NULL);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_PROBLEM);
  g_assert_true (kab_error_has_problem (error, "maintenance"));
  g_assert_cmpint (kab_error_get_retry_after (error), ==, 0);
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 3);
}

static void
test_recovers (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();

  kab_test_server_add (f->server, 502, NULL, NULL, NULL);
  kab_test_server_add (f->server, 504, NULL, NULL, NULL);
  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, NULL);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
}

/* Nobody listens: connection refused, by the name of "not available" and not of "no network". */
static void
test_refused (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&f->server, kab_test_server_free);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_CONNECT);
  g_assert_cmpstr (kab_error_get_host (error), ==, "127.0.0.1");
}

static void
hang_up (GIOStream *stream, gpointer data)
{
}

static guint
count_dropped (const char *method, const char *key)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (hang_up, NULL);
  g_autoptr (KabRequest) request = kab_request_new (method, "/x");
  g_autoptr (GError) error = NULL;

  kab_request_set_idempotency_key (request, key);
  error = kab_test_await_error (kab_client_send (f->client, request, G_TYPE_NONE));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_CONNECT);
  return *kab_test_raw_get_count (f->raw);
}

/* B7: the server took the request and went away without an answer. */
static void
test_dropped (void)
{
  g_assert_cmpuint (count_dropped ("GET", NULL), ==, 3);
  g_assert_cmpuint (count_dropped ("POST", "key"), ==, 3);
  g_assert_cmpuint (count_dropped ("POST", NULL), ==, 1);
}

/* One request whole, as its head announces it. */
static char *
hear (GIOStream *stream)
{
  g_autoptr (GString) heard = g_string_new (NULL);
  const char *end, *length;

  do
    {
      g_autoptr (GBytes) bytes = dex_await_boxed (
          dex_input_stream_read_bytes (g_io_stream_get_input_stream (stream), 4096, G_PRIORITY_DEFAULT),
          NULL);

      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        return NULL;
      g_string_append_len (heard, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
      end = strstr (heard->str, "\r\n\r\n");
      length = strstr (heard->str, "Content-Length: ");
    }
  while (end == NULL || length == NULL
         || strlen (end + 4) < g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10));
  return g_strdup (end + 4);
}

static void
answer (GIOStream *stream)
{
  g_autofree char *text
      = g_strdup_printf ("HTTP/1.1 200 OK\r\nX-Kabinet: 1\r\nContent-Type: application/json\r\n"
                         "Content-Length: %d\r\n\r\n" HEALTH,
                         (int) strlen (HEALTH));

  kab_test_raw_write (stream, text);
}

/* Answers the first request and keeps the connection; takes the second one, and is gone. */
static void
keep_and_go (GIOStream *stream, gpointer data)
{
  GPtrArray *bodies = data;
  gboolean first = bodies->len == 0;

  for (int i = 0; i < 2; i++)
    {
      char *body = hear (stream);

      if (body == NULL)
        return;
      g_ptr_array_add (bodies, body);
      if (!first || i == 0)
        answer (stream);
    }
}

static void
put (KabTestFixture *f, const char *text)
{
  g_autoptr (KabRequest) request = kab_request_new ("PUT", "/x");
  g_autoptr (JsonNode) body = json_from_string (text, NULL);

  kab_request_set_body (request, body);
  g_object_unref (kab_test_await_object (kab_client_send (f->client, request, KAB_TYPE_HEALTH)));
}

/* B7, A-44: a cart that is put where the kept connection was closed meanwhile is put whole, not emptied. */
static void
test_body_again (void)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (keep_and_go, bodies);

  kab_test_raw_set_eager (f->raw);
  put (f, "{\"first\":1}");
  put (f, "{\"second\":2}");
  g_assert_cmpuint (bodies->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (bodies, 1), ==, "{\"second\":2}");
  g_assert_cmpstr (g_ptr_array_index (bodies, 2), ==, "{\"second\":2}");
}

/* B10: the pause would take hours; the network comes up and ends it. What the server asked for it does not
 * end. */
static void
test_network_comes_up (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (DexFuture) call = NULL;
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  kab_net_set_retry_base (f->net, 1000 * 60 * 60 * 24 * 10);
  kab_test_server_add (f->server, 503, NULL, NULL, NULL);
  kab_test_server_add (f->server, 503, NULL, NULL, "Retry-After", "30", NULL);
  call = kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH);
  kab_test_await_count (kab_test_server_get_count (f->server), 1);
  kab_test_settle ();
  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  kab_test_settle ();
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 1);
  while (*kab_test_server_get_count (f->server) < 2)
    {
      g_signal_emit_by_name (monitor, "network-changed", TRUE);
      kab_test_settle ();
    }
  kab_test_settle ();
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  kab_test_settle ();
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 2);
  dex_clear (&call);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/net/B6/pause", test_pause);
  g_test_add_func ("/net/B6/retry-after", test_retry_after);
  g_test_add_func ("/net/B3/deadline", test_deadline);
  kab_test_add ("/net/B6/statuses", test_statuses);
  kab_test_add ("/net/B6/methods", test_methods);
  kab_test_add ("/net/B6/own-count", test_own_count);
  kab_test_add ("/net/B6/server-says-when", test_server_says_when);
  kab_test_add ("/net/B6/problem", test_problem);
  kab_test_add ("/net/B6/recovers", test_recovers);
  kab_test_add ("/net/B6/A-81/refused", test_refused);
  kab_test_add ("/net/B10/network-comes-up", test_network_comes_up);
  kab_test_add ("/net/B7/dropped", test_dropped);
  kab_test_add ("/net/B7/A-44/body-again", test_body_again);
  return g_test_run ();
}
