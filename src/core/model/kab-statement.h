/* kab-statement.h: what was spent in a period. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* One expense; money that came back is negative. */
#define KAB_TYPE_STATEMENT_ITEM (kab_statement_item_get_type ())
G_DECLARE_FINAL_TYPE (KabStatementItem, kab_statement_item, KAB, STATEMENT_ITEM, KabRecord)

const char *kab_statement_item_get_id (KabStatementItem *self);
const GDate *kab_statement_item_get_date (KabStatementItem *self);
const char *kab_statement_item_get_category (KabStatementItem *self);
const char *kab_statement_item_get_category_title (KabStatementItem *self);
const char *kab_statement_item_get_title (KabStatementItem *self);
const KabMoney *kab_statement_item_get_amount (KabStatementItem *self);
const char *kab_statement_item_get_document (KabStatementItem *self); /* id */
const char *kab_statement_item_get_account (KabStatementItem *self);  /* number */

#define KAB_TYPE_STATEMENT (kab_statement_get_type ())
G_DECLARE_FINAL_TYPE (KabStatement, kab_statement, KAB, STATEMENT, KabRecord)

const GDate *kab_statement_get_from (KabStatement *self);
const GDate *kab_statement_get_to (KabStatement *self);
GListModel *kab_statement_get_items (KabStatement *self); /* of KabStatementItem, the newest first */

G_END_DECLS
