/* kab-vehicle-page.h: one vehicle: maintenance, mileage, what it is, what happened, what may be done. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"
#include "kab-vehicle.h"

G_BEGIN_DECLS

/* Signals: changed (something was done with it). */
#define KAB_TYPE_VEHICLE_PAGE (kab_vehicle_page_get_type ())
G_DECLARE_FINAL_TYPE (KabVehiclePage, kab_vehicle_page, KAB, VEHICLE_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_vehicle_page_new (KabCabinet *cabinet, KabVehicle *vehicle);

G_END_DECLS
