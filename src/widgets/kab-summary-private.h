/* kab-summary-private.h: what the parts of a summary share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-summary.h"

G_BEGIN_DECLS

/* Belongs to its cabinet and lives as long, so it holds no reference to it. Sidebar, header and overview show
 * the same summary, so that one sum is not seen in two states. */
struct _KabSummary
{
  GObject parent_instance;

  KabCabinet *cabinet; /* unowned */
  KabLoad *accounts_load;
  KabLoad *documents_load;
  GListStore *accounts;
  GListStore *documents;
  GListStore *waiting;
  GListStore *planned;
  KabAccount *account;
  KabMoney *to_pay;
  guint waits;
  gboolean wished;
  GDateTime *fetched_at; /* when the service last answered */

  DexFuture *descriptor_pending;
  DexFuture *accounts_pending;
  DexFuture *documents_pending;
  DexFuture *waiting_pending;
  DexFuture *planned_pending;
};

G_END_DECLS
