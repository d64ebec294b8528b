/* kab-balance-page.h: charges and payments of an account: a month, its history, what was paid. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-account-history.h"
#include "kab-summary.h"

G_BEGIN_DECLS

#define KAB_TYPE_BALANCE_PAGE (kab_balance_page_get_type ())
G_DECLARE_FINAL_TYPE (KabBalancePage, kab_balance_page, KAB, BALANCE_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_balance_page_new (KabSummary *summary);
void kab_balance_page_show_month (KabBalancePage *self, guint position);

G_END_DECLS
