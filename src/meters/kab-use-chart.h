/* kab-use-chart.h: what was used month by month, as bars; what was only estimated is drawn hollow. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GDate month;
  double used;
  gboolean estimated;
} KabUse;

#define KAB_TYPE_USE_CHART (kab_use_chart_get_type ())
G_DECLARE_FINAL_TYPE (KabUseChart, kab_use_chart, KAB, USE_CHART, GtkWidget)

GtkWidget *kab_use_chart_new (void);
void kab_use_chart_set (KabUseChart *self, const KabUse *uses, gsize count, const char *unit);

G_END_DECLS
