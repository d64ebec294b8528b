/* SPDX-License-Identifier: GPL-3.0-or-later */
/* J7: where Kabinet goes, and where it does not. */
#include "config.h"
#include "kab-error-text.h"
#include "kab-origin.h"
#include "kab-test-fixture.h"

static void
test_accepted (void)
{
  static const char *const rows[][2] = {
    { "https://example.org", "https://example.org" },
    { " https://Example.ORG/ ", "https://example.org" },
    { "example.org", "https://example.org" },
    { "example.org:8443", "https://example.org:8443" },
    { "https://example.org:443", "https://example.org" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "127.0.0.1:8080/", "http://127.0.0.1:8080" },
    { "localhost", "http://localhost" },
    { "http://localhost:80", "http://localhost" },
    { "http://[::1]:9", "http://[::1]:9" },
    { "https://127.0.0.1", "https://127.0.0.1" },
    { "https://пример.рф", "https://xn--e1afmkfd.xn--p1ai" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *origin = kab_origin_parse (rows[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (origin, ==, rows[i][1]);
    }
}

static void
test_refused (void)
{
  static const char *const rows[] = {
    "",
    "http://example.org",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://10.0.0.1",
    "ftp://127.0.0.1",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    "https:///path",
    "https://name:word@example.org",
    "https://example.org/path",
    "https://example.org?q",
    "https://example.org#f",
    "https://example.org:99999",
    "https://exa mple.org",
    "http://127.0.0.1@example.org",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *origin = kab_origin_parse (rows[i], &error);

      g_assert_cmpstr (origin, ==, NULL);
      g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_ADDRESS);
    }
}

/* A client with such an address sends nothing. */
static void
test_client_refuses (void)
{
  g_autoptr (KabNet) net = kab_net_new ();
  g_autoptr (KabClient) client = kab_client_new (net, "http://example.org", "org");
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/x");
  g_autoptr (GError) error = kab_test_await_error (kab_client_send (client, request, G_TYPE_NONE));

  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_ADDRESS);
  g_assert_cmpstr (kab_error_get_text_id (error), ==, "address");
}

static void
test_redirect_within (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();

  kab_test_server_add (f->server, 307, NULL, NULL, "Location", "/org/there?a=1", NULL);
  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, NULL);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/here", KAB_TYPE_HEALTH)));
  g_assert_cmpstr (kab_test_server_get_line (f->server, 1), ==, "GET /org/there?a=1");
}

static void
test_redirect_elsewhere (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
      g_autoptr (KabTestServer) other = kab_test_server_new ();
      g_autoptr (GError) error = NULL;

      kab_test_server_add (f->server, statuses[i], NULL, NULL, "Location", kab_test_server_get_origin (other),
                           NULL);
      error = kab_test_fixture_fail (f, KAB_NET_ERROR_REDIRECTED);
      g_assert_cmpuint (*kab_test_server_get_count (other), ==, 0);
      g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 1);
    }
}

static void
test_redirect_of_write (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 307, NULL, NULL, "Location", "/org/there", NULL);
  error = kab_test_await_error (kab_test_fixture_post (f, "/here", G_TYPE_NONE));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_REDIRECTED);
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 1);
}

static void
test_redirect_circle (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 302, NULL, NULL, "Location", "/org/x", NULL);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_REDIRECTED);
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 6);
}

/* B10: what does not bear the mark of the service came from something on the way. */
static void
test_captive_portal (void)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *location;
  } rows[] = {
    { 200, "text/html", "" }, { 200, JSON_TYPE, "" },
    { 204, NULL, "" },        { 302, "text/html", "http://127.0.0.1:9/sign-in" },
    { 307, NULL, "/org/x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
      g_autoptr (GError) error = NULL;

      kab_test_server_add (f->server, rows[i].status, rows[i].type, "<html>Sign in!</html>", "Location",
                           rows[i].location, "X-Kabinet", "", NULL);
      error = kab_test_fixture_fail (f, KAB_NET_ERROR_CAPTIVE_PORTAL);
      g_assert_cmpint (kab_error_get_place (error), ==, KAB_ERROR_PLACE_BANNER);
      g_assert_true (kab_error_get_actions (error) & KAB_ERROR_ACTION_OPEN_BROWSER);
      g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 1);
    }
}

/* B13 */
static void
test_proxy (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 407, "text/html", "<html>", "X-Kabinet", "", "Proxy-Authenticate",
                       "Basic realm=\"p\"", NULL);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_PROXY);
  g_assert_cmpstr (kab_error_get_text_id (error), ==, "proxy");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/net/J7/accepted", test_accepted);
  g_test_add_func ("/net/J7/refused", test_refused);
  kab_test_add ("/net/J7/client-refuses", test_client_refuses);
  kab_test_add ("/net/J7/redirect-within", test_redirect_within);
  kab_test_add ("/net/J7/redirect-elsewhere", test_redirect_elsewhere);
  kab_test_add ("/net/J7/redirect-of-write", test_redirect_of_write);
  kab_test_add ("/net/J7/redirect-circle", test_redirect_circle);
  kab_test_add ("/net/B10/captive-portal", test_captive_portal);
  kab_test_add ("/net/B13/proxy", test_proxy);
  return g_test_run ();
}
