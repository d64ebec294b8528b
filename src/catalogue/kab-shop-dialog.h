/* kab-shop-dialog.h: asks what something in the shop needs to know, and does it once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

/* Signal: done (GObject: the record that the server answered with). */
#define KAB_TYPE_SHOP_DIALOG (kab_shop_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabShopDialog, kab_shop_dialog, KAB, SHOP_DIALOG, AdwDialog)

KabShopDialog *kab_shop_dialog_new (KabShop *shop, KabAction *action, const char *path, GType answer);
void kab_shop_dialog_set_version (KabShopDialog *self, gint64 version);

G_END_DECLS
