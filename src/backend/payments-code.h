/* payments-code.h: what is drawn for a bank's program to read, and words with the payment's figures put in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payments-store.h"

G_BEGIN_DECLS

char *kab_payment_fill (KabServer *server,
                        const KabPayment *payment,
                        const char *template) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *kab_payment_build_code (KabServer *server, const KabPayment *payment) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *kab_payments_get_payee (KabOrganisation *organisation, const char *method);

G_END_DECLS
