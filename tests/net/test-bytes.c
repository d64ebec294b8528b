/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: their beginning, their end and their digest (B8, J2). */
#include "config.h"
#include "kab-test-fixture.h"

#include <string.h>

#define PDF "%PDF-1.7\nbody\n%%EOF\n"

static DexFuture *
get_pdf (KabTestFixture *f, gsize limit)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/receipts/1/file");

  return kab_client_send_for_bytes (f->client, request, "application/pdf", limit);
}

static char *
make_digest (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guint8 *) text, strlen (text));
  g_checksum_get_digest (checksum, digest, &length);
  base64 = g_base64_encode (digest, length);
  return g_strdup_printf ("sha-512=:AAAA:, sha-256=:%s:", base64);
}

static void
test_pdf (void)
{
  g_autofree char *digest = make_digest (PDF);
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  kab_test_server_add (f->server, 200, "application/pdf", PDF, NULL);
  kab_test_server_add (f->server, 200, "application/pdf", PDF, "Repr-Digest", digest, NULL);
  first = kab_test_await_bytes (get_pdf (f, KAB_LIMIT_PDF));
  second = kab_test_await_bytes (get_pdf (f, KAB_LIMIT_PDF));
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpuint (g_bytes_get_size (first), ==, strlen (PDF));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 0, "Accept"), ==,
                   "application/pdf, application/problem+json");
}

static void
test_damaged (void)
{
  g_autofree char *digest = make_digest (PDF "x");
  g_autofree char *long_tail = g_strnfill (2000, 'x');
  g_autofree char *tail = g_strconcat (PDF, long_tail, NULL);
  const struct
  {
    const char *type;
    const char *body;
    const char *digest;
    KabNetError code;
  } rows[] = {
    { "application/pdf", "%PDF-1.7\nbody\n%%EO", "", KAB_NET_ERROR_TRUNCATED },
    { "application/pdf", tail, "", KAB_NET_ERROR_TRUNCATED },
    { "application/pdf", PDF, digest, KAB_NET_ERROR_TRUNCATED },
    { "application/pdf", PDF, "sha-256=AAAA", KAB_NET_ERROR_TRUNCATED },
    { "application/pdf", "", "", KAB_NET_ERROR_UNEXPECTED },
    { "application/pdf", "<html>%%EOF", "", KAB_NET_ERROR_UNEXPECTED },
    { "text/html", PDF, "", KAB_NET_ERROR_UNEXPECTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u", i);
      kab_test_server_add (f->server, 200, rows[i].type, rows[i].body, "Repr-Digest", rows[i].digest, NULL);
      error = kab_test_await_error (get_pdf (f, KAB_LIMIT_PDF));
      g_assert_error (error, KAB_NET_ERROR, (int) rows[i].code);
    }
}

static void
test_limit (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 200, "application/pdf", PDF, NULL);
  g_bytes_unref (kab_test_await_bytes (get_pdf (f, strlen (PDF))));
  error = kab_test_await_error (get_pdf (f, strlen (PDF) - 1));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TOO_LARGE);
}

/* What the server explains goes before the type of file that was wanted. */
static void
test_problem (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 404, PROBLEM_TYPE, PROBLEM ("not-found", 404), NULL);
  error = kab_test_await_error (get_pdf (f, KAB_LIMIT_PDF));
  g_assert_true (kab_error_has_problem (error, "not-found"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/B8/pdf", test_pdf);
  kab_test_add ("/net/B8/damaged", test_damaged);
  kab_test_add ("/net/J2/limit", test_limit);
  kab_test_add ("/net/client/problem-in-place-of-bytes", test_problem);
  return g_test_run ();
}
