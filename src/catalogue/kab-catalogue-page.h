/* kab-catalogue-page.h: what a shop sells, searched on its server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_CATALOGUE_PAGE (kab_catalogue_page_get_type ())
G_DECLARE_FINAL_TYPE (KabCataloguePage, kab_catalogue_page, KAB, CATALOGUE_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_catalogue_page_new (KabShop *shop);

G_END_DECLS
