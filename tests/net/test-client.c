/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipe from the wire to a record, against a server that speaks HTTP. */
#include "config.h"
#include "kab-error-text.h"
#include "kab-test-fixture.h"

#include <string.h>

static void
test_record (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/health");
  g_autoptr (KabHealth) health = NULL;

  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, NULL);
  kab_request_set_query (request, "q", "a b&c");
  kab_request_set_query (request, "limit", "5");
  kab_request_set_query (request, "limit", "100");
  health = kab_test_await_object (kab_client_send (f->client, request, KAB_TYPE_HEALTH));
  g_assert_cmpstr (kab_health_get_status (health), ==, "ok");
  g_assert_cmpstr (kab_test_server_get_line (f->server, 0), ==, "GET /org/health?q=a%20b%26c&limit=100");
}

/* Without an organisation, paths are the service's own. */
static void
test_directory (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabClient) client = kab_client_new (f->net, kab_test_server_get_origin (f->server), NULL);
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/health");

  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, NULL);
  g_object_unref (kab_test_await_object (kab_client_send (client, request, KAB_TYPE_HEALTH)));
  g_assert_cmpstr (kab_test_server_get_line (f->server, 0), ==, "GET /health");
}

/* An organisation's id and the parts of a path cannot leave their places. */
static void
test_path (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabClient) client = kab_client_new (f->net, kab_test_server_get_origin (f->server), "a/b?c");
  g_autoptr (KabRequest) request = kab_request_new_segments ("DELETE", "accounts", "x/y?z#é", "..", "", NULL);

  kab_test_server_add (f->server, 204, NULL, NULL, NULL);
  kab_test_await_true (kab_client_send (client, request, G_TYPE_NONE));
  g_assert_cmpstr (kab_test_server_get_line (f->server, 0), ==,
                   "DELETE /a%2Fb%3Fc/accounts/x%2Fy%3Fz%23%C3%A9/-/-");
}

/* B12 */
static void
test_headers (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabHealth) health = NULL;
  const char *agent;

  kab_test_server_add (f->server, 503, NULL, NULL, NULL);
  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, NULL);
  health = kab_test_await_object (kab_test_fixture_post (f, "/flows", KAB_TYPE_HEALTH));
  agent = kab_test_server_get_header (f->server, 0, "User-Agent");
  g_assert_true (g_regex_match_simple ("^Kabinet/[0-9.]+ \\([^;]+; libsoup/3\\.[0-9.]+\\)$", agent, 0, 0));
  g_assert_true (g_uuid_string_is_valid (kab_test_server_get_header (f->server, 0, "X-Request-ID")));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 0, "X-Request-ID"), !=,
                   kab_test_server_get_header (f->server, 1, "X-Request-ID"));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 0, "Accept"), ==,
                   "application/json, application/problem+json");
  g_assert_cmpstr (kab_test_server_get_header (f->server, 0, "Content-Type"), ==, "application/json");
  g_assert_cmpstr (kab_test_server_get_body (f->server, 1), ==, "{\"values\":{\"a\":1}}");
  g_assert_null (kab_test_server_get_header (f->server, 0, "Authorization"));
}

/* B7: one key for all tries of one request, another for the next one. */
static void
test_idempotency_key (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabRequest) form = kab_request_new ("POST", "/flows");

  kab_test_server_add (f->server, 503, NULL, NULL, NULL);
  kab_test_server_add (f->server, 204, NULL, NULL, NULL);
  kab_test_await_true (kab_test_fixture_post (f, "/flows", G_TYPE_NONE));
  g_assert_true (g_uuid_string_is_valid (kab_test_server_get_header (f->server, 0, "Idempotency-Key")));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 0, "Idempotency-Key"), ==,
                   kab_test_server_get_header (f->server, 1, "Idempotency-Key"));
  kab_test_await_true (kab_test_fixture_post (f, "/flows", G_TYPE_NONE));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 1, "Idempotency-Key"), !=,
                   kab_test_server_get_header (f->server, 2, "Idempotency-Key"));
  kab_request_set_idempotency_key (form, "kept-with-the-draft");
  kab_test_await_true (kab_client_send (f->client, form, G_TYPE_NONE));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 3, "Idempotency-Key"), ==, "kept-with-the-draft");
}

/* The status goes before the content: a failure that looks like the record is a failure. */
static void
test_status_first (void)
{
  static const struct
  {
    guint status;
    KabNetError code;
    const char *text_id;
  } rows[] = {
    { 400, KAB_NET_ERROR_UNEXPECTED, "unexpected" },
    { 401, KAB_NET_ERROR_UNEXPECTED, "unauthorized" },
    { 404, KAB_NET_ERROR_UNEXPECTED, "unexpected" },
    { 407, KAB_NET_ERROR_PROXY, "proxy" },
    { 418, KAB_NET_ERROR_UNEXPECTED, "unexpected" },
    { 429, KAB_NET_ERROR_SERVER, "busy" },
    { 500, KAB_NET_ERROR_UNEXPECTED, "unexpected" },
    { 502, KAB_NET_ERROR_SERVER, "unavailable" },
    { 503, KAB_NET_ERROR_SERVER, "unavailable" },
    { 504, KAB_NET_ERROR_SERVER, "unavailable" },
    { 511, KAB_NET_ERROR_CAPTIVE_PORTAL, "captive-portal" },
    { 206, KAB_NET_ERROR_UNEXPECTED, "unexpected" },
    { 304, KAB_NET_ERROR_NOT_MODIFIED, "not-modified" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
      g_autoptr (GError) error = NULL;

      kab_test_server_add (f->server, rows[i].status, JSON_TYPE, HEALTH, NULL);
      error = kab_test_fixture_fail (f, rows[i].code);
      g_assert_cmpuint (kab_error_get_status (error), ==, rows[i].status);
      g_assert_cmpstr (kab_error_get_text_id (error), ==, rows[i].text_id);
    }
}

/* C3: the page of a proxy is not shown, in no part of the error. */
static void
test_html_failure (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *details = NULL;

  kab_test_server_add (f->server, 500, "text/html", "<h1>canary</h1>", NULL);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_UNEXPECTED);
  text = kab_error_describe (error);
  details = kab_error_dup_details (error);
  g_assert_null (strstr (text, "canary"));
  g_assert_null (strstr (details, "canary"));
  g_assert_null (strstr (error->message, "canary"));
  g_assert_cmpint (kab_error_get_place (error), ==, KAB_ERROR_PLACE_DIALOG);
  g_assert_true (kab_error_get_actions (error) & KAB_ERROR_ACTION_COPY);
  g_assert_nonnull (strstr (details, kab_error_get_request_id (error)));
}

static void
test_problem (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  KabProblem *problem;

  kab_test_server_add (f->server, 422, PROBLEM_TYPE,
                       "{\"type\":\"urn:kabinet:problem:validation\",\"status\":422,\"new\":[{}],"
                       "\"errors\":[{\"pointer\":\"/values/email\",\"code\":\"taken\",\"params\":{}}]}",
                       "X-Request-ID", "abc", NULL);
  error = kab_test_await_error (kab_test_fixture_post (f, "/x", KAB_TYPE_HEALTH));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_PROBLEM);
  g_assert_true (kab_error_has_problem (error, "validation"));
  g_assert_cmpuint (kab_error_get_status (error), ==, 422);
  g_assert_cmpstr (kab_error_get_request_id (error), ==, "abc");
  copy = g_error_copy (error);
  g_clear_error (&error);
  problem = kab_error_get_problem (copy);
  g_assert_cmpuint (g_list_model_get_n_items (kab_problem_get_errors (problem)), ==, 1);
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 1);
}

/* C3: problem details that are none. */
static void
test_bad_problem (void)
{
  static const char *const bodies[] = {
    "", "null", "[]", "{", "{\"type\":5}", "{\"errors\":{}}", "<html>", "{\"type\":\"x\",\"status\":\"y\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
      g_autoptr (GError) error = NULL;

      kab_test_server_add (f->server, 422, PROBLEM_TYPE, bodies[i], NULL);
      error = kab_test_fixture_fail (f, KAB_NET_ERROR_UNEXPECTED);
      g_assert_null (kab_error_get_problem (error));
    }
}

/* J2: problem details larger than 64 KB are not read. */
static void
test_large_problem (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *filler = g_strnfill (KAB_LIMIT_PROBLEM, 'x');
  g_autofree char *body = g_strconcat ("{\"detail\":\"", filler, "\"}", NULL);

  kab_test_server_add (f->server, 422, PROBLEM_TYPE, body, NULL);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_UNEXPECTED);
  g_assert_null (kab_error_get_problem (error));
}

static void
test_content_type (void)
{
  static const char *const types[]
      = { "text/html", "text/plain", "application/problem+json", "image/png", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
      g_autoptr (GError) error = NULL;

      kab_test_server_add (f->server, 200, types[i], HEALTH, NULL);
      error = kab_test_fixture_fail (f, KAB_NET_ERROR_UNEXPECTED);
    }
}

static void
test_content_type_parameters (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();

  kab_test_server_add (f->server, 200, "Application/JSON; charset=utf-8", HEALTH, NULL);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
}

/* J3: what the decoder refuses is an error, never a half-filled record. */
static void
test_decode (void)
{
  static const struct
  {
    const char *body;
    KabNetError code;
  } rows[] = {
    { "{}", KAB_NET_ERROR_DECODE },
    { "[]", KAB_NET_ERROR_DECODE },
    { "null", KAB_NET_ERROR_DECODE },
    { "5", KAB_NET_ERROR_DECODE },
    { "{\"status\":5,\"version\":\"1\",\"time\":\"2026-11-22T08:06:07Z\"}", KAB_NET_ERROR_DECODE },
    { "{\"status\":{\"a\":1},\"version\":[],\"time\":true}", KAB_NET_ERROR_DECODE },
    { "{\"status\":\"ok\",\"version\":\"1\",\"time\":\"soon\"}", KAB_NET_ERROR_DECODE },
    { "", KAB_NET_ERROR_UNEXPECTED },
    { "hello", KAB_NET_ERROR_UNEXPECTED },
    { "{\"status\":\"ok\"", KAB_NET_ERROR_TRUNCATED },
    { "{\"status\":\"ok\"} trailing", KAB_NET_ERROR_UNEXPECTED },
    { "{\"status\":\"\xff\xfe\"}", KAB_NET_ERROR_UNEXPECTED },
    { "{'status':'ok'}", KAB_NET_ERROR_UNEXPECTED },
    { "{\"status\":\"ok\",}", KAB_NET_ERROR_UNEXPECTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u", i);
      kab_test_server_add (f->server, 200, JSON_TYPE, rows[i].body, NULL);
      error = kab_test_fixture_fail (f, rows[i].code);
      g_assert_cmpint (kab_error_get_place (error), !=, KAB_ERROR_PLACE_FIELD);
    }
}

/* Servers grow: what is new is passed over, and of what is said twice the last counts. */
static void
test_unknown_and_duplicate (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabHealth) health = NULL;

  kab_test_server_add (f->server, 200, JSON_TYPE,
                       "{\"status\":\"bad\",\"new\":{\"deep\":[1,2]},\"version\":\"1\",\"status\":\"ok\","
                       "\"time\":\"2026-11-22T08:06:07Z\"}",
                       NULL);
  health = kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH));
  g_assert_cmpstr (kab_health_get_status (health), ==, "ok");
}

/* B14: a long text takes the way through the thread. */
static void
test_long_json (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autofree char *filler = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *body = g_strconcat ("{\"more\":\"", filler, "\",", &HEALTH[1], NULL);
  g_autofree char *broken = g_strconcat ("{\"more\":\"", filler, "\",}", NULL);
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 200, JSON_TYPE, body, NULL);
  kab_test_server_add (f->server, 200, JSON_TYPE, broken, NULL);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_UNEXPECTED);
}

/* J2: the cap holds for a body whose length is declared, before it is read. */
static void
test_too_large (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autofree char *filler = g_strnfill (KAB_LIMIT_JSON + 1, 'x');
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 200, JSON_TYPE, filler, NULL);
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_TOO_LARGE);
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 1);
}

static void
test_nothing_wanted (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 204, NULL, NULL, NULL);
  kab_test_server_add (f->server, 200, "text/plain", "whatever", NULL);
  kab_test_server_add (f->server, 204, NULL, NULL, NULL);
  kab_test_await_true (kab_test_fixture_post (f, "/x", G_TYPE_NONE));
  kab_test_await_true (kab_test_fixture_post (f, "/x", G_TYPE_NONE));
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_UNEXPECTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/client/record", test_record);
  kab_test_add ("/net/client/directory", test_directory);
  kab_test_add ("/net/client/path", test_path);
  kab_test_add ("/net/client/content-type", test_content_type);
  kab_test_add ("/net/client/content-type-parameters", test_content_type_parameters);
  kab_test_add ("/net/client/status-first", test_status_first);
  kab_test_add ("/net/client/problem", test_problem);
  kab_test_add ("/net/client/nothing-wanted", test_nothing_wanted);
  kab_test_add ("/net/B7/idempotency-key", test_idempotency_key);
  kab_test_add ("/net/B12/headers", test_headers);
  kab_test_add ("/net/B14/long-json", test_long_json);
  kab_test_add ("/net/C3/html-failure", test_html_failure);
  kab_test_add ("/net/C3/bad-problem", test_bad_problem);
  kab_test_add ("/net/J2/large-problem", test_large_problem);
  kab_test_add ("/net/J2/too-large", test_too_large);
  kab_test_add ("/net/J3/decode", test_decode);
  kab_test_add ("/net/J3/unknown-and-duplicate", test_unknown_and_duplicate);
  return g_test_run ();
}
