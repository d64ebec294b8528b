/* kab-shop.h: what the pages of a shop share: the way to it, the basket, the sender of orders. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-basket.h"
#include "kab-cabinet.h"
#include "kab-order-sender.h"

G_BEGIN_DECLS

#define KAB_TYPE_SHOP (kab_shop_get_type ())
G_DECLARE_FINAL_TYPE (KabShop, kab_shop, KAB, SHOP, GObject)

KabShop *kab_shop_new (
    const char *id, KabClient *client, KabDescriptor *descriptor, KabDrafts *drafts, gboolean staff);
KabShop *kab_shop_get (KabCabinet *cabinet);

const char *kab_shop_get_id (KabShop *self);
KabClient *kab_shop_get_client (KabShop *self);
KabDescriptor *kab_shop_get_descriptor (KabShop *self);
KabDrafts *kab_shop_get_drafts (KabShop *self);
KabBasket *kab_shop_get_basket (KabShop *self);
KabOrderSender *kab_shop_get_sender (KabShop *self);
gboolean kab_shop_is_staff (KabShop *self);
void kab_shop_open_item (KabShop *self, GtkWidget *from, KabItem *item);
void kab_shop_open_section (KabShop *self, GtkWidget *from, const char *section);
char *kab_shop_dup_title (KabShop *self, const char *section, const char *otherwise);
void kab_shop_watch_events (KabShop *self, gpointer object, GCallback changed);
void kab_shop_tell_change (KabShop *self, const char *type);

G_END_DECLS
