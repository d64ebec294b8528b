/* pdf-receipt.h: a receipt on paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "receipts-store.h"

G_BEGIN_DECLS

GBytes *kab_pdf_draw_receipt (KabServer *server, const KabReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
