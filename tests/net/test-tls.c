/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B9: what is wrong with a certificate, in words, with the host and the fingerprint, and no way past it. */
#include "config.h"
#include "kab-error-text.h"
#include "kab-test-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static void
run_openssl (const char *arguments, char **output)
{
  g_autofree char *command = g_strdup_printf ("openssl %s", arguments);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *messages = NULL;
  int status;

  g_shell_parse_argv (command, NULL, &argv, &error);
  g_assert_no_error (error);
  g_spawn_sync (folder, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, &messages, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", command, messages);
}

/* Makes NAME.pem, a certificate and its key; signed by the test's authority unless @issuer is empty. */
static void
make_certificate (const char *name, const char *alternative, const char *issuer, const char *dates)
{
  g_autofree char *arguments
      = g_strdup_printf ("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%s "
                         "-addext subjectAltName=%s %s %s -keyout %s.key -out %s.crt",
                         name, alternative, issuer, dates, name, name);
  g_autofree char *key = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *both = NULL;
  g_autofree char *path = g_strdup_printf ("%s/%s.pem", folder, name);
  g_autofree char *key_path = g_strdup_printf ("%s/%s.key", folder, name);
  g_autofree char *certificate_path = g_strdup_printf ("%s/%s.crt", folder, name);

  run_openssl (arguments, NULL);
  g_assert_true (g_file_get_contents (key_path, &key, NULL, NULL));
  g_assert_true (g_file_get_contents (certificate_path, &certificate, NULL, NULL));
  both = g_strconcat (certificate, key, NULL);
  g_assert_true (g_file_set_contents (path, both, -1, NULL));
}

#define SIGNED "-CA authority.crt -CAkey authority.key"
#define HERE "IP:127.0.0.1"

static void
make_certificates (void)
{
  folder = g_dir_make_tmp ("kabinet-tls-XXXXXX", NULL);
  g_assert_nonnull (folder);
  make_certificate ("authority", "DNS:authority", "-addext basicConstraints=critical,CA:TRUE", "-days 2");
  make_certificate ("good", HERE, SIGNED, "-days 2");
  make_certificate ("other-name", "DNS:other.example.org", SIGNED, "-days 2");
  make_certificate ("expired", HERE, SIGNED, "-not_before 20200101000000Z -not_after 20200201000000Z");
  make_certificate ("future", HERE, SIGNED, "-not_before 20900101000000Z -not_after 20910101000000Z");
  make_certificate ("self-signed", HERE, "", "-days 2");
  make_certificate ("all-at-once", "DNS:other.example.org", "",
                    "-not_before 20200101000000Z -not_after 20200201000000Z");
}

static void
remove_certificates (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static void
answer (GIOStream *stream, gpointer data)
{
  kab_test_raw_write (stream, "HTTP/1.1 200 OK\r\nX-Kabinet: 1\r\nContent-Type: application/json\r\n"
                              "Connection: close\r\n\r\n" HEALTH);
}

/* A service with the certificate @name, and a client that trusts the test's authority. */
static KabTestFixture *
start (const char *name)
{
  KabTestFixture *f = kab_test_fixture_new_raw (answer, NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s.pem", folder, name);
  g_autofree char *anchors = g_build_filename (folder, "authority.crt", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (anchors, &error);

  g_assert_no_error (error);
  kab_test_raw_set_certificate (f->raw, certificate);
  kab_net_set_tls_database (f->net, database);
  g_object_unref (f->client);
  f->client = kab_client_new (f->net, kab_test_raw_get_origin (f->raw), "org");
  return f;
}

static char *
get_fingerprint (const char *name)
{
  g_autofree char *arguments = g_strdup_printf ("x509 -in %s.crt -noout -fingerprint -sha256", name);
  g_autofree char *output = NULL;

  run_openssl (arguments, &output);
  return g_strdup (strchr (g_strchomp (output), '=') + 1);
}

static void
assert_refused (const char *name, const char *text_id)
{
  g_autoptr (KabTestFixture) f = start (name);
  g_autoptr (GError) error = kab_test_fixture_fail (f, KAB_NET_ERROR_TLS);
  g_autofree char *fingerprint = get_fingerprint (name);
  g_autofree char *text = kab_error_describe (error);

  g_assert_cmpstr (kab_error_get_text_id (error), ==, text_id);
  g_assert_cmpstr (kab_error_get_fingerprint (error), ==, fingerprint);
  g_assert_cmpstr (kab_error_get_host (error), ==, "127.0.0.1");
  g_assert_nonnull (strstr (text, fingerprint));
  g_assert_nonnull (strstr (text, "127.0.0.1"));
  g_assert_cmpuint (*kab_test_raw_get_count (f->raw), ==, 0);
}

static void
test_good (void)
{
  g_autoptr (KabTestFixture) f = start ("good");

  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
}

static void
test_self_signed (void)
{
  assert_refused ("self-signed", "tls-unknown-issuer");
}

static void
test_expired (void)
{
  assert_refused ("expired", "tls-expired");
}

static void
test_future (void)
{
  assert_refused ("future", "tls-not-yet-valid");
}

static void
test_other_name (void)
{
  assert_refused ("other-name", "tls-other-name");
}

/* Of an unknown issuer nothing else is worth saying. */
static void
test_all_at_once (void)
{
  assert_refused ("all-at-once", "tls-unknown-issuer");
}

/* The system's own authorities do not know the test's. */
static void
test_system_store (void)
{
  g_autoptr (KabTestFixture) f = start ("good");
  g_autoptr (GTlsDatabase) system = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  g_autoptr (GError) error = NULL;

  kab_net_set_tls_database (f->net, system);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_TLS);
  g_assert_cmpstr (kab_error_get_text_id (error), ==, "tls-unknown-issuer");
}

static void
speak_plain (GIOStream *stream, gpointer data)
{
  kab_test_raw_write (stream, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
}

/* https to a server that does not speak it. */
static void
test_no_tls (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (speak_plain, NULL);
  g_autofree char *origin = g_strconcat ("https", strchr (kab_test_raw_get_origin (f->raw), ':'), NULL);
  g_autoptr (KabClient) client = kab_client_new (f->net, origin, "org");
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/x");
  g_autoptr (GError) error = NULL;

  kab_test_raw_set_eager (f->raw);
  error = kab_test_await_error (kab_client_send (client, request, KAB_TYPE_HEALTH));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TLS);
  g_assert_cmpstr (kab_error_get_text_id (error), ==, "tls-other");
  g_assert_null (kab_error_get_fingerprint (error));
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  make_certificates ();
  kab_test_add ("/net/B9/good", test_good);
  kab_test_add ("/net/B9/self-signed", test_self_signed);
  kab_test_add ("/net/B9/expired", test_expired);
  kab_test_add ("/net/B9/future", test_future);
  kab_test_add ("/net/B9/other-name", test_other_name);
  kab_test_add ("/net/B9/all-at-once", test_all_at_once);
  kab_test_add ("/net/B9/system-store", test_system_store);
  kab_test_add ("/net/B9/no-tls", test_no_tls);
  result = g_test_run ();
  remove_certificates ();
  return result;
}
