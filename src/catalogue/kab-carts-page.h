/* kab-carts-page.h: carts that customers have left, for the staff. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_CARTS_PAGE (kab_carts_page_get_type ())
G_DECLARE_FINAL_TYPE (KabCartsPage, kab_carts_page, KAB, CARTS_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_carts_page_new (KabShop *shop, const char *person);

G_END_DECLS
