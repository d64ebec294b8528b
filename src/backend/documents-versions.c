/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-versions.h"

#include "documents-json.h"
#include "documents-lines.h"
#include "json.h"

/**
 * kab_versions_get_newest:
 * @server: the server
 * @document: id of a document
 *
 * Returns: number of the estimate that was sent last, 0 if none was
 */
gint64
kab_versions_get_newest (KabServer *server, gint64 document)
{
  return kab_database_select_integer (
      server->database, "SELECT ifnull (max (version), 0) FROM document_versions WHERE document = ?", "l",
      document);
}

static JsonObject *
freeze_line (const KabLine *line, const char *currency)
{
  JsonObject *frozen = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, line->id);

  json_object_set_string_member (frozen, "id", id);
  kab_json_set_string (frozen, "group", line->group);
  json_object_set_string_member (frozen, "title", line->title);
  kab_json_set_string (frozen, "note", line->note);
  kab_json_set_string (frozen, "quantity", line->quantity);
  kab_json_set_string (frozen, "unit", line->unit);
  kab_json_set_money (frozen, "price", line->price, currency);
  kab_json_set_money (frozen, "amount", line->amount, currency);
  return frozen;
}

/**
 * kab_versions_add:
 * @server: the server
 * @document: a document
 * @lines: (element-type KabLine): what is sent to be agreed
 * @total: what of it counts
 * @at: when it is sent
 * @by: (nullable): by whom
 *
 * Keeps the estimate for good.
 */
void
kab_versions_add (
    KabServer *server, const KabDocument *document, GPtrArray *lines, gint64 total, gint64 at, const char *by)
{
  JsonArray *frozen = json_array_new ();
  g_autoptr (JsonNode) node = kab_json_take_array (frozen);
  g_autofree char *text = NULL;

  for (guint i = 0; i < lines->len; i++)
    json_array_add_object_element (frozen, freeze_line (g_ptr_array_index (lines, i), document->currency));
  text = kab_json_to_text (node);
  kab_database_run (
      server->database,
      "INSERT INTO document_versions (document, version, at, by, total, lines) VALUES (?, ?, ?, ?, ?, ?)",
      "lllsls", document->id, kab_versions_get_newest (server, document->id) + 1, at, by, total, text);
}

static void
add_decision (KabServer *server, KabCall *call, const KabDocument *document, gint64 version, JsonObject *line)
{
  gint64 id = g_ascii_strtoll (kab_json_get_string (line, "id"), NULL, 10);
  g_autoptr (KabRows) rows = kab_database_select (server->database,
                                                  "SELECT accepted, at, by, through FROM document_decisions"
                                                  " WHERE document = ? AND version = ? AND line = ?"
                                                  " ORDER BY id DESC LIMIT 1",
                                                  "lll", document->id, version, id);
  JsonObject *decision;
  g_autofree char *at = NULL;

  if (!kab_rows_next (rows))
    return;
  at = kab_call_format_time (call, kab_rows_get_integer (rows, 1));
  decision = json_object_new ();
  json_object_set_boolean_member (decision, "accepted", kab_rows_get_integer (rows, 0) != 0);
  json_object_set_string_member (decision, "at", at);
  kab_json_set_string (decision, "by", kab_rows_get_text (rows, 2));
  kab_json_set_string (decision, "through", kab_rows_get_text (rows, 3));
  json_object_set_object_member (line, "decision", decision);
}

static JsonObject *
build_version (KabServer *server, KabCall *call, const KabDocument *document, KabRows *rows)
{
  JsonObject *version = json_object_new ();
  gint64 number = kab_rows_get_integer (rows, 0);
  g_autofree char *at = kab_call_format_time (call, kab_rows_get_integer (rows, 1));
  g_autoptr (JsonNode) node = kab_json_parse (kab_rows_get_text (rows, 4), -1, NULL);
  JsonArray *lines = json_node_get_array (node);

  for (guint i = 0; i < kab_json_array_length (lines); i++)
    add_decision (server, call, document, number, kab_json_array_get_object (lines, i));
  json_object_set_int_member (version, "version", number);
  json_object_set_string_member (version, "at", at);
  kab_json_set_string (version, "by", kab_rows_get_text (rows, 2));
  kab_json_set_money (version, "total", kab_rows_get_integer (rows, 3), document->currency);
  json_object_set_array_member (version, "lines", json_array_ref (lines));
  return version;
}

/**
 * kab_versions_to_json:
 * @server: the server
 * @call: the call that is answered
 * @document: a document
 *
 * Returns: (transfer full): its estimates, the oldest first, each with what was decided about it
 */
JsonArray *
kab_versions_to_json (KabServer *server, KabCall *call, const KabDocument *document)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT version, at, by, total, lines FROM document_versions WHERE document = ? ORDER BY version", "l",
      document->id);
  JsonArray *versions = json_array_new ();

  while (kab_rows_next (rows))
    json_array_add_object_element (versions, build_version (server, call, document, rows));
  return versions;
}
