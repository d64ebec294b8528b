/* vehicles-json.h: vehicles as clients get them, and when maintenance is to be expected. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vehicles-store.h"

G_BEGIN_DECLS

JsonObject *
kab_vehicle_to_row (KabServer *server, KabCall *call, const KabVehicle *vehicle) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *
kab_vehicle_to_detail (KabServer *server, KabCall *call, const KabVehicle *vehicle) G_GNUC_WARN_UNUSED_RESULT;
char *kab_vehicle_forecast (KabServer *server, const KabVehicle *vehicle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
