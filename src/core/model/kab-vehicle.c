/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-vehicle.h"

#include "kab-document.h"

static const KabMember kab_mileage_members[] = {
  { "day", KAB_MEMBER_DATE, KAB_REQUIRED },
  { "km", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "by", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabMileage, kab_mileage)

KAB_GETTER (const GDate *, KabMileage, kab_mileage, day, day, date)
KAB_GET_INTEGER (KabMileage, kab_mileage, km)
KAB_GET_STRING (KabMileage, kab_mileage, reason)
KAB_GET_STRING (KabMileage, kab_mileage, by)

static const KabMember kab_next_maintenance_members[] = {
  { "day", KAB_MEMBER_DATE, KAB_OPTIONAL },        { "km", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "title", KAB_MEMBER_STRING, KAB_OPTIONAL },    { "forecast", KAB_MEMBER_DATE, KAB_OPTIONAL },
  { "document", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabNextMaintenance, kab_next_maintenance)

KAB_GETTER (const GDate *, KabNextMaintenance, kab_next_maintenance, day, day, date)
KAB_GET_INTEGER (KabNextMaintenance, kab_next_maintenance, km)
KAB_GET_STRING (KabNextMaintenance, kab_next_maintenance, title)
KAB_GETTER (const GDate *, KabNextMaintenance, kab_next_maintenance, forecast, forecast, date)
KAB_GET_STRING (KabNextMaintenance, kab_next_maintenance, document)

static const KabMember kab_vehicle_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "vin", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "state", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
  { "version", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "customer", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "mileage", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_mileage_get_type },
  { "next", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_next_maintenance_get_type },
  { "values", KAB_MEMBER_JSON, KAB_OPTIONAL },
  { "properties", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_property_get_type },
  { "log", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_mileage_get_type },
  { "history", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_timeline_entry_get_type },
  { "actions", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_action_get_type },
  { "doubles", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_vehicle_get_type },
};

KAB_DEFINE_RECORD (KabVehicle, kab_vehicle)

KAB_GET_STRING (KabVehicle, kab_vehicle, id)
KAB_GET_STRING (KabVehicle, kab_vehicle, title)
KAB_GET_STRING (KabVehicle, kab_vehicle, vin)
KAB_GET_RECORD (KabVehicle, kab_vehicle, KabDocumentState, state)
KAB_GET_INTEGER (KabVehicle, kab_vehicle, version)
KAB_GET_STRING (KabVehicle, kab_vehicle, customer)
KAB_GET_RECORD (KabVehicle, kab_vehicle, KabMileage, mileage)
KAB_GET_RECORD (KabVehicle, kab_vehicle, KabNextMaintenance, next)
KAB_GET_JSON (KabVehicle, kab_vehicle, values)
KAB_GET_LIST (KabVehicle, kab_vehicle, properties)
KAB_GET_LIST (KabVehicle, kab_vehicle, log)
KAB_GET_LIST (KabVehicle, kab_vehicle, history)
KAB_GET_LIST (KabVehicle, kab_vehicle, actions)
KAB_GET_LIST (KabVehicle, kab_vehicle, doubles)

static const KabMember kab_vehicle_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_vehicle_get_type },
  { "total", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "offset", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "fields", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_field_get_type },
  { "states", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_document_state_get_type },
};

KAB_DEFINE_RECORD (KabVehicleList, kab_vehicle_list)

KAB_GET_LIST (KabVehicleList, kab_vehicle_list, items)
KAB_GET_INTEGER (KabVehicleList, kab_vehicle_list, total)
KAB_GET_INTEGER (KabVehicleList, kab_vehicle_list, offset)
KAB_GET_LIST (KabVehicleList, kab_vehicle_list, fields)
KAB_GET_LIST (KabVehicleList, kab_vehicle_list, states)
