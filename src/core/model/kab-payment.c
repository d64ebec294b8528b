/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-payment.h"

static const KabMember kab_payable_members[] = {
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },    { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED }, { "text", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED }, { "account", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "due_at", KAB_MEMBER_DATE, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabPayable, kab_payable)

KAB_GET_STRING (KabPayable, kab_payable, kind)
KAB_GET_STRING (KabPayable, kab_payable, id)
KAB_GET_STRING (KabPayable, kab_payable, title)
KAB_GET_STRING (KabPayable, kab_payable, text)
KAB_GET_MONEY (KabPayable, kab_payable, amount)
KAB_GET_STRING (KabPayable, kab_payable, account)
KAB_GET_DATE (KabPayable, kab_payable, due_at)

static const KabMember kab_payable_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_payable_get_type },
  { "balance", KAB_MEMBER_MONEY, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabPayableList, kab_payable_list)

KAB_GET_LIST (KabPayableList, kab_payable_list, items)
KAB_GET_MONEY (KabPayableList, kab_payable_list, balance)

static const KabMember kab_payment_code_members[] = {
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabPaymentCode, kab_payment_code)

KAB_GET_STRING (KabPaymentCode, kab_payment_code, kind)
KAB_GET_STRING (KabPaymentCode, kab_payment_code, text)

static const KabMember kab_fiscal_difference_members[] = {
  { "what", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "paid", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "receipt", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabFiscalDifference, kab_fiscal_difference)

KAB_GET_STRING (KabFiscalDifference, kab_fiscal_difference, what)
KAB_GET_STRING (KabFiscalDifference, kab_fiscal_difference, paid)
KAB_GET_STRING (KabFiscalDifference, kab_fiscal_difference, receipt)

static const KabMember kab_fiscal_receipt_members[] = {
  { "total", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "printed_at", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "operation", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "storage", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "document", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "sign", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "qr", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "matches", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "differences", KAB_MEMBER_LIST, KAB_REQUIRED, kab_fiscal_difference_get_type },
};

KAB_DEFINE_RECORD (KabFiscalReceipt, kab_fiscal_receipt)

KAB_GET_MONEY (KabFiscalReceipt, kab_fiscal_receipt, total)
KAB_GET_STRING (KabFiscalReceipt, kab_fiscal_receipt, printed_at)
KAB_GET_INTEGER (KabFiscalReceipt, kab_fiscal_receipt, operation)
KAB_GET_STRING (KabFiscalReceipt, kab_fiscal_receipt, storage)
KAB_GET_STRING (KabFiscalReceipt, kab_fiscal_receipt, document)
KAB_GET_STRING (KabFiscalReceipt, kab_fiscal_receipt, sign)
KAB_GET_STRING (KabFiscalReceipt, kab_fiscal_receipt, qr)
KAB_GET_BOOLEAN (KabFiscalReceipt, kab_fiscal_receipt, matches)
KAB_GET_LIST (KabFiscalReceipt, kab_fiscal_receipt, differences)

static const KabMember kab_payment_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "number", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "purpose", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "method", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "method_title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "method_kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "state", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
  { "created_at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "paid_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "expected_by", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "expires_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "account", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "document", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "receipts", KAB_MEMBER_STRINGS, KAB_REQUIRED },
  { "page", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "qr", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_payment_code_get_type },
  { "properties", KAB_MEMBER_LIST, KAB_REQUIRED, kab_property_get_type },
  { "steps", KAB_MEMBER_STRINGS, KAB_REQUIRED },
  { "invoice", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "fiscal", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_fiscal_receipt_get_type },
  { "poll_after", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "version", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "actions", KAB_MEMBER_LIST, KAB_REQUIRED, kab_action_get_type },
};

KAB_DEFINE_RECORD (KabPayment, kab_payment)

KAB_GET_STRING (KabPayment, kab_payment, id)
KAB_GET_STRING (KabPayment, kab_payment, number)
KAB_GET_STRING (KabPayment, kab_payment, title)
KAB_GET_STRING (KabPayment, kab_payment, purpose)
KAB_GET_MONEY (KabPayment, kab_payment, amount)
KAB_GET_STRING (KabPayment, kab_payment, method)
KAB_GET_STRING (KabPayment, kab_payment, method_title)
KAB_GET_STRING (KabPayment, kab_payment, method_kind)
KAB_GET_RECORD (KabPayment, kab_payment, KabDocumentState, state)
KAB_GET_DATE_TIME (KabPayment, kab_payment, created_at)
KAB_GET_DATE_TIME (KabPayment, kab_payment, paid_at)
KAB_GET_DATE_TIME (KabPayment, kab_payment, expected_by)
KAB_GET_DATE_TIME (KabPayment, kab_payment, expires_at)
KAB_GET_STRING (KabPayment, kab_payment, note)
KAB_GET_STRING (KabPayment, kab_payment, account)
KAB_GET_STRING (KabPayment, kab_payment, document)
KAB_GET_STRINGS (KabPayment, kab_payment, receipts)
KAB_GET_STRING (KabPayment, kab_payment, page)
KAB_GET_RECORD (KabPayment, kab_payment, KabPaymentCode, qr)
KAB_GET_LIST (KabPayment, kab_payment, properties)
KAB_GET_STRINGS (KabPayment, kab_payment, steps)
KAB_GET_BOOLEAN (KabPayment, kab_payment, invoice)
KAB_GET_RECORD (KabPayment, kab_payment, KabFiscalReceipt, fiscal)
KAB_GET_INTEGER (KabPayment, kab_payment, poll_after)
KAB_GET_INTEGER (KabPayment, kab_payment, version)
KAB_GET_LIST (KabPayment, kab_payment, actions)

static const KabMember kab_payment_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_payment_get_type },
};

KAB_DEFINE_RECORD (KabPaymentList, kab_payment_list)

KAB_GET_LIST (KabPaymentList, kab_payment_list, items)
