/* kab-money-label.h: an amount, right-aligned, with figures of one width. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-money.h"

G_BEGIN_DECLS

/* Property: money (boxed KabMoney; a dash stands for "no amount yet"). */
#define KAB_TYPE_MONEY_LABEL (kab_money_label_get_type ())
G_DECLARE_FINAL_TYPE (KabMoneyLabel, kab_money_label, KAB, MONEY_LABEL, GtkWidget)

GtkWidget *kab_money_label_new (const KabMoney *money);
void kab_money_label_set_money (KabMoneyLabel *self, const KabMoney *money);

char *kab_money_or_dash (const KabMoney *money);

G_END_DECLS
