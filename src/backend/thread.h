/* thread.h: what customer and staff write to each other about a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

void kab_thread_open (KabServer *server);
void kab_thread_add_to (KabServer *server, KabCall *call, const KabDocument *document, JsonObject *detail);

G_END_DECLS
