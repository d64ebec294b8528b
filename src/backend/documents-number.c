/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-number.h"

#include "documents-type.h"
#include "json.h"

/* The first number goes on from the greatest that was ever given, or from the sample in the descriptor. */
static gint64
find_last (KabServer *server, KabOrganisation *organisation, const char *type)
{
  JsonObject *number = kab_json_get_object (kab_document_type_get_machine (organisation, type), "number");
  const char *prefix = kab_json_get_string (number, "prefix");
  const char *sample = kab_json_get_string (kab_document_type_find (organisation, type), "number_sample");
  glong skip = prefix != NULL ? g_utf8_strlen (prefix, -1) : 0;
  gint64 last = kab_database_select_integer (
      server->database,
      "SELECT max (CAST (substr (number, ?) AS INTEGER)) FROM documents WHERE organisation = ? AND type = ?",
      "lls", (gint64) skip + 1, kab_documents_find_organisation (server, organisation), type);

  if (last == 0 && sample != NULL && g_utf8_strlen (sample, -1) > skip)
    last = g_ascii_strtoll (g_utf8_offset_to_pointer (sample, skip), NULL, 10);
  return last;
}

/**
 * kab_documents_take_number:
 * @server: the server
 * @organisation: whose document it is
 * @type: id of a document type
 *
 * Returns: (transfer full): the next number of that kind, in the organisation's own manner
 */
char *
kab_documents_take_number (KabServer *server, KabOrganisation *organisation, const char *type)
{
  gint64 key = kab_documents_find_organisation (server, organisation);
  gint64 last = kab_database_select_integer (
      server->database, "SELECT last FROM document_counters WHERE organisation = ? AND type = ?", "ls", key,
      type);

  if (last == 0)
    last = find_last (server, organisation, type);
  last++;
  kab_database_run (server->database, "INSERT OR REPLACE INTO document_counters VALUES (?, ?, ?)", "lsl", key,
                    type, last);
  return kab_document_type_format_number (organisation, type, last);
}

/**
 * kab_customers_ensure:
 * @server: the server
 * @person: a person of the customers
 *
 * Returns: the id of the person's card, which is made where there is none yet
 */
gint64
kab_customers_ensure (KabServer *server, const KabPerson *person)
{
  gint64 card = kab_documents_find_customer (server, person->id);

  if (card != 0)
    return card;
  kab_database_run (server->database,
                    "INSERT INTO customers (organisation, person, name, phone, email) VALUES (?, ?, ?, ?, ?)",
                    "sssss", person->organisation, person->id, kab_person_get_display_name (person),
                    person->phone, person->email);
  return kab_database_get_last_id (server->database);
}

/**
 * kab_customers_find_by_phone:
 * @server: the server
 * @organisation: an organisation
 * @phone: E.164
 * @name: what somebody calls himself on the telephone
 *
 * Returns: the id of the card with that number, which is made where there is none yet
 */
gint64
kab_customers_find_by_phone (KabServer *server,
                             KabOrganisation *organisation,
                             const char *phone,
                             const char *name)
{
  const char *id = kab_organisation_get_id (organisation);
  gint64 card = kab_database_select_integer (server->database,
                                             "SELECT id FROM customers WHERE organisation = ? AND phone = ?"
                                             " ORDER BY person IS NULL, id LIMIT 1",
                                             "ss", id, phone);

  if (card != 0)
    return card;
  kab_database_run (server->database, "INSERT INTO customers (organisation, name, phone) VALUES (?, ?, ?)",
                    "sss", id, name, phone);
  return kab_database_get_last_id (server->database);
}
