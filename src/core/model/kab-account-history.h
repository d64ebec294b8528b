/* kab-account-history.h: what was charged to an account, what was paid for it, and what is known of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-document.h"
#include "kab-field.h"

G_BEGIN_DECLS

/* One line of what an account is charged for a month. */
#define KAB_TYPE_CHARGE (kab_charge_get_type ())
G_DECLARE_FINAL_TYPE (KabCharge, kab_charge, KAB, CHARGE, KabRecord)

const char *kab_charge_get_id (KabCharge *self);
const GDate *kab_charge_get_month (KabCharge *self);
const char *kab_charge_get_kind (KabCharge *self); /* "charge", "recalculation" or "penalty" */
const char *kab_charge_get_service (KabCharge *self);
const char *kab_charge_get_quantity (KabCharge *self); /* as the organisation writes it */
const char *kab_charge_get_unit (KabCharge *self);
const KabMoney *kab_charge_get_tariff (KabCharge *self);
const KabMoney *kab_charge_get_amount (KabCharge *self);
const char *kab_charge_get_reason (KabCharge *self);

/* A service that cost much more than it uses to. */
#define KAB_TYPE_UNUSUAL_SERVICE (kab_unusual_service_get_type ())
G_DECLARE_FINAL_TYPE (KabUnusualService, kab_unusual_service, KAB, UNUSUAL_SERVICE, KabRecord)

const char *kab_unusual_service_get_title (KabUnusualService *self);
const KabMoney *kab_unusual_service_get_amount (KabUnusualService *self);
const KabMoney *kab_unusual_service_get_usual (KabUnusualService *self);

/* A bill that is out of line with the account's own history. */
#define KAB_TYPE_UNUSUAL_BILL (kab_unusual_bill_get_type ())
G_DECLARE_FINAL_TYPE (KabUnusualBill, kab_unusual_bill, KAB, UNUSUAL_BILL, KabRecord)

const GDate *kab_unusual_bill_get_month (KabUnusualBill *self);
const KabMoney *kab_unusual_bill_get_amount (KabUnusualBill *self);
const KabMoney *kab_unusual_bill_get_usual (KabUnusualBill *self);
GListModel *kab_unusual_bill_get_services (KabUnusualBill *self); /* of KabUnusualService */

/* Charges of some months, with the lines of each month, the newest first. */
#define KAB_TYPE_CHARGE_LIST (kab_charge_list_get_type ())
G_DECLARE_FINAL_TYPE (KabChargeList, kab_charge_list, KAB, CHARGE_LIST, KabRecord)

GListModel *kab_charge_list_get_items (KabChargeList *self);  /* of KabCharge */
GListModel *kab_charge_list_get_months (KabChargeList *self); /* of KabBalance */
KabUnusualBill *kab_charge_list_get_alarm (KabChargeList *self);

/* What somebody paid for an account. */
#define KAB_TYPE_ACCOUNT_PAYMENT (kab_account_payment_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountPayment, kab_account_payment, KAB, ACCOUNT_PAYMENT, KabRecord)

const char *kab_account_payment_get_id (KabAccountPayment *self);
GDateTime *kab_account_payment_get_at (KabAccountPayment *self);
const KabMoney *kab_account_payment_get_amount (KabAccountPayment *self);
const char *kab_account_payment_get_method (KabAccountPayment *self);
KabDocumentState *kab_account_payment_get_state (KabAccountPayment *self);
const char *kab_account_payment_get_number (KabAccountPayment *self);
const char *kab_account_payment_get_note (KabAccountPayment *self);
const char *kab_account_payment_get_receipt (KabAccountPayment *self); /* its id */

/* The payments of an account, the newest first. */
#define KAB_TYPE_ACCOUNT_PAYMENT_LIST (kab_account_payment_list_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountPaymentList, kab_account_payment_list, KAB, ACCOUNT_PAYMENT_LIST, KabRecord)

GListModel *kab_account_payment_list_get_items (KabAccountPaymentList *self); /* of KabAccountPayment */

/* Something known of an account, or not told yet. */
#define KAB_TYPE_ACCOUNT_PROPERTY (kab_account_property_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountProperty, kab_account_property, KAB, ACCOUNT_PROPERTY, KabRecord)

const char *kab_account_property_get_name (KabAccountProperty *self);
const char *kab_account_property_get_label (KabAccountProperty *self);
const char *kab_account_property_get_value (KabAccountProperty *self); /* NULL: not told */
KabField *kab_account_property_get_field (KabAccountProperty *self);   /* NULL: the owner cannot change it */

/* Properties that belong together. */
#define KAB_TYPE_ACCOUNT_GROUP (kab_account_group_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountGroup, kab_account_group, KAB, ACCOUNT_GROUP, KabRecord)

const char *kab_account_group_get_title (KabAccountGroup *self);
GListModel *kab_account_group_get_properties (KabAccountGroup *self); /* of KabAccountProperty */

/* What is known of an account. */
#define KAB_TYPE_ACCOUNT_INFORMATION (kab_account_information_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountInformation, kab_account_information, KAB, ACCOUNT_INFORMATION, KabRecord)

const char *kab_account_information_get_id (KabAccountInformation *self);
const char *kab_account_information_get_number (KabAccountInformation *self);
const char *kab_account_information_get_title (KabAccountInformation *self);
const char *kab_account_information_get_address (KabAccountInformation *self);
const char *kab_account_information_get_holder (KabAccountInformation *self);
const KabMoney *kab_account_information_get_to_pay (KabAccountInformation *self);
GDateTime *kab_account_information_get_linked_at (KabAccountInformation *self);
const char *kab_account_information_get_currency (KabAccountInformation *self); /* ISO 4217 */
GListModel *kab_account_information_get_groups (KabAccountInformation *self);   /* of KabAccountGroup */

G_END_DECLS
