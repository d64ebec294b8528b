/* dispatch.h: what happens to every request, in which order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "server.h"

G_BEGIN_DECLS

void kab_dispatch (KabServer *server, SoupServerMessage *message);
void kab_dispatch_refuse (KabServer *server, SoupServerMessage *message, const char *problem);
gsize kab_dispatch_get_max_body (KabServer *server, SoupServerMessage *message);

G_END_DECLS
