/* guard.h: what is checked before anything is done for a request: pace, version of the client, maintenance. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_guard_check (KabCall *call);

G_END_DECLS
