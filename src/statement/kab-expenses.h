/* kab-expenses.h: what was spent in a period, over one cabinet or all of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "kab-cabinet.h"
#include "kab-statement.h"

G_BEGIN_DECLS

typedef enum
{
  KAB_EXPENSES_BY_MONTH,
  KAB_EXPENSES_BY_CATEGORY,
  KAB_EXPENSES_BY_ORGANISATION,
} KabExpensesBy;

/* One expense, with whom; owned by the expenses. */
typedef struct
{
  char *cabinet;
  char *organisation;
  KabStatementItem *item;
} KabExpense;

/* Sums of one currency each: currencies are never added (S-47). */
typedef struct
{
  char *title;
  GPtrArray *entries; /* of KabExpense */
  GPtrArray *sums;    /* of KabMoney */
} KabExpensesGroup;

#define KAB_TYPE_EXPENSES (kab_expenses_get_type ())
G_DECLARE_FINAL_TYPE (KabExpenses, kab_expenses, KAB, EXPENSES, GObject)

KabExpenses *kab_expenses_new (const GDate *from, const GDate *to);
void
kab_expenses_add (KabExpenses *self, const char *cabinet, const char *organisation, KabStatement *statement);
DexFuture *
kab_expenses_fetch (GListModel *cabinets, const GDate *from, const GDate *to) G_GNUC_WARN_UNUSED_RESULT;

const GDate *kab_expenses_get_from (KabExpenses *self);
const GDate *kab_expenses_get_to (KabExpenses *self);
GPtrArray *kab_expenses_get_entries (KabExpenses *self);
GPtrArray *kab_expenses_group (KabExpenses *self, KabExpensesBy by) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kab_expenses_sum (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;
char *kab_expenses_format_sums (GPtrArray *sums) G_GNUC_WARN_UNUSED_RESULT;
const char *const *kab_expenses_get_silent (KabExpenses *self);

G_END_DECLS
