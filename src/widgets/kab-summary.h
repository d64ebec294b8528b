/* kab-summary.h: what is known of a cabinet at a glance: accounts, what is to pay, newest documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-cabinet.h"
#include "kab-document.h"
#include "kab-load.h"

G_BEGIN_DECLS

/* Properties: account (KabAccount, the chosen one), to-pay (boxed KabMoney, of all accounts; NULL without
 * accounts or with several currencies), subtitle (string: account, or login), linked (boolean), waits (uint:
 * documents that wait for the person). */
#define KAB_TYPE_SUMMARY (kab_summary_get_type ())
G_DECLARE_FINAL_TYPE (KabSummary, kab_summary, KAB, SUMMARY, GObject)

KabSummary *kab_summary_get (KabCabinet *cabinet);

KabCabinet *kab_summary_get_cabinet (KabSummary *self);
KabDescriptor *kab_summary_get_descriptor (KabSummary *self);
gboolean kab_summary_has_accounts (KabSummary *self);
gboolean kab_summary_has_documents (KabSummary *self);

void kab_summary_reload (KabSummary *self);
void kab_summary_wish (KabSummary *self);
KabLoad *kab_summary_get_accounts_load (KabSummary *self);
KabLoad *kab_summary_get_documents_load (KabSummary *self);
GListModel *kab_summary_get_accounts (KabSummary *self);
GListModel *kab_summary_get_documents (KabSummary *self);
GListModel *kab_summary_get_waiting (KabSummary *self);
GListModel *kab_summary_get_planned (KabSummary *self);

KabAccount *kab_summary_get_account (KabSummary *self);
void kab_summary_choose_account (KabSummary *self, const char *id);
const KabMoney *kab_summary_get_to_pay (KabSummary *self);
char *kab_summary_dup_subtitle (KabSummary *self);
gboolean kab_summary_get_linked (KabSummary *self);
guint kab_summary_get_waits (KabSummary *self);
GDateTime *kab_summary_get_fetched_at (KabSummary *self);

/* For what an answer brings. */
void kab_summary_take_accounts (KabSummary *self, KabAccountList *accounts, const GError *error);
void kab_summary_take_documents (KabSummary *self, KabDocumentWindow *documents, const GError *error);
void kab_summary_take_waiting (KabSummary *self, KabDocumentWindow *documents, const GError *error);
void kab_summary_take_planned (KabSummary *self, KabDocumentWindow *documents, const GError *error);

G_END_DECLS
