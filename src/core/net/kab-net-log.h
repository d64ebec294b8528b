/* kab-net-log.h: the one place where a request is written to the log, and all that is written of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void kab_net_log (SoupMessage *message, gint64 started, gsize length, const GError *error);

G_END_DECLS
