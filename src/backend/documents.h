/* documents.h: requests, orders, applications: listed, read, acted on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_documents_open (KabServer *server, GError **error);
void kab_documents_close (KabServer *server);

G_END_DECLS
