/* kab-overview-page.h: what needs the person now, what is to pay, what happened. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"

G_BEGIN_DECLS

/* Property: compact (boolean: large text in a narrow window). Action: page.refresh. */
#define KAB_TYPE_OVERVIEW_PAGE (kab_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (KabOverviewPage, kab_overview_page, KAB, OVERVIEW_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_overview_page_new (KabCabinets *cabinets, KabCabinet *cabinet);

G_END_DECLS
