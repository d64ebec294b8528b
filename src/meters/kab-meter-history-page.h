/* kab-meter-history-page.h: what one counter showed, month by month. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-meter-account.h"

G_BEGIN_DECLS

#define KAB_TYPE_METER_HISTORY_PAGE (kab_meter_history_page_get_type ())
G_DECLARE_FINAL_TYPE (KabMeterHistoryPage, kab_meter_history_page, KAB, METER_HISTORY_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_meter_history_page_new (KabMeterAccount *account, KabReadingEntry *entry);

G_END_DECLS
