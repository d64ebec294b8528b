/* kab-checkout-page.h: how the cart is to be delivered and paid, and the button that orders it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_CHECKOUT_PAGE (kab_checkout_page_get_type ())
G_DECLARE_FINAL_TYPE (KabCheckoutPage, kab_checkout_page, KAB, CHECKOUT_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_checkout_page_new (KabShop *shop);

G_END_DECLS
