/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-item.h"

static const KabMember kab_price_point_members[] = {
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "price", KAB_MEMBER_MONEY, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabPricePoint, kab_price_point)

KAB_GET_DATE_TIME (KabPricePoint, kab_price_point, at)
KAB_GET_MONEY (KabPricePoint, kab_price_point, price)

static const KabMember kab_item_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "article", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "maker", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "group", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "group_title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "unit", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "step", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "price", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "old_price", KAB_MEMBER_MONEY, KAB_OPTIONAL },
  { "discount", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "availability", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
  { "delivery", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "stock", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "fresh", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "version", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "watchers", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "properties", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_property_get_type },
  { "numbers", KAB_MEMBER_STRINGS, KAB_OPTIONAL },
  { "vehicles", KAB_MEMBER_STRINGS, KAB_OPTIONAL },
  { "analogues", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_item_get_type },
  { "prices", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_price_point_get_type },
  { "watch", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_watch_get_type },
  { "actions", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_action_get_type },
};

KAB_DEFINE_RECORD (KabItem, kab_item)

KAB_GET_STRING (KabItem, kab_item, id)
KAB_GET_STRING (KabItem, kab_item, article)
KAB_GET_STRING (KabItem, kab_item, title)
KAB_GET_STRING (KabItem, kab_item, maker)
KAB_GET_STRING (KabItem, kab_item, group)
KAB_GET_STRING (KabItem, kab_item, group_title)
KAB_GET_STRING (KabItem, kab_item, unit)
KAB_GET_INTEGER (KabItem, kab_item, step)
KAB_GET_MONEY (KabItem, kab_item, price)
KAB_GET_MONEY (KabItem, kab_item, old_price)
KAB_GET_STRING (KabItem, kab_item, discount)
KAB_GET_RECORD (KabItem, kab_item, KabDocumentState, availability)
KAB_GET_STRING (KabItem, kab_item, delivery)
KAB_GET_INTEGER (KabItem, kab_item, stock)
KAB_GET_BOOLEAN (KabItem, kab_item, fresh)
KAB_GET_INTEGER (KabItem, kab_item, version)
KAB_GET_INTEGER (KabItem, kab_item, watchers)
KAB_GET_LIST (KabItem, kab_item, properties)
KAB_GET_STRINGS (KabItem, kab_item, numbers)
KAB_GET_STRINGS (KabItem, kab_item, vehicles)
KAB_GET_LIST (KabItem, kab_item, analogues)
KAB_GET_LIST (KabItem, kab_item, prices)
KAB_GET_RECORD (KabItem, kab_item, KabWatch, watch)
KAB_GET_LIST (KabItem, kab_item, actions)

static const KabMember kab_watch_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "item", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_item_get_type },
  { "threshold", KAB_MEMBER_MONEY, KAB_OPTIONAL },
  { "first_price", KAB_MEMBER_MONEY, KAB_REQUIRED },
  { "since", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "reached", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
  { "prices", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_price_point_get_type },
};

KAB_DEFINE_RECORD (KabWatch, kab_watch)

KAB_GET_STRING (KabWatch, kab_watch, id)
KAB_GET_RECORD (KabWatch, kab_watch, KabItem, item)
KAB_GET_MONEY (KabWatch, kab_watch, threshold)
KAB_GET_MONEY (KabWatch, kab_watch, first_price)
KAB_GET_DATE_TIME (KabWatch, kab_watch, since)
KAB_GET_BOOLEAN (KabWatch, kab_watch, reached)
KAB_GET_LIST (KabWatch, kab_watch, prices)

static const KabMember kab_watch_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_watch_get_type },
};

KAB_DEFINE_RECORD (KabWatchList, kab_watch_list)

KAB_GET_LIST (KabWatchList, kab_watch_list, items)

static const KabMember kab_facet_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "count", KAB_MEMBER_INTEGER, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabFacet, kab_facet)

KAB_GET_STRING (KabFacet, kab_facet, id)
KAB_GET_STRING (KabFacet, kab_facet, title)
KAB_GET_INTEGER (KabFacet, kab_facet, count)

static const KabMember kab_catalogue_window_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_item_get_type },
  { "total", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "offset", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "as_of", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "groups", KAB_MEMBER_LIST, KAB_REQUIRED, kab_facet_get_type },
  { "makers", KAB_MEMBER_LIST, KAB_REQUIRED, kab_facet_get_type },
  { "vehicle_title", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabCatalogueWindow, kab_catalogue_window)

KAB_GET_LIST (KabCatalogueWindow, kab_catalogue_window, items)
KAB_GET_INTEGER (KabCatalogueWindow, kab_catalogue_window, total)
KAB_GET_INTEGER (KabCatalogueWindow, kab_catalogue_window, offset)
KAB_GET_STRING (KabCatalogueWindow, kab_catalogue_window, as_of)
KAB_GET_LIST (KabCatalogueWindow, kab_catalogue_window, groups)
KAB_GET_LIST (KabCatalogueWindow, kab_catalogue_window, makers)
KAB_GET_STRING (KabCatalogueWindow, kab_catalogue_window, vehicle_title)

static const KabMember kab_catalogue_vehicle_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "own", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabCatalogueVehicle, kab_catalogue_vehicle)

KAB_GET_STRING (KabCatalogueVehicle, kab_catalogue_vehicle, id)
KAB_GET_STRING (KabCatalogueVehicle, kab_catalogue_vehicle, title)
KAB_GET_BOOLEAN (KabCatalogueVehicle, kab_catalogue_vehicle, own)

static const KabMember kab_catalogue_vehicle_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_catalogue_vehicle_get_type },
};

KAB_DEFINE_RECORD (KabCatalogueVehicleList, kab_catalogue_vehicle_list)

KAB_GET_LIST (KabCatalogueVehicleList, kab_catalogue_vehicle_list, items)
