/* catalogue-vehicles.h: the vehicles that a catalogue knows, by name and by identification number. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

gint64 kab_catalogue_find_vehicle (KabServer *server, gint64 organisation, const char *code, char **title);
gint64
kab_catalogue_find_vehicle_by_vin (KabServer *server, gint64 organisation, const char *vin, char **title);
void kab_catalogue_answer_vehicles (KabServer *server, KabCall *call);

G_END_DECLS
