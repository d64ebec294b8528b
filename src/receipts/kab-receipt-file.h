/* kab-receipt-file.h: a receipt leaves the program: as a file, or to another program. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "kab-receipt.h"

G_BEGIN_DECLS

char *kab_receipt_file_name (KabReceipt *receipt);
char *kab_receipt_file_name_period (GListModel *receipts);
gboolean
kab_receipt_file_open_elsewhere (GtkWidget *from, KabReceipt *receipt, GBytes *document, GError **error);
void kab_receipt_file_forget (void);

G_END_DECLS
