/* kab-shop-frame.h: what the pages of a shop look like: a header, a banner, one column, and a bar below. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-shop.h"
#include "kab-state-page.h"

G_BEGIN_DECLS

#define KAB_TYPE_SHOP_FRAME (kab_shop_frame_get_type ())
G_DECLARE_FINAL_TYPE (KabShopFrame, kab_shop_frame, KAB, SHOP_FRAME, AdwBin)

KabShopFrame *kab_shop_frame_new (AdwNavigationPage *page, KabShop *shop, const char *title);
void kab_shop_frame_set_title (KabShopFrame *self, const char *title);
KabStatePage *kab_shop_frame_get_state (KabShopFrame *self);
KabLoad *kab_shop_frame_get_load (KabShopFrame *self);
AdwBanner *kab_shop_frame_get_banner (KabShopFrame *self);
void kab_shop_frame_clear (KabShopFrame *self);
void kab_shop_frame_append (KabShopFrame *self, GtkWidget *child);
void kab_shop_frame_add_button (KabShopFrame *self, GtkWidget *button);
void kab_shop_frame_add_to_bar (KabShopFrame *self, GtkWidget *child);
void kab_shop_frame_show_bar (KabShopFrame *self, gboolean shown);
void kab_shop_frame_take (KabShopFrame *self, gboolean empty, GDateTime *as_of, const GError *error);

GtkWidget *kab_shop_group_new (const char *title, const char *description);
GtkWidget *kab_shop_label_new (const char *text, const char *style);

G_END_DECLS
