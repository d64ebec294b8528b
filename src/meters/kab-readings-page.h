/* kab-readings-page.h: all meters of a cabinet, or of all cabinets, in one go. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/* Property: compact (boolean). */
#define KAB_TYPE_READINGS_PAGE (kab_readings_page_get_type ())
G_DECLARE_FINAL_TYPE (KabReadingsPage, kab_readings_page, KAB, READINGS_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_readings_page_new (GListModel *cabinets, KabCabinet *cabinet);

G_END_DECLS
