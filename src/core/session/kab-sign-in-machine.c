/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-sign-in-machine.h"

G_DEFINE_ENUM_TYPE (KabCabinetState,
                    kab_cabinet_state,
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_RESTORING, "restoring"),
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_SIGNED_IN, "signed-in"),
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_NO_SERVICE, "no-service"),
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_DENIED, "denied"),
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_NO_ITEM, "no-item"),
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (KAB_CABINET_BLOCKED, "blocked"))

/* A pair that is not named stays where it is. Two of these are the heart of the matter: what the network
 * does (UNREACHABLE) leads nowhere from anywhere (rule A7), and a locked keyring is not a forgotten
 * login (rule A2). */
typedef struct
{
  gboolean named;
  KabCabinetState state;
} Next;

#define TO(name) { TRUE, KAB_CABINET_##name }

static const Next table[KAB_CABINET_N_STATES][KAB_SIGN_IN_N_EVENTS] = {
  [KAB_CABINET_SIGNED_OUT] = {
    [KAB_SIGN_IN_RESTORE] = TO (RESTORING),
    [KAB_SIGN_IN_ACCEPTED] = TO (SIGNED_IN),
    [KAB_SIGN_IN_BLOCKED] = TO (BLOCKED),
  },
  [KAB_CABINET_RESTORING] = {
    [KAB_SIGN_IN_TOKEN_FOUND] = TO (SIGNED_IN),
    [KAB_SIGN_IN_NO_SERVICE] = TO (NO_SERVICE),
    [KAB_SIGN_IN_LOCKED] = TO (LOCKED),
    [KAB_SIGN_IN_DENIED] = TO (DENIED),
    [KAB_SIGN_IN_NO_ITEM] = TO (NO_ITEM),
    [KAB_SIGN_IN_ACCEPTED] = TO (SIGNED_IN),
    [KAB_SIGN_IN_BLOCKED] = TO (BLOCKED),
    [KAB_SIGN_IN_SIGN_OUT] = TO (SIGNED_OUT),
  },
  [KAB_CABINET_SIGNED_IN] = {
    [KAB_SIGN_IN_REFUSED] = TO (EXPIRED),
    [KAB_SIGN_IN_BLOCKED] = TO (BLOCKED),
    [KAB_SIGN_IN_SIGN_OUT] = TO (SIGNED_OUT),
  },
  [KAB_CABINET_NO_SERVICE] = {
    [KAB_SIGN_IN_RESTORE] = TO (RESTORING),
    [KAB_SIGN_IN_ACCEPTED] = TO (SIGNED_IN),
    [KAB_SIGN_IN_BLOCKED] = TO (BLOCKED),
    [KAB_SIGN_IN_SIGN_OUT] = TO (SIGNED_OUT),
  },
  [KAB_CABINET_LOCKED] = {
    [KAB_SIGN_IN_RESTORE] = TO (RESTORING),
    [KAB_SIGN_IN_NO_SERVICE] = TO (NO_SERVICE),
    [KAB_SIGN_IN_DENIED] = TO (DENIED),
    [KAB_SIGN_IN_ACCEPTED] = TO (SIGNED_IN),
    [KAB_SIGN_IN_BLOCKED] = TO (BLOCKED),
    [KAB_SIGN_IN_SIGN_OUT] = TO (SIGNED_OUT),
  },
  [KAB_CABINET_DENIED] = {
    [KAB_SIGN_IN_RESTORE] = TO (RESTORING),
    [KAB_SIGN_IN_NO_SERVICE] = TO (NO_SERVICE),
    [KAB_SIGN_IN_ACCEPTED] = TO (SIGNED_IN),
    [KAB_SIGN_IN_BLOCKED] = TO (BLOCKED),
    [KAB_SIGN_IN_SIGN_OUT] = TO (SIGNED_OUT),
  },
  [KAB_CABINET_NO_ITEM] = {
    [KAB_SIGN_IN_RESTORE] = TO (RESTORING),
    [KAB_SIGN_IN_ACCEPTED] = TO (SIGNED_IN),
    [KAB_SIGN_IN_BLOCKED] = TO (BLOCKED),
    [KAB_SIGN_IN_SIGN_OUT] = TO (SIGNED_OUT),
  },
  [KAB_CABINET_EXPIRED] = {
    [KAB_SIGN_IN_ACCEPTED] = TO (SIGNED_IN),
    [KAB_SIGN_IN_BLOCKED] = TO (BLOCKED),
    [KAB_SIGN_IN_SIGN_OUT] = TO (SIGNED_OUT),
  },
  [KAB_CABINET_BLOCKED] = {
    [KAB_SIGN_IN_RESTORE] = TO (RESTORING),
    [KAB_SIGN_IN_ACCEPTED] = TO (SIGNED_IN),
    [KAB_SIGN_IN_SIGN_OUT] = TO (SIGNED_OUT),
  },
};

/**
 * kab_sign_in_next:
 * @state: where a cabinet stands
 * @event: what happened
 *
 * The whole sign-in state machine, as a function of nothing but its arguments.
 *
 * Returns: where the cabinet stands now; @state itself where @event means nothing to it
 */
KabCabinetState
kab_sign_in_next (KabCabinetState state, KabSignInEvent event)
{
  const Next *next;

  g_return_val_if_fail (state < KAB_CABINET_N_STATES && event < KAB_SIGN_IN_N_EVENTS, state);

  next = &table[state][event];
  return next->named ? next->state : state;
}
