/* shipments.h: parts of an order on their way: carrier, number, stages, the carrier's own words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

void kab_shipments_open (KabServer *server);
JsonArray *
kab_shipments_list (KabServer *server, KabCall *call, const KabDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void kab_shipments_seed (KabServer *server, gint64 document, JsonArray *shipments, gint64 now);

G_END_DECLS
