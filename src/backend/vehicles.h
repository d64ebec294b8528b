/* vehicles.h: vehicles of customers: the list, one of them, what is done with it, its service book. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_vehicles_open (KabServer *server, GError **error);

G_END_DECLS
