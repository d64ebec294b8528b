/* catalogue-actions.h: what the staff may do with an item. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue-store.h"

G_BEGIN_DECLS

JsonArray *kab_catalogue_build_actions (KabCall *call,
                                        const KabCatalogueItem *item) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_catalogue_act (KabServer *server, KabCall *call, KabCatalogueItem *item, const char *action);

G_END_DECLS
