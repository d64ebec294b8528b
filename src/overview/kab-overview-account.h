/* kab-overview-account.h: what is to pay on one account, and the balance that it comes from. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-overview-item.h"

G_BEGIN_DECLS

#define KAB_TYPE_OVERVIEW_ACCOUNT (kab_overview_account_get_type ())
G_DECLARE_FINAL_TYPE (KabOverviewAccount, kab_overview_account, KAB, OVERVIEW_ACCOUNT, AdwExpanderRow)

GtkWidget *kab_overview_account_new (KabOverviewItem *item, gboolean many);
void kab_overview_account_take_balance (KabOverviewAccount *self, KabBalance *balance, const GError *error);

G_END_DECLS
