/* catalogue-json.h: items as clients see them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue-pricing.h"

G_BEGIN_DECLS

JsonObject *kab_catalogue_item_to_row (KabServer *server,
                                       KabCall *call,
                                       KabPricing *pricing,
                                       const KabCatalogueItem *item) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *kab_catalogue_items_to_rows (KabServer *server, KabCall *call, const gint64 *ids, guint count)
    G_GNUC_WARN_UNUSED_RESULT;
JsonObject *kab_catalogue_item_to_detail (KabServer *server,
                                          KabCall *call,
                                          const KabCatalogueItem *item) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *kab_catalogue_build_prices (KabServer *server, KabCall *call, gint64 item, const char *currency)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
