/* kab-figures.h: names on the left, amounts on the right, the sum below a line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-account.h"

G_BEGIN_DECLS

#define KAB_TYPE_FIGURES (kab_figures_get_type ())
G_DECLARE_FINAL_TYPE (KabFigures, kab_figures, KAB, FIGURES, GtkWidget)

GtkWidget *kab_figures_new (void);
void kab_figures_clear (KabFigures *self);
void kab_figures_add (KabFigures *self, const char *title, const KabMoney *amount);
void kab_figures_add_sum (KabFigures *self, const char *title, const KabMoney *amount);
void kab_figures_show_totals (KabFigures *self, GListModel *totals);
void kab_figures_show_balance (KabFigures *self, KabBalance *balance);

gint64 kab_balance_get_gap (KabBalance *balance);

G_END_DECLS
