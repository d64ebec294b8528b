/* vehicles-actions.h: what a customer and staff may do with a vehicle, and what that does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vehicles-store.h"

G_BEGIN_DECLS

JsonArray *kab_vehicle_build_actions (KabServer *server,
                                      KabCall *call,
                                      const KabVehicle *vehicle) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_vehicle_act (KabServer *server, KabCall *call, KabVehicle *vehicle, const char *action);
gboolean kab_vehicle_effect_is_known (const char *effect);
gboolean kab_vehicle_check_vin (KabServer *server,
                                gint64 customer,
                                gint64 vehicle,
                                JsonObject *rules,
                                JsonObject *values,
                                KabFieldErrors *errors);
void kab_vehicle_publish (KabServer *server, KabOrganisation *organisation, const KabVehicle *vehicle);

G_END_DECLS
