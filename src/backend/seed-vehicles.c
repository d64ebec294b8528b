/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "json.h"
#include "seed-private.h"
#include "vehicles-store.h"

static void
add_log (KabSeed *self, gint64 vehicle, JsonObject *spec, const char *by)
{
  JsonArray *log = kab_json_get_array (spec, "log");

  for (guint i = 0; i < kab_json_array_length (log); i++)
    {
      JsonObject *entry = kab_json_array_get_object (log, i);
      gint64 at = kab_seed_day_ago (self, (int) kab_json_get_integer (entry, "days_ago", 0), "10:00:00");
      g_autoptr (GDateTime) local = kab_organisation_to_local (self->organisation, at);
      g_autofree char *day = g_date_time_format (local, "%Y-%m-%d");

      kab_vehicles_add_mileage (self->server, vehicle, day, kab_json_get_integer (entry, "km", 0),
                                kab_json_get_string (entry, "reason"), by);
    }
}

/* What is agreed is the open document of that kind that speaks of the vehicle. */
static void
find_next (KabSeed *self, gint64 vehicle, gint64 customer, JsonObject *spec)
{
  JsonObject *maintenance = kab_json_get_object (kab_vehicles_get_rules (self->organisation), "maintenance");
  g_autoptr (KabRows) rows = kab_database_select (
      self->server->database,
      "SELECT d.id, d.subject, d.due_at FROM documents d JOIN vehicles v ON v.title = d.thing"
      " WHERE v.id = ? AND d.customer = ? AND d.type = ? AND d.open = 1 ORDER BY d.id DESC LIMIT 1",
      "lls", vehicle, customer, kab_json_get_string (maintenance, "type"));

  if (maintenance != NULL && kab_rows_next (rows))
    {
      g_autoptr (GDateTime) local
          = kab_organisation_to_local (self->organisation, kab_rows_get_integer (rows, 2));
      g_autofree char *day = g_date_time_format (local, "%Y-%m-%d");

      kab_database_run (self->server->database,
                        "UPDATE vehicles SET next_day = ?, next_km = nullif (?, 0), next_title = ?,"
                        " next_document = ? WHERE id = ?",
                        "slsll", day, kab_json_get_integer (spec, "next_km", 0), kab_rows_get_text (rows, 1),
                        kab_rows_get_integer (rows, 0), vehicle);
    }
}

static void
add_vehicle (KabSeed *self, KabSeedCard *card, JsonObject *thing)
{
  JsonObject *spec = kab_json_get_object (thing, "vehicle");
  JsonObject *words = kab_json_get_object (kab_vehicles_get_rules (self->organisation), "words");
  const char *state = kab_json_get_string (spec, "state");
  gint64 id;

  if (spec == NULL || kab_json_get_string (thing, "to") != NULL)
    return;
  id = kab_vehicles_insert (self->server, self->organisation, card->id, kab_json_get_object (spec, "values"),
                            state != NULL ? state : KAB_VEHICLE_CHECKED);
  kab_vehicles_add_history (self->server, id, self->now - 86400, kab_json_get_string (words, "known"), NULL,
                            NULL);
  add_log (self, id, spec, self->staff->len > 0 ? g_ptr_array_index (self->staff, 0) : NULL);
  find_next (self, id, card->id, spec);
}

static int
compare_cards (gconstpointer a, gconstpointer b)
{
  const KabSeedCard *first = *(const KabSeedCard *const *) a;
  const KabSeedCard *second = *(const KabSeedCard *const *) b;

  return (first->id > second->id) - (first->id < second->id);
}

/**
 * kab_seed_vehicles:
 * @self: the seeding, with cards and documents
 *
 * Makes the vehicles that the customers of the demo have now.
 */
void
kab_seed_vehicles (KabSeed *self)
{
  g_autoptr (GPtrArray) cards = g_hash_table_get_values_as_ptr_array (self->cards);

  if (kab_vehicles_get_rules (self->organisation) == NULL)
    return;
  g_ptr_array_sort (cards, compare_cards);
  for (guint i = 0; i < cards->len; i++)
    {
      KabSeedCard *card = g_ptr_array_index (cards, i);

      for (guint t = 0; t < kab_json_array_length (card->things); t++)
        add_vehicle (self, card, kab_json_array_get_object (card->things, t));
    }
}
