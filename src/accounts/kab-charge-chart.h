/* kab-charge-chart.h: what was charged in twelve months, beside the same months a year before. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-account.h"

G_BEGIN_DECLS

#define KAB_TYPE_CHARGE_CHART (kab_charge_chart_get_type ())
G_DECLARE_FINAL_TYPE (KabChargeChart, kab_charge_chart, KAB, CHARGE_CHART, GtkWidget)

GtkWidget *kab_charge_chart_new (void);
void kab_charge_chart_set_months (KabChargeChart *self, GListModel *months);
char *kab_charge_chart_dup_words (KabChargeChart *self);

G_END_DECLS
