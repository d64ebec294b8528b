/* payments-effects.h: what is done with payments by those who paid and by staff. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

void kab_payments_add_effects (KabServer *server);

G_END_DECLS
