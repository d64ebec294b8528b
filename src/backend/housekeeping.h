/* housekeeping.h: what has expired is dropped, now and then. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_housekeeping_open (KabServer *server, GError **error);
void kab_housekeeping_close (KabServer *server);
void kab_housekeeping_forget (KabServer *server);

G_END_DECLS
