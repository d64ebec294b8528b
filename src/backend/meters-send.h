/* meters-send.h: readings that a customer sends, each with an answer of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

void kab_readings_send (KabServer *server, KabCall *call);
gboolean kab_meters_is_linked (KabServer *server, KabCall *call, gint64 account);

G_END_DECLS
