/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue-vehicles.h"

#include "documents-json.h"
#include "documents-query.h"
#include "documents-store.h"
#include "json.h"

#define MAX_VEHICLES 100

static gint64
read_vehicle (KabRows *rows, char **title)
{
  if (!kab_rows_next (rows))
    return 0;
  *title = g_strdup (kab_rows_get_text (rows, 1));
  return kab_rows_get_integer (rows, 0);
}

/**
 * kab_catalogue_find_vehicle:
 * @server: the server
 * @organisation: key of an organisation
 * @code: id of a vehicle, as clients see it
 * @title: (out) (transfer full): its title, where there is one
 *
 * Returns: its key, or 0
 */
gint64
kab_catalogue_find_vehicle (KabServer *server, gint64 organisation, const char *code, char **title)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT id, title FROM catalogue_vehicles WHERE organisation = ? AND code = ?", "ls",
      organisation, code);

  return read_vehicle (rows, title);
}

/**
 * kab_catalogue_find_vehicle_by_vin:
 * @server: the server
 * @organisation: key of an organisation
 * @vin: a folded identification number
 * @title: (out) (transfer full): the vehicle's title, where it is known
 *
 * Returns: the key of the vehicle whose numbers begin so, or 0
 */
gint64
kab_catalogue_find_vehicle_by_vin (KabServer *server, gint64 organisation, const char *vin, char **title)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT v.id, v.title FROM catalogue_vins n JOIN catalogue_vehicles v ON v.id = n.vehicle"
      " WHERE n.organisation = ?1 AND substr (?2, 1, length (n.prefix)) = n.prefix"
      " ORDER BY length (n.prefix) DESC LIMIT 1",
      "ls", organisation, vin);

  return read_vehicle (rows, title);
}

/* What the customer's last documents were about, folded. */
static GPtrArray *
load_own (KabServer *server, KabCall *call)
{
  GPtrArray *own = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT DISTINCT thing FROM (SELECT thing FROM documents WHERE customer = ? "
                             "ORDER BY date DESC LIMIT 300)"
                             " WHERE thing NOT NULL",
                             "l", kab_documents_find_customer (server, call->person->id));

  while (kab_rows_next (rows))
    g_ptr_array_add (own, kab_documents_fold (kab_rows_get_text (rows, 0)));
  return own;
}

/* Make and model, the first two words of a title, tell whose it is. */
static gboolean
is_own (GPtrArray *own, const char *search)
{
  g_auto (GStrv) words = g_strsplit (search, " ", 3);

  for (guint i = 0; i < own->len && g_strv_length (words) >= 2; i++)
    if (strstr (g_ptr_array_index (own, i), words[0]) != NULL
        && strstr (g_ptr_array_index (own, i), words[1]) != NULL)
      return TRUE;
  return FALSE;
}

static void
add_vehicle (JsonArray *own, JsonArray *others, gboolean mine, KabRows *rows)
{
  JsonObject *vehicle = json_object_new ();

  json_object_set_string_member (vehicle, "id", kab_rows_get_text (rows, 0));
  json_object_set_string_member (vehicle, "title", kab_rows_get_text (rows, 1));
  json_object_set_boolean_member (vehicle, "own", mine);
  json_array_add_object_element (mine ? own : others, vehicle);
}

/**
 * kab_catalogue_answer_vehicles:
 * @server: the server
 * @call: a call for the vehicles of the catalogue
 */
void
kab_catalogue_answer_vehicles (KabServer *server, KabCall *call)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT code, title, search FROM catalogue_vehicles WHERE organisation = ? ORDER BY title LIMIT ?",
      "li", kab_documents_find_organisation (server, call->organisation), MAX_VEHICLES);
  g_autoptr (GPtrArray) things = load_own (server, call);
  JsonArray *own = json_array_new ();
  g_autoptr (JsonArray) others = json_array_new ();
  JsonObject *answer = json_object_new ();

  while (kab_rows_next (rows))
    add_vehicle (own, others, is_own (things, kab_rows_get_text (rows, 2)), rows);
  for (guint i = 0; i < json_array_get_length (others); i++)
    json_array_add_object_element (own, json_object_ref (json_array_get_object_element (others, i)));
  json_object_set_array_member (answer, "items", own);
  kab_json_reply_tagged (call, answer);
}
