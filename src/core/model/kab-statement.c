/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-statement.h"

static const KabMember kab_statement_item_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },       { "date", KAB_MEMBER_DATE, KAB_REQUIRED },
  { "category", KAB_MEMBER_STRING, KAB_REQUIRED }, { "category_title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },    { "amount", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "document", KAB_MEMBER_STRING, KAB_OPTIONAL }, { "account", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabStatementItem, kab_statement_item)

KAB_GET_STRING (KabStatementItem, kab_statement_item, id)
KAB_GET_DATE (KabStatementItem, kab_statement_item, date)
KAB_GET_STRING (KabStatementItem, kab_statement_item, category)
KAB_GET_STRING (KabStatementItem, kab_statement_item, category_title)
KAB_GET_STRING (KabStatementItem, kab_statement_item, title)
KAB_GET_MONEY (KabStatementItem, kab_statement_item, amount)
KAB_GET_STRING (KabStatementItem, kab_statement_item, document)
KAB_GET_STRING (KabStatementItem, kab_statement_item, account)

static const KabMember kab_statement_members[] = {
  { "from", KAB_MEMBER_DATE, KAB_REQUIRED },
  { "to", KAB_MEMBER_DATE, KAB_REQUIRED },
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_statement_item_get_type },
};

KAB_DEFINE_RECORD (KabStatement, kab_statement)

KAB_GET_DATE (KabStatement, kab_statement, from)
KAB_GET_DATE (KabStatement, kab_statement, to)
KAB_GET_LIST (KabStatement, kab_statement, items)
