/* kab-watches-page.h: the prices that somebody keeps an eye on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_WATCHES_PAGE (kab_watches_page_get_type ())
G_DECLARE_FINAL_TYPE (KabWatchesPage, kab_watches_page, KAB, WATCHES_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_watches_page_new (KabShop *shop);

G_END_DECLS
