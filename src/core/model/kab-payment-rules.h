/* kab-payment-rules.h: how an organisation is paid. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* A way to pay. */
#define KAB_TYPE_PAYMENT_METHOD (kab_payment_method_get_type ())
G_DECLARE_FINAL_TYPE (KabPaymentMethod, kab_payment_method, KAB, PAYMENT_METHOD, KabRecord)

const char *kab_payment_method_get_id (KabPaymentMethod *self);
const char *kab_payment_method_get_kind (KabPaymentMethod *self);
const char *kab_payment_method_get_title (KabPaymentMethod *self);
const char *kab_payment_method_get_note (KabPaymentMethod *self);
const char *const *kab_payment_method_get_currencies (KabPaymentMethod *self);
gboolean kab_payment_method_get_single (KabPaymentMethod *self);

/* How an organisation is paid. */
#define KAB_TYPE_PAYMENT_RULES (kab_payment_rules_get_type ())
G_DECLARE_FINAL_TYPE (KabPaymentRules, kab_payment_rules, KAB, PAYMENT_RULES, KabRecord)

const char *kab_payment_rules_get_note (KabPaymentRules *self);
gboolean kab_payment_rules_get_top_up (KabPaymentRules *self);
GListModel *kab_payment_rules_get_methods (KabPaymentRules *self); /* of KabPaymentMethod */

G_END_DECLS
