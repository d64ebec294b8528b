/* payments-invoice.h: a bill on paper, for those who pay through their own bank. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payments-store.h"

G_BEGIN_DECLS

void kab_payment_answer_invoice (KabServer *server, KabCall *call, KabPayment *payment);

G_END_DECLS
