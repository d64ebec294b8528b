/* kab-overview-model.h: what an overview lists, over one cabinet or all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-overview-item.h"

G_BEGIN_DECLS

GListModel *kab_overview_model_newest (GListModel *cabinets, guint count);
GListModel *kab_overview_model_waiting (GListModel *cabinets, GListModel *lacks);
GListModel *kab_overview_model_planned (GListModel *cabinets);
GListModel *kab_overview_model_accounts (GListModel *cabinets);

char *kab_overview_model_dup_planned_title (GListModel *planned);
char *kab_overview_model_dup_totals (GListModel *cabinets);
gboolean kab_overview_model_can_pay (GListModel *cabinets);

G_END_DECLS
