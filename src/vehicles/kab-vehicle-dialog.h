/* kab-vehicle-dialog.h: asks what is to be known of a vehicle, and sends it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-descriptor.h"
#include "kab-document.h"
#include "kab-vehicle.h"

G_BEGIN_DECLS

/* Signals: saved (the vehicle as it is now). */
#define KAB_TYPE_VEHICLE_DIALOG (kab_vehicle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabVehicleDialog, kab_vehicle_dialog, KAB, VEHICLE_DIALOG, AdwDialog)

AdwDialog *kab_vehicle_dialog_new (KabClient *client, KabDescriptor *descriptor, GListModel *fields);
AdwDialog *kab_vehicle_dialog_new_for_action (KabClient *client,
                                              KabDescriptor *descriptor,
                                              KabVehicle *vehicle,
                                              KabAction *action);

G_END_DECLS
