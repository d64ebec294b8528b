/* kab-period-dialog.h: asks which months' receipts to save, and shows how it goes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"

G_BEGIN_DECLS

#define KAB_TYPE_PERIOD_DIALOG (kab_period_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabPeriodDialog, kab_period_dialog, KAB, PERIOD_DIALOG, AdwDialog)

AdwDialog *kab_period_dialog_new (KabClient *client, GListModel *receipts);
void kab_period_dialog_save_to (KabPeriodDialog *self, GFile *target);

G_END_DECLS
