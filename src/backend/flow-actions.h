/* flow-actions.h: what every organisation's flows may end in: a new person, a new password. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

void kab_flow_actions_register (KabServer *server);

G_END_DECLS
