/* kab-balance-page.h: charges and payments of an account, month by month. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-summary.h"

G_BEGIN_DECLS

#define KAB_TYPE_BALANCE_PAGE (kab_balance_page_get_type ())
G_DECLARE_FINAL_TYPE (KabBalancePage, kab_balance_page, KAB, BALANCE_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_balance_page_new (KabSummary *summary);
void kab_balance_page_take (KabBalancePage *self, KabBalance *balance, const GError *error);

G_END_DECLS
