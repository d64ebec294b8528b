/* kab-vehicles-page.h: the vehicles of a cabinet, or, for staff, of all customers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

#define KAB_TYPE_VEHICLES_PAGE (kab_vehicles_page_get_type ())
G_DECLARE_FINAL_TYPE (KabVehiclesPage, kab_vehicles_page, KAB, VEHICLES_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_vehicles_page_new (KabCabinet *cabinet);

G_END_DECLS
