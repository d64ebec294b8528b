/* receipts-store.h: receipts as they are kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;
  char *quantity;
  char *unit;
  gint64 price;
  gint64 charged;
  gint64 recalculated;
} KabReceiptLine;

typedef struct
{
  gint64 id;
  gint64 account;
  char *account_number;
  char *holder;
  char *address;
  gint64 registered; /* people */
  char *currency;
  char *month; /* 2026-10 */
  char *number;
  gint64 issued_at;
  char *due_on;     /* 2026-12-10 */
  char *paid_on;    /* or NULL */
  GPtrArray *lines; /* of KabReceiptLine */
  KabBalanceLines balance;
  JsonObject *rules; /* server.receipts of the descriptor; not owned */
  KabOrganisation *organisation;
} KabReceipt;

void kab_receipt_free (KabReceipt *self);
GPtrArray *kab_receipts_load_all (KabServer *server, KabCall *call, gint64 account) G_GNUC_WARN_UNUSED_RESULT;
KabReceipt *kab_receipts_load (KabServer *server, KabCall *call, const char *id) G_GNUC_WARN_UNUSED_RESULT;

char *kab_receipts_find_neighbour (KabServer *server,
                                   const KabReceipt *receipt,
                                   gboolean later) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *kab_receipts_dup_expected (KabServer *server,
                                       KabOrganisation *organisation,
                                       const char *newest) G_GNUC_WARN_UNUSED_RESULT;

gint64 kab_receipt_get_amount (const KabReceipt *self);
JsonObject *kab_receipt_dup_state (KabServer *server, const KabReceipt *self) G_GNUC_WARN_UNUSED_RESULT;
char *kab_receipt_format_month (const KabReceipt *self) G_GNUC_WARN_UNUSED_RESULT;
char *kab_receipt_format_people (const KabReceipt *self) G_GNUC_WARN_UNUSED_RESULT;
char *kab_receipt_format_day (const KabReceipt *self, const char *day) G_GNUC_WARN_UNUSED_RESULT;
char *kab_receipt_expand (const KabReceipt *self, const char *rule) G_GNUC_WARN_UNUSED_RESULT;
char *kab_receipt_build_payment (const KabReceipt *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabReceipt, kab_receipt_free)

G_END_DECLS
