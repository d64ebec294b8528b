/* kab-orders-dialog.h: which earlier order is to be ordered again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

/* Signal: chosen (string: the id of a document). */
#define KAB_TYPE_ORDERS_DIALOG (kab_orders_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabOrdersDialog, kab_orders_dialog, KAB, ORDERS_DIALOG, AdwDialog)

KabOrdersDialog *kab_orders_dialog_new (KabShop *shop);

G_END_DECLS
