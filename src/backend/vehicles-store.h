/* vehicles-store.h: vehicles of customers in the database, with their mileage and history. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents-store.h"

G_BEGIN_DECLS

#define KAB_VEHICLE_NEW "new"
#define KAB_VEHICLE_CHECKED "checked"
#define KAB_VEHICLE_DOUBTFUL "doubtful"

typedef struct
{
  gint64 id;
  gint64 customer;
  char *customer_name;
  char *person; /* id of the customer's login; NULL while there is none */
  char *title;
  char *vin;
  JsonObject *values; /* by the names of the fields */
  char *state;
  gint64 version;
  char *next_day; /* of the maintenance that was agreed */
  gint64 next_km;
  char *next_title;
  gint64 next_document;
} KabVehicle;

void kab_vehicle_free (KabVehicle *self);

JsonObject *kab_vehicles_get_rules (KabOrganisation *organisation);
char *kab_vehicles_format_title (JsonObject *rules, JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;

KabVehicle *kab_vehicles_load (KabServer *server, KabCall *call, const char *id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
kab_vehicles_list (KabServer *server, KabCall *call, gint64 *total, gint64 *offset) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kab_vehicles_find_doubles (KabServer *server, const KabVehicle *vehicle) G_GNUC_WARN_UNUSED_RESULT;

gint64 kab_vehicles_insert (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *values, const char *state);
void kab_vehicles_save (KabServer *server, KabOrganisation *organisation, KabVehicle *vehicle);
void kab_vehicles_remove (KabServer *server, const KabVehicle *vehicle);
void kab_vehicles_add_history (
    KabServer *server, gint64 vehicle, gint64 at, const char *title, const char *text, const char *by);
void kab_vehicles_add_mileage (
    KabServer *server, gint64 vehicle, const char *day, gint64 km, const char *reason, const char *by);
gint64 kab_vehicles_find_mileage (KabServer *server, gint64 vehicle, const char *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabVehicle, kab_vehicle_free)

G_END_DECLS
