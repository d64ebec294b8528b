/* kab-rows-dialog.h: what was understood of a spreadsheet or an earlier order, before it goes into the cart. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-shop.h"

G_BEGIN_DECLS

#define KAB_TYPE_ROWS_DIALOG (kab_rows_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabRowsDialog, kab_rows_dialog, KAB, ROWS_DIALOG, AdwDialog)

KabRowsDialog *kab_rows_dialog_new_for_text (KabShop *shop, const char *text);
KabRowsDialog *kab_rows_dialog_new_for_order (KabShop *shop, const char *document);

G_END_DECLS
