/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-receipt.h"

static const KabMember kab_receipt_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "number", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "month", KAB_MEMBER_MONTH, KAB_REQUIRED },
  { "issued_at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "due_at", KAB_MEMBER_DATE, KAB_OPTIONAL },
  { "state", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
  { "account", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "previous", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "next", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "lines", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_document_line_get_type },
  { "balance", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_balance_get_type },
  { "properties", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_property_get_type },
  { "payment_qr", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "payee", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_property_get_type },
  { "payable", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "payment", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabReceipt, kab_receipt)

KAB_GET_STRING (KabReceipt, kab_receipt, id)
KAB_GET_STRING (KabReceipt, kab_receipt, number)
KAB_GET_STRING (KabReceipt, kab_receipt, title)
KAB_GET_DATE (KabReceipt, kab_receipt, month)
KAB_GET_DATE_TIME (KabReceipt, kab_receipt, issued_at)
KAB_GET_MONEY (KabReceipt, kab_receipt, amount)
KAB_GET_DATE (KabReceipt, kab_receipt, due_at)
KAB_GET_RECORD (KabReceipt, kab_receipt, KabDocumentState, state)
KAB_GET_STRING (KabReceipt, kab_receipt, account)
KAB_GET_STRING (KabReceipt, kab_receipt, previous)
KAB_GET_STRING (KabReceipt, kab_receipt, next)
KAB_GET_LIST (KabReceipt, kab_receipt, lines)
KAB_GET_RECORD (KabReceipt, kab_receipt, KabBalance, balance)
KAB_GET_LIST (KabReceipt, kab_receipt, properties)
KAB_GET_STRING (KabReceipt, kab_receipt, payment_qr)
KAB_GET_LIST (KabReceipt, kab_receipt, payee)
KAB_GET_BOOLEAN (KabReceipt, kab_receipt, payable)
KAB_GET_STRING (KabReceipt, kab_receipt, payment)

static const KabMember kab_expected_receipt_members[] = {
  { "month", KAB_MEMBER_MONTH, KAB_REQUIRED },
  { "on", KAB_MEMBER_DATE, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabExpectedReceipt, kab_expected_receipt)

KAB_GET_DATE (KabExpectedReceipt, kab_expected_receipt, month)
KAB_GET_DATE (KabExpectedReceipt, kab_expected_receipt, on)

static const KabMember kab_receipt_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_receipt_get_type },
  { "expected", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_expected_receipt_get_type },
};

KAB_DEFINE_RECORD (KabReceiptList, kab_receipt_list)

KAB_GET_LIST (KabReceiptList, kab_receipt_list, items)
KAB_GET_RECORD (KabReceiptList, kab_receipt_list, KabExpectedReceipt, expected)
