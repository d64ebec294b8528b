/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "documents-lines.h"
#include "documents-type.h"
#include "documents-versions.h"
#include "json.h"
#include "seed-private.h"

/* An estimate that was sent before has not yet what was found later: lines say since which one they are there. */
static void
send_estimate (KabSeed *self, const KabDocument *document, JsonArray *specs, gint64 at, const char *by)
{
  gint64 version = kab_versions_get_newest (self->server, document->id) + 1;
  g_autoptr (GPtrArray) lines = kab_lines_load (self->server, self->organisation, document);

  for (guint i = lines->len; i > 0; i--)
    if (kab_json_get_integer (kab_json_array_get_object (specs, i - 1), "since", 1) > version)
      g_ptr_array_remove_index (lines, i - 1);
  kab_versions_add (self->server, document, lines, kab_lines_sum (self->organisation, document->type, lines),
                    at, by);
}

static void
accept (KabSeed *self, const KabDocument *document, gint64 at, const char *by)
{
  g_autoptr (GPtrArray) lines = kab_lines_load (self->server, self->organisation, document);
  KabDatabase *database = self->server->database;

  for (guint i = 0; i < lines->len; i++)
    {
      KabLine *line = g_ptr_array_index (lines, i);

      kab_database_run (
          database,
          "INSERT INTO document_decisions (document, line, version, title, amount, accepted, at,"
          " by, through) VALUES (?, ?, ?, ?, ?, 1, ?, ?, 'Kabinet')",
          "lllslls", document->id, line->id, kab_versions_get_newest (self->server, document->id),
          line->title, line->amount, at, by != NULL ? by : document->customer_name);
      kab_database_run (database, "UPDATE document_lines SET decision = ? WHERE id = ?", "ll",
                        kab_database_get_last_id (database), line->id);
    }
}

/**
 * kab_seed_lines:
 * @self: the seeding
 * @document: a document that is written already
 * @specs: (nullable): its lines as the demo file has them
 * @action: what was done with it
 * @at: when
 * @by: (nullable): by whom
 *
 * Does with all lines what the action does with those that a person names.
 */
void
kab_seed_lines (KabSeed *self,
                const KabDocument *document,
                JsonArray *specs,
                JsonObject *action,
                gint64 at,
                const char *by)
{
  JsonObject *rule = kab_json_get_object (action, "lines");
  JsonObject *machine = kab_document_type_get_machine (self->organisation, document->type);
  JsonArray *from = kab_json_get_array (rule, "from");
  const char *to = kab_json_get_string (rule, "to");
  g_autoptr (JsonNode) node = from != NULL ? kab_json_take_array (json_array_ref (from)) : NULL;
  g_autofree char *states = node != NULL ? kab_json_to_text (node) : NULL;

  if (kab_json_get_boolean (action, "estimate", FALSE))
    send_estimate (self, document, specs, at, by);
  if (g_strcmp0 (kab_json_get_string (rule, "mode"), "decide") == 0)
    accept (self, document, at, by);
  if (to != NULL)
    kab_database_run (self->server->database,
                      "UPDATE document_lines SET state = ?1 WHERE document = ?2 AND (?4 IS NULL"
                      " OR ifnull (state, ?3) IN (SELECT value FROM json_each (?4)))",
                      "slss", to, document->id, kab_json_get_string (machine, "line_state"), states);
}
