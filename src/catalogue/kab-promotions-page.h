/* kab-promotions-page.h: what lowers prices for a while, and the discount of this person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_PROMOTIONS_PAGE (kab_promotions_page_get_type ())
G_DECLARE_FINAL_TYPE (KabPromotionsPage, kab_promotions_page, KAB, PROMOTIONS_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_promotions_page_new (KabShop *shop);

G_END_DECLS
