/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "documents-query.h"
#include "documents-store.h"
#include "documents-type.h"
#include "json.h"
#include "seed-private.h"

#define TEN_YEARS (10 * 365 * 24 * 3600)
#define VISITS_TO_STATES 6 /* so often is a finished visit met for one of every state there is */

static void
add_template (KabSeed *self, const char *type, const char *state, const char *subject, const char *thing)
{
  JsonObject *number
      = kab_json_get_object (kab_document_type_get_machine (self->organisation, type), "number");
  const char *prefix = kab_json_get_string (number, "prefix");
  g_autofree char *words = g_strdup_printf ("%s %s", subject, thing != NULL ? thing : "");
  g_autofree char *folded = kab_documents_fold (words);
  g_autofree char *folded_prefix = kab_documents_fold (prefix != NULL ? prefix : "");

  kab_database_run (self->server->database,
                    "INSERT INTO fill_templates (type, state, open, waits, subject, thing, prefix, digits,"
                    " folded, folded_prefix) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    "ssissssiss", type, state, kab_document_type_is_open (self->organisation, type, state),
                    kab_document_type_get_waits (self->organisation, type, state), subject, thing,
                    prefix != NULL ? prefix : "", (int) kab_json_get_integer (number, "digits", 8), folded,
                    folded_prefix);
}

/* From the visits of the demo file, each with each thing of the customer; most of them are over. */
static void
add_visit_templates (KabSeed *self)
{
  JsonArray *visits = kab_json_get_array (self->demo, "visits");
  KabSeedCard *card = g_hash_table_lookup (self->cards, "demo");
  guint things = MAX (kab_json_array_length (card->things), 1);

  for (guint i = 0; i < kab_json_array_length (visits); i++)
    for (guint t = 0; t < things; t++)
      {
        JsonObject *spec = kab_json_array_get_object (json_array_get_array_element (visits, i), 0);
        JsonObject *thing
            = t < kab_json_array_length (card->things) ? kab_json_array_get_object (card->things, t) : NULL;

        add_template (self, kab_json_get_string (spec, "type"), kab_json_get_string (spec, "state"),
                      kab_json_get_string (spec, "subject"), kab_json_get_string (thing, "title"));
      }
}

/* One for each state of each type, so that every state is met. */
static void
add_state_templates (KabSeed *self)
{
  JsonArray *types
      = kab_json_get_array (kab_organisation_get_descriptor (self->organisation), "document_types");

  for (guint i = 0; i < kab_json_array_length (types); i++)
    {
      JsonObject *type = kab_json_array_get_object (types, i);
      JsonArray *states = kab_json_get_array (type, "states");

      for (guint s = 0; s < kab_json_array_length (states); s++)
        add_template (self, kab_json_get_string (type, "id"),
                      kab_json_get_string (kab_json_array_get_object (states, s), "id"),
                      kab_json_get_string (type, "title"), NULL);
    }
}

/**
 * kab_seed_fill:
 * @self: the seeding
 * @count: how many
 *
 * Gives the demo customer @count documents of ten years. One statement makes them all: a million takes seconds.
 */
void
kab_seed_fill (KabSeed *self, int count)
{
  KabDatabase *database = self->server->database;
  KabSeedCard *card = g_hash_table_lookup (self->cards, "demo");
  JsonObject *descriptor = kab_organisation_get_descriptor (self->organisation);

  kab_database_run (
      database,
      "CREATE TEMP TABLE fill_templates (id INTEGER PRIMARY KEY, type, state, open, waits, subject,"
      " thing, prefix, digits, folded, folded_prefix)",
      "");
  for (int i = 0; i < VISITS_TO_STATES; i++)
    add_visit_templates (self);
  add_state_templates (self);
  kab_database_run (
      database,
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)"
      "INSERT INTO documents (organisation, customer, type, number, subject, date, amount, currency, state,"
      " open, waits, thing, search) SELECT ?2, ?3, t.type, t.prefix || printf ('%0*d', t.digits, i + 1),"
      " t.subject, ?4 + i * ?5 / ?1, CASE i % 17 WHEN 0 THEN NULL ELSE (i * 7919 + 1234) % 1000000 + 100 END,"
      " ?6, t.state, t.open, t.waits, t.thing,"
      " t.folded_prefix || printf ('%0*d', t.digits, i + 1) || ' ' || t.folded"
      " FROM n JOIN fill_templates t ON t.id = 1 + (i * 31) % (SELECT count (*) FROM fill_templates)",
      "illlls", count, kab_documents_find_organisation (self->server, self->organisation), card->id,
      self->now - TEN_YEARS, (gint64) TEN_YEARS - 60, kab_json_get_string (descriptor, "currency"));
  kab_database_run (database, "DROP TABLE fill_templates", "");
}
