/* kab-receipt-page.h: a receipt: the paper, and the same as text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-receipt.h"

G_BEGIN_DECLS

/* Properties: heading, subheading (strings). Actions: receipt.save, receipt.print, receipt.open-elsewhere,
 * receipt.show-paper, receipt.show-text, receipt.find. */
#define KAB_TYPE_RECEIPT_PAGE (kab_receipt_page_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptPage, kab_receipt_page, KAB, RECEIPT_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_receipt_page_new (KabClient *client,
                                         KabDescriptor *descriptor,
                                         const char *id,
                                         const char *render_program);
void kab_receipt_page_reload (KabReceiptPage *self);
void kab_receipt_page_take_receipt (KabReceiptPage *self, KabReceipt *receipt, const GError *error);
void kab_receipt_page_take_document (KabReceiptPage *self, GBytes *document, const GError *error);

G_END_DECLS
