/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-links.h"

#include "documents-type.h"

/**
 * kab_documents_link:
 * @server: the server
 * @document: id of a document
 * @other: id of the one that it came out of
 */
void
kab_documents_link (KabServer *server, gint64 document, gint64 other)
{
  kab_database_run (server->database, "INSERT OR IGNORE INTO document_links VALUES (?, ?)", "ll", document,
                    other);
}

static JsonObject *
build_one (KabCall *call, KabRows *rows)
{
  JsonObject *related = json_object_new ();
  const char *type = kab_rows_get_text (rows, 1);

  json_object_set_string_member (related, "id", kab_rows_get_text (rows, 0));
  json_object_set_string_member (related, "type_title",
                                 kab_document_type_get_title (call->organisation, type));
  json_object_set_string_member (related, "number", kab_rows_get_text (rows, 2));
  json_object_set_object_member (
      related, "state", kab_document_type_dup_state (call->organisation, type, kab_rows_get_text (rows, 3)));
  return related;
}

/**
 * kab_documents_build_related:
 * @server: the server
 * @call: the call that is answered
 * @document: id of a document
 *
 * Returns: (transfer full): what it came out of and what came out of it, the oldest first
 */
JsonArray *
kab_documents_build_related (KabServer *server, KabCall *call, gint64 document)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT d.id, d.type, d.number, d.state FROM documents d WHERE d.id IN"
      " (SELECT other FROM document_links WHERE document = ?1 UNION SELECT document FROM document_links"
      " WHERE other = ?1) ORDER BY d.date LIMIT 50",
      "l", document);
  JsonArray *related = json_array_new ();

  while (kab_rows_next (rows))
    json_array_add_object_element (related, build_one (call, rows));
  return related;
}
