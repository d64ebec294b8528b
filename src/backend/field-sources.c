/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "field-sources.h"

#include "documents-store.h"
#include "documents-type.h"
#include "json.h"

#define MAX_OPTIONS 100

static void
add_option (JsonArray *options, const char *value, const char *title, const char *note)
{
  JsonObject *option = json_object_new ();

  json_object_set_string_member (option, "value", value);
  json_object_set_string_member (option, "title", title);
  kab_json_set_string (option, "note", note);
  json_array_add_object_element (options, option);
}

/* The customer's vehicles, and what else documents were about, the latest first. */
static void
add_things (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field, JsonArray *options)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT title, vin FROM (SELECT title, vin, 0 AS rank, id AS age FROM vehicles"
      " WHERE customer = ?1 AND removed_at IS NULL UNION ALL SELECT thing, NULL, 1, max (date)"
      " FROM documents WHERE customer = ?1 AND thing NOT NULL AND thing NOT IN"
      " (SELECT title FROM vehicles WHERE customer = ?1) GROUP BY thing)"
      " ORDER BY rank, age DESC LIMIT ?2",
      "li", customer, MAX_OPTIONS);

  while (kab_rows_next (rows))
    {
      const char *thing = kab_rows_get_text (rows, 0);

      if (strlen (thing) <= 200)
        add_option (options, thing, thing, kab_rows_get_text (rows, 1));
    }
}

static gboolean
is_wanted (JsonArray *wanted, const char *word)
{
  return wanted == NULL || kab_json_array_has_string (wanted, word);
}

/* The customer's documents of some kinds in some states, the latest first. */
static void
add_documents (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field, JsonArray *options)
{
  JsonArray *types = kab_json_get_array (field, "types");
  JsonArray *states = kab_json_get_array (field, "states");
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT id, type, number, subject, state FROM documents WHERE customer = ?"
                             " ORDER BY date DESC",
                             "l", customer);

  while (kab_rows_next (rows) && json_array_get_length (options) < MAX_OPTIONS)
    if (is_wanted (types, kab_rows_get_text (rows, 1)) && is_wanted (states, kab_rows_get_text (rows, 4)))
      {
        const char *type = kab_document_type_get_title (organisation, kab_rows_get_text (rows, 1));
        g_autofree char *title = g_strdup_printf ("%s %s", type, kab_rows_get_text (rows, 2));

        add_option (options, kab_rows_get_text (rows, 0), title, kab_rows_get_text (rows, 3));
      }
}

static void
add_accounts (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field, JsonArray *options)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT a.number, a.address FROM customers c JOIN account_links l"
                             " ON l.person = c.person JOIN accounts a ON a.id = l.account"
                             " WHERE c.id = ? ORDER BY l.linked_at LIMIT ?",
                             "li", customer, MAX_OPTIONS);

  while (kab_rows_next (rows))
    add_option (options, kab_rows_get_text (rows, 0), kab_rows_get_text (rows, 0),
                kab_rows_get_text (rows, 1));
}

static void
add_staff (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field, JsonArray *options)
{
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT id, name FROM persons WHERE organisation = ?"
                                                  " AND role = 'staff' ORDER BY name LIMIT ?",
                                                  "si", kab_organisation_get_id (organisation), MAX_OPTIONS);

  while (kab_rows_next (rows))
    add_option (options, kab_rows_get_text (rows, 0), kab_rows_get_text (rows, 1), NULL);
}

static void
add_named (KabOrganisation *organisation, const char *list, JsonArray *options)
{
  JsonArray *named = kab_json_get_array (kab_organisation_get_server (organisation), list);

  for (guint i = 0; i < kab_json_array_length (named); i++)
    {
      JsonObject *one = kab_json_array_get_object (named, i);

      add_option (options, kab_json_get_string (one, "id"), kab_json_get_string (one, "title"),
                  kab_json_get_string (one, "note"));
    }
}

static void
add_carriers (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field, JsonArray *options)
{
  add_named (organisation, "carriers", options);
}

static void
add_workshops (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field, JsonArray *options)
{
  add_named (organisation, "workshops", options);
}

static void
add_stages (
    KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field, JsonArray *options)
{
  add_named (organisation, "stages", options);
}

static const struct
{
  const char *name;
  void (*add) (KabServer *server,
               KabOrganisation *organisation,
               gint64 customer,
               JsonObject *field,
               JsonArray *options);
} sources[] = {
  { "accounts", add_accounts },   { "carriers", add_carriers }, { "documents", add_documents },
  { "stages", add_stages },       { "staff", add_staff },       { "vehicles", add_things },
  { "workshops", add_workshops },
};

/**
 * kab_field_source_is_known:
 * @source: name of a source
 *
 * Returns: whether a descriptor may name it
 */
gboolean
kab_field_source_is_known (const char *source)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].name, source))
      return TRUE;
  return FALSE;
}

/**
 * kab_field_source_build:
 * @server: the server
 * @organisation: whose form it is
 * @customer: id of the card of the customer that it is about, or 0
 * @field: a field with a source
 *
 * Returns: (transfer full): the options
 */
JsonArray *
kab_field_source_build (KabServer *server, KabOrganisation *organisation, gint64 customer, JsonObject *field)
{
  const char *source = kab_json_get_string (field, "source");
  JsonArray *options = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].name, source))
      sources[i].add (server, organisation, customer, field, options);
  return options;
}
