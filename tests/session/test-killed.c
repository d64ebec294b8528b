/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinets.h"
#include "kab-fake-service.h"
#include "kab-keyring.h"
#include "kab-profile.h"
#include "kab-test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>

/* A real process, a real keyring, and a real end: the program is killed between the server's answer to a
 * refresh and the keyring. */
typedef struct
{
  KabFakeService *service;
  KabNet *net;
  KabSecretStore *store;
  char *dir;
  pid_t victim;
  guint n_killed;
} Fixture;

static const char *program;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->service = kab_fake_service_new ();
  f->net = kab_net_new ();
  f->store = KAB_SECRET_STORE (kab_keyring_new ());
  f->dir = kab_test_make_dir ();
}

static gboolean
is_alone (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  kab_net_abort (f->net);
  KAB_TEST_UNTIL (is_alone (f->net));
  g_assert_finalize_object (f->net);
  g_assert_finalize_object (f->store);
  kab_fake_service_free (f->service);
  kab_test_remove_dir (f->dir);
  g_free (f->dir);
}

static void
answered_cb (SoupServerMessage *message, Fixture *f)
{
  if (f->victim == 0)
    return;
  kill (f->victim, SIGKILL);
  f->victim = 0;
  f->n_killed++;
}

/* Holds the victim still, so that it cannot read the answer that the server is about to give. */
static gboolean
stop_victim (KabFakeService *service, SoupServerMessage *message, const char *path, gpointer data)
{
  Fixture *f = data;

  if (f->victim != 0 && g_str_has_suffix (path, "/sessions/refresh"))
    {
      kill (f->victim, SIGSTOP);
      g_signal_connect (message, "finished", G_CALLBACK (answered_cb), f);
    }
  return FALSE;
}

static void
close_cabinets (KabCabinets *cabinets, KabCabinet *cabinet)
{
  KAB_TEST_UNTIL (G_OBJECT (cabinet)->ref_count == 2);
  g_object_unref (cabinet);
  KAB_TEST_UNTIL (is_alone (cabinets));
  g_assert_finalize_object (cabinets);
}

static void
sign_in (Fixture *f)
{
  KabCabinets *cabinets = kab_cabinets_new (f->net, f->store, f->dir);
  g_autoptr (GError) error = NULL;
  KabCabinet *cabinet
      = kab_test_await_object (kab_cabinets_sign_in (cabinets, f->service->origin, KAB_FAKE_ORGANISATION,
                                                     KAB_FAKE_LOGIN, f->service->password, TRUE),
                               &error);

  g_assert_no_error (error);
  g_assert_false (kab_cabinet_get_session_only (cabinet));
  close_cabinets (cabinets, cabinet);
}

/* A test that fails leaves nothing behind. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
die_in_refresh (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) victim = NULL;
  guint before = f->n_killed;

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  victim = g_subprocess_launcher_spawn (launcher, &error, program, "--victim", f->dir, NULL);
  g_assert_no_error (error);
  f->victim = atoi (g_subprocess_get_identifier (victim));
  f->service->hook = stop_victim;
  f->service->hook_data = f;
  KAB_TEST_UNTIL (f->n_killed > before);
  g_subprocess_wait (victim, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (victim));
}

/* A6, A8: what lies in the keyring is one turn old; the next start gets in by it, and is given the very
 * successor that the dead process never saw. It holds no lock either (A11). */
static void
test_next_start (Fixture *f, gconstpointer data)
{
  g_autofree char *successor = NULL;
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/me");
  g_autoptr (GError) error = NULL;
  KabCabinets *cabinets;
  KabCabinet *cabinet;

  sign_in (f);
  die_in_refresh (f);
  successor = g_strdup (f->service->refresh);
  g_assert_cmpstr (successor, !=, "r_c4n4ry-1");

  cabinets = kab_cabinets_new (f->net, f->store, f->dir);
  g_assert_true (kab_test_await (kab_cabinets_restore (cabinets), NULL));
  cabinet = g_list_model_get_item (G_LIST_MODEL (cabinets), 0);
  kab_test_await (kab_client_send (kab_cabinet_get_client (cabinet), request, KAB_TYPE_PROFILE), &error);
  g_assert_no_error (error);
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_cmpstr (f->service->refresh, ==, successor);
  g_assert_cmpuint (f->service->n_sign_ins, ==, 1);
  g_assert_true (kab_test_await (kab_cabinet_sign_out (cabinet), NULL));
  g_object_unref (cabinet);
  KAB_TEST_UNTIL (is_alone (cabinets));
  g_assert_finalize_object (cabinets);
}

/* The process that is going to die: starts as ever, and turns the tokens over. */
static int
run_victim (const char *dir)
{
  g_autoptr (KabNet) net = kab_net_new ();
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_keyring_new ());
  g_autoptr (KabCabinets) cabinets = kab_cabinets_new (net, store, dir);

  kab_test_await (kab_cabinets_restore (cabinets), NULL);
  KAB_TEST_UNTIL (FALSE);
  return EXIT_FAILURE;
}

int
main (int argc, char *argv[])
{
  dex_init ();
  if (argc == 3 && g_str_equal (argv[1], "--victim"))
    return run_victim (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/A6/killed-before-store", Fixture, NULL, set_up, test_next_start, tear_down);
  return g_test_run ();
}
