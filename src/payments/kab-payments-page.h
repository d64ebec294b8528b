/* kab-payments-page.h: the payments of a cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-payment.h"
#include "kab-summary.h"

G_BEGIN_DECLS

#define KAB_TYPE_PAYMENTS_PAGE (kab_payments_page_get_type ())
G_DECLARE_FINAL_TYPE (KabPaymentsPage, kab_payments_page, KAB, PAYMENTS_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_payments_page_new (KabSummary *summary);
void kab_payments_page_take (KabPaymentsPage *self,
                             KabPaymentList *payments,
                             GDateTime *as_of,
                             const GError *error);

G_END_DECLS
