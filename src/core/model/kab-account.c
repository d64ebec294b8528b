/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-account.h"

static const KabMember kab_account_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },           { "number", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_OPTIONAL },        { "address", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "holder", KAB_MEMBER_STRING, KAB_OPTIONAL },       { "to_pay", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "linked_at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED }, { "currency", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabAccount, kab_account)

KAB_GET_STRING (KabAccount, kab_account, id)
KAB_GET_STRING (KabAccount, kab_account, number)
KAB_GET_STRING (KabAccount, kab_account, title)
KAB_GET_STRING (KabAccount, kab_account, address)
KAB_GET_STRING (KabAccount, kab_account, holder)
KAB_GET_MONEY (KabAccount, kab_account, to_pay)
KAB_GET_DATE_TIME (KabAccount, kab_account, linked_at)
KAB_GET_STRING (KabAccount, kab_account, currency)

static const KabMember kab_account_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_account_get_type },
};

KAB_DEFINE_RECORD (KabAccountList, kab_account_list)

KAB_GET_LIST (KabAccountList, kab_account_list, items)

static const KabMember kab_balance_members[] = {
  { "month", KAB_MEMBER_MONTH, KAB_REQUIRED },   { "opening", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "charged", KAB_MEMBER_MONEY, KAB_REQUIRED }, { "recalculated", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "penalty", KAB_MEMBER_MONEY, KAB_REQUIRED }, { "paid", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "to_pay", KAB_MEMBER_MONEY, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabBalance, kab_balance)

KAB_GET_DATE (KabBalance, kab_balance, month)
KAB_GET_MONEY (KabBalance, kab_balance, opening)
KAB_GET_MONEY (KabBalance, kab_balance, charged)
KAB_GET_MONEY (KabBalance, kab_balance, recalculated)
KAB_GET_MONEY (KabBalance, kab_balance, penalty)
KAB_GET_MONEY (KabBalance, kab_balance, paid)
KAB_GET_MONEY (KabBalance, kab_balance, to_pay)
