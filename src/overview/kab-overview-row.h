/* kab-overview-row.h: a document, or something else that wants attention, as a row of the overview. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-overview-item.h"

G_BEGIN_DECLS

/* Property: compact (boolean: amount and state stand below the text, for narrow windows with large text). */
#define KAB_TYPE_OVERVIEW_ROW (kab_overview_row_get_type ())
G_DECLARE_FINAL_TYPE (KabOverviewRow, kab_overview_row, KAB, OVERVIEW_ROW, AdwActionRow)

GtkWidget *kab_overview_row_new_attention (KabOverviewItem *item, gboolean many);
GtkWidget *kab_overview_row_new_document (KabOverviewItem *item, gboolean many);
GtkWidget *kab_overview_row_new_planned (KabOverviewItem *item, gboolean many);

G_END_DECLS
