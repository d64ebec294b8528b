/* kab-receipt-text.h: all that a receipt says, as rows to read, to search and to be read aloud. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-receipt.h"

G_BEGIN_DECLS

#define KAB_TYPE_RECEIPT_TEXT (kab_receipt_text_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptText, kab_receipt_text, KAB, RECEIPT_TEXT, GtkWidget)

void kab_receipt_text_show (KabReceiptText *self, KabReceipt *receipt);
guint kab_receipt_text_find (KabReceiptText *self, const char *text);

G_END_DECLS
