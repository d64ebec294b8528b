/* kab-unlinking.h: an account that is about to be unlinked, until it is or the person thinks better of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-client.h"

G_BEGIN_DECLS

/* Signal: settled (GError or NULL): the server has been asked; NULL: the account is unlinked. */
#define KAB_TYPE_UNLINKING (kab_unlinking_get_type ())
G_DECLARE_FINAL_TYPE (KabUnlinking, kab_unlinking, KAB, UNLINKING, GObject)

KabUnlinking *kab_unlinking_new (KabClient *client, KabAccount *account);
KabAccount *kab_unlinking_get_account (KabUnlinking *self);
void kab_unlinking_carry_out (KabUnlinking *self);

G_END_DECLS
