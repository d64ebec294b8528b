/* receipts-staff.h: what staff do with receipts: issue, re-issue, send again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

void kab_receipts_add_effects (KabServer *server);

G_END_DECLS
