/* vehicles-book.h: the service book of a vehicle on paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vehicles-store.h"

G_BEGIN_DECLS

GBytes *
kab_vehicle_draw_book (KabServer *server, KabCall *call, const KabVehicle *vehicle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
