/* kab-price-chart.h: how a price went, as a line of steps. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-item.h"

G_BEGIN_DECLS

#define KAB_TYPE_PRICE_CHART (kab_price_chart_get_type ())
G_DECLARE_FINAL_TYPE (KabPriceChart, kab_price_chart, KAB, PRICE_CHART, GtkWidget)

GtkWidget *kab_price_chart_new (void);
void kab_price_chart_set_prices (KabPriceChart *self, GListModel *prices, const KabMoney *threshold);
char *kab_price_chart_dup_words (KabPriceChart *self);

G_END_DECLS
