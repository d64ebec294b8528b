/* kab-item.h: what a shop sells, and the prices that somebody watches. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-document.h"

G_BEGIN_DECLS

/* A price and since when it has been that. */
#define KAB_TYPE_PRICE_POINT (kab_price_point_get_type ())
G_DECLARE_FINAL_TYPE (KabPricePoint, kab_price_point, KAB, PRICE_POINT, KabRecord)

GDateTime *kab_price_point_get_at (KabPricePoint *self);
const KabMoney *kab_price_point_get_price (KabPricePoint *self);

#define KAB_TYPE_ITEM (kab_item_get_type ())
G_DECLARE_FINAL_TYPE (KabItem, kab_item, KAB, ITEM, KabRecord)

#define KAB_TYPE_WATCH (kab_watch_get_type ())
G_DECLARE_FINAL_TYPE (KabWatch, kab_watch, KAB, WATCH, KabRecord)

const char *kab_item_get_id (KabItem *self);
const char *kab_item_get_article (KabItem *self);
const char *kab_item_get_title (KabItem *self);
const char *kab_item_get_maker (KabItem *self);
const char *kab_item_get_group (KabItem *self);
const char *kab_item_get_group_title (KabItem *self);
const char *kab_item_get_unit (KabItem *self);
gint64 kab_item_get_step (KabItem *self); /* it is sold in multiples of this */
const KabMoney *kab_item_get_price (KabItem *self);
const KabMoney *kab_item_get_old_price (KabItem *self); /* NULL: there is no reduction */
const char *kab_item_get_discount (KabItem *self);
KabDocumentState *kab_item_get_availability (KabItem *self);
const char *kab_item_get_delivery (KabItem *self);
gint64 kab_item_get_stock (KabItem *self);
gboolean kab_item_get_fresh (KabItem *self);
gint64 kab_item_get_version (KabItem *self);
gint64 kab_item_get_watchers (KabItem *self);

/* Of an item that was asked for by itself. */
GListModel *kab_item_get_properties (KabItem *self); /* of KabProperty */
const char *const *kab_item_get_numbers (KabItem *self);
const char *const *kab_item_get_vehicles (KabItem *self);
GListModel *kab_item_get_analogues (KabItem *self); /* of KabItem */
GListModel *kab_item_get_prices (KabItem *self);    /* of KabPricePoint, oldest first */
KabWatch *kab_item_get_watch (KabItem *self);
GListModel *kab_item_get_actions (KabItem *self); /* of KabAction */

const char *kab_watch_get_id (KabWatch *self);
KabItem *kab_watch_get_item (KabWatch *self);
const KabMoney *kab_watch_get_threshold (KabWatch *self); /* NULL: every change counts */
const KabMoney *kab_watch_get_first_price (KabWatch *self);
GDateTime *kab_watch_get_since (KabWatch *self);
gboolean kab_watch_get_reached (KabWatch *self);
GListModel *kab_watch_get_prices (KabWatch *self); /* of KabPricePoint, oldest first */

#define KAB_TYPE_WATCH_LIST (kab_watch_list_get_type ())
G_DECLARE_FINAL_TYPE (KabWatchList, kab_watch_list, KAB, WATCH_LIST, KabRecord)

GListModel *kab_watch_list_get_items (KabWatchList *self);

/* A group or a maker, and how much of it there is. */
#define KAB_TYPE_FACET (kab_facet_get_type ())
G_DECLARE_FINAL_TYPE (KabFacet, kab_facet, KAB, FACET, KabRecord)

const char *kab_facet_get_id (KabFacet *self);
const char *kab_facet_get_title (KabFacet *self);
gint64 kab_facet_get_count (KabFacet *self);

#define KAB_TYPE_CATALOGUE_WINDOW (kab_catalogue_window_get_type ())
G_DECLARE_FINAL_TYPE (KabCatalogueWindow, kab_catalogue_window, KAB, CATALOGUE_WINDOW, KabRecord)

GListModel *kab_catalogue_window_get_items (KabCatalogueWindow *self);
gint64 kab_catalogue_window_get_total (KabCatalogueWindow *self);
gint64 kab_catalogue_window_get_offset (KabCatalogueWindow *self);
const char *kab_catalogue_window_get_as_of (KabCatalogueWindow *self);
GListModel *kab_catalogue_window_get_groups (KabCatalogueWindow *self);
GListModel *kab_catalogue_window_get_makers (KabCatalogueWindow *self);
const char *kab_catalogue_window_get_vehicle_title (KabCatalogueWindow *self);

#define KAB_TYPE_CATALOGUE_VEHICLE (kab_catalogue_vehicle_get_type ())
G_DECLARE_FINAL_TYPE (KabCatalogueVehicle, kab_catalogue_vehicle, KAB, CATALOGUE_VEHICLE, KabRecord)

const char *kab_catalogue_vehicle_get_id (KabCatalogueVehicle *self);
const char *kab_catalogue_vehicle_get_title (KabCatalogueVehicle *self);
gboolean kab_catalogue_vehicle_get_own (KabCatalogueVehicle *self);

#define KAB_TYPE_CATALOGUE_VEHICLE_LIST (kab_catalogue_vehicle_list_get_type ())
G_DECLARE_FINAL_TYPE (
    KabCatalogueVehicleList, kab_catalogue_vehicle_list, KAB, CATALOGUE_VEHICLE_LIST, KabRecord)

GListModel *kab_catalogue_vehicle_list_get_items (KabCatalogueVehicleList *self);

G_END_DECLS
