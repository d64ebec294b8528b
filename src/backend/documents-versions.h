/* documents-versions.h: estimates as they were sent, and what was decided about each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

gint64 kab_versions_get_newest (KabServer *server, gint64 document);
void kab_versions_add (KabServer *server,
                       const KabDocument *document,
                       GPtrArray *lines,
                       gint64 total,
                       gint64 at,
                       const char *by);
JsonArray *kab_versions_to_json (KabServer *server,
                                 KabCall *call,
                                 const KabDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
