/* kab-sidebar.h: what concerns all cabinets, then the cabinets; the open one shows its sections. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"

G_BEGIN_DECLS

#define KAB_TYPE_SIDEBAR (kab_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (KabSidebar, kab_sidebar, KAB, SIDEBAR, GtkWidget)

void kab_sidebar_set_cabinets (KabSidebar *self, KabCabinets *cabinets);
void kab_sidebar_set_place (KabSidebar *self, KabCabinet *cabinet, const char *section);

G_END_DECLS
