/* events.h: tells whoever listens what has changed, as server-sent events. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_events_open (KabServer *server, GError **error);
void kab_events_close (KabServer *server);
void kab_events_publish (KabServer *server,
                         KabOrganisation *organisation,
                         const char *person,
                         const char *type,
                         const char *id,
                         gint64 version);
void kab_events_review (KabServer *server);
void kab_events_forget (KabServer *server);

G_END_DECLS
