/* statement.h: what a customer has spent, for a period. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_statement_open (KabServer *server, GError **error);

G_END_DECLS
