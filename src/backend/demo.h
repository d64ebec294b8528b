/* demo.h: what only a demo or a test has: a look at the messages, and a clock that can be put forward. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_demo_open (KabServer *server, GError **error);

G_END_DECLS
