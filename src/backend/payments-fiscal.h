/* payments-fiscal.h: the till's receipt, held against the payment that it is for (54-FZ). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payments-store.h"

G_BEGIN_DECLS

JsonObject *kab_payment_build_fiscal (const KabPayment *payment) G_GNUC_WARN_UNUSED_RESULT;
void kab_payment_take_fiscal (KabServer *server, KabCall *call, KabPayment *payment);

G_END_DECLS
