/* catalogue-pricing.h: what an item costs this person: promotions and a personal discount. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue-store.h"

G_BEGIN_DECLS

typedef struct _KabPricing KabPricing;

typedef struct
{
  gint64 minor;
  gint64 percent;   /* 0: the full price */
  const char *name; /* of what lowers it; belongs to the pricing */
} KabPrice;

KabPricing *kab_pricing_new (KabServer *server, KabCall *call);
KabPricing *kab_pricing_new_for (KabServer *server, KabOrganisation *organisation, const char *person);
void kab_pricing_free (KabPricing *self);
KabPrice kab_pricing_get (KabPricing *self, const KabCatalogueItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabPricing, kab_pricing_free)

G_END_DECLS
