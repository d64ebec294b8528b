/* promotions.h: the resource /{org}/promotions: what lowers prices for a while. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_promotions_open (KabServer *server, GError **error);

G_END_DECLS
