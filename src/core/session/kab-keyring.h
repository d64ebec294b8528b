/* kab-keyring.h: the secret store that the desktop's keyring is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-secret-store.h"

G_BEGIN_DECLS

#define KAB_TYPE_KEYRING (kab_keyring_get_type ())
G_DECLARE_FINAL_TYPE (KabKeyring, kab_keyring, KAB, KEYRING, GObject)

KabKeyring *kab_keyring_new (void);

G_END_DECLS
