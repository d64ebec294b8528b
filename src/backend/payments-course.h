/* payments-course.h: the way of a payment: paid, on its account, or back; and what time does to it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payments-bill.h"

G_BEGIN_DECLS

KabPayment *kab_payment_begin (KabServer *server,
                               KabOrganisation *organisation,
                               const KabPerson *person,
                               const KabBill *bill,
                               const char *method) G_GNUC_WARN_UNUSED_RESULT;
void kab_payments_give_way (KabServer *server, const KabPayment *payment);
void kab_payment_set_paid (KabServer *server, KabPayment *self);
gboolean kab_payment_take_money (KabServer *server, KabPayment *self, const char *by);
gboolean kab_payment_post (KabServer *server, KabPayment *self, GError **error);
gboolean kab_payment_take_back (KabServer *server, KabPayment *self, const char *state, const char *note);
gboolean kab_payment_credit (KabServer *server, KabPayment *self, const char *by, GError **error);
void kab_payments_pass_time (KabServer *server);

G_END_DECLS
