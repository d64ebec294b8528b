/* seed.h: fills an empty database with people and papers to show and to measure. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_seed_open (KabServer *server, GError **error);

G_END_DECLS
