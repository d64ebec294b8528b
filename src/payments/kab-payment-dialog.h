/* kab-payment-dialog.h: asks what an action on a payment needs to know, and does it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-descriptor.h"
#include "kab-payment.h"

G_BEGIN_DECLS

/* Signal: acted (KabPayment): the payment as the action left it. */
#define KAB_TYPE_PAYMENT_DIALOG (kab_payment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabPaymentDialog, kab_payment_dialog, KAB, PAYMENT_DIALOG, AdwDialog)

AdwDialog *
kab_payment_dialog_new (KabClient *client, KabDescriptor *descriptor, KabPayment *payment, KabAction *action);

G_END_DECLS
