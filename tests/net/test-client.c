/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipe from the wire to a record, against a well-behaved server. */
#include "config.h"
#include "kab-client.h"
#include "kab-directory.h"
#include "kab-test-server.h"
#include "kab-test.h"

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabClient *client;
} Fixture;

static Fixture
set_up (void)
{
  Fixture fixture = { 0 };

  fixture.server = kab_test_server_new (NULL);
  fixture.net = kab_net_new ();
  kab_net_set_retry_base (fixture.net, 1);
  fixture.client = kab_client_new (fixture.net, kab_test_server_get_origin (fixture.server), "org");
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->net);
  kab_test_server_free (fixture->server);
}

static void
test_record (void)
{
  Fixture f = set_up ();
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/health");
  g_autoptr (KabHealth) health = NULL;

  kab_test_server_add (f.server, 200, JSON_TYPE, HEALTH, NULL);
  kab_request_set_query (request, "q", "a b&c");
  health = kab_test_await_object (kab_client_send (f.client, request, KAB_TYPE_HEALTH));
  g_assert_cmpstr (kab_health_get_status (health), ==, "ok");
  g_assert_cmpstr (kab_test_server_get_line (f.server, 0), ==, "GET /org/health?q=a%20b%26c");
  tear_down (&f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/B14/record", test_record);
  return g_test_run ();
}
