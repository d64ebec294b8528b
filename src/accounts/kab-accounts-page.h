/* kab-accounts-page.h: the personal accounts that are linked to a cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-summary.h"

G_BEGIN_DECLS

#define KAB_TYPE_ACCOUNTS_PAGE (kab_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountsPage, kab_accounts_page, KAB, ACCOUNTS_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_accounts_page_new (KabSummary *summary);

G_END_DECLS
