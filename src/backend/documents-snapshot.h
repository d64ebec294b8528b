/* documents-snapshot.h: the documents of a query in their order, kept while somebody scrolls through them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-query.h"

G_BEGIN_DECLS

/* Windows are cut from a list of ids that is made once for each query and mark. So a window at the end costs
 * what one at the start costs, and rows do not slide under a person who scrolls, whatever happens meanwhile. */

KabSnapshots *kab_snapshots_new (void);
void kab_snapshots_free (KabSnapshots *self);
void kab_snapshots_invalidate (KabSnapshots *self);
char *kab_snapshots_dup_mark (KabSnapshots *self, KabServer *server) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_snapshots_is_mark (const char *mark);
GArray *kab_snapshots_get (KabSnapshots *self,
                           KabServer *server,
                           KabOrganisation *organisation,
                           const KabDocumentsQuery *query,
                           const char *mark);
JsonObject *kab_snapshots_count (KabSnapshots *self, KabServer *server, const KabDocumentsQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabSnapshots, kab_snapshots_free)

G_END_DECLS
