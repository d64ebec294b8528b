/* kab-pay-choice.h: rows of which one, or several, are ticked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-payment.h"

G_BEGIN_DECLS

GtkWidget *kab_payable_row_new (KabPayable *payable, GtkWidget **tick);
GtkWidget *kab_payment_method_row_new (KabPaymentMethod *method, GtkCheckButton *group, GtkWidget **tick);
gboolean kab_payment_method_takes (KabPaymentMethod *method, const KabMoney *amount, guint accounts);
const char *kab_payment_method_get_icon (const char *kind);

G_END_DECLS
