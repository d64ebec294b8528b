/* kab-account.h: personal accounts and what is to pay on them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* A linked personal account. */
#define KAB_TYPE_ACCOUNT (kab_account_get_type ())
G_DECLARE_FINAL_TYPE (KabAccount, kab_account, KAB, ACCOUNT, KabRecord)

const char *kab_account_get_id (KabAccount *self);
const char *kab_account_get_number (KabAccount *self); /* text, as the organisation writes it */
const char *kab_account_get_title (KabAccount *self);
const char *kab_account_get_address (KabAccount *self);
const char *kab_account_get_holder (KabAccount *self);
const KabMoney *kab_account_get_to_pay (KabAccount *self);
GDateTime *kab_account_get_linked_at (KabAccount *self);
const char *kab_account_get_currency (KabAccount *self); /* ISO 4217 */

/* The linked personal accounts. */
#define KAB_TYPE_ACCOUNT_LIST (kab_account_list_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountList, kab_account_list, KAB, ACCOUNT_LIST, KabRecord)

GListModel *kab_account_list_get_items (KabAccountList *self); /* of KabAccount */

/* The five lines of a month and what is to pay. */
#define KAB_TYPE_BALANCE (kab_balance_get_type ())
G_DECLARE_FINAL_TYPE (KabBalance, kab_balance, KAB, BALANCE, KabRecord)

const GDate *kab_balance_get_month (KabBalance *self);
const KabMoney *kab_balance_get_opening (KabBalance *self); /* debt at the beginning of the month */
const KabMoney *kab_balance_get_charged (KabBalance *self);
const KabMoney *kab_balance_get_recalculated (KabBalance *self);
const KabMoney *kab_balance_get_penalty (KabBalance *self);
const KabMoney *kab_balance_get_paid (KabBalance *self);
const KabMoney *kab_balance_get_to_pay (KabBalance *self);

G_END_DECLS
