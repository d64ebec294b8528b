/* flows.h: the resource /{org}/flows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_flows_open (KabServer *server, GError **error);
void kab_flows_close (KabServer *server);
gboolean kab_flows_check_descriptors (KabServer *server, GError **error);

G_END_DECLS
