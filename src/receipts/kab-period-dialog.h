/* kab-period-dialog.h: saves the receipts of some months into a folder. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"

G_BEGIN_DECLS

#define KAB_TYPE_PERIOD_DIALOG (kab_period_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabPeriodDialog, kab_period_dialog, KAB, PERIOD_DIALOG, AdwDialog)

AdwDialog *kab_period_dialog_new (KabClient *client, GListModel *receipts);
DexFuture *
kab_period_dialog_save (KabClient *client, GListModel *receipts, GFile *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
