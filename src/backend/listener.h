/* listener.h: the socket: who may send how much for how long. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "server.h"

G_BEGIN_DECLS

typedef struct _KabListener KabListener;

KabListener *kab_listener_new (KabServer *server, GError **error);
void kab_listener_free (KabListener *self);
guint kab_listener_get_port (KabListener *self);
void kab_listener_allow_stream (SoupServerMessage *message);
void kab_listener_hang_up (SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabListener, kab_listener_free)

G_END_DECLS
