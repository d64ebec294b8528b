/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-session-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* What a person leaves on the disk while signed in. */
static void
leave_traces (KabCabinet *cabinet)
{
  g_assert_true (fixture_get_me (cabinet, NULL));
  kab_drafts_set_flow (kab_cabinet_get_drafts (cabinet), "org/action", KAB_FAKE_CANARY);
  kab_drafts_flush (kab_cabinet_get_drafts (cabinet));
  kab_cache_flush (kab_cabinet_get_cache (cabinet));
}

static void
sign_out (KabCabinet *cabinet)
{
  g_autoptr (GError) error = NULL;

  kab_test_await (kab_cabinet_sign_out (cabinet), &error);
  g_assert_no_error (error);
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_OUT);
}

/* Nothing of the person is left, but for the items that are told. */
static void
assert_nothing_left (Fixture *f, guint n_items)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 0);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, n_items);
  fixture_restart (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 0);
  fixture_assert_clean (f, KAB_FAKE_CANARY);
  fixture_assert_clean (f, KAB_FAKE_LOGIN);
  fixture_assert_clean (f, "Ева");
}

static guint
count_files (Fixture *f)
{
  g_autoptr (GDir) entries = g_dir_open (f->dir, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (entries) != NULL)
    n++;
  return n;
}

/* A9: revoked at the server, and gone from keyring, disk and list. */
static void
test_sign_out (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  leave_traces (cabinet);
  sign_out (cabinet);
  g_assert_cmpuint (f->service->n_revokes, ==, 1);
  g_clear_object (&cabinet);
  assert_nothing_left (f, 0);
  /* The list, empty, and the file that processes lock. */
  g_assert_cmpuint (count_files (f), <=, 2);
}

typedef struct
{
  Fixture *f;
  KabCabinet *cabinet;
  gboolean seen;
} Order;

static gboolean
check_order (KabFakeService *service, SoupServerMessage *message, const char *path, gpointer data)
{
  Order *order = data;

  if (g_str_has_suffix (path, "/sessions/current"))
    {
      order->seen = TRUE;
      g_assert_cmpint (kab_cabinet_get_state (order->cabinet), ==, KAB_CABINET_SIGNED_OUT);
      g_assert_cmpuint (kab_memory_secret_store_get_n_items (order->f->store), ==, 1);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (order->f->cabinets)), ==, 1);
    }
  return FALSE;
}

/* A9: what runs stops first, then the server is told, and only then the token is forgotten. */
static void
test_order (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  Order order = { f, cabinet, FALSE };

  f->service->hook = check_order;
  f->service->hook_data = &order;
  sign_out (cabinet);
  g_assert_true (order.seen);
  f->service->hook = NULL;
  g_clear_object (&cabinet);
  assert_nothing_left (f, 0);
}

/* A9: an access token that has expired meanwhile is no reason to leave the session open. */
static void
test_expired (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  kab_fake_service_expire (f->service);
  sign_out (cabinet);
  g_assert_cmpuint (f->service->n_refreshes, ==, 1);
  g_assert_cmpuint (f->service->n_revokes, ==, 1);
  g_clear_object (&cabinet);
  assert_nothing_left (f, 0);
}

/* A9: without a network nothing of the person stays either; the server is told at the next start. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autofree char *id = g_strdup (kab_cabinet_get_id (cabinet));
  g_autofree char *aside = NULL;

  leave_traces (cabinet);
  kab_fake_service_go_away (f->service);
  sign_out (cabinet);
  g_clear_object (&cabinet);
  g_assert_null (kab_memory_secret_store_dup (f->store, id, "refresh"));
  aside = kab_memory_secret_store_dup (f->store, id, "revoke");
  g_assert_cmpstr (aside, ==, f->service->refresh);
  assert_nothing_left (f, 1);

  /* Still away: it waits for the start after. */
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 1);
  kab_fake_service_come_back (f->service);
  kab_fake_service_expire (f->service);
  fixture_restart (f);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (f->store) == 0);
  g_assert_cmpuint (f->service->n_revokes, ==, 1);
  fixture_restart (f);
  KAB_TEST_UNTIL (G_OBJECT (f->cabinets)->ref_count == 1);
  g_assert_cmpuint (f->service->n_revokes, ==, 1);
}

/* A9: a server that does not answer holds nobody up for longer than its five seconds. */
static void
test_silent (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  f->service->silent = TRUE;
  sign_out (cabinet);
  g_clear_object (&cabinet);
  g_assert_cmpuint (f->service->n_revokes, ==, 0);
  f->service->silent = FALSE;
  g_ptr_array_set_size (f->service->silenced, 0);
  assert_nothing_left (f, 1);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (f->store) == 0);
  g_assert_cmpuint (f->service->n_revokes, ==, 1);
}

/* A9: a locked keyring cannot forget. It is made to when it opens. */
static void
test_locked (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  leave_traces (cabinet);
  g_clear_object (&cabinet);
  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_LOCKED);
  fixture_restart (f);
  cabinet = fixture_get (f);
  sign_out (cabinet);
  g_clear_object (&cabinet);
  assert_nothing_left (f, 1);

  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_OK);
  fixture_restart (f);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (f->store) == 0);
  g_assert_cmpuint (f->service->n_revokes, ==, 1);
}

/* A4, A9: a session that no keyring ever held. */
static void
test_session_only (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = NULL;
  g_autofree char *list = g_build_filename (f->dir, "cabinets.ini", NULL);
  g_autofree char *content = NULL;

  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_NO_SERVICE);
  cabinet = fixture_sign_in (f, TRUE);
  leave_traces (cabinet);
  kab_fake_service_go_away (f->service);
  sign_out (cabinet);
  kab_fake_service_come_back (f->service);
  g_clear_object (&cabinet);
  assert_nothing_left (f, 0);
  g_assert_true (g_file_get_contents (list, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "");
}

/* A9: a refresh that is under way does not bring the token back. */
static void
test_during_refresh (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (DexFuture) asking = NULL;
  DexFuture *leaving;

  kab_fake_service_expire (f->service);
  kab_memory_secret_store_hold (f->store, TRUE);
  asking = fixture_ask_me (cabinet);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_held (f->store) == 1);
  leaving = kab_cabinet_sign_out (cabinet);
  kab_memory_secret_store_hold (f->store, FALSE);
  g_assert_true (kab_test_await (leaving, NULL));
  KAB_TEST_UNTIL (!dex_future_is_pending (asking));
  g_clear_object (&cabinet);
  assert_nothing_left (f, 0);
}

static gboolean
stay_silent (KabFakeService *service, SoupServerMessage *message, const char *path, gpointer data)
{
  if (!g_str_has_suffix (path, "/me"))
    return FALSE;
  soup_server_message_pause (message);
  g_ptr_array_add (service->silenced, g_object_ref (message));
  return TRUE;
}

/* A9: at the end whatever is still under way ends at once, however long the server would take. */
static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (GError) error = NULL;
  DexFuture *asking;

  f->service->hook = stay_silent;
  f->service->hook_data = f;
  asking = fixture_ask_me (cabinet);
  KAB_TEST_UNTIL (f->service->silenced->len == 1);
  sign_out (cabinet);
  g_assert_false (dex_future_is_pending (asking));
  kab_test_await (asking, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  f->service->hook = NULL;
  g_clear_object (&cabinet);
  assert_nothing_left (f, 0);
}

/* A9: what comes late is not kept, and who asks late gets nothing. */
static void
test_late (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (GError) error = NULL;
  guint asked;

  sign_out (cabinet);
  sign_out (cabinet);
  asked = f->service->n_answers;
  g_assert_false (fixture_get_me (cabinet, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (f->service->n_answers, ==, asked);
  g_assert_cmpuint (f->service->n_revokes, ==, 1);
  kab_drafts_set_flow (kab_cabinet_get_drafts (cabinet), "org/action", KAB_FAKE_CANARY);
  g_clear_object (&cabinet);
  assert_nothing_left (f, 0);
}

/* A9: a sign-out that a crash has cut short is finished at the next start. */
static void
test_strays (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "cache-123e4567-e89b-42d3-a456-426614174000.db",
                                       "cache-123e4567-e89b-42d3-a456-426614174000.db-wal" };
  g_autofree char *drafts = g_build_filename (f->dir, "drafts-123e4567-e89b-42d3-a456-426614174000", NULL);
  g_autofree char *draft = g_build_filename (drafts, "0.json", NULL);
  g_autofree char *other = g_build_filename (f->dir, "cache-of-mine", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->dir, names[i], NULL);

      g_assert_true (g_file_set_contents (path, KAB_FAKE_CANARY, -1, NULL));
    }
  g_assert_cmpint (g_mkdir (drafts, 0700), ==, 0);
  g_assert_true (g_file_set_contents (draft, KAB_FAKE_CANARY, -1, NULL));
  g_assert_true (g_file_set_contents (other, "x", -1, NULL));
  assert_nothing_left (f, 0);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

/* A4, A10, C4: after a life with everything in it, no token, ticket or password lies in any file; while
 * signed in the customer's data does, so the search does find what is there. */
static void
test_canaries (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (KabCabinet) other = NULL;
  g_autofree char *content = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  gsize length;

  kab_fake_service_expire (f->service);
  leave_traces (cabinet);
  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_LOCKED);
  kab_fake_service_expire (f->service);
  leave_traces (cabinet);
  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_OK);
  name = g_strdup_printf ("cache-%s.db-wal", kab_cabinet_get_id (cabinet));
  path = g_build_filename (f->dir, name, NULL);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_nonnull (memmem (content, length, KAB_FAKE_CANARY, strlen (KAB_FAKE_CANARY)));

  fixture_assert_clean (f, "a_c4n4ry");
  fixture_assert_clean (f, "r_c4n4ry");
  fixture_assert_clean (f, "t_c4n4ry");
  fixture_assert_clean (f, f->service->password);
  sign_out (cabinet);

  /* C4: the next person finds no byte of the one before. */
  other = fixture_sign_in (f, TRUE);
  fixture_assert_clean (f, KAB_FAKE_CANARY);
  fixture_assert_clean (f, "a_c4n4ry");
  fixture_assert_clean (f, "r_c4n4ry");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  FIXTURE_ADD ("/session/A9/sign-out", test_sign_out);
  FIXTURE_ADD ("/session/A9/order", test_order);
  FIXTURE_ADD ("/session/A9/expired", test_expired);
  FIXTURE_ADD ("/session/A9/offline", test_offline);
  FIXTURE_ADD ("/session/A9/silent", test_silent);
  FIXTURE_ADD ("/session/A9/locked", test_locked);
  FIXTURE_ADD ("/session/A9/session-only", test_session_only);
  FIXTURE_ADD ("/session/A9/during-refresh", test_during_refresh);
  FIXTURE_ADD ("/session/A9/cancelled", test_cancelled);
  FIXTURE_ADD ("/session/A9/late", test_late);
  FIXTURE_ADD ("/session/A9/strays", test_strays);
  FIXTURE_ADD ("/session/A4/canaries", test_canaries);
  return g_test_run ();
}
