/* kab-pay-page.h: what is paid, and how. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-payment.h"
#include "kab-summary.h"

G_BEGIN_DECLS

#define KAB_TYPE_PAY_PAGE (kab_pay_page_get_type ())
G_DECLARE_FINAL_TYPE (KabPayPage, kab_pay_page, KAB, PAY_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_pay_page_new (KabSummary *summary, const char *wanted);
void kab_pay_page_take (KabPayPage *self, KabPayableList *payables, const GError *error);

G_END_DECLS
