/* meters-desk.h: what staff decide about readings and their windows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

void kab_meters_add_effects (KabServer *server);

G_END_DECLS
