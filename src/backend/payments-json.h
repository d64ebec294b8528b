/* payments-json.h: payments as clients see them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payments-store.h"

G_BEGIN_DECLS

JsonObject *
kab_payment_to_json (KabServer *server, KabCall *call, const KabPayment *payment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
