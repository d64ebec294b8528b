/* auth.h: who is calling. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_auth_check (KabCall *call);
void kab_auth_reply_blocked (KabCall *call, const KabPerson *person);

G_END_DECLS
