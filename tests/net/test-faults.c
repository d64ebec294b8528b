/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Servers that break off, drip, hang, burst or never end: written byte by byte. */
#include "config.h"
#include "kab-error-text.h"
#include "kab-test-fixture.h"

#include <string.h>
#include <unistd.h>

#define HEAD "HTTP/1.1 200 OK\r\nX-Kabinet: 1\r\nContent-Type: application/json\r\n"

static void
write_text (GIOStream *stream, gpointer text)
{
  kab_test_raw_write (stream, text);
}

/* Gets a record from a server that writes @text and closes. */
static char *
get_text_id (const char *text, KabNetError code)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (write_text, (gpointer) text);
  g_autoptr (GError) error = kab_test_fixture_fail (f, code);

  g_assert_cmpstr (kab_error_get_host (error), ==, "127.0.0.1");
  return g_strdup (kab_error_get_text_id (error));
}

static void
test_cut_length (void)
{
  g_autofree char *id = get_text_id (HEAD "Content-Length: 640\r\n\r\n" HEALTH, KAB_NET_ERROR_TRUNCATED);

  g_assert_cmpstr (id, ==, "truncated");
}

static void
test_cut_chunked (void)
{
  g_autofree char *id = get_text_id (HEAD "Transfer-Encoding: chunked\r\n\r\n10\r\n{\"status\":\"ok\",\"\r\n",
                                     KAB_NET_ERROR_TRUNCATED);

  g_assert_cmpstr (id, ==, "truncated");
}

/* The same cut inside a chunk, and one that looks like an end to whoever does not read the JSON. */
static void
test_cut_elsewhere (void)
{
  g_free (get_text_id (HEAD "Transfer-Encoding: chunked\r\n\r\n40\r\n{\"status\"", KAB_NET_ERROR_TRUNCATED));
  g_free (get_text_id (HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"status\"\r\n0\r\n\r\n",
                       KAB_NET_ERROR_TRUNCATED));
  g_free (get_text_id (HEAD "Connection: close\r\n\r\n{\"status\"", KAB_NET_ERROR_TRUNCATED));
}

/* The whole body in the time of the connection: an end by closing is an end. */
static void
test_close_delimited (void)
{
  g_autoptr (KabTestFixture) f
      = kab_test_fixture_new_raw (write_text, (gpointer) HEAD "Connection: close\r\n\r\n" HEALTH);

  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
}

static void
test_not_http (void)
{
  g_free (get_text_id ("SSH-2.0-OpenSSH_9.9\r\n", KAB_NET_ERROR_UNEXPECTED));
  g_free (get_text_id ("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", KAB_NET_ERROR_CAPTIVE_PORTAL));
}

static void
drip (GIOStream *stream, gpointer data)
{
  guint *written = data;

  kab_test_raw_write (stream, HEAD "Content-Length: 1000000\r\n\r\n");
  while (kab_test_raw_write (stream, " "))
    {
      *written += 1;
      dex_await (dex_timeout_new_msec (20), NULL);
    }
}

static void
hang (GIOStream *stream, gpointer data)
{
  kab_test_raw_hang ();
}

/* Something comes all the time, so that no timeout of a socket would ever end it. */
static void
test_drip (void)
{
  guint written = 0;
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (drip, &written);
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/x");
  g_autoptr (GError) error = NULL;

  kab_request_set_deadline (request, 1);
  error = kab_test_await_error (kab_client_send (f->client, request, KAB_TYPE_HEALTH));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TIMED_OUT);
  g_assert_cmpstr (kab_error_get_text_id (error), ==, "timed-out");
  g_assert_cmpstr (kab_error_get_host (error), ==, "127.0.0.1");
  g_assert_cmpuint (written, >, 2);
  g_assert_cmpuint (*kab_test_raw_get_count (f->raw), ==, 1);
}

static void
test_silence (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (hang, NULL);
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/x");
  g_autoptr (GError) error = NULL;

  kab_request_set_deadline (request, 1);
  error = kab_test_await_error (kab_client_send (f->client, request, KAB_TYPE_HEALTH));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TIMED_OUT);
  g_assert_cmpuint (*kab_test_raw_get_count (f->raw), ==, 1);
}

static void
endless_headers (GIOStream *stream, gpointer data)
{
  g_autofree char *line = g_strnfill (8000, 'h');

  kab_test_raw_write (stream, "HTTP/1.1 200 OK\r\n");
  while (kab_test_raw_write (stream, line) && kab_test_raw_write (stream, ": x\r\n"))
    *(gsize *) data += 8005;
}

static void
test_endless_headers (void)
{
  gsize written = 0;
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (endless_headers, &written);
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/x");
  g_autoptr (GError) error = NULL;

  error = kab_test_await_error (kab_client_send (f->client, request, KAB_TYPE_HEALTH));
  g_test_message ("%s after %" G_GSIZE_FORMAT " bytes", error->message, written);
  g_assert_true (error->domain == KAB_NET_ERROR);
  g_assert_cmpuint (written, <, 8 * 1024 * 1024);
}

static void
endless_body (GIOStream *stream, gpointer data)
{
  g_autofree char *line = g_strnfill (64 * 1024, ' ');

  kab_test_raw_write (stream, HEAD "Connection: close\r\n\r\n");
  while (kab_test_raw_write (stream, line))
    *(gsize *) data += 64 * 1024;
}

static void
test_endless_body (void)
{
  gsize written = 0;
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (endless_body, &written);
  g_autoptr (GError) error = kab_test_fixture_fail (f, KAB_NET_ERROR_TOO_LARGE);

  g_assert_cmpuint (written, <, 2 * KAB_LIMIT_JSON);
}

static GBytes *
compress (gsize length, char what)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autofree char *block = g_strnfill (1024 * 1024, what);
  g_autoptr (GError) error = NULL;

  for (gsize done = 0; done < length; done += 1024 * 1024)
    g_output_stream_write_all (stream, block, 1024 * 1024, NULL, NULL, &error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
write_gzip (GIOStream *stream, gpointer bytes)
{
  g_autofree char *head = g_strdup_printf (
      HEAD "Content-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", g_bytes_get_size (bytes));

  kab_test_raw_write (stream, head);
  kab_test_raw_write_bytes (stream, bytes);
}

static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtoull (words[1], NULL, 10) * sysconf (_SC_PAGESIZE);
}

/* J2: 200 KB that become 200 MB. */
static void
test_gzip_bomb (void)
{
  g_autoptr (GBytes) bomb = compress (200 * 1024 * 1024, '[');
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (write_gzip, bomb);
  gsize before = get_resident ();
  g_autoptr (GError) error = kab_test_fixture_fail (f, KAB_NET_ERROR_TOO_LARGE);

  g_test_message ("%" G_GSIZE_FORMAT " bytes on the wire, %" G_GSIZE_FORMAT " KiB more memory",
                  g_bytes_get_size (bomb), (get_resident () - before) / 1024);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (get_resident () - before, <, 20 * 1024 * 1024);
#endif
  g_assert_cmpuint (*kab_test_raw_get_count (f->raw), ==, 1);
}

/* Below the cap, but packed 1000 to 1. */
static void
test_gzip_ratio (void)
{
  g_autoptr (GBytes) bomb = compress (4 * 1024 * 1024, ' ');
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (write_gzip, bomb);
  g_autoptr (GError) error = kab_test_fixture_fail (f, KAB_NET_ERROR_TOO_LARGE);
}

/* An honest answer may be packed as well as it goes. */
static void
test_gzip_honest (void)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GBytes) plain = g_bytes_new_static (HEALTH, strlen (HEALTH));
  g_autoptr (GBytes) packed = g_converter_convert_bytes (G_CONVERTER (gzip), plain, NULL);
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (write_gzip, packed);

  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
}

/* Packed text that ends too early, or turns into something else. */
static void
test_gzip_damaged (void)
{
  g_autoptr (GBytes) whole = compress (1024 * 1024, ' ');
  gsize length = g_bytes_get_size (whole);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, length / 2);
  g_autofree char *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), length);
  g_autoptr (GBytes) spoilt = NULL;
  g_autoptr (KabTestFixture) first = kab_test_fixture_new_raw (write_gzip, half);
  g_autoptr (KabTestFixture) second = NULL;
  g_autoptr (GError) error = kab_test_await_error (kab_test_fixture_get (first, "/x", KAB_TYPE_HEALTH));

  g_assert_true (error->domain == KAB_NET_ERROR);
  g_clear_error (&error);
  memset (bytes + length / 2, 0xff, length / 4);
  spoilt = g_bytes_new (bytes, length);
  second = kab_test_fixture_new_raw (write_gzip, spoilt);
  error = kab_test_fixture_fail (second, KAB_NET_ERROR_UNEXPECTED);
}

/* J3: a million open brackets end in an error and not in the parser. */
static void
test_deep (void)
{
  g_autofree char *brackets = g_strnfill (1000 * 1000, '[');
  g_autofree char *text = g_strconcat (HEAD "Content-Length: 1000000\r\n\r\n", brackets, NULL);

  g_free (get_text_id (text, KAB_NET_ERROR_TOO_DEEP));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/B3/drip", test_drip);
  kab_test_add ("/net/B3/silence", test_silence);
  kab_test_add ("/net/B8/cut-length", test_cut_length);
  kab_test_add ("/net/B8/cut-chunked", test_cut_chunked);
  kab_test_add ("/net/B8/cut-elsewhere", test_cut_elsewhere);
  kab_test_add ("/net/B8/close-delimited", test_close_delimited);
  kab_test_add ("/net/C3/not-http", test_not_http);
  kab_test_add ("/net/J2/endless-headers", test_endless_headers);
  kab_test_add ("/net/J2/endless-body", test_endless_body);
  kab_test_add ("/net/J2/gzip-bomb", test_gzip_bomb);
  kab_test_add ("/net/J2/gzip-ratio", test_gzip_ratio);
  kab_test_add ("/net/J2/gzip-honest", test_gzip_honest);
  kab_test_add ("/net/J2/gzip-damaged", test_gzip_damaged);
  kab_test_add ("/net/J3/deep", test_deep);
  return g_test_run ();
}
