/* kab-vehicle.h: a vehicle of a customer, its mileage, and when its maintenance comes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-descriptor.h"
#include "kab-field.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* What the odometer said on a day. */
#define KAB_TYPE_MILEAGE (kab_mileage_get_type ())
G_DECLARE_FINAL_TYPE (KabMileage, kab_mileage, KAB, MILEAGE, KabRecord)

const GDate *kab_mileage_get_day (KabMileage *self);
gint64 kab_mileage_get_km (KabMileage *self);
const char *kab_mileage_get_reason (KabMileage *self); /* why it is less than before */
const char *kab_mileage_get_by (KabMileage *self);

/* The maintenance that was agreed. */
#define KAB_TYPE_NEXT_MAINTENANCE (kab_next_maintenance_get_type ())
G_DECLARE_FINAL_TYPE (KabNextMaintenance, kab_next_maintenance, KAB, NEXT_MAINTENANCE, KabRecord)

const GDate *kab_next_maintenance_get_day (KabNextMaintenance *self);
gint64 kab_next_maintenance_get_km (KabNextMaintenance *self); /* 0: by date alone */
const char *kab_next_maintenance_get_title (KabNextMaintenance *self);
const GDate *kab_next_maintenance_get_forecast (KabNextMaintenance *self); /* when the mileage is reached */
const char *kab_next_maintenance_get_document (KabNextMaintenance *self);  /* id */

/* A vehicle; the members of its detail are absent in a row of the list. */
#define KAB_TYPE_VEHICLE (kab_vehicle_get_type ())
G_DECLARE_FINAL_TYPE (KabVehicle, kab_vehicle, KAB, VEHICLE, KabRecord)

const char *kab_vehicle_get_id (KabVehicle *self);
const char *kab_vehicle_get_title (KabVehicle *self);
const char *kab_vehicle_get_vin (KabVehicle *self);
KabDocumentState *kab_vehicle_get_state (KabVehicle *self); /* where it stands with staff */
gint64 kab_vehicle_get_version (KabVehicle *self);
const char *kab_vehicle_get_customer (KabVehicle *self); /* only for staff */
KabMileage *kab_vehicle_get_mileage (KabVehicle *self);  /* the newest */
KabNextMaintenance *kab_vehicle_get_next (KabVehicle *self);
JsonNode *kab_vehicle_get_values (KabVehicle *self);       /* by the names of the fields */
GListModel *kab_vehicle_get_properties (KabVehicle *self); /* of KabProperty */
GListModel *kab_vehicle_get_log (KabVehicle *self);        /* of KabMileage, the newest first */
GListModel *kab_vehicle_get_history (KabVehicle *self);    /* of KabTimelineEntry */
GListModel *kab_vehicle_get_actions (KabVehicle *self);    /* of KabAction */
GListModel *kab_vehicle_get_doubles (KabVehicle *self);    /* of KabVehicle; only for staff */

#define KAB_TYPE_VEHICLE_LIST (kab_vehicle_list_get_type ())
G_DECLARE_FINAL_TYPE (KabVehicleList, kab_vehicle_list, KAB, VEHICLE_LIST, KabRecord)

GListModel *kab_vehicle_list_get_items (KabVehicleList *self); /* of KabVehicle */
gint64 kab_vehicle_list_get_total (KabVehicleList *self);
gint64 kab_vehicle_list_get_offset (KabVehicleList *self);
GListModel *kab_vehicle_list_get_fields (KabVehicleList *self); /* of KabField; what a new one is asked for */
GListModel *kab_vehicle_list_get_states (KabVehicleList *self); /* of KabDocumentState */

G_END_DECLS
