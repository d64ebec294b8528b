/* receipts.h: receipts of personal accounts, as data and as a sheet of paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_receipts_open (KabServer *server, GError **error);

G_END_DECLS
