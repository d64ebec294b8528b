/* kab-charges-view.h: rows of charges, months and payments. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-account-history.h"

G_BEGIN_DECLS

GtkWidget *kab_charge_row_new (KabCharge *charge);
GtkWidget *kab_month_row_new (KabBalance *balance);
GtkWidget *kab_account_payment_row_new (KabAccountPayment *payment);
char *kab_unusual_bill_describe (KabUnusualBill *bill);

G_END_DECLS
