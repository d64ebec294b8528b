/* kab-receipt.h: receipts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-descriptor.h"
#include "kab-document.h"
#include "kab-flow.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* A receipt; the members of its detail are absent in a list. */
#define KAB_TYPE_RECEIPT (kab_receipt_get_type ())
G_DECLARE_FINAL_TYPE (KabReceipt, kab_receipt, KAB, RECEIPT, KabRecord)

const char *kab_receipt_get_id (KabReceipt *self);
const char *kab_receipt_get_number (KabReceipt *self);
const char *kab_receipt_get_title (KabReceipt *self);
const GDate *kab_receipt_get_month (KabReceipt *self);
GDateTime *kab_receipt_get_issued_at (KabReceipt *self);
const KabMoney *kab_receipt_get_amount (KabReceipt *self);
const GDate *kab_receipt_get_due_at (KabReceipt *self);
KabDocumentState *kab_receipt_get_state (KabReceipt *self);
const char *kab_receipt_get_account (KabReceipt *self);  /* number of the account */
const char *kab_receipt_get_previous (KabReceipt *self); /* id of the receipt of the month before */
const char *kab_receipt_get_next (KabReceipt *self);
GListModel *kab_receipt_get_lines (KabReceipt *self); /* of KabDocumentLine */
KabBalance *kab_receipt_get_balance (KabReceipt *self);
GListModel *kab_receipt_get_properties (KabReceipt *self); /* of KabProperty */
const char *kab_receipt_get_payment_qr (KabReceipt *self); /* to be drawn unchanged */
GListModel *kab_receipt_get_payee (KabReceipt *self);      /* of KabProperty */
gboolean kab_receipt_get_payable (KabReceipt *self);       /* whether it can be paid now */
const char *kab_receipt_get_payment (KabReceipt *self);    /* id of the payment on its way */

/* The receipt that is issued next. */
#define KAB_TYPE_EXPECTED_RECEIPT (kab_expected_receipt_get_type ())
G_DECLARE_FINAL_TYPE (KabExpectedReceipt, kab_expected_receipt, KAB, EXPECTED_RECEIPT, KabRecord)

const GDate *kab_expected_receipt_get_month (KabExpectedReceipt *self);
const GDate *kab_expected_receipt_get_on (KabExpectedReceipt *self);

/* The receipts of an account. */
#define KAB_TYPE_RECEIPT_LIST (kab_receipt_list_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptList, kab_receipt_list, KAB, RECEIPT_LIST, KabRecord)

GListModel *kab_receipt_list_get_items (KabReceiptList *self); /* of KabReceipt */
KabExpectedReceipt *kab_receipt_list_get_expected (KabReceiptList *self);

G_END_DECLS
