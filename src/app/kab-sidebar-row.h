/* kab-sidebar-row.h: a cabinet, or a section of one, in the sidebar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

#define KAB_TYPE_SIDEBAR_ROW (kab_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (KabSidebarRow, kab_sidebar_row, KAB, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *kab_sidebar_row_new (KabCabinet *cabinet, const char *section);
KabCabinet *kab_sidebar_row_get_cabinet (KabSidebarRow *self);
const char *kab_sidebar_row_get_section (KabSidebarRow *self);

G_END_DECLS
