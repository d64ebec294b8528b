/* kab-account-lock.h: one account's turn among all processes of one user. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _KabAccountTurn KabAccountTurn;

#define KAB_TYPE_ACCOUNT_TURN (kab_account_turn_get_type ())
GType kab_account_turn_get_type (void);

DexFuture *kab_account_lock (const char *path, const char *account_id) G_GNUC_WARN_UNUSED_RESULT;
KabAccountTurn *kab_account_turn_ref (KabAccountTurn *self);
void kab_account_turn_unref (KabAccountTurn *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabAccountTurn, kab_account_turn_unref)

G_END_DECLS
