/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-account-history.h"

static const KabMember kab_charge_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },       { "month", KAB_MEMBER_MONTH, KAB_REQUIRED },
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },       { "service", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "quantity", KAB_MEMBER_STRING, KAB_OPTIONAL }, { "unit", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "tariff", KAB_MEMBER_MONEY, KAB_OPTIONAL },    { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabCharge, kab_charge)

KAB_GET_STRING (KabCharge, kab_charge, id)
KAB_GET_DATE (KabCharge, kab_charge, month)
KAB_GET_STRING (KabCharge, kab_charge, kind)
KAB_GET_STRING (KabCharge, kab_charge, service)
KAB_GET_STRING (KabCharge, kab_charge, quantity)
KAB_GET_STRING (KabCharge, kab_charge, unit)
KAB_GET_MONEY (KabCharge, kab_charge, tariff)
KAB_GET_MONEY (KabCharge, kab_charge, amount)
KAB_GET_STRING (KabCharge, kab_charge, reason)

static const KabMember kab_unusual_service_members[] = {
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "usual", KAB_MEMBER_MONEY, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabUnusualService, kab_unusual_service)

KAB_GET_STRING (KabUnusualService, kab_unusual_service, title)
KAB_GET_MONEY (KabUnusualService, kab_unusual_service, amount)
KAB_GET_MONEY (KabUnusualService, kab_unusual_service, usual)

static const KabMember kab_unusual_bill_members[] = {
  { "month", KAB_MEMBER_MONTH, KAB_REQUIRED },
  { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "usual", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "services", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_unusual_service_get_type },
};

KAB_DEFINE_RECORD (KabUnusualBill, kab_unusual_bill)

KAB_GET_DATE (KabUnusualBill, kab_unusual_bill, month)
KAB_GET_MONEY (KabUnusualBill, kab_unusual_bill, amount)
KAB_GET_MONEY (KabUnusualBill, kab_unusual_bill, usual)
KAB_GET_LIST (KabUnusualBill, kab_unusual_bill, services)

static const KabMember kab_charge_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_charge_get_type },
  { "months", KAB_MEMBER_LIST, KAB_REQUIRED, kab_balance_get_type },
  { "alarm", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_unusual_bill_get_type },
};

KAB_DEFINE_RECORD (KabChargeList, kab_charge_list)

KAB_GET_LIST (KabChargeList, kab_charge_list, items)
KAB_GET_LIST (KabChargeList, kab_charge_list, months)
KAB_GET_RECORD (KabChargeList, kab_charge_list, KabUnusualBill, alarm)

static const KabMember kab_account_payment_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "method", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "state", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
  { "number", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "receipt", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabAccountPayment, kab_account_payment)

KAB_GET_STRING (KabAccountPayment, kab_account_payment, id)
KAB_GET_DATE_TIME (KabAccountPayment, kab_account_payment, at)
KAB_GET_MONEY (KabAccountPayment, kab_account_payment, amount)
KAB_GET_STRING (KabAccountPayment, kab_account_payment, method)
KAB_GET_RECORD (KabAccountPayment, kab_account_payment, KabDocumentState, state)
KAB_GET_STRING (KabAccountPayment, kab_account_payment, number)
KAB_GET_STRING (KabAccountPayment, kab_account_payment, note)
KAB_GET_STRING (KabAccountPayment, kab_account_payment, receipt)

static const KabMember kab_account_payment_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_account_payment_get_type },
};

KAB_DEFINE_RECORD (KabAccountPaymentList, kab_account_payment_list)

KAB_GET_LIST (KabAccountPaymentList, kab_account_payment_list, items)

static const KabMember kab_account_property_members[] = {
  { "name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "label", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "value", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "field", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_field_get_type },
};

KAB_DEFINE_RECORD (KabAccountProperty, kab_account_property)

KAB_GET_STRING (KabAccountProperty, kab_account_property, name)
KAB_GET_STRING (KabAccountProperty, kab_account_property, label)
KAB_GET_STRING (KabAccountProperty, kab_account_property, value)
KAB_GET_RECORD (KabAccountProperty, kab_account_property, KabField, field)

static const KabMember kab_account_group_members[] = {
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "properties", KAB_MEMBER_LIST, KAB_REQUIRED, kab_account_property_get_type },
};

KAB_DEFINE_RECORD (KabAccountGroup, kab_account_group)

KAB_GET_STRING (KabAccountGroup, kab_account_group, title)
KAB_GET_LIST (KabAccountGroup, kab_account_group, properties)

static const KabMember kab_account_information_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "number", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "address", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "holder", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "to_pay", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "linked_at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "currency", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "groups", KAB_MEMBER_LIST, KAB_REQUIRED, kab_account_group_get_type },
};

KAB_DEFINE_RECORD (KabAccountInformation, kab_account_information)

KAB_GET_STRING (KabAccountInformation, kab_account_information, id)
KAB_GET_STRING (KabAccountInformation, kab_account_information, number)
KAB_GET_STRING (KabAccountInformation, kab_account_information, title)
KAB_GET_STRING (KabAccountInformation, kab_account_information, address)
KAB_GET_STRING (KabAccountInformation, kab_account_information, holder)
KAB_GET_MONEY (KabAccountInformation, kab_account_information, to_pay)
KAB_GET_DATE_TIME (KabAccountInformation, kab_account_information, linked_at)
KAB_GET_STRING (KabAccountInformation, kab_account_information, currency)
KAB_GET_LIST (KabAccountInformation, kab_account_information, groups)
