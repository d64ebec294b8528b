/* kab-statement-page.h: what was spent in a period: by month, category or organisation. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-expenses.h"

G_BEGIN_DECLS

/* Actions: page.refresh, statement.save-csv, statement.save-json, statement.save-pdf, statement.print. */
#define KAB_TYPE_STATEMENT_PAGE (kab_statement_page_get_type ())
G_DECLARE_FINAL_TYPE (KabStatementPage, kab_statement_page, KAB, STATEMENT_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_statement_page_new (GListModel *cabinets, KabCabinet *cabinet);
void kab_statement_page_take (KabStatementPage *self, KabExpenses *expenses, const GError *error);
void kab_statement_page_choose_period (
    KabStatementPage *self, guint period, const GDate *today, GDate *from, GDate *to);

G_END_DECLS
