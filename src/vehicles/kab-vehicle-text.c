/* kab-vehicle-text.c: what rows and pages say of a vehicle. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-format.h"
#include "kab-vehicle-text.h"

/**
 * kab_vehicle_format_km:
 * @km: a mileage
 *
 * Returns: (transfer full): "58,112 km" as the locale groups figures
 */
char *
kab_vehicle_format_km (gint64 km)
{
  g_autofree char *figures = g_strdup_printf ("%'" G_GINT64_FORMAT, km);

  /* Translators: a mileage in kilometres. */
  return g_strdup_printf (_ ("%s km"), figures);
}

/**
 * kab_vehicle_dup_next:
 * @vehicle: a vehicle
 *
 * Returns: (transfer full): when its next maintenance is, by date, by mileage or by both (E-07)
 */
char *
kab_vehicle_dup_next (KabVehicle *vehicle)
{
  KabNextMaintenance *next;
  g_autofree char *day = NULL;
  g_autofree char *km = NULL;

  g_return_val_if_fail (KAB_IS_VEHICLE (vehicle), NULL);

  next = kab_vehicle_get_next (vehicle);
  if (next == NULL)
    return g_strdup (_ ("No maintenance agreed"));
  if (kab_next_maintenance_get_day (next) != NULL)
    day = kab_format_day_prose (kab_next_maintenance_get_day (next));
  if (kab_next_maintenance_get_km (next) > 0)
    km = kab_vehicle_format_km (kab_next_maintenance_get_km (next));
  if (day != NULL && km != NULL)
    /* Translators: a day, a mileage. */
    return g_strdup_printf (_ ("Maintenance on %s or at %s"), day, km);
  if (day != NULL)
    /* Translators: a day. */
    return g_strdup_printf (_ ("Maintenance on %s"), day);
  /* Translators: a mileage. */
  return g_strdup_printf (_ ("Maintenance at %s"), km);
}

/**
 * kab_vehicle_dup_warning:
 * @vehicle: a vehicle
 *
 * Returns: (transfer full) (nullable): what the forecast by mileage has to say beside the agreed day
 */
char *
kab_vehicle_dup_warning (KabVehicle *vehicle)
{
  KabNextMaintenance *next;
  const GDate *forecast;
  const GDate *day;
  g_autofree char *expected = NULL;

  g_return_val_if_fail (KAB_IS_VEHICLE (vehicle), NULL);

  next = kab_vehicle_get_next (vehicle);
  forecast = next != NULL ? kab_next_maintenance_get_forecast (next) : NULL;
  if (forecast == NULL)
    return NULL;
  day = kab_next_maintenance_get_day (next);
  expected = kab_format_day_prose (forecast);
  if (day != NULL && g_date_compare (forecast, day) < 0)
    /* Translators: a day; the car is driven more than was thought. */
    return g_strdup_printf (_ ("At your pace the mileage is reached earlier: %s"), expected);
  /* Translators: a day. */
  return g_strdup_printf (_ ("At your pace the mileage is reached on %s"), expected);
}
