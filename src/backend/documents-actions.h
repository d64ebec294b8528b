/* documents-actions.h: what may be done with a document now, by whom, and what it does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

JsonArray *kab_document_build_actions (KabCall *call, const KabDocument *document) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_document_act (KabServer *server, KabCall *call, KabDocument *document, const char *action);

G_END_DECLS
