/* payments-incoming.h: the bank's register: money that came, and what it is for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_incoming_take (KabServer *server, KabCall *call);

G_END_DECLS
