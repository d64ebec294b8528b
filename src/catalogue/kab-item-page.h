/* kab-item-page.h: an item whole: parameters, price and its history, quantity, what stands in for it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_ITEM_PAGE (kab_item_page_get_type ())
G_DECLARE_FINAL_TYPE (KabItemPage, kab_item_page, KAB, ITEM_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_item_page_new (KabShop *shop, const char *id);

G_END_DECLS
