/* payments-store.h: payments as they are kept: a document each, and what money needs beside it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

/* The states that the server itself knows; descriptors give them titles, and may have more. */
#define KAB_PAYMENT_WAITING "waiting"     /* for the person to pay, on the bank's page */
#define KAB_PAYMENT_ON_WAY "on_way"       /* paid, not yet on the account */
#define KAB_PAYMENT_LATE "late"           /* longer on its way than was said */
#define KAB_PAYMENT_TRACING "tracing"     /* staff look for it */
#define KAB_PAYMENT_UNMATCHED "unmatched" /* came from the bank, nobody knows what for */
#define KAB_PAYMENT_MATCHED "matched"     /* turned out to be a payment that was waited for */
#define KAB_PAYMENT_CREDITED "credited"   /* on the account */
#define KAB_PAYMENT_DECLINED "declined"   /* by the bank */
#define KAB_PAYMENT_CANCELLED "cancelled" /* by the person, or by a newer one */
#define KAB_PAYMENT_EXPIRED "expired"     /* not paid in time */
#define KAB_PAYMENT_REFUNDED "refunded"

/* One account's share of a payment. */
typedef struct
{
  gint64 receipt; /* 0: none */
  gint64 account; /* 0: none */
  gint64 amount;
} KabPaymentPart;

typedef struct
{
  KabOrganisation *organisation; /* not owned */
  KabDocument *document;
  char *person; /* NULL: came from the bank */
  char *purpose;
  char *method;
  gint64 account;
  gint64 target; /* document that is paid */
  gint64 expires_at;
  gint64 paid_at;
  gint64 expected_by;
  gint64 next_at;
  char *reference;
  gint64 posted_at;
  gint64 moves;
  char *fiscal;
  GArray *parts; /* of KabPaymentPart */
} KabPayment;

void kab_payment_free (KabPayment *self);

JsonObject *kab_payments_get_rules (KabOrganisation *organisation);
const char *kab_payments_get_type (KabOrganisation *organisation);
const char *kab_payments_get_word (KabOrganisation *organisation, const char *word);
JsonObject *kab_payments_find_method (KabOrganisation *organisation, const char *method);
JsonObject *kab_payments_get_way (KabOrganisation *organisation, const char *method);

KabPayment *
kab_payment_load (KabServer *server, KabOrganisation *organisation, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
KabPayment *
kab_payment_load_visible (KabServer *server, KabCall *call, const char *id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kab_payments_load_own (KabServer *server, KabCall *call) G_GNUC_WARN_UNUSED_RESULT;

gboolean kab_payment_insert (KabServer *server, KabPayment *self);
void kab_payment_save (KabServer *server, const KabPayment *self);
gboolean kab_payment_is_in (const KabPayment *self, const char *state);
gboolean kab_payment_is_open (const KabPayment *self);
gboolean
kab_payment_move (KabServer *server, KabPayment *self, const char *state, const char *word, const char *by);

gint64 kab_payments_find_under_way (KabServer *server, const char *column, gint64 id);
gint64 kab_payments_get_paid (KabServer *server, gint64 target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabPayment, kab_payment_free)

G_END_DECLS
