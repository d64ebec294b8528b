/* kab-fiscal-words.h: what a till's receipt says beside a payment. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-payment.h"

G_BEGIN_DECLS

char *kab_fiscal_receipt_describe (KabFiscalReceipt *receipt);

G_END_DECLS
