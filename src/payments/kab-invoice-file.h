/* kab-invoice-file.h: an invoice leaves the program as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "kab-client.h"
#include "kab-payment.h"

G_BEGIN_DECLS

char *kab_invoice_file_name (KabPayment *payment);
DexFuture *
kab_invoice_file_save (GtkWidget *from, KabClient *client, KabPayment *payment) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *
kab_invoice_file_write (KabClient *client, KabPayment *payment, GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
