/* SPDX-License-Identifier: GPL-3.0-or-later */
/* J1: whatever happens, and at the most verbose, no secret and no personal data reach a log or a text. */
#include "config.h"
#include "kab-error-text.h"
#include "kab-test-authority.h"
#include "kab-test-fixture.h"

#include <string.h>

/* Every secret of these scenarios has this in it. */
#define CANARY "canary"

static void
assert_clean (const char *text)
{
  g_assert_null (strstr (text, CANARY));
}

/* A request with a secret in every place that a request has. */
static KabRequest *
make_request (const char *method)
{
  KabRequest *request = kab_request_new (method, "/sessions");
  g_autoptr (JsonNode) body = json_from_string ("{\"login\":\"canary@example.org\",\"password\":\"canary-"
                                                "password\",\"refresh_token\":\"canary-refresh\"}",
                                                NULL);

  kab_request_set_body (request, body);
  kab_request_set_query (request, "q", "canary-query");
  kab_request_set_query (request, "email", "canary@example.org");
  kab_request_set_header (request, "Flow-Token", "canary-flow");
  kab_request_set_idempotency_key (request, "canary-key");
  return request;
}

static void
assert_error_is_clean (const GError *error)
{
  g_autofree char *text = kab_error_describe (error);
  g_autofree char *details = kab_error_dup_details (error);

  assert_clean (text);
  assert_clean (details);
  assert_clean (kab_error_get_title (error));
}

static void
run_scenario (guint status, const char *type, const char *body, const char *location)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabTestAuthority) authority = kab_test_authority_new (f->client, "canary-token");
  static const char *const methods[] = { "POST", "GET" };

  kab_test_server_add (f->server, status, type, body, "Location", location, "Set-Cookie", "a=canary-token",
                       NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (KabRequest) request = make_request (methods[i]);
      g_autoptr (GError) error = NULL;
      gpointer record = dex_await_object (kab_client_send (f->client, request, KAB_TYPE_HEALTH), &error);

      if (error != NULL)
        assert_error_is_clean (error);
      else
        g_object_unref (record);
    }
}

static void
hang (GIOStream *stream, gpointer data)
{
  kab_test_raw_hang ();
}

static void
hang_up (GIOStream *stream, gpointer data)
{
}

static void
run_broken_scenario (KabTestScript script)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new_raw (script, NULL);
  g_autoptr (KabTestAuthority) authority = kab_test_authority_new (f->client, "canary-token");
  g_autoptr (KabRequest) request = make_request ("POST");
  g_autoptr (GError) error = NULL;

  kab_request_set_deadline (request, 1);
  error = kab_test_await_error (kab_client_send (f->client, request, KAB_TYPE_HEALTH));
  assert_error_is_clean (error);
}

#define TELLTALE "canary-body canary@example.org canary-token"

static void
test_scenarios (void)
{
  run_scenario (200, JSON_TYPE, HEALTH, "");
  run_scenario (200, JSON_TYPE, "{\"status\": canary-body", "");
  run_scenario (200, JSON_TYPE, "[\"" TELLTALE "\"]", "");
  run_scenario (200, JSON_TYPE, "{\"status\":\"ok\",\"version\":\"1\",\"time\":\"" TELLTALE "\"}", "");
  run_scenario (200, "text/html", TELLTALE, "");
  run_scenario (302, "text/html", TELLTALE, "http://127.0.0.1:9/?t=canary-token");
  run_scenario (302, NULL, NULL, "/org/sessions?t=canary-query");
  run_scenario (401, PROBLEM_TYPE, PROBLEM ("unauthorized", 401), "");
  run_scenario (401, PROBLEM_TYPE, PROBLEM ("wrong-credentials", 401), "");
  run_scenario (422, PROBLEM_TYPE,
                "{\"type\":\"urn:kabinet:problem:validation\",\"errors\":[{\"pointer\":\"/values/email\","
                "\"code\":\"taken\",\"params\":{\"value\":\"canary@example.org\"}}]}",
                "");
  run_scenario (422, PROBLEM_TYPE, "{\"type\": canary-body}", "");
  run_scenario (429, "text/plain", TELLTALE, "");
  run_scenario (500, "text/html", TELLTALE, "");
  run_scenario (503, PROBLEM_TYPE, PROBLEM ("maintenance", 503), "");
  run_broken_scenario (hang);
  run_broken_scenario (hang_up);
}

/* The whole output of a process that does all this, at its most verbose: the net does write its line, and
 * neither it nor any library below tells a secret. */
static void
test_output (void)
{
  g_test_trap_subprocess ("/net/J1/subprocess/scenarios", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*POST http://127.0.0.1:*/org/sessions: 500 (KabNetError *), *");
  g_test_trap_assert_stdout_unmatched ("*/org/sessions[?]*");
  g_test_trap_assert_stdout_unmatched ("*Bearer*");
  g_test_trap_assert_stdout_unmatched ("*" CANARY "*");
  g_test_trap_assert_stderr_unmatched ("*" CANARY "*");
}

int
main (int argc, char *argv[])
{
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/J1/subprocess/scenarios", test_scenarios);
  g_test_add_func ("/net/J1/output", test_output);
  return g_test_run ();
}
