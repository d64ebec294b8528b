/* kab-cart-page.h: what somebody is about to order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_CART_PAGE (kab_cart_page_get_type ())
G_DECLARE_FINAL_TYPE (KabCartPage, kab_cart_page, KAB, CART_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_cart_page_new (KabShop *shop);
void kab_cart_page_paste (KabCartPage *self, const char *text);

G_END_DECLS
