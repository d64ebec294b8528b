/* sign-in.c: signs a person in and leaves the session to the program that is measured next. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kab-cabinets.h"
#include "kab-keyring.h"
#include "kab-test.h"

/* usage: sign-in ORIGIN ORGANISATION LOGIN PASSWORD */
int
main (int argc, char *argv[])
{
  g_autofree char *state_dir = g_build_filename (g_get_user_data_dir (), "kabinet", "cabinets", NULL);
  g_autoptr (KabNet) net = kab_net_new ();
  g_autoptr (KabKeyring) keyring = kab_keyring_new ();
  g_autoptr (KabCabinets) cabinets = NULL;
  g_autoptr (KabCabinet) cabinet = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (argc, ==, 5);
  g_mkdir_with_parents (state_dir, 0700);
  cabinets = kab_cabinets_new (net, KAB_SECRET_STORE (keyring), state_dir);
  cabinet = kab_test_await_object (kab_cabinets_sign_in (cabinets, argv[1], argv[2], argv[3], argv[4], TRUE),
                                   &error);
  g_assert_no_error (error);
  g_print ("%s\n", kab_cabinet_get_id (cabinet));
  return 0;
}
