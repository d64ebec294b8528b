/* kab-payment.h: what can be paid, ways to pay, and payments. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-document.h"
#include "kab-payment-rules.h"

G_BEGIN_DECLS

/* Something that can be paid now. */
#define KAB_TYPE_PAYABLE (kab_payable_get_type ())
G_DECLARE_FINAL_TYPE (KabPayable, kab_payable, KAB, PAYABLE, KabRecord)

const char *kab_payable_get_kind (KabPayable *self);
const char *kab_payable_get_id (KabPayable *self);
const char *kab_payable_get_title (KabPayable *self);
const char *kab_payable_get_text (KabPayable *self);
const KabMoney *kab_payable_get_amount (KabPayable *self);
const char *kab_payable_get_account (KabPayable *self);
const GDate *kab_payable_get_due_at (KabPayable *self);

/* All that can be paid now. */
#define KAB_TYPE_PAYABLE_LIST (kab_payable_list_get_type ())
G_DECLARE_FINAL_TYPE (KabPayableList, kab_payable_list, KAB, PAYABLE_LIST, KabRecord)

GListModel *kab_payable_list_get_items (KabPayableList *self); /* of KabPayable */
const KabMoney *kab_payable_list_get_balance (KabPayableList *self);

/* What is drawn for a bank's program to read. */
#define KAB_TYPE_PAYMENT_CODE (kab_payment_code_get_type ())
G_DECLARE_FINAL_TYPE (KabPaymentCode, kab_payment_code, KAB, PAYMENT_CODE, KabRecord)

const char *kab_payment_code_get_kind (KabPaymentCode *self);
const char *kab_payment_code_get_text (KabPaymentCode *self);

/* Where a till's receipt differs from a payment. */
#define KAB_TYPE_FISCAL_DIFFERENCE (kab_fiscal_difference_get_type ())
G_DECLARE_FINAL_TYPE (KabFiscalDifference, kab_fiscal_difference, KAB, FISCAL_DIFFERENCE, KabRecord)

const char *kab_fiscal_difference_get_what (KabFiscalDifference *self);
const char *kab_fiscal_difference_get_paid (KabFiscalDifference *self);
const char *kab_fiscal_difference_get_receipt (KabFiscalDifference *self);

/* A till's receipt beside a payment. */
#define KAB_TYPE_FISCAL_RECEIPT (kab_fiscal_receipt_get_type ())
G_DECLARE_FINAL_TYPE (KabFiscalReceipt, kab_fiscal_receipt, KAB, FISCAL_RECEIPT, KabRecord)

const KabMoney *kab_fiscal_receipt_get_total (KabFiscalReceipt *self);
const char *kab_fiscal_receipt_get_printed_at (KabFiscalReceipt *self);
gint64 kab_fiscal_receipt_get_operation (KabFiscalReceipt *self);
const char *kab_fiscal_receipt_get_storage (KabFiscalReceipt *self);
const char *kab_fiscal_receipt_get_document (KabFiscalReceipt *self);
const char *kab_fiscal_receipt_get_sign (KabFiscalReceipt *self);
const char *kab_fiscal_receipt_get_qr (KabFiscalReceipt *self);
gboolean kab_fiscal_receipt_get_matches (KabFiscalReceipt *self);
GListModel *kab_fiscal_receipt_get_differences (KabFiscalReceipt *self); /* of KabFiscalDifference */

/* A payment and where it is. */
#define KAB_TYPE_PAYMENT (kab_payment_get_type ())
G_DECLARE_FINAL_TYPE (KabPayment, kab_payment, KAB, PAYMENT, KabRecord)

const char *kab_payment_get_id (KabPayment *self);
const char *kab_payment_get_number (KabPayment *self);
const char *kab_payment_get_title (KabPayment *self);
const char *kab_payment_get_purpose (KabPayment *self);
const KabMoney *kab_payment_get_amount (KabPayment *self);
const char *kab_payment_get_method (KabPayment *self);
const char *kab_payment_get_method_title (KabPayment *self);
const char *kab_payment_get_method_kind (KabPayment *self);
KabDocumentState *kab_payment_get_state (KabPayment *self);
GDateTime *kab_payment_get_created_at (KabPayment *self);
GDateTime *kab_payment_get_paid_at (KabPayment *self);
GDateTime *kab_payment_get_expected_by (KabPayment *self);
GDateTime *kab_payment_get_expires_at (KabPayment *self);
const char *kab_payment_get_note (KabPayment *self);
const char *kab_payment_get_account (KabPayment *self);
const char *kab_payment_get_document (KabPayment *self);
const char *const *kab_payment_get_receipts (KabPayment *self);
const char *kab_payment_get_page (KabPayment *self);
KabPaymentCode *kab_payment_get_qr (KabPayment *self);
GListModel *kab_payment_get_properties (KabPayment *self); /* of KabProperty */
const char *const *kab_payment_get_steps (KabPayment *self);
gboolean kab_payment_get_invoice (KabPayment *self);
KabFiscalReceipt *kab_payment_get_fiscal (KabPayment *self);
gint64 kab_payment_get_poll_after (KabPayment *self);
gint64 kab_payment_get_version (KabPayment *self);
GListModel *kab_payment_get_actions (KabPayment *self); /* of KabAction */

/* The person's payments. */
#define KAB_TYPE_PAYMENT_LIST (kab_payment_list_get_type ())
G_DECLARE_FINAL_TYPE (KabPaymentList, kab_payment_list, KAB, PAYMENT_LIST, KabRecord)

GListModel *kab_payment_list_get_items (KabPaymentList *self); /* of KabPayment */

G_END_DECLS
