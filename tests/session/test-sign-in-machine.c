/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-sign-in-machine.h"

#include <string.h>

/* Every state with every event, drawn once more and by hand: a letter leads there, a dot stays.
 * Columns: Restore, Token found, no Service, Locked, Denied, No item, Accepted, Unreachable,
 * eXpired (refused), Blocked, sign Out. */
static const char letters[] = "ORISLDNXB"; /* the states in their order */
/* clang-format off */
static const struct
{
  KabCabinetState state;
  const char *next;
} matrix[] = {
  /*                          RTSLDNAUXBO */
  { KAB_CABINET_SIGNED_OUT, "R.....I..B." },
  { KAB_CABINET_RESTORING, ".ISLDNI..BO" },
  { KAB_CABINET_SIGNED_IN, "........XBO" },
  { KAB_CABINET_NO_SERVICE, "R.....I..BO" },
  { KAB_CABINET_LOCKED, "R.S.D.I..BO" },
  { KAB_CABINET_DENIED, "R.S...I..BO" },
  { KAB_CABINET_NO_ITEM, "R.....I..BO" },
  { KAB_CABINET_EXPIRED, "......I..BO" },
  { KAB_CABINET_BLOCKED, "R.....I...O" },
};
/* clang-format on */

static void
test_every_pair (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (matrix) == KAB_CABINET_N_STATES);

  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    {
      g_assert_cmpuint (matrix[i].state, ==, i);
      g_assert_cmpuint (strlen (matrix[i].next), ==, KAB_SIGN_IN_N_EVENTS);
      for (guint event = 0; event < KAB_SIGN_IN_N_EVENTS; event++)
        {
          char letter = matrix[i].next[event];
          KabCabinetState expected
              = letter == '.' ? matrix[i].state : (KabCabinetState) (strchr (letters, letter) - letters);

          g_test_message ("state %u, event %u", i, event);
          g_assert_cmpint (kab_sign_in_next (i, event), ==, expected);
        }
    }
}

/* A2: each of the keyring's situations is a state of its own. */
static void
test_situations (void)
{
  static const KabSignInEvent events[] = { KAB_SIGN_IN_NO_SERVICE, KAB_SIGN_IN_LOCKED, KAB_SIGN_IN_DENIED,
                                           KAB_SIGN_IN_NO_ITEM, KAB_SIGN_IN_TOKEN_FOUND };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      KabCabinetState state = kab_sign_in_next (KAB_CABINET_RESTORING, events[i]);

      g_assert_cmpint (state, !=, KAB_CABINET_RESTORING);
      g_assert_cmpint (state, !=, KAB_CABINET_SIGNED_OUT);
      g_assert_true (g_hash_table_add (seen, GINT_TO_POINTER (state)));
    }
}

/* A7: that the server cannot be asked never signs anybody out. */
static void
test_unreachable (void)
{
  for (guint state = 0; state < KAB_CABINET_N_STATES; state++)
    g_assert_cmpint (kab_sign_in_next (state, KAB_SIGN_IN_UNREACHABLE), ==, state);
}

/* From everywhere a person gets in again, and out. */
static void
test_no_dead_end (void)
{
  for (guint state = 0; state < KAB_CABINET_N_STATES; state++)
    {
      g_assert_cmpint (kab_sign_in_next (state, KAB_SIGN_IN_ACCEPTED), ==, KAB_CABINET_SIGNED_IN);
      g_assert_cmpint (kab_sign_in_next (state, KAB_SIGN_IN_SIGN_OUT), ==, KAB_CABINET_SIGNED_OUT);
    }
}

static void
test_names (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (KAB_TYPE_CABINET_STATE);

  g_assert_cmpuint (klass->n_values, ==, KAB_CABINET_N_STATES);
  g_assert_cmpstr (g_enum_get_value (klass, KAB_CABINET_NO_ITEM)->value_nick, ==, "no-item");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/sign-in/every-pair", test_every_pair);
  g_test_add_func ("/session/A2/situations", test_situations);
  g_test_add_func ("/session/A7/unreachable", test_unreachable);
  g_test_add_func ("/session/sign-in/no-dead-end", test_no_dead_end);
  g_test_add_func ("/session/sign-in/names", test_names);
  return g_test_run ();
}
