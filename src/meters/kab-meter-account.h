/* kab-meter-account.h: the meters of one account in the round of readings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-cabinet.h"
#include "kab-load.h"
#include "kab-reading-entry.h"

G_BEGIN_DECLS

/* Signals: loaded (another list, or no list), changed (one of the entries), settled (guint taken, guint refused: the
 * server has answered what was sent). */
#define KAB_TYPE_METER_ACCOUNT (kab_meter_account_get_type ())
G_DECLARE_FINAL_TYPE (KabMeterAccount, kab_meter_account, KAB, METER_ACCOUNT, GObject)

KabMeterAccount *kab_meter_account_new (KabCabinet *cabinet, KabAccount *account);
KabCabinet *kab_meter_account_get_cabinet (KabMeterAccount *self);
KabAccount *kab_meter_account_get_account (KabMeterAccount *self);
KabLoad *kab_meter_account_get_load (KabMeterAccount *self);
KabMeterList *kab_meter_account_get_list (KabMeterAccount *self);
GDateTime *kab_meter_account_get_as_of (KabMeterAccount *self);
GListModel *kab_meter_account_get_entries (KabMeterAccount *self);
void kab_meter_account_reload (KabMeterAccount *self);
guint kab_meter_account_add_ready (KabMeterAccount *self, JsonArray *items);
void kab_meter_account_take_queued (KabMeterAccount *self, KabQueued *queued);

G_END_DECLS
