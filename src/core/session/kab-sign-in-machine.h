/* kab-sign-in-machine.h: the states of a cabinet and what leads from one to another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KabCabinetState:
 * @KAB_CABINET_SIGNED_OUT: known or not, nobody is signed in
 * @KAB_CABINET_RESTORING: the keyring is being asked
 * @KAB_CABINET_SIGNED_IN: a refresh token is at hand; the network may still be away
 * @KAB_CABINET_NO_SERVICE: there is no keyring to ask
 * @KAB_CABINET_LOCKED: the keyring is locked
 * @KAB_CABINET_DENIED: the keyring stays closed because the person said so
 * @KAB_CABINET_NO_ITEM: the keyring is open and holds nothing for this cabinet
 * @KAB_CABINET_EXPIRED: the server ended the session
 * @KAB_CABINET_BLOCKED: the server does not let this person in, and says why
 */
typedef enum
{
  KAB_CABINET_SIGNED_OUT,
  KAB_CABINET_RESTORING,
  KAB_CABINET_SIGNED_IN,
  KAB_CABINET_NO_SERVICE,
  KAB_CABINET_LOCKED,
  KAB_CABINET_DENIED,
  KAB_CABINET_NO_ITEM,
  KAB_CABINET_EXPIRED,
  KAB_CABINET_BLOCKED,
} KabCabinetState;

#define KAB_CABINET_N_STATES (KAB_CABINET_BLOCKED + 1)
#define KAB_TYPE_CABINET_STATE (kab_cabinet_state_get_type ())
GType kab_cabinet_state_get_type (void);

/**
 * KabSignInEvent:
 * @KAB_SIGN_IN_RESTORE: somebody asks for the kept session
 * @KAB_SIGN_IN_TOKEN_FOUND: the keyring gave the refresh token
 * @KAB_SIGN_IN_NO_SERVICE: the keyring is absent
 * @KAB_SIGN_IN_LOCKED: the keyring is locked
 * @KAB_SIGN_IN_DENIED: the keyring was asked to open, and did not
 * @KAB_SIGN_IN_NO_ITEM: the keyring has no token
 * @KAB_SIGN_IN_ACCEPTED: the server took password or ticket
 * @KAB_SIGN_IN_UNREACHABLE: the server could not be asked (no network, 5xx…)
 * @KAB_SIGN_IN_REFUSED: the server refused the refresh token, or an access token just made from it
 * @KAB_SIGN_IN_BLOCKED: the server said that the account is blocked
 * @KAB_SIGN_IN_SIGN_OUT: the person signs out
 */
typedef enum
{
  KAB_SIGN_IN_RESTORE,
  KAB_SIGN_IN_TOKEN_FOUND,
  KAB_SIGN_IN_NO_SERVICE,
  KAB_SIGN_IN_LOCKED,
  KAB_SIGN_IN_DENIED,
  KAB_SIGN_IN_NO_ITEM,
  KAB_SIGN_IN_ACCEPTED,
  KAB_SIGN_IN_UNREACHABLE,
  KAB_SIGN_IN_REFUSED,
  KAB_SIGN_IN_BLOCKED,
  KAB_SIGN_IN_SIGN_OUT,
} KabSignInEvent;

#define KAB_SIGN_IN_N_EVENTS (KAB_SIGN_IN_SIGN_OUT + 1)

KabCabinetState kab_sign_in_next (KabCabinetState state, KabSignInEvent event);

G_END_DECLS
