/* accounts-staff.h: what staff do with accounts: link, correct, charge, move a payment. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

void kab_accounts_add_effects (KabServer *server);

G_END_DECLS
