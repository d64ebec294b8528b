/* kab-overview-item.h: one line of the overview: something of a cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-cabinet.h"
#include "kab-document.h"

G_BEGIN_DECLS

typedef enum
{
  KAB_OVERVIEW_KIND_DOCUMENT, /* a document, such as one that waits */
  KAB_OVERVIEW_KIND_ACCOUNT,  /* a personal account */
  KAB_OVERVIEW_KIND_LINK,     /* no account is linked yet (S-17) */
  KAB_OVERVIEW_KIND_SIGN_IN,  /* nobody is signed in to the cabinet any more */
} KabOverviewKind;

#define KAB_TYPE_OVERVIEW_ITEM (kab_overview_item_get_type ())
G_DECLARE_FINAL_TYPE (KabOverviewItem, kab_overview_item, KAB, OVERVIEW_ITEM, GObject)

KabOverviewItem *kab_overview_item_new (KabOverviewKind kind, KabCabinet *cabinet, gpointer record);
KabOverviewKind kab_overview_item_get_kind (KabOverviewItem *self);
KabCabinet *kab_overview_item_get_cabinet (KabOverviewItem *self);
KabDocument *kab_overview_item_get_document (KabOverviewItem *self);
KabAccount *kab_overview_item_get_account (KabOverviewItem *self);
const char *kab_overview_item_get_organisation (KabOverviewItem *self);

int kab_overview_item_compare_due (gconstpointer a, gconstpointer b, gpointer data);
int kab_overview_item_compare_newest (gconstpointer a, gconstpointer b, gpointer data);

G_END_DECLS
