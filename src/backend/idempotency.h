/* idempotency.h: the same POST twice is done once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_idempotency_check_key (KabCall *call);
void kab_idempotency_replay (KabCall *call);
void kab_idempotency_store (KabCall *call);
void kab_idempotency_forget (KabServer *server);

G_END_DECLS
