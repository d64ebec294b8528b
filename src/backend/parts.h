/* parts.h: the list of the backend's parts; the one place that knows them all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_parts_open (KabServer *server, GError **error);
void kab_parts_close (KabServer *server);

G_END_DECLS
