/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B4: dropping a future ends the request under it, and nobody is called. B1: streams take no places. */
#include "config.h"
#include "kab-test-fixture.h"

static void
hang (GIOStream *stream, gpointer data)
{
  kab_test_raw_hang ();
}

static DexFuture *
called_cb (DexFuture *done, gpointer data)
{
  *(guint *) data += 1;
  return dex_ref (done);
}

/* Six of the ten are at the server, four are queued behind them in the session. */
static void
test_drop_all (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (hang, NULL);
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (dex_unref);
  guint called = 0;

  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (calls, dex_future_finally (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH), called_cb,
                                                &called, NULL));
  kab_test_await_count (kab_test_raw_get_count (f->raw), 6);
  g_ptr_array_set_size (calls, 0);
  kab_test_settle ();
  g_assert_cmpuint (called, ==, 0);
  g_assert_cmpuint (*kab_test_raw_get_count (f->raw), ==, 6);
}

/* The places of dropped requests are free again. */
static void
hang_first (GIOStream *stream, gpointer data)
{
  guint *number = data;

  if (++*number <= 6)
    kab_test_raw_hang ();
  kab_test_raw_write (stream, "HTTP/1.1 200 OK\r\nX-Kabinet: 1\r\nContent-Type: application/json\r\n"
                              "Connection: close\r\n\r\n" HEALTH);
}

static void
test_places_are_freed (void)
{
  guint number = 0;
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (hang_first, &number);
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (calls, kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH));
  kab_test_await_count (kab_test_raw_get_count (f->raw), 6);
  g_ptr_array_set_size (calls, 0);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
}

/* Dropped in every state in which a request can be: before it is sent, in the head, in the body, between
 * two tries. Under the sanitizer this is also where a leak would show. */
static void
half_body (GIOStream *stream, gpointer data)
{
  kab_test_raw_write (stream, "HTTP/1.1 200 OK\r\nX-Kabinet: 1\r\nContent-Type: application/json\r\n"
                              "Content-Length: 500\r\n\r\n{\"status\":");
  *(guint *) data += 1;
  kab_test_raw_hang ();
}

static void
test_drop_in_body (void)
{
  guint written = 0;
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (half_body, &written);
  DexFuture *call = kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH);

  kab_test_await_count (&written, 1);
  kab_test_settle ();
  dex_unref (call);
}

static void
test_drop_at_once (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (hang, NULL);

  dex_unref (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH));
  dex_unref (kab_test_fixture_get (f, "/y", G_TYPE_NONE));
  kab_test_settle ();
  g_assert_cmpuint (*kab_test_raw_get_count (f->raw), ==, 0);
}

static void
test_drop_in_pause (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  DexFuture *call;

  kab_test_server_add (f->server, 503, NULL, NULL, "Retry-After", "20", NULL);
  call = kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH);
  kab_test_await_count (kab_test_server_get_count (f->server), 1);
  kab_test_settle ();
  dex_unref (call);
  kab_test_settle ();
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 1);
}

/* B11: after a suspend all connections are dead; whoever waits is told, and not as if they had cancelled. */
static void
test_abort (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (hang, NULL);
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/x");
  g_autoptr (DexFuture) call = NULL;
  g_autoptr (GError) error = NULL;

  kab_request_set_tries (request, 1);
  call = kab_client_send (f->client, request, KAB_TYPE_HEALTH);
  kab_test_await_count (kab_test_raw_get_count (f->raw), 1);
  kab_net_abort (f->net);
  error = kab_test_await_error (dex_ref (call));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_CONNECT);
}

static void
stream_or_answer (SoupServerMessage *message, guint number, gpointer data)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if (!g_str_has_suffix (path, "/events"))
    {
      kab_test_server_reply (message, 200, JSON_TYPE, HEALTH);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type",
                                "text/event-stream");
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, ": ping\n\n",
                            8);
}

static GInputStream *
open_stream (KabTestFixture *f)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/events");

  return kab_test_await_object (kab_client_send_for_stream (f->client, request));
}

static void
test_streams (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GInputStream) first = NULL;
  g_autoptr (GInputStream) second = NULL;
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GBytes) ping = NULL;
  g_autoptr (GError) error = NULL;

  kab_test_server_set_handler (f->server, stream_or_answer, NULL);
  first = open_stream (f);
  second = open_stream (f);
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (calls, kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH));
  dex_await (dex_future_allv ((DexFuture *const *) calls->pdata, calls->len), &error);
  g_assert_no_error (error);
  ping = kab_test_await_bytes (dex_input_stream_read_bytes (second, 100, G_PRIORITY_DEFAULT));
  g_assert_cmpuint (g_bytes_get_size (ping), ==, 8);
  g_assert_cmpstr (kab_test_server_get_header (f->server, 0, "Accept"), ==,
                   "text/event-stream, application/problem+json");
}

static void
test_no_stream (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/events");
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, NULL);
  error = kab_test_await_error (kab_client_send_for_stream (f->client, request));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_UNEXPECTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/B1/streams", test_streams);
  kab_test_add ("/net/B1/no-stream", test_no_stream);
  kab_test_add ("/net/B4/drop-all", test_drop_all);
  kab_test_add ("/net/B4/places-are-freed", test_places_are_freed);
  kab_test_add ("/net/B4/drop-in-body", test_drop_in_body);
  kab_test_add ("/net/B4/drop-at-once", test_drop_at_once);
  kab_test_add ("/net/B4/drop-in-pause", test_drop_in_pause);
  kab_test_add ("/net/B11/abort", test_abort);
  return g_test_run ();
}
