/* kab-basket.h: the cart as this computer knows it: kept offline, brought to the server when it can be. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cart.h"
#include "kab-client.h"
#include "kab-drafts.h"

G_BEGIN_DECLS

/* So much of an item, wanted here. */
#define KAB_TYPE_BASKET_LINE (kab_basket_line_get_type ())
G_DECLARE_FINAL_TYPE (KabBasketLine, kab_basket_line, KAB, BASKET_LINE, GObject)

KabItem *kab_basket_line_get_item (KabBasketLine *self);
gint64 kab_basket_line_get_quantity (KabBasketLine *self);

/* Signal: changed (what is wanted, or what is known of it, or where it stands). */
#define KAB_TYPE_BASKET (kab_basket_get_type ())
G_DECLARE_FINAL_TYPE (KabBasket, kab_basket, KAB, BASKET, GObject)

KabBasket *kab_basket_new (KabClient *client, KabDrafts *drafts);
GListModel *kab_basket_get_lines (KabBasket *self); /* of KabBasketLine */
gint64 kab_basket_get_quantity (KabBasket *self, const char *item);
void kab_basket_set (KabBasket *self, KabItem *item, gint64 quantity);
void kab_basket_add (KabBasket *self, KabItem *item, gint64 quantity);
void kab_basket_accept_prices (KabBasket *self);
void kab_basket_refresh (KabBasket *self);
KabCart *kab_basket_get_cart (KabBasket *self);
gboolean kab_basket_get_unsent (KabBasket *self);
gboolean kab_basket_get_busy (KabBasket *self);
const GError *kab_basket_get_error (KabBasket *self);

G_END_DECLS
