/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-session-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* Signing in: who it is, what is kept where. */
static void
test_sign_in (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autofree char *kept = kab_memory_secret_store_dup (f->store, kab_cabinet_get_id (cabinet), "refresh");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_cmpstr (kab_cabinet_get_name (cabinet), ==, "Ева");
  g_assert_cmpstr (kab_cabinet_get_login (cabinet), ==, KAB_FAKE_LOGIN);
  g_assert_cmpstr (kab_cabinet_get_role (cabinet), ==, "customer");
  g_assert_cmpstr (kab_cabinet_get_origin (cabinet), ==, f->service->origin);
  g_assert_nonnull (kab_cabinet_get_descriptor (cabinet));
  g_assert_false (kab_cabinet_get_session_only (cabinet));
  g_assert_true (kab_cabinets_find (f->cabinets, kab_cabinet_get_id (cabinet)) == cabinet);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 1);
  /* A1: one item; the secret is the token alone. */
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 1);
  g_assert_cmpstr (kept, ==, f->service->refresh);
  fixture_get_me (cabinet, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (f->service->n_refreshes, ==, 0);
}

/* A page that is closed when the server has let the person in leaves no session that nobody knows of. */
static void
test_closed_late (Fixture *f, gconstpointer data)
{
  g_autoptr (DexFuture) signing_in = NULL;

  kab_memory_secret_store_hold (f->store, TRUE);
  signing_in = kab_cabinets_sign_in (f->cabinets, f->service->origin, KAB_FAKE_ORGANISATION, KAB_FAKE_LOGIN,
                                     f->service->password, TRUE);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_held (f->store) == 1);
  dex_clear (&signing_in);
  kab_memory_secret_store_hold (f->store, FALSE);
  KAB_TEST_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)) == 1);
}

/* One that is closed before leaves nothing at all. */
static void
test_closed_early (Fixture *f, gconstpointer data)
{
  g_autoptr (DexFuture) signing_in = NULL;

  f->service->silent = TRUE;
  signing_in = kab_cabinets_sign_in (f->cabinets, f->service->origin, KAB_FAKE_ORGANISATION, KAB_FAKE_LOGIN,
                                     f->service->password, TRUE);
  KAB_TEST_UNTIL (f->service->silenced->len == 1);
  dex_clear (&signing_in);
  KAB_TEST_UNTIL (G_OBJECT (f->cabinets)->ref_count == 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 0);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 0);
}

static void
test_wrong_password (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      kab_test_await_object (kab_cabinets_sign_in (f->cabinets, f->service->origin, KAB_FAKE_ORGANISATION,
                                                   KAB_FAKE_LOGIN, "x", TRUE),
                             &error));
  g_assert_true (kab_error_has_problem (error, "wrong-credentials"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 0);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 0);
}

static void
test_ticket (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabCabinet) cabinet
      = kab_test_await_object (kab_cabinets_sign_in_with_ticket (f->cabinets, f->service->origin,
                                                                 KAB_FAKE_ORGANISATION, KAB_FAKE_TICKET),
                               &error);

  g_assert_no_error (error);
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_true (kab_cabinet_get_remembered (cabinet));
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 1);
}

/* Who is known signs in again into the same cabinet. */
static void
test_sign_in_again (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (KabCabinet) again = fixture_sign_in (f, TRUE);

  g_assert_true (again == cabinet);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 1);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 1);
}

/* At start the keyring is asked, and the server only behind the scenes. */
static void
test_restore (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autofree char *id = g_strdup (kab_cabinet_get_id (cabinet));

  g_clear_object (&cabinet);
  fixture_restart (f);
  cabinet = fixture_get (f);
  g_assert_cmpstr (kab_cabinet_get_id (cabinet), ==, id);
  g_assert_cmpstr (kab_cabinet_get_name (cabinet), ==, "Ева");
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_true (fixture_get_me (cabinet, NULL));
  g_assert_cmpuint (f->service->n_refreshes, ==, 1);
  KAB_TEST_UNTIL (kab_cabinet_get_descriptor (cabinet) != NULL);
}

/* A7: without a network a person gets in all the same. */
static void
test_restore_offline (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (GError) error = NULL;

  g_clear_object (&cabinet);
  kab_fake_service_go_away (f->service);
  fixture_restart (f);
  cabinet = fixture_get (f);
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_false (fixture_get_me (cabinet, &error));
  g_assert_error (error, KAB_NET_ERROR, KAB_NET_ERROR_CONNECT);
  /* C4: the last known description serves. */
  KAB_TEST_UNTIL (kab_cabinet_get_descriptor (cabinet) != NULL);
  g_assert_true (kab_test_await (kab_cabinet_load_descriptor (cabinet), NULL));
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 1);
  kab_fake_service_come_back (f->service);
  g_assert_true (fixture_get_me (cabinet, NULL));
}

/* A2: each situation of the keyring at start is a state of its own, and of a known account. */
static void
test_situations (Fixture *f, gconstpointer data)
{
  static const struct
  {
    KabSecretSituation situation;
    KabCabinetState state;
  } cases[] = {
    { KAB_SECRET_NO_SERVICE, KAB_CABINET_NO_SERVICE },
    { KAB_SECRET_LOCKED, KAB_CABINET_LOCKED },
    { KAB_SECRET_DENIED, KAB_CABINET_DENIED },
    { KAB_SECRET_NO_ITEM, KAB_CABINET_NO_ITEM },
  };
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  g_clear_object (&cabinet);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabCabinet) known = NULL;

      kab_memory_secret_store_set_situation (f->store, cases[i].situation);
      fixture_restart (f);
      known = fixture_get (f);
      g_assert_cmpint (kab_cabinet_get_state (known), ==, cases[i].state);
      g_assert_cmpint (kab_cabinet_get_keyring (known), ==, cases[i].situation);
      g_assert_cmpstr (kab_cabinet_get_login (known), ==, KAB_FAKE_LOGIN);
    }
  g_assert_cmpuint (f->service->n_refreshes, ==, 0);
}

/* A2, A3: the keyring is opened by its question, and may be refused; meanwhile nothing is held up. */
static void
test_unlock (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  DexFuture *unlocking;

  g_clear_object (&cabinet);
  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_LOCKED);
  fixture_restart (f);
  cabinet = fixture_get (f);
  unlocking = kab_cabinet_unlock (cabinet);
  KAB_TEST_UNTIL (kab_memory_secret_store_is_asking (f->store));
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_LOCKED);
  kab_memory_secret_store_answer (f->store, FALSE);
  g_assert_true (kab_test_await (unlocking, NULL));
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_DENIED);

  /* The page that asked is closed before the person answers. */
  unlocking = kab_cabinet_unlock (cabinet);
  KAB_TEST_UNTIL (kab_memory_secret_store_is_asking (f->store));
  dex_clear (&unlocking);
  kab_memory_secret_store_answer (f->store, TRUE);
  KAB_TEST_UNTIL (kab_cabinet_get_state (cabinet) == KAB_CABINET_SIGNED_IN);
  g_assert_true (fixture_get_me (cabinet, NULL));
}

/* One answer opens the keyring for all who wait for it. */
static void
test_unlock_all (Fixture *f, gconstpointer data)
{
  g_autoptr (KabFakeService) other = kab_fake_service_new ();
  g_autoptr (KabCabinet) first = fixture_sign_in (f, TRUE);
  g_autoptr (KabCabinet) second = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *unlocking;

  g_clear_object (&first);
  g_object_unref (
      kab_test_await_object (kab_cabinets_sign_in (f->cabinets, other->origin, KAB_FAKE_ORGANISATION,
                                                   KAB_FAKE_LOGIN, other->password, TRUE),
                             &error));
  g_assert_no_error (error);
  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_LOCKED);
  fixture_restart (f);
  first = g_list_model_get_item (G_LIST_MODEL (f->cabinets), 0);
  second = g_list_model_get_item (G_LIST_MODEL (f->cabinets), 1);
  g_assert_cmpint (kab_cabinet_get_state (second), ==, KAB_CABINET_LOCKED);
  unlocking = kab_cabinet_unlock (first);
  KAB_TEST_UNTIL (kab_memory_secret_store_is_asking (f->store));
  kab_memory_secret_store_answer (f->store, TRUE);
  g_assert_true (kab_test_await (unlocking, NULL));
  g_assert_cmpint (kab_cabinet_get_state (first), ==, KAB_CABINET_SIGNED_IN);
  KAB_TEST_UNTIL (kab_cabinet_get_state (second) == KAB_CABINET_SIGNED_IN);
  g_assert_true (fixture_get_me (second, NULL));
  KAB_TEST_UNTIL (G_OBJECT (second)->ref_count == 2);
}

/* A disk that takes nothing is no reason not to let a person in. */
static void
test_no_disk (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->dir, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autoptr (KabCabinets) cabinets = NULL;
  g_autoptr (KabCabinet) cabinet = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  cabinets = kab_cabinets_new (f->net, KAB_SECRET_STORE (f->store), below);
  cabinet = kab_test_await_object (kab_cabinets_sign_in (cabinets, f->service->origin, KAB_FAKE_ORGANISATION,
                                                         KAB_FAKE_LOGIN, f->service->password, TRUE),
                                   &error);
  g_assert_no_error (error);
  kab_fake_service_expire (f->service);
  g_assert_true (fixture_get_me (cabinet, NULL));
  g_assert_true (kab_test_await (kab_cabinet_sign_out (cabinet), NULL));
  KAB_TEST_UNTIL (G_OBJECT (cabinets)->ref_count == 1);
}

/* A4: without a keyring the session is for this run only; when the keyring opens, it is kept. */
static void
test_session_only (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = NULL;
  DexFuture *unlocking;

  kab_memory_secret_store_set_situation (f->store, KAB_SECRET_LOCKED);
  cabinet = fixture_sign_in (f, TRUE);
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_true (kab_cabinet_get_session_only (cabinet));
  g_assert_cmpint (kab_cabinet_get_keyring (cabinet), ==, KAB_SECRET_LOCKED);
  kab_fake_service_expire (f->service);
  g_assert_true (fixture_get_me (cabinet, NULL));
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 0);

  unlocking = kab_cabinet_unlock (cabinet);
  KAB_TEST_UNTIL (kab_memory_secret_store_is_asking (f->store));
  kab_memory_secret_store_answer (f->store, TRUE);
  g_assert_true (kab_test_await (unlocking, NULL));
  g_assert_false (kab_cabinet_get_session_only (cabinet));
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 1);
}

/* A4: who does not want to be remembered leaves nothing on the disk or in the keyring. */
static void
test_not_remembered (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, FALSE);

  g_assert_false (kab_cabinet_get_session_only (cabinet));
  kab_fake_service_expire (f->service);
  g_assert_true (fixture_get_me (cabinet, NULL));
  kab_drafts_set_flow (kab_cabinet_get_drafts (cabinet), "org/action", KAB_FAKE_CANARY);
  g_clear_object (&cabinet);
  fixture_restart (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 0);
  g_assert_cmpuint (kab_memory_secret_store_get_n_items (f->store), ==, 0);
  fixture_assert_clean (f, KAB_FAKE_CANARY);
  fixture_assert_clean (f, KAB_FAKE_LOGIN);
}

/* A4: who is remembered and then does not want to be any more. */
static void
test_no_longer_remembered (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (KabCabinet) again = NULL;

  g_assert_true (fixture_get_me (cabinet, NULL));
  kab_cache_flush (kab_cabinet_get_cache (cabinet));
  again = fixture_sign_in (f, FALSE);
  g_assert_true (again == cabinet);
  KAB_TEST_UNTIL (kab_memory_secret_store_get_n_items (f->store) == 0);
  g_clear_object (&cabinet);
  g_clear_object (&again);
  fixture_restart (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 0);
  fixture_assert_clean (f, KAB_FAKE_CANARY);
  fixture_assert_clean (f, KAB_FAKE_LOGIN);
}

/* BLOCKED carries the server's reason, at the sign-in of a known account… */
static void
test_blocked_sign_in (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);
  g_autoptr (KabCabinet) again = NULL;
  g_autoptr (GError) error = NULL;

  f->service->blocked = TRUE;
  again = kab_test_await_object (kab_cabinets_sign_in (f->cabinets, f->service->origin, KAB_FAKE_ORGANISATION,
                                                       KAB_FAKE_LOGIN, f->service->password, TRUE),
                                 &error);
  g_assert_null (again);
  g_assert_true (kab_error_has_problem (error, "blocked"));
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_BLOCKED);
  g_assert_cmpstr (kab_problem_get_reason (kab_cabinet_get_problem (cabinet)), ==, "unpaid");
}

/* …and in the middle of a session; it is let in again with the token that it has. */
static void
test_blocked_later (Fixture *f, gconstpointer data)
{
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  f->service->blocked = TRUE;
  kab_fake_service_expire (f->service);
  g_assert_false (fixture_get_me (cabinet, NULL));
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_BLOCKED);
  g_assert_cmpstr (kab_problem_get_reason (kab_cabinet_get_problem (cabinet)), ==, "unpaid");

  f->service->blocked = FALSE;
  g_assert_true (kab_test_await (kab_cabinet_restore (cabinet), NULL));
  g_assert_true (fixture_get_me (cabinet, NULL));
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_null (kab_cabinet_get_problem (cabinet));
}

static void
assert_modes (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;
  GStatBuf status;

  g_assert_no_errno (g_stat (dir, &status));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_test_message ("%s", path);
      g_assert_no_errno (g_stat (path, &status));
      if (S_ISDIR (status.st_mode))
        assert_modes (path);
      else
        g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
    }
}

/* J9: everything that a run leaves is for its user only, whatever the umask says. */
static void
test_modes (Fixture *f, gconstpointer data)
{
  mode_t before = umask (0);
  g_autoptr (KabCabinet) cabinet = fixture_sign_in (f, TRUE);

  kab_fake_service_expire (f->service);
  g_assert_true (fixture_get_me (cabinet, NULL));
  kab_drafts_set_flow (kab_cabinet_get_drafts (cabinet), "org/action", "1");
  kab_drafts_set_flow (kab_cabinets_get_drafts (f->cabinets), "org/registration", "1");
  g_clear_object (&cabinet);
  fixture_restart (f);
  assert_modes (f->dir);
  umask (before);
}

/* Whatever lies in the list's place: what can be read is taken, and nothing breaks. */
static void
test_damaged_list (Fixture *f, gconstpointer data)
{
  static const char *const contents[] = {
    "",
    "garbage",
    "[cabinet ]\n",
    "[cabinet ../../etc]\norigin=x\norganisation=y\nperson=1\nlogin=a\nrole=b\n",
    "[cabinet 123e4567-e89b-42d3-a456-426614174000]\norigin=x\n",
    "[cabinet 123e4567-e89b-42d3-a456-426614174000]\norigin=x\norganisation=y\nperson=1\n",
    "[revocation x]\norigin=x\norganisation=y\n[other]\nx=y\n",
  };
  g_autofree char *path = g_build_filename (f->dir, "cabinets.ini", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      fixture_restart (f);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->cabinets)), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  FIXTURE_ADD ("/session/A1/sign-in", test_sign_in);
  FIXTURE_ADD ("/session/sign-in/closed-late", test_closed_late);
  FIXTURE_ADD ("/session/sign-in/closed-early", test_closed_early);
  FIXTURE_ADD ("/session/sign-in/wrong-password", test_wrong_password);
  FIXTURE_ADD ("/session/sign-in/ticket", test_ticket);
  FIXTURE_ADD ("/session/sign-in/again", test_sign_in_again);
  FIXTURE_ADD ("/session/sign-in/restore", test_restore);
  FIXTURE_ADD ("/session/A7/restore-offline", test_restore_offline);
  FIXTURE_ADD ("/session/A2/at-start", test_situations);
  FIXTURE_ADD ("/session/A2/unlock", test_unlock);
  FIXTURE_ADD ("/session/A2/unlock-all", test_unlock_all);
  FIXTURE_ADD ("/session/sign-in/no-disk", test_no_disk);
  FIXTURE_ADD ("/session/A4/session-only", test_session_only);
  FIXTURE_ADD ("/session/A4/not-remembered", test_not_remembered);
  FIXTURE_ADD ("/session/A4/no-longer-remembered", test_no_longer_remembered);
  FIXTURE_ADD ("/session/blocked/sign-in", test_blocked_sign_in);
  FIXTURE_ADD ("/session/blocked/later", test_blocked_later);
  FIXTURE_ADD ("/session/J9/modes", test_modes);
  FIXTURE_ADD ("/session/sign-in/damaged-list", test_damaged_list);
  return g_test_run ();
}
