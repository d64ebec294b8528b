/* watches.h: the resource /{org}/watches: prices that a customer keeps an eye on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue-store.h"

G_BEGIN_DECLS

gboolean kab_watches_open (KabServer *server, GError **error);
JsonObject *kab_watches_build_of_item (KabServer *server,
                                       KabCall *call,
                                       const KabCatalogueItem *item) G_GNUC_WARN_UNUSED_RESULT;
void kab_watches_tell (KabServer *server, KabOrganisation *organisation, const KabCatalogueItem *item);

G_END_DECLS
