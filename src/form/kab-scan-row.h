/* kab-scan-row.h: fills in a form from a picture of a paper receipt. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-payment-qr.h"

G_BEGIN_DECLS

/* Signal: read (KabPaymentQr): the code of a receipt that names an account. */
#define KAB_TYPE_SCAN_ROW (kab_scan_row_get_type ())
G_DECLARE_FINAL_TYPE (KabScanRow, kab_scan_row, KAB, SCAN_ROW, AdwActionRow)

GtkWidget *kab_scan_row_new (void);
void kab_scan_row_watch (KabScanRow *self, GtkWidget *around);
void kab_scan_row_take_file (KabScanRow *self, GFile *file);
void kab_scan_row_take_picture (KabScanRow *self, GBytes *picture);

G_END_DECLS
