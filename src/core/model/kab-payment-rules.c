/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-payment-rules.h"

static const KabMember kab_payment_method_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },          { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },       { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "currencies", KAB_MEMBER_STRINGS, KAB_OPTIONAL }, { "single", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabPaymentMethod, kab_payment_method)

KAB_GET_STRING (KabPaymentMethod, kab_payment_method, id)
KAB_GET_STRING (KabPaymentMethod, kab_payment_method, kind)
KAB_GET_STRING (KabPaymentMethod, kab_payment_method, title)
KAB_GET_STRING (KabPaymentMethod, kab_payment_method, note)
KAB_GET_STRINGS (KabPaymentMethod, kab_payment_method, currencies)
KAB_GET_BOOLEAN (KabPaymentMethod, kab_payment_method, single)

static const KabMember kab_payment_rules_members[] = {
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "top_up", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "methods", KAB_MEMBER_LIST, KAB_REQUIRED, kab_payment_method_get_type },
};

KAB_DEFINE_RECORD (KabPaymentRules, kab_payment_rules)

KAB_GET_STRING (KabPaymentRules, kab_payment_rules, note)
KAB_GET_BOOLEAN (KabPaymentRules, kab_payment_rules, top_up)
KAB_GET_LIST (KabPaymentRules, kab_payment_rules, methods)
