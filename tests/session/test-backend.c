/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinets.h"
#include "kab-document.h"
#include "kab-memory-secret-store.h"
#include "kab-paged-model.h"
#include "kab-profile.h"
#include "kab-test.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

/* Sessions and lists against the reference backend: the two sides mean the same. */
typedef struct
{
  const char *origin;
  char *dir;
  KabNet *net;
  KabMemorySecretStore *store;
  KabCabinets *cabinets;
} Fixture;

#define ORGANISATION "east-motors"
#define LISTENING "Listening on "

/* A test that fails leaves nothing behind. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* One backend for all tests: to fill it takes longer than to test it. */
typedef struct
{
  GSubprocess *process;
  char *origin;
  char *dir;
} Backend;

static Backend backend;

static void
start_backend (void)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("KABINET_BUILD_DIR"), "src", "backend", "kabinet-backend", NULL);
  g_autofree char *organisations
      = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "data", "organisations", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  backend.dir = kab_test_make_dir ();
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  backend.process
      = g_subprocess_launcher_spawn (launcher, &error, program, "--data", backend.dir, "--organisations",
                                     organisations, "--port", "0", "--seed", "demo", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (backend.process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (line != NULL && g_str_has_prefix (line, LISTENING));
  backend.origin = g_strdup (line + strlen (LISTENING));
}

static void
stop_backend (void)
{
  g_subprocess_send_signal (backend.process, SIGTERM);
  g_subprocess_wait (backend.process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (backend.process));
  g_object_unref (backend.process);
  kab_test_remove_dir (backend.dir);
  g_free (backend.dir);
  g_free (backend.origin);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->origin = backend.origin;
  f->dir = kab_test_make_dir ();
  f->net = kab_net_new ();
  f->store = kab_memory_secret_store_new ();
  f->cabinets = kab_cabinets_new (f->net, KAB_SECRET_STORE (f->store), f->dir);
}

static gboolean
is_alone (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  KAB_TEST_UNTIL (is_alone (f->cabinets));
  g_assert_finalize_object (f->cabinets);
  kab_net_abort (f->net);
  g_object_unref (f->net);
  g_object_unref (f->store);
  kab_test_remove_dir (f->dir);
  g_free (f->dir);
}

static KabCabinet *
sign_in (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  KabCabinet *cabinet = kab_test_await_object (
      kab_cabinets_sign_in (f->cabinets, f->origin, ORGANISATION, "demo@example.org", "demo2026", TRUE),
      &error);

  g_assert_no_error (error);
  return cabinet;
}

static KabCabinet *
sign_in_staff (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  KabCabinet *cabinet = kab_test_await_object (
      kab_cabinets_sign_in (f->cabinets, f->origin, ORGANISATION, "staff@example.org", "staff2026", TRUE),
      &error);

  g_assert_no_error (error);
  return cabinet;
}

static void
assert_me (KabCabinet *cabinet)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/me");
  g_autoptr (GError) error = NULL;

  kab_test_await (kab_client_send (kab_cabinet_get_client (cabinet), request, KAB_TYPE_PROFILE), &error);
  g_assert_no_error (error);
}

/* A restart takes up the session and turns the token over; a sign-out ends it at the server. */
static void
test_life (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = sign_in (f);
  g_autofree char *first = kab_memory_secret_store_dup (f->store, kab_cabinet_get_id (cabinet), "refresh");
  g_autofree char *second = NULL;

  g_assert_nonnull (kab_cabinet_get_descriptor (cabinet));
  g_assert_cmpstr (kab_descriptor_get_id (kab_cabinet_get_descriptor (cabinet)), ==, ORGANISATION);
  assert_me (cabinet);
  KAB_TEST_UNTIL (G_OBJECT (cabinet)->ref_count == 2);
  g_clear_object (&cabinet);
  KAB_TEST_UNTIL (is_alone (f->cabinets));
  g_assert_finalize_object (f->cabinets);

  f->cabinets = kab_cabinets_new (f->net, KAB_SECRET_STORE (f->store), f->dir);
  g_assert_true (kab_test_await (kab_cabinets_restore (f->cabinets), NULL));
  cabinet = g_list_model_get_item (G_LIST_MODEL (f->cabinets), 0);
  assert_me (cabinet);
  second = kab_memory_secret_store_dup (f->store, kab_cabinet_get_id (cabinet), "refresh");
  g_assert_cmpstr (second, !=, first);
  KAB_TEST_UNTIL (kab_cabinet_get_descriptor (cabinet) != NULL);
  g_assert_true (kab_test_await (kab_cabinet_sign_out (cabinet), NULL));
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 0);
}

static DexFuture *
ask_refresh (Fixture *f, const char *token)
{
  g_autoptr (KabClient) client = kab_client_new (f->net, f->origin, ORGANISATION);
  g_autoptr (KabRequest) request = kab_request_new ("POST", "/sessions/refresh");
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "refresh_token", token);
  json_node_take_object (body, object);
  kab_request_set_body (request, body);
  kab_request_set_anonymous (request, TRUE);
  return kab_client_send (client, request, KAB_TYPE_TOKENS);
}

/* A8: within the grace an old token gives the same successor. */
static void
test_grace (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = sign_in (f);
  g_autofree char *token = kab_memory_secret_store_dup (f->store, kab_cabinet_get_id (cabinet), "refresh");
  g_autoptr (KabTokens) first = kab_test_await_object (ask_refresh (f, token), NULL);
  g_autoptr (KabTokens) again = kab_test_await_object (ask_refresh (f, token), NULL);

  g_assert_cmpstr (kab_tokens_get_refresh_token (first), !=, token);
  g_assert_cmpstr (kab_tokens_get_refresh_token (again), ==, kab_tokens_get_refresh_token (first));
  assert_me (cabinet);
  KAB_TEST_UNTIL (G_OBJECT (cabinet)->ref_count == 2);
}

/* A7: the session is ended from elsewhere; we hear of it with the next request. */
static void
test_ended_elsewhere (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = sign_in (f);
  g_autoptr (KabRequest) end = kab_request_new ("DELETE", "/sessions/current");
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/me");

  g_assert_true (kab_test_await (kab_client_send (kab_cabinet_get_client (cabinet), end, G_TYPE_NONE), NULL));
  g_assert_false (
      kab_test_await (kab_client_send (kab_cabinet_get_client (cabinet), request, KAB_TYPE_PROFILE), NULL));
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_EXPIRED);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (f->store) == 0);
  KAB_TEST_UNTIL (G_OBJECT (cabinet)->ref_count == 2);
}

/* E1, E5, E6: windows under one mark, sorted and filtered by the server. */
static void
test_documents (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = sign_in (f);
  g_autoptr (KabPagedModel) model
      = kab_paged_model_new (kab_cabinet_get_client (cabinet), "/documents", KAB_TYPE_DOCUMENT_WINDOW);
  KabLoad *load = kab_paged_model_get_load (model);
  g_autoptr (KabRow) row = NULL;
  guint total;

  kab_paged_model_set_query (model, "sort", "-date");
  kab_paged_model_refresh (model);
  KAB_TEST_UNTIL (!kab_load_get_busy (load));
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  total = kab_paged_model_get_total (model);
  g_assert_cmpuint (total, >, 0);
  row = g_list_model_get_item (G_LIST_MODEL (model), total - 1);
  KAB_TEST_UNTIL (kab_row_get_item (row) != NULL);
  kab_paged_model_refresh (model);
  KAB_TEST_UNTIL (!kab_load_get_busy (load));
  g_assert_false (kab_load_get_stale (load));
  g_assert_cmpuint (kab_paged_model_get_total (model), ==, total);

  kab_paged_model_set_query (model, "q", "no such document at all");
  KAB_TEST_UNTIL (kab_load_get_state (load) == KAB_LOAD_EMPTY);
  kab_paged_model_set_query (model, "q", NULL);
  KAB_TEST_UNTIL (kab_paged_model_get_total (model) == total);
  g_clear_object (&row);
  g_assert_finalize_object (g_steal_pointer (&model));
  KAB_TEST_UNTIL (G_OBJECT (cabinet)->ref_count == 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

static void
changed_cb (KabEvents *events, const char *type, const char *id, gint64 version, GString *told)
{
  g_string_append_printf (told, "%s %s %d;", type, id, (int) version);
}

/* The first request that the desk may offer another time for. */
static KabDocument *
find_request (KabCabinet *desk)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/documents");
  g_autoptr (KabDocumentWindow) window = NULL;
  g_autoptr (GError) error = NULL;

  kab_request_set_query (request, "q", "1000031842");
  window = kab_test_await_object (
      kab_client_send (kab_cabinet_get_client (desk), request, KAB_TYPE_DOCUMENT_WINDOW), &error);
  g_assert_no_error (error);
  return g_list_model_get_item (kab_document_window_get_items (window), 0);
}

static void
offer_time (KabCabinet *desk, KabDocument *document)
{
  g_autoptr (KabRequest) request = kab_request_new_segments (
      "POST", "documents", kab_document_get_id (document), "actions", "offer_time", NULL);
  g_autofree char *etag = g_strdup_printf ("\"%d\"", (int) kab_document_get_version (document));
  g_autoptr (JsonNode) values = NULL;
  g_autoptr (GError) error = NULL;

  kab_request_set_if_match (request, etag);
  values = json_from_string ("{\"values\":{\"day\":\"2026-12-01\",\"time\":\"09:30\"}}", &error);
  kab_request_set_body (request, values);
  kab_test_await (kab_client_send (kab_cabinet_get_client (desk), request, KAB_TYPE_DOCUMENT), &error);
  g_assert_no_error (error);
}

/* E-45, 3.8 and 3.16: what the desk does is told to the customer while it happens; a sign-out ends that (A9). */
static void
test_events (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) customer = sign_in (f);
  g_autoptr (KabCabinet) desk = sign_in_staff (f);
  KabEvents *events = kab_cabinet_get_events (customer);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (KabDocument) document = find_request (desk);
  g_autofree char *hint = g_strdup_printf ("document %s %d;", kab_document_get_id (document),
                                           (int) kab_document_get_version (document) + 1);

  g_assert_false (kab_events_get_live (events));
  kab_cabinets_set_live (f->cabinets, TRUE);
  g_signal_connect (events, "changed", G_CALLBACK (changed_cb), told);
  KAB_TEST_UNTIL (kab_events_get_live (events) && kab_events_get_live (kab_cabinet_get_events (desk)));
  offer_time (desk, document);
  KAB_TEST_UNTIL (told->len > 0);
  g_assert_cmpstr (told->str, ==, hint);
  g_assert_true (kab_test_await (kab_cabinet_sign_out (customer), NULL));
  g_assert_false (kab_events_get_live (events));
  g_assert_true (kab_test_await (kab_cabinet_sign_out (desk), NULL));
  g_signal_handlers_disconnect_by_data (events, told);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  start_backend ();

  ADD ("/session/backend/life", test_life);
  ADD ("/session/A8/backend-grace", test_grace);
  ADD ("/session/A7/backend-ended-elsewhere", test_ended_elsewhere);
  ADD ("/store/E6/backend-documents", test_documents);
  ADD ("/session/E-45/events", test_events);
  status = g_test_run ();
  stop_backend ();
  return status;
}
