/* kab-payment-page.h: one payment: how it is paid, and where it is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"
#include "kab-payment.h"

G_BEGIN_DECLS

/* Signal: moved: the payment has come into another state while it was looked at. */
#define KAB_TYPE_PAYMENT_PAGE (kab_payment_page_get_type ())
G_DECLARE_FINAL_TYPE (KabPaymentPage, kab_payment_page, KAB, PAYMENT_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_payment_page_new (KabCabinet *cabinet, const char *id);
void kab_payment_page_take (KabPaymentPage *self, KabPayment *payment, GDateTime *as_of, const GError *error);
const char *kab_payment_page_get_id (KabPaymentPage *self);

G_END_DECLS
