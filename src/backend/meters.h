/* meters.h: the meters of an account and the readings that customers send. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_meters_open (KabServer *server, GError **error);

G_END_DECLS
