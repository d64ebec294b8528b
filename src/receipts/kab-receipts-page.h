/* kab-receipts-page.h: the receipts of an account, year by year. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-receipt.h"
#include "kab-summary.h"

G_BEGIN_DECLS

#define KAB_TYPE_RECEIPTS_PAGE (kab_receipts_page_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptsPage, kab_receipts_page, KAB, RECEIPTS_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_receipts_page_new (KabSummary *summary);
void kab_receipts_page_take (KabReceiptsPage *self, KabReceiptList *receipts, const GError *error);

G_END_DECLS
