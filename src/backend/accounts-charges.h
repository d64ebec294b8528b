/* accounts-charges.h: charges and payments of an account, and whether a bill is out of line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts.h"

G_BEGIN_DECLS

void kab_accounts_answer_charges (KabServer *server, KabCall *call);
void kab_accounts_answer_payments (KabServer *server, KabCall *call);

G_END_DECLS
