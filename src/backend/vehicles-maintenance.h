/* vehicles-maintenance.h: the next maintenance of a vehicle, and two cards of one vehicle made one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vehicles-store.h"

G_BEGIN_DECLS

void kab_vehicles_take_over (KabServer *server, KabVehicle *vehicle, const KabVehicle *other);
gboolean kab_vehicles_agree_maintenance (KabServer *server,
                                         KabCall *call,
                                         KabVehicle *vehicle,
                                         JsonObject *rules,
                                         JsonObject *values,
                                         KabFieldErrors *errors);
void kab_vehicles_maintenance_open (KabServer *server);

G_END_DECLS
