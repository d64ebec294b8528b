/* kab-meter-group.h: the meters of one account under their address. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-meter-account.h"

G_BEGIN_DECLS

/* Signal: loaded (its rows may be others). */
#define KAB_TYPE_METER_GROUP (kab_meter_group_get_type ())
G_DECLARE_FINAL_TYPE (KabMeterGroup, kab_meter_group, KAB, METER_GROUP, AdwBin)

GtkWidget *kab_meter_group_new (KabMeterAccount *account);
KabMeterAccount *kab_meter_group_get_account (KabMeterGroup *self);
GPtrArray *kab_meter_group_get_rows (KabMeterGroup *self);
void kab_meter_group_set_compact (KabMeterGroup *self, gboolean compact);

G_END_DECLS
