/* catalogue.h: the resource /{org}/catalogue: what a shop sells. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_catalogue_open (KabServer *server, GError **error);
void kab_catalogue_close (KabServer *server);

G_END_DECLS
