/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cache.h"
#include "kab-document.h"
#include "kab-fake-service.h"
#include "kab-paged-model.h"
#include "kab-test.h"

#include <stdlib.h>

/* The list with the real client, the real clock, and the offline copy between. */
typedef struct
{
  KabFakeService *service;
  KabNet *net;
  KabClient *client;
  KabCache *cache;
  guint n_windows;
  guint n_unchanged;
} Fixture;

#define TOTAL 100000

static gboolean
documents (KabFakeService *service, SoupServerMessage *message, const char *path, gpointer data)
{
  Fixture *f = data;
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GHashTable) query = soup_form_decode (g_uri_get_query (uri));
  guint offset = (guint) atoi (g_hash_table_lookup (query, "offset"));
  g_autoptr (GString) body = g_string_new ("{\"as_of\":\"m1\",\"items\":[");
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_assert_cmpstr (path, ==, "/" KAB_FAKE_ORGANISATION "/documents");
  if (f->n_windows < 2)
    g_assert_cmpstr (g_hash_table_lookup (query, "as_of"), ==, (offset == 0 ? NULL : "m1"));
  f->n_windows++;
  if (soup_message_headers_get_one (headers, "If-None-Match") != NULL)
    {
      f->n_unchanged++;
      soup_server_message_set_status (message, 304, NULL);
      return TRUE;
    }
  for (guint i = offset; i < offset + KAB_PAGED_MODEL_PAGE; i++)
    g_string_append_printf (
        body,
        "%s{\"id\":\"%u\",\"type\":\"order\",\"type_title\":\"Order\",\"number\":\"N%u\",\"subject\":\"S\","
        "\"date\":\"2026-11-22T08:06:07+03:00\",\"state\":{\"id\":\"new\",\"title\":\"New\","
        "\"tone\":\"neutral\"},\"waits\":false,\"version\":1,\"currency\":\"RUB\"}",
        i > offset ? "," : "", i, i);
  g_string_append_printf (body, "],\"total\":%d,\"offset\":%u,\"counts\":{\"open\":3}}", TOTAL, offset);
  kab_fake_reply (message, 200, "application/json", body->str);
  return TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->service = kab_fake_service_new ();
  f->service->hook = documents;
  f->service->hook_data = f;
  f->net = kab_net_new ();
  f->client = kab_client_new (f->net, f->service->origin, KAB_FAKE_ORGANISATION);
  f->cache = kab_cache_new (NULL);
  kab_client_set_cache (f->client, KAB_HTTP_CACHE (f->cache));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->client);
  g_assert_finalize_object (f->cache);
  g_object_unref (f->net);
  kab_fake_service_free (f->service);
}

/* E1, E4: rows come over the wire, at once for the first window, after a rest for another. */
static void
test_windows (Fixture *f, gconstpointer data)
{
  g_autoptr (KabPagedModel) model = kab_paged_model_new (f->client, "/documents", KAB_TYPE_DOCUMENT_WINDOW);
  g_autoptr (KabRow) far = NULL;

  kab_paged_model_refresh (model);
  KAB_TEST_UNTIL (kab_load_get_state (kab_paged_model_get_load (model)) == KAB_LOAD_READY);
  g_assert_cmpuint (kab_paged_model_get_total (model), ==, TOTAL);
  far = g_list_model_get_item (G_LIST_MODEL (model), 77777);
  g_assert_null (kab_row_get_item (far));
  KAB_TEST_UNTIL (kab_row_get_item (far) != NULL);
  g_assert_cmpstr (kab_document_get_number (kab_row_get_item (far)), ==, "N77777");
  g_assert_cmpuint (f->n_windows, ==, 2);

  kab_paged_model_refresh (model);
  KAB_TEST_UNTIL (!kab_load_get_busy (kab_paged_model_get_load (model)));
  g_assert_cmpuint (kab_paged_model_get_total (model), ==, TOTAL);
  g_clear_object (&far);
  g_assert_finalize_object (g_steal_pointer (&model));
}

/* B2: what has not changed is not sent again. */
static void
test_unchanged (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KabPagedModel) model
          = kab_paged_model_new (f->client, "/documents", KAB_TYPE_DOCUMENT_WINDOW);

      kab_paged_model_refresh (model);
      KAB_TEST_UNTIL (!kab_load_get_busy (kab_paged_model_get_load (model)));
      g_assert_cmpuint (f->n_unchanged, ==, i);
      g_assert_cmpint (kab_paged_model_get_count (model, "open"), ==, 3);
    }
}

/* C4, C5: without a network the last known rows are there, and say how old they are. */
static void
test_known (Fixture *f, gconstpointer data)
{
  g_autoptr (KabPagedModel) model = kab_paged_model_new (f->client, "/documents", KAB_TYPE_DOCUMENT_WINDOW);
  KabLoad *load = kab_paged_model_get_load (model);
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (KabRow) row = NULL;

  kab_net_set_retry_base (f->net, 1);
  kab_paged_model_refresh (model);
  KAB_TEST_UNTIL (kab_load_get_state (load) == KAB_LOAD_READY);
  then = g_date_time_ref (kab_paged_model_get_fetched_at (model));
  g_assert_finalize_object (g_steal_pointer (&model));

  kab_fake_service_go_away (f->service);
  model = kab_paged_model_new (f->client, "/documents", KAB_TYPE_DOCUMENT_WINDOW);
  load = kab_paged_model_get_load (model);
  kab_paged_model_refresh (model);
  KAB_TEST_UNTIL (kab_load_get_state (load) == KAB_LOAD_READY);
  g_assert_true (kab_load_get_busy (load));
  g_assert_cmpuint (kab_paged_model_get_total (model), ==, TOTAL);
  row = g_list_model_get_item (G_LIST_MODEL (model), 7);
  g_assert_cmpstr (kab_row_get_id (row), ==, "7");
  g_assert_cmpint (g_date_time_compare (kab_paged_model_get_fetched_at (model), then), <=, 0);
  KAB_TEST_UNTIL (!kab_load_get_busy (load));
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  g_assert_true (kab_load_get_stale (load));

  /* Another query is not known. */
  kab_paged_model_set_query (model, "q", "x");
  KAB_TEST_UNTIL (kab_load_get_busy (load));
  kab_fake_service_come_back (f->service);
  KAB_TEST_UNTIL (!kab_load_get_busy (load));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("/store/E1/over-the-wire", test_windows);
  ADD ("/store/B2/unchanged", test_unchanged);
  ADD ("/store/C5/known", test_known);
  return g_test_run ();
}
