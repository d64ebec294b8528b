/* documents-links.h: documents that came out of one another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

void kab_documents_link (KabServer *server, gint64 document, gint64 other);
JsonArray *
kab_documents_build_related (KabServer *server, KabCall *call, gint64 document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
