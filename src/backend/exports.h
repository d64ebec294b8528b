/* exports.h: whole lists as files, made by the server in its own time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean kab_exports_open (KabServer *server, GError **error);
void kab_exports_close (KabServer *server);
void kab_exports_forget (KabServer *server);

G_END_DECLS
