/* kab-fiscal-row.h: the till's receipt of a payment, typed or read from a picture. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-payment.h"

G_BEGIN_DECLS

/* Signal: kept: the receipt fits and is kept with the payment. */
#define KAB_TYPE_FISCAL_ROW (kab_fiscal_row_get_type ())
G_DECLARE_FINAL_TYPE (KabFiscalRow, kab_fiscal_row, KAB, FISCAL_ROW, AdwExpanderRow)

GtkWidget *kab_fiscal_row_new (KabClient *client, KabPayment *payment);
void kab_fiscal_row_take_text (KabFiscalRow *self, const char *text);
void kab_fiscal_row_take_receipt (KabFiscalRow *self, KabFiscalReceipt *receipt, const GError *error);

G_END_DECLS
