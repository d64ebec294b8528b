/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B2: entity tags are ours, one cache for one account, and nothing else keeps an answer. */
#include "config.h"
#include "kab-test-fixture.h"

#include <string.h>

#define KAB_TYPE_TEST_CACHE (kab_test_cache_get_type ())
G_DECLARE_FINAL_TYPE (KabTestCache, kab_test_cache, KAB, TEST_CACHE, GObject)

struct _KabTestCache
{
  GObject parent_instance;

  char *key;
  char *etag;
  GBytes *body;
  guint stored;
  guint confirmed;
};

static GBytes *
test_cache_lookup (KabHttpCache *cache, const char *key, char **etag)
{
  KabTestCache *self = KAB_TEST_CACHE (cache);

  if (g_strcmp0 (key, self->key) != 0)
    return NULL;
  *etag = g_strdup (self->etag);
  return g_bytes_ref (self->body);
}

static void
test_cache_store (KabHttpCache *cache, const char *key, const char *etag, GBytes *body)
{
  KabTestCache *self = KAB_TEST_CACHE (cache);

  g_set_str (&self->key, key);
  g_set_str (&self->etag, etag);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
  self->stored++;
}

static void
test_cache_confirm (KabHttpCache *cache, const char *key)
{
  KAB_TEST_CACHE (cache)->confirmed++;
}

static void
cache_init (KabHttpCacheInterface *iface)
{
  iface->lookup = test_cache_lookup;
  iface->store = test_cache_store;
  iface->confirm = test_cache_confirm;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KabTestCache,
                               kab_test_cache,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAB_TYPE_HTTP_CACHE, cache_init))

static void
kab_test_cache_finalize (GObject *object)
{
  KabTestCache *self = KAB_TEST_CACHE (object);

  g_free (self->key);
  g_free (self->etag);
  g_clear_pointer (&self->body, g_bytes_unref);
  G_OBJECT_CLASS (kab_test_cache_parent_class)->finalize (object);
}

static void
kab_test_cache_class_init (KabTestCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_test_cache_finalize;
}

static void
kab_test_cache_init (KabTestCache *self)
{
}

static KabTestCache *
attach_cache (KabClient *client)
{
  KabTestCache *cache = g_object_new (KAB_TYPE_TEST_CACHE, NULL);

  kab_client_set_cache (client, KAB_HTTP_CACHE (cache));
  return cache;
}

/* The answer names the account, so that a mix-up shows. */
static void
answer_by_token (SoupServerMessage *message, guint number, gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *token
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Flow-Token");
  g_autofree char *body
      = g_strdup_printf ("{\"status\":\"%s\",\"version\":\"1\",\"time\":\"2026-11-22T08:06:07Z\"}", token);

  soup_message_headers_replace (headers, "Cache-Control", "private, max-age=60");
  soup_message_headers_replace (headers, "Vary", "Authorization, Flow-Token");
  soup_message_headers_replace (headers, "ETag", "\"1\"");
  kab_test_server_reply (message, 200, JSON_TYPE, body);
}

static void
assert_answer (KabClient *client, const char *token)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/me");
  g_autoptr (KabHealth) health = NULL;

  kab_request_set_header (request, "Flow-Token", token);
  health = kab_test_await_object (kab_client_send (client, request, KAB_TYPE_HEALTH));
  g_assert_cmpstr (kab_health_get_status (health), ==, token);
}

/* Two accounts, one URL, an answer that may be kept for a minute: each sees its own. */
static void
test_two_accounts (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabClient) other = kab_client_new (f->net, kab_test_server_get_origin (f->server), "org");
  g_autoptr (KabTestCache) first = attach_cache (f->client);
  g_autoptr (KabTestCache) second = attach_cache (other);

  kab_test_server_set_handler (f->server, answer_by_token, NULL);
  assert_answer (f->client, "anna");
  assert_answer (other, "boris");
  assert_answer (f->client, "anna");
  g_assert_cmpuint (*kab_test_server_get_count (f->server), ==, 3);
  g_assert_null (kab_test_server_get_header (f->server, 1, "If-None-Match"));
  g_assert_cmpstr (kab_test_server_get_header (f->server, 2, "If-None-Match"), ==, "\"1\"");
  g_assert_null (memmem (g_bytes_get_data (second->body, NULL), g_bytes_get_size (second->body), "anna", 4));
}

/* The server says "nothing new", and the record comes all the same. */
static void
test_not_modified (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabTestCache) cache = attach_cache (f->client);
  g_autoptr (KabHealth) health = NULL;

  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, "ETag", "\"7\"", NULL);
  kab_test_server_add (f->server, 304, NULL, NULL, NULL);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
  g_assert_cmpstr (cache->key, ==, "GET /org/x");
  health = kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH));
  g_assert_cmpstr (kab_health_get_status (health), ==, "ok");
  g_assert_cmpstr (kab_test_server_get_header (f->server, 1, "If-None-Match"), ==, "\"7\"");
  g_assert_cmpuint (cache->stored, ==, 1);
  g_assert_cmpuint (cache->confirmed, ==, 1);
}

/* What is kept cannot be read any more: it is fetched anew, without its tag. */
static void
test_spoilt (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabTestCache) cache = attach_cache (f->client);
  g_autoptr (GBytes) garbage = g_bytes_new_static ("{\"sta", 5);

  test_cache_store (KAB_HTTP_CACHE (cache), "GET /org/x", "\"7\"", garbage);
  kab_test_server_add (f->server, 304, NULL, NULL, NULL);
  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, "ETag", "\"8\"", NULL);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
  g_assert_null (kab_test_server_get_header (f->server, 1, "If-None-Match"));
  g_assert_cmpstr (cache->etag, ==, "\"8\"");
  g_assert_cmpuint (cache->confirmed, ==, 0);
}

/* What may not be kept, and what is no record, is not. */
static void
test_not_stored (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabTestCache) cache = attach_cache (f->client);
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, "ETag", "\"1\"", "Cache-Control",
                       "private, no-store", NULL);
  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, NULL);
  kab_test_server_add (f->server, 200, JSON_TYPE, "{}", "ETag", "\"1\"", NULL);
  kab_test_server_add (f->server, 200, JSON_TYPE, HEALTH, "ETag", "\"1\"", NULL);
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
  g_object_unref (kab_test_await_object (kab_test_fixture_get (f, "/x", KAB_TYPE_HEALTH)));
  error = kab_test_fixture_fail (f, KAB_NET_ERROR_DECODE);
  g_object_unref (kab_test_await_object (kab_test_fixture_post (f, "/x", KAB_TYPE_HEALTH)));
  g_assert_cmpuint (cache->stored, ==, 0);
}

/* Whoever brings a tag gets the bare answer. */
static void
test_own_tag (void)
{
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();
  g_autoptr (KabTestCache) cache = attach_cache (f->client);
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/x");
  g_autoptr (GError) error = NULL;

  kab_test_server_add (f->server, 304, NULL, NULL, NULL);
  kab_request_set_if_none_match (request, "3");
  error = kab_test_await_error (kab_client_send (f->client, request, KAB_TYPE_HEALTH));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_NOT_MODIFIED);
  g_assert_cmpstr (kab_test_server_get_header (f->server, 0, "If-None-Match"), ==, "\"3\"");
}

static void
test_if_match (void)
{
  static const char *const rows[][2]
      = { { "3", "\"3\"" }, { "\"3\"", "\"3\"" }, { "W/\"3\"", "W/\"3\"" }, { "*", "*" } };
  g_autoptr (KabTestFixture) f = kab_test_fixture_new ();

  kab_test_server_add (f->server, 204, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KabRequest) request = kab_request_new ("POST", "/documents/1/actions/approve");

      kab_request_set_if_match (request, rows[i][0]);
      kab_test_await_true (kab_client_send (f->client, request, G_TYPE_NONE));
      g_assert_cmpstr (kab_test_server_get_header (f->server, i, "If-Match"), ==, rows[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kab_test_add ("/net/B2/two-accounts", test_two_accounts);
  kab_test_add ("/net/B2/not-modified", test_not_modified);
  kab_test_add ("/net/B2/spoilt", test_spoilt);
  kab_test_add ("/net/B2/not-stored", test_not_stored);
  kab_test_add ("/net/B2/own-tag", test_own_tag);
  kab_test_add ("/net/C1/if-match", test_if_match);
  return g_test_run ();
}
