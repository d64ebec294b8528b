/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-session-fixture.h"

#include <string.h>

#define MANY 50

static void
assert_state (KabCabinet *cabinet, KabCabinetState state)
{
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, state);
}

/* A5: fifty answers of 401 make one refresh, and fifty requests once more. */
static void
test_single_flight (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (GPtrArray) asking = g_ptr_array_new ();

  kab_fake_service_expire (f->service);
  for (guint i = 0; i < MANY; i++)
    g_ptr_array_add (asking, fixture_ask_me (cabinet));
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (GError) error = NULL;

      kab_test_await (asking->pdata[i], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (f->service->n_refreshes, ==, 1);
  g_assert_cmpuint (f->service->n_answers, ==, MANY);
}

/* A5: who gives up waiting does not take the refresh away from the others, or from the next. */
static void
test_waiter_leaves (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (DexFuture) leaving = NULL;

  kab_fake_service_expire (f->service);
  leaving = fixture_ask_me (cabinet);
  KAB_TEST_UNTIL (f->service->n_refreshes == 1);
  dex_clear (&leaving);
  g_assert_true (fixture_get_me (cabinet, NULL));
  g_assert_cmpuint (f->service->n_refreshes, ==, 1);
}

static gboolean
look_into_store (KabFakeService *service, SoupServerMessage *message, const char *path, gpointer data)
{
  Fixture *f = data;
  const char *value
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  g_autofree char *newest = g_strdup_printf ("Bearer a_c4n4ry-%u", service->n_tokens);

  if (g_strcmp0 (value, newest) == 0)
    {
      g_autoptr (KabCabinet) cabinet = fixture_get (f);
      g_autofree char *kept = kab_memory_secret_store_dup (f->store, kab_cabinet_get_id (cabinet), "refresh");

      g_assert_cmpstr (kept, ==, service->refresh);
    }
  return FALSE;
}

/* A6: whenever the server sees a new access token, its refresh token lies in the keyring already. */
static void
test_kept_before_used (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  f->service->hook = look_into_store;
  f->service->hook_data = f;
  for (guint i = 0; i < 5; i++)
    {
      kab_fake_service_expire (f->service);
      g_assert_true (fixture_get_me (cabinet, NULL));
    }
  g_assert_cmpuint (f->service->n_refreshes, ==, 5);
  f->service->hook = NULL;
}

/* A6: while the keyring has not taken it, nobody uses the new token. */
static void
test_waits_for_store (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (DexFuture) asking = NULL;

  kab_fake_service_expire (f->service);
  kab_memory_secret_store_hold (f->store, TRUE);
  asking = fixture_ask_me (cabinet);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_held (f->store) == 1);
  g_assert_true (dex_future_is_pending (asking));
  g_assert_cmpuint (f->service->n_answers, ==, 0);
  kab_memory_secret_store_hold (f->store, FALSE);
  g_assert_true (kab_test_await (g_steal_pointer (&asking), NULL));
  g_assert_cmpuint (f->service->n_answers, ==, 1);
}

/* A6: a keyring that fails in the middle leaves the session in memory, and says so. */
static void
test_store_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  kab_fake_service_expire (f->service);
  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_LOCKED);
  g_assert_true (fixture_get_me (cabinet, NULL));
  assert_state (cabinet, KAB_CABINET_SIGNED_IN);
  g_assert_true (kab_cabinet_get_session_only (cabinet));

  /* Open again: the next turn of the tokens is kept as ever. */
  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_OK);
  kab_fake_service_expire (f->service);
  f->service->grace = TRUE;
  g_assert_true (fixture_get_me (cabinet, NULL));
  g_assert_false (kab_cabinet_get_session_only (cabinet));
}

/* A7: what the network does, or a server that is unwell, ends no session and forgets no token. */
static void
test_unreachable (Fixture *f, gconstpointer data)
{
  static const guint statuses[] = { 500, 502, 503 };
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (GError) error = NULL;

  kab_fake_service_expire (f->service);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      f->service->refuse_refresh = statuses[i];
      g_assert_false (fixture_get_me (cabinet, NULL));
      assert_state (cabinet, KAB_CABINET_SIGNED_IN);
      g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 1);
    }
  kab_fake_service_go_away (f->service);
  g_assert_false (fixture_get_me (cabinet, &error));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_CONNECT);
  assert_state (cabinet, KAB_CABINET_SIGNED_IN);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 1);

  kab_fake_service_come_back (f->service);
  f->service->refuse_refresh = 0;
  g_assert_true (fixture_get_me (cabinet, NULL));
  assert_state (cabinet, KAB_CABINET_SIGNED_IN);
}

/* A7: a token that is refused ends the session: the keyring forgets it, and nobody asks again. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (GError) error = NULL;
  guint asked;

  kab_fake_service_expire (f->service);
  f->service->refuse_refresh = 401;
  g_assert_false (fixture_get_me (cabinet, &error));
  g_assert_true (kab_error_has_problem (error, "unauthorized"));
  assert_state (cabinet, KAB_CABINET_EXPIRED);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 0);
  asked = f->service->n_refreshes;
  g_assert_false (fixture_get_me (cabinet, NULL));
  g_assert_cmpuint (f->service->n_refreshes, ==, asked);

  /* Who signs in again goes on in the same cabinet. */
  f->service->refuse_refresh = 0;
  g_object_unref (fixture_sign_in (f, TRUE));
  assert_state (cabinet, KAB_CABINET_SIGNED_IN);
  g_assert_true (fixture_get_me (cabinet, NULL));
}

/* A7: a second 401 after a refresh that went well ends the session. */
static void
test_second_401 (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  f->service->deaf = TRUE;
  g_assert_false (fixture_get_me (cabinet, NULL));
  g_assert_cmpuint (f->service->n_refreshes, ==, 1);
  assert_state (cabinet, KAB_CABINET_EXPIRED);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 0);
  f->service->deaf = FALSE;
}

/* A8: somebody else has used our token: the server ends the family, and so do we. */
static void
test_family_revoked (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  f->service->revoked = TRUE;
  kab_fake_service_expire (f->service);
  g_assert_false (fixture_get_me (cabinet, NULL));
  assert_state (cabinet, KAB_CABINET_EXPIRED);
}

/* A second program over the same files and the same keyring. */
static KabCabinets *
start_another (Fixture *f)
{
  g_autofree char *list = g_build_filename (f->dir, "cabinets.ini", NULL);
  KabCabinets *other;

  KAB_TEST_UNTIL (g_file_test (list, G_FILE_TEST_EXISTS));
  other = kab_cabinets_new (f->net, KAB_SECRET_STORE (f->store), f->dir);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 1);
  return other;
}

/* A6, A8: the program dies between the server's answer and the keyring. What lies in the keyring is one
 * turn old, and the server's grace gives the same successor for it. */
static void
test_dies_before_store (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (KabCabinets) next_life = NULL;
  g_autoptr (KabCabinet) same = NULL;
  g_autofree char *successor = NULL;
  DexFuture *asking;

  kab_fake_service_expire (f->service);
  kab_memory_secret_store_hold (f->store, TRUE);
  asking = fixture_ask_me (cabinet);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_held (f->store) == 1);
  successor = g_strdup (f->service->refresh);
  kab_memory_secret_store_lose_held (f->store);

  next_life = start_another (f);
  /* A process that is dead holds no lock; this one only plays dead, so it has to be let go first. */
  kab_test_await (asking, NULL);
  kab_fake_service_expire (f->service);
  g_assert_true (kab_test_await (kab_cabinets_restore (next_life), NULL));
  same = g_list_model_get_item (G_LIST_MODEL (next_life), 0);
  assert_state (same, KAB_CABINET_SIGNED_IN);
  g_assert_true (fixture_get_me (same, NULL));
  g_assert_cmpstr (f->service->refresh, ==, successor);
  assert_state (same, KAB_CABINET_SIGNED_IN);
  KAB_TEST_UNTIL (kab_cabinet_get_descriptor (same) != NULL && G_OBJECT (same)->ref_count == 2);
}

/* A11: two programs with one keyring take turns: no token is used twice, even by a server without grace. */
static void
test_two_processes (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (KabCabinets) other = NULL;
  g_autoptr (KabCabinet) same = NULL;

  f->service->grace = FALSE;
  other = start_another (f);
  g_assert_true (kab_test_await (kab_cabinets_restore (other), NULL));
  same = g_list_model_get_item (G_LIST_MODEL (other), 0);
  g_assert_true (fixture_get_me (same, NULL));
  for (guint i = 0; i < 10; i++)
    {
      DexFuture *here;
      DexFuture *there;

      kab_fake_service_expire (f->service);
      here = fixture_ask_me (cabinet);
      there = fixture_ask_me (same);
      g_assert_true (kab_test_await (here, NULL));
      g_assert_true (kab_test_await (there, NULL));
    }
  assert_state (cabinet, KAB_CABINET_SIGNED_IN);
  assert_state (same, KAB_CABINET_SIGNED_IN);
  g_assert_false (f->service->revoked);
  KAB_TEST_UNTIL (kab_cabinet_get_descriptor (same) != NULL && G_OBJECT (same)->ref_count == 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  FIXTURE_ADD ("/session/A5/single-flight", test_single_flight);
  FIXTURE_ADD ("/session/A5/waiter-leaves", test_waiter_leaves);
  FIXTURE_ADD ("/session/A6/kept-before-used", test_kept_before_used);
  FIXTURE_ADD ("/session/A6/waits-for-store", test_waits_for_store);
  FIXTURE_ADD ("/session/A6/store-fails", test_store_fails);
  FIXTURE_ADD ("/session/A7/unreachable", test_unreachable);
  FIXTURE_ADD ("/session/A7/refused", test_refused);
  FIXTURE_ADD ("/session/A7/second-401", test_second_401);
  FIXTURE_ADD ("/session/A8/family-revoked", test_family_revoked);
  FIXTURE_ADD ("/session/A8/dies-before-store", test_dies_before_store);
  FIXTURE_ADD ("/session/A11/two-processes", test_two_processes);
  return g_test_run ();
}
