/* kab-cart-row.h: so much of an item, to be changed in place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_CART_ROW (kab_cart_row_get_type ())
G_DECLARE_FINAL_TYPE (KabCartRow, kab_cart_row, KAB, CART_ROW, AdwActionRow)

GtkWidget *kab_cart_row_new (KabShop *shop);
void kab_cart_row_show (KabCartRow *self, KabBasketLine *wanted, KabCartLine *held);
KabItem *kab_cart_row_get_item (KabCartRow *self);

G_END_DECLS
