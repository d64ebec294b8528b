/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-test-fixture.h"

static KabTestFixture *
fixture_new (KabTestServer *server, KabTestRaw *raw)
{
  KabTestFixture *self = g_new0 (KabTestFixture, 1);

  self->server = server;
  self->raw = raw;
  self->net = kab_net_new ();
  kab_net_set_retry_base (self->net, 1);
  self->client = kab_client_new (
      self->net, server != NULL ? kab_test_server_get_origin (server) : kab_test_raw_get_origin (raw), "org");
  return self;
}

KabTestFixture *
kab_test_fixture_new (void)
{
  return fixture_new (kab_test_server_new (), NULL);
}

KabTestFixture *
kab_test_fixture_new_raw (KabTestScript script, gpointer data)
{
  return fixture_new (NULL, kab_test_raw_new (script, data));
}

/* Nothing may be held by a request that has ended. */
void
kab_test_fixture_free (KabTestFixture *self)
{
  kab_test_await_last (self->client);
  g_assert_finalize_object (self->client);
  kab_test_await_last (self->net);
  g_assert_finalize_object (self->net);
  g_clear_pointer (&self->server, kab_test_server_free);
  g_clear_pointer (&self->raw, kab_test_raw_free);
  g_free (self);
}

DexFuture *
kab_test_fixture_get (KabTestFixture *self, const char *path, GType type)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", path);

  return kab_client_send (self->client, request, type);
}

DexFuture *
kab_test_fixture_post (KabTestFixture *self, const char *path, GType type)
{
  g_autoptr (KabRequest) request = kab_request_new ("POST", path);
  g_autoptr (JsonNode) body = json_from_string ("{\"values\":{\"a\":1}}", NULL);

  kab_request_set_body (request, body);
  return kab_client_send (self->client, request, type);
}

/* Gets a record and expects the error @code in its place. */
GError *
kab_test_fixture_fail (KabTestFixture *self, KabNetError code)
{
  GError *error = kab_test_await_error (kab_test_fixture_get (self, "/x", KAB_TYPE_HEALTH));

  g_assert_error (error, KAB_NET_ERROR, (int) code);
  return error;
}
