/* payments-bill.h: what a person wants to pay, before there is a payment. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payments-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *purpose; /* receipts, top_up, document */
  char *title;
  gint64 amount;
  char *currency;
  gint64 account; /* 0: none, or several */
  char *account_number;
  gint64 target;
  GArray *parts;    /* of KabPaymentPart */
  gint64 under_way; /* a payment for the same that is paid already */
} KabBill;

void kab_bill_free (KabBill *self);
KabBill *kab_bill_read (KabServer *server, KabCall *call, KabFieldErrors *errors) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *kab_bills_build_payables (KabServer *server, KabCall *call) G_GNUC_WARN_UNUSED_RESULT;

gint64 kab_bills_get_due (KabServer *server, gint64 account);
gboolean kab_bills_is_payable (KabServer *server, const char *receipt);
gint64 kab_bills_find_own_account (KabServer *server, KabCall *call, gboolean create);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabBill, kab_bill_free)

G_END_DECLS
