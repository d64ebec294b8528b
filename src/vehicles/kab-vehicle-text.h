/* kab-vehicle-text.h: what rows and pages say of a vehicle. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-vehicle.h"

G_BEGIN_DECLS

char *kab_vehicle_format_km (gint64 km);
char *kab_vehicle_dup_next (KabVehicle *vehicle);
char *kab_vehicle_dup_warning (KabVehicle *vehicle);

G_END_DECLS
