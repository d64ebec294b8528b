/* kab-shared-places.c: the places that concern all cabinets together, in the order of the sidebar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-overview-page.h"
#include "kab-readings-page.h"
#include "kab-sections.h"
#include "kab-shared-places.h"
#include "kab-statement-page.h"

static AdwNavigationPage *
make_overview (KabCabinets *cabinets)
{
  return kab_overview_page_new (cabinets, NULL);
}

static AdwNavigationPage *
make_readings (KabCabinets *cabinets)
{
  return kab_readings_page_new (G_LIST_MODEL (cabinets), NULL);
}

static AdwNavigationPage *
make_statement (KabCabinets *cabinets)
{
  return kab_statement_page_new (G_LIST_MODEL (cabinets), NULL);
}

/* One line is a place: its row in the sidebar, its page, and where it is there at all. */
static const KabSharedPlace places[] = {
  { "overview", N_ ("Overview"), "go-home-symbolic", NULL, make_overview },
  { "readings", N_ ("Readings"), "kab-meter-symbolic", "meters", make_readings },
  { "statement", N_ ("Expenses"), "kab-ruble-symbolic", "statement", make_statement },
};

/**
 * kab_shared_places_get:
 * @index: which of them
 *
 * Returns: (transfer none) (nullable): the place, or %NULL behind the last
 */
const KabSharedPlace *
kab_shared_places_get (guint index)
{
  return index < G_N_ELEMENTS (places) ? &places[index] : NULL;
}

/**
 * kab_shared_places_find:
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the place of that id, or %NULL
 */
const KabSharedPlace *
kab_shared_places_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].id, id) == 0)
      return &places[i];
  return NULL;
}

/**
 * kab_shared_place_is_shown:
 * @place: a place
 * @cabinets: the cabinets that this computer knows
 *
 * Returns: whether one of @cabinets has something for @place
 */
gboolean
kab_shared_place_is_shown (const KabSharedPlace *place, KabCabinets *cabinets)
{
  g_return_val_if_fail (place != NULL && KAB_IS_CABINETS (cabinets), FALSE);

  if (place->section == NULL)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (cabinets)); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (G_LIST_MODEL (cabinets), i);
      g_auto (GStrv) sections = kab_sections_list (cabinet);

      if (g_strcmp0 (kab_cabinet_get_role (cabinet), "staff") != 0
          && g_strv_contains ((const char *const *) sections, place->section))
        return TRUE;
    }
  return FALSE;
}
