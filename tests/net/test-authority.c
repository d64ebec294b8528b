/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A refused token: one refresh, one more try, and what follows if that fails (A5, A7, J7). */
#include "config.h"
#include "kab-error-text.h"
#include "kab-test-authority.h"
#include "kab-test-fixture.h"

#include <string.h>

typedef struct
{
  const char *good; /* the header that is taken; NULL: none */
  guint refresh;    /* what a refresh is answered with */
  guint refreshes;
  guint refused;
  guint served;
} Service;

static void
serve (SoupServerMessage *message, guint number, gpointer data)
{
  Service *service = data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char *given
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");

  if (g_str_has_suffix (path, "/refresh"))
    {
      service->refreshes++;
      g_assert_null (given);
      kab_test_server_reply (message, service->refresh, service->refresh == 200 ? JSON_TYPE : PROBLEM_TYPE,
                             service->refresh == 200 ? HEALTH : PROBLEM ("unauthorized", 401));
    }
  else if (service->good != NULL && g_strcmp0 (given, service->good) == 0)
    {
      service->served++;
      kab_test_server_reply (message, 200, JSON_TYPE, HEALTH);
    }
  else
    {
      service->refused++;
      kab_test_server_reply (message, 401, PROBLEM_TYPE, PROBLEM ("unauthorized", 401));
    }
}

static KabTestAuthority *
start (KabTestFixture *f, Service *service, const char *token)
{
  kab_test_server_set_handler (f->server, serve, service);
  return kab_test_authority_new (f->client, token);
}

static void
test_token_is_sent (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  Service service = { "Bearer good", 200 };
  g_autoptr (KabTestAuthority) authority = start (f, &service, "good");
  g_autoptr (KabRequest) anonymous = kab_request_new ("GET", "/x");
  g_autoptr (GError) error = NULL;

  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
  kab_request_set_anonymous (anonymous, TRUE);
  error = kab_test_await_error (kab_client_send (f->client, anonymous, KAB_TYPE_HEALTH));
  g_assert_true (kab_error_has_problem (error, "unauthorized"));
  g_assert_null (kab_test_server_get_header (f->server, 1, "Authorization"));
  g_assert_cmpuint (service.refreshes, ==, 0);
}

/* Fifty requests are refused at once: one refresh, fifty more tries, no error. */
static void
test_single_flight (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  Service service = { "Bearer token-1", 200 };
  g_autoptr (KabTestAuthority) authority = start (f, &service, "stale");
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 50; i++)
    g_ptr_array_add (calls, kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH));
  dex_await (dex_future_allv ((DexFuture *const *) calls->pdata, calls->len), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < calls->len; i++)
    g_assert_true (dex_future_is_resolved (calls->pdata[i]));
  g_assert_cmpuint (service.refreshes, ==, 1);
  g_assert_cmpuint (service.refused, ==, 50);
  g_assert_cmpuint (service.served, ==, 50);
  g_assert_cmpuint (*kab_test_authority_get_calls (authority), ==, 50);
  g_assert_cmpuint (kab_test_authority_get_rejections (authority), ==, 0);
}

/* Before the first token there is, it is asked for, and the request is not sent in vain. */
static void
test_first_token (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  Service service = { "Bearer token-1", 200 };
  g_autoptr (KabTestAuthority) authority = start (f, &service, NULL);

  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
  g_assert_cmpuint (service.refused, ==, 0);
  g_assert_cmpuint (service.refreshes, ==, 1);
}

/* A write is tried again under its own key: the server did not do it the first time. */
static void
test_write (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  Service service = { "Bearer token-1", 200 };
  g_autoptr (KabTestAuthority) authority = start (f, &service, "stale");

  g_object_unref (kab_test_await_object (kab_test_fixture_post (f, "/x", KAB_TYPE_HEALTH)));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 0, "Idempotency-Key"), ==,
                   kab_test_server_get_header (f->server, 2, "Idempotency-Key"));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 2, "Authorization"), ==, "Bearer token-1");
}

static void
test_second_refusal (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  Service service = { NULL, 200 };
  g_autoptr (KabTestAuthority) authority = start (f, &service, "stale");
  g_autoptr (GError) error = kab_test_fixture_fail (f, KAB_NET_ERROR_PROBLEM);

  g_assert_true (kab_error_has_problem (error, "unauthorized"));
  g_assert_cmpstr (kab_error_get_text_id (error), ==, "unauthorized");
  g_assert_cmpuint (service.refused, ==, 2);
  g_assert_cmpuint (service.refreshes, ==, 1);
  g_assert_cmpuint (kab_test_authority_get_rejections (authority), ==, 1);
}

/* The refresh itself fails: its error is the request's, and nobody is told that the session is over. */
static void
test_refresh_fails (void)
{
  static const guint statuses[] = { 500, 503, 401 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
      Service service = { "Bearer token-1", statuses[i] };
      g_autoptr (KabTestAuthority) authority = start (f, &service, "stale");
      g_autoptr (GError) error = kab_test_fixture_fail (f, KAB_NET_ERROR_PROBLEM);

      g_assert_cmpuint (kab_error_get_status (error), ==, statuses[i]);
      g_assert_cmpuint (kab_test_authority_get_rejections (authority), ==, 0);
      g_assert_cmpuint (service.refused, ==, 1);
    }
}

/* a wrong password is answered with 401 too. */
static void
test_wrong_credentials (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabTestAuthority) authority = kab_test_authority_new (f->client, "good");
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 401, PROBLEM_TYPE, PROBLEM ("wrong-credentials", 401), NULL);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_PROBLEM);
  g_assert_cmpstr (kab_error_get_text_id (error), ==, "wrong-credentials");
  g_assert_cmpuint (*kab_test_authority_get_calls (authority), ==, 0);
  g_assert_cmpuint (kab_test_authority_get_rejections (authority), ==, 0);
}

/* J7: within the origin the token follows a redirect; out of it nothing goes at all. */
static void
test_redirect (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabTestAuthority) authority = kab_test_authority_new (f->client, "good");
  g_autoptr (KabTestServer) other = kab_test_server_new ();
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 302, NULL, NULL, "Location", "/org/y", NULL);
  kab_test_server_add (f->server, 302, NULL, NULL, "Location", kab_test_server_get_origin (other), NULL);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_REDIRECTED);
  g_assert_cmpstr (kab_test_server_get_header (f->server, 1, "Authorization"), ==, "Bearer good");
  g_assert_cmpuint (*kab_test_server_get_count (other), ==, 0);
}

/* An authority that is gone leaves a client that sends without a token. */
static void
test_gone (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  KabTestAuthority *authority = kab_test_authority_new (f->client, "good");

  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, NULL);
  g_assert_finalize_object (authority);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
  g_assert_null (kab_test_server_get_header (f->server, 0, "Authorization"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/A5/single-flight", test_single_flight);
  kab_test_add ("/net/A5/first-token", test_first_token);
  kab_test_add ("/net/A5/write", test_write);
  kab_test_add ("/net/A7/second-refusal", test_second_refusal);
  kab_test_add ("/net/A7/refresh-fails", test_refresh_fails);
  kab_test_add ("/net/A7/A-82/wrong-credentials", test_wrong_credentials);
  kab_test_add ("/net/J7/token-is-sent", test_token_is_sent);
  kab_test_add ("/net/J7/redirect", test_redirect);
  kab_test_add ("/net/J7/gone", test_gone);
  return g_test_run ();
}
