/* kab-expenses-export.h: expenses for other programs, and for paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-expenses.h"

G_BEGIN_DECLS

GBytes *kab_expenses_to_csv (KabExpenses *self);
GBytes *kab_expenses_to_json (KabExpenses *self);
GBytes *kab_expenses_to_pdf (KabExpenses *self, KabExpensesBy by);

G_END_DECLS
