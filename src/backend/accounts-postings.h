/* accounts-postings.h: what is charged to an account and what is paid for it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts.h"

G_BEGIN_DECLS

typedef struct
{
  const char *month;    /* 2026-10; NULL: the running one */
  const char *kind;     /* "charge", "recalculation" or "penalty" */
  const char *service;  /* or NULL */
  const char *quantity; /* or NULL */
  const char *unit;     /* or NULL */
  gint64 tariff;        /* in minor units; 0: none */
  gint64 amount;        /* in minor units */
  const char *reason;   /* or NULL */
} KabPosting;

char *kab_accounts_dup_month (KabServer *server, gint64 account, gint64 time) G_GNUC_WARN_UNUSED_RESULT;
void kab_accounts_settle_receipts (KabServer *server, gint64 account);
gboolean kab_accounts_post_charge (KabServer *server, gint64 account, const KabPosting *posting);

/* A payment is known by its reference, in one organisation: posted twice, it counts once. */
gint64 kab_accounts_expect_payment (KabServer *server,
                                    gint64 account,
                                    gint64 amount,
                                    gint64 at,
                                    const char *method,
                                    const char *reference,
                                    const char *note,
                                    GError **error);
gint64 kab_accounts_post_payment (KabServer *server,
                                  gint64 account,
                                  gint64 amount,
                                  gint64 at,
                                  const char *method,
                                  const char *reference,
                                  GError **error);
gboolean
kab_accounts_take_back_payment (KabServer *server, gint64 payment, const char *state, const char *note);

G_END_DECLS
