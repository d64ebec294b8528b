/* kab-shared-places.h: the places that concern all cabinets together, in the order of the sidebar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinets.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *title; /* not translated yet */
  const char *icon;
  const char *section; /* stands only where a cabinet has this section; NULL: always */
  AdwNavigationPage *(*make) (KabCabinets *cabinets);
} KabSharedPlace;

const KabSharedPlace *kab_shared_places_get (guint index);
const KabSharedPlace *kab_shared_places_find (const char *id);
gboolean kab_shared_place_is_shown (const KabSharedPlace *place, KabCabinets *cabinets);

G_END_DECLS
