/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-store.h"

#include "documents-query.h"
#include "documents-snapshot.h"
#include "documents-type.h"
#include "events.h"
#include "json.h"

#define COLUMNS                                                                                              \
  "d.id, d.customer, c.name, d.type, d.number, d.subject, d.date, d.amount, d.currency, d.state, d.waits, "  \
  "d.due_at, d.version, d.thing, d.flow, d.details"

/**
 * kab_document_free:
 * @self: (transfer full) (nullable): a document that was read
 */
void
kab_document_free (KabDocument *self)
{
  if (self == NULL)
    return;
  g_free (self->customer_name);
  g_free (self->type);
  g_free (self->number);
  g_free (self->subject);
  g_free (self->currency);
  g_free (self->state);
  g_free (self->waits);
  g_free (self->thing);
  g_free (self->flow);
  g_clear_pointer (&self->details, json_object_unref);
  g_free (self);
}

/**
 * kab_documents_find_organisation:
 * @server: the server
 * @organisation: an organisation
 *
 * Returns: the key under which the tables know it
 */
gint64
kab_documents_find_organisation (KabServer *server, KabOrganisation *organisation)
{
  return kab_database_select_integer (server->database,
                                      "SELECT id FROM document_organisations WHERE organisation = ?", "s",
                                      kab_organisation_get_id (organisation));
}

/**
 * kab_documents_find_customer:
 * @server: the server
 * @person: id of a person
 *
 * Returns: the id of the person's card, or 0
 */
gint64
kab_documents_find_customer (KabServer *server, const char *person)
{
  return kab_database_select_integer (server->database, "SELECT id FROM customers WHERE person = ?", "s",
                                      person);
}

/**
 * kab_documents_parse_day:
 * @organisation: an organisation
 * @day: a day such as 2026-11-24
 *
 * Returns: (transfer full) (nullable): the beginning of that day in the organisation's zone
 */
GDateTime *
kab_documents_parse_day (KabOrganisation *organisation, const char *day)
{
  JsonObject *descriptor = kab_organisation_get_descriptor (organisation);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (kab_json_get_string (descriptor, "time_zone"));
  g_autofree char *moment = g_strconcat (day, "T00:00:00", NULL);

  return g_date_time_new_from_iso8601 (moment, zone);
}

/* All that a person may type to find a document; amounts with either decimal sign. */
static char *
build_search (const KabDocument *document)
{
  g_autoptr (GString) text = g_string_new (document->number);

  g_string_append_printf (text, " %s", document->subject);
  if (document->thing != NULL)
    g_string_append_printf (text, " %s", document->thing);
  if (document->customer_name != NULL)
    g_string_append_printf (text, " %s", document->customer_name);
  if (document->has_amount)
    {
      gint64 whole = document->amount / 100;
      int rest = (int) ABS (document->amount % 100);

      g_string_append_printf (text, " %" G_GINT64_FORMAT ",%02d %" G_GINT64_FORMAT ".%02d", whole, rest,
                              whole, rest);
    }
  return kab_documents_fold (text->str);
}

/**
 * kab_documents_publish:
 * @server: the server
 * @organisation: whose document it is
 * @id: id of a document
 * @customer: id of the card that it belongs to, or 0
 * @version: its version
 *
 * Tells those who listen, the customer and the staff, that the document has changed.
 */
void
kab_documents_publish (
    KabServer *server, KabOrganisation *organisation, gint64 id, gint64 customer, gint64 version)
{
  g_autofree char *text = NULL;
  g_autofree char *person = NULL;

  if (server->event_streams == NULL)
    return;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  person = kab_database_select_text (server->database, "SELECT person FROM customers WHERE id = ?", "l",
                                     customer);
  if (person != NULL)
    kab_events_publish (server, organisation, person, "document", text, version);
  kab_events_publish (server, organisation, NULL, "document", text, version);
}

/**
 * kab_documents_create:
 * @server: the server
 * @organisation: whose document it is
 * @document: the document; id, version and waits are found here
 *
 * Returns: the new document's id
 */
gint64
kab_documents_create (KabServer *server, KabOrganisation *organisation, const KabDocument *document)
{
  g_autofree char *search = build_search (document);
  g_autofree char *details = document->details != NULL ? kab_json_object_to_text (document->details) : NULL;
  const char *type = document->type;
  const char *state = document->state;
  KabDatabase *database = server->database;
  gint64 id;

  kab_database_run (
      database,
      "INSERT INTO documents (organisation, customer, type, number, subject, date, amount, currency, state,"
      " open, waits, due_at, thing, flow, search, details) VALUES (?1, nullif (?2, 0), ?3, ?4, ?5, ?6,"
      " CASE ?7 WHEN 1 THEN ?8 END, ?9, ?10, ?11, ?12, nullif (?13, 0), ?14, ?15, ?16, ifnull (?17, '{}'))",
      "llssslilssislssss", kab_documents_find_organisation (server, organisation), document->customer, type,
      document->number, document->subject, document->date, document->has_amount, document->amount,
      document->currency, state, kab_document_type_is_open (organisation, type, state),
      kab_document_type_get_waits (organisation, type, state), document->due_at, document->thing,
      document->flow, search, details);
  kab_snapshots_invalidate (server->snapshots);
  id = kab_database_get_last_id (database);
  kab_documents_publish (server, organisation, id, document->customer, 1);
  return id;
}

/**
 * kab_documents_add_line:
 * @server: the server
 * @document: id of the document
 * @position: its place, from 0
 * @line: group, title, note, quantity, unit, price and amount (minor units)
 */
void
kab_documents_add_line (KabServer *server, gint64 document, int position, JsonObject *line)
{
  kab_database_run (
      server->database,
      "INSERT INTO document_lines (document, position, part, title, note, quantity, unit, price,"
      " amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "lisssssll", document, position, kab_json_get_string (line, "group"),
      kab_json_get_string (line, "title"), kab_json_get_string (line, "note"),
      kab_json_get_string (line, "quantity"), kab_json_get_string (line, "unit"),
      kab_json_get_integer (line, "price", 0), kab_json_get_integer (line, "amount", 0));
}

/**
 * kab_documents_add_event:
 * @server: the server
 * @document: id of the document
 * @at: when it happened
 * @title: what happened
 * @text: (nullable): more about it
 * @by: (nullable): who did it
 */
void
kab_documents_add_event (
    KabServer *server, gint64 document, gint64 at, const char *title, const char *text, const char *by)
{
  kab_database_run (server->database,
                    "INSERT INTO document_timeline (document, at, title, text, by) VALUES (?, ?, ?, ?, ?)",
                    "llsss", document, at, title, text, by);
}

/**
 * kab_documents_change:
 * @server: the server
 * @organisation: whose document it is
 * @document: a document as it was read; it gets the new values
 * @state: the state it comes into
 * @due_at: until when something is waited for, or 0
 *
 * Returns: whether it was done; not when the document has changed since it was read
 */
gboolean
kab_documents_change (
    KabServer *server, KabOrganisation *organisation, KabDocument *document, const char *state, gint64 due_at)
{
  const char *waits = kab_document_type_get_waits (organisation, document->type, state);
  g_autofree char *details = kab_json_object_to_text (document->details);

  kab_database_run (
      server->database,
      "UPDATE documents SET state = ?, open = ?, waits = ?, due_at = nullif (?, 0), details = ?,"
      " version = version + 1 WHERE id = ? AND version = ?",
      "sislsll", state, kab_document_type_is_open (organisation, document->type, state), waits, due_at,
      details, document->id, document->version);
  if (kab_database_get_changes (server->database) != 1)
    return FALSE;
  g_set_str (&document->state, state);
  g_set_str (&document->waits, waits);
  document->due_at = due_at;
  document->version++;
  kab_snapshots_invalidate (server->snapshots);
  kab_documents_publish (server, organisation, document->id, document->customer, document->version);
  return TRUE;
}

/**
 * kab_documents_set_amount:
 * @server: the server
 * @document: a document as it was read; it gets the new amount
 * @amount: what its lines come to now
 */
void
kab_documents_set_amount (KabServer *server, KabDocument *document, gint64 amount)
{
  g_autofree char *search = NULL;

  document->has_amount = TRUE;
  document->amount = amount;
  search = build_search (document);
  kab_database_run (server->database, "UPDATE documents SET amount = ?, search = ? WHERE id = ?", "lsl",
                    amount, search, document->id);
  kab_snapshots_invalidate (server->snapshots);
}

static KabDocument *
read_row (KabRows *rows)
{
  KabDocument *self = g_new0 (KabDocument, 1);

  self->id = kab_rows_get_integer (rows, 0);
  self->customer = kab_rows_get_integer (rows, 1);
  self->customer_name = g_strdup (kab_rows_get_text (rows, 2));
  self->type = g_strdup (kab_rows_get_text (rows, 3));
  self->number = g_strdup (kab_rows_get_text (rows, 4));
  self->subject = g_strdup (kab_rows_get_text (rows, 5));
  self->date = kab_rows_get_integer (rows, 6);
  self->has_amount = !kab_rows_is_null (rows, 7);
  self->amount = kab_rows_get_integer (rows, 7);
  self->currency = g_strdup (kab_rows_get_text (rows, 8));
  self->state = g_strdup (kab_rows_get_text (rows, 9));
  self->waits = g_strdup (kab_rows_get_text (rows, 10));
  self->due_at = kab_rows_get_integer (rows, 11);
  self->version = kab_rows_get_integer (rows, 12);
  self->thing = g_strdup (kab_rows_get_text (rows, 13));
  self->flow = g_strdup (kab_rows_get_text (rows, 14));
  self->details = kab_json_object_from_text (kab_rows_get_text (rows, 15));
  return self;
}

/**
 * kab_documents_load:
 * @server: the server
 * @call: a call of a signed-in person
 * @id: id of a document, as it came in the path
 *
 * Returns: (transfer full) (nullable): the document, where there is one that this person may see
 */
KabDocument *
kab_documents_load (KabServer *server, KabCall *call, const char *id)
{
  gboolean staff = kab_person_is_staff (call->person);
  gint64 scope = staff ? kab_documents_find_organisation (server, call->organisation)
                       : kab_documents_find_customer (server, call->person->id);
  g_autofree char *sql = g_strdup_printf ("SELECT " COLUMNS " FROM documents d LEFT JOIN customers c"
                                          " ON c.id = d.customer WHERE d.id = ? AND d.%s = ?",
                                          staff ? "organisation" : "customer");
  g_autoptr (KabRows) rows = NULL;
  gint64 number;

  if (!g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return NULL;
  rows = kab_database_select (server->database, sql, "ll", number, scope);
  return kab_rows_next (rows) ? read_row (rows) : NULL;
}

/**
 * kab_documents_load_by_flow:
 * @server: the server
 * @flow: id of a flow
 *
 * Returns: (transfer full) (nullable): the newest document that the flow has filed
 */
KabDocument *
kab_documents_load_by_flow (KabServer *server, const char *flow)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT " COLUMNS " FROM documents d LEFT JOIN customers c ON c.id = d.customer"
                             " WHERE d.flow = ? ORDER BY d.id DESC LIMIT 1",
                             "s", flow);

  return kab_rows_next (rows) ? read_row (rows) : NULL;
}

/**
 * kab_documents_get_organisation:
 * @server: the server
 * @document: a document that was read
 *
 * Returns: (transfer none) (nullable): whose document it is
 */
KabOrganisation *
kab_documents_get_organisation (KabServer *server, const KabDocument *document)
{
  g_autofree char *id = kab_database_select_text (server->database,
                                                  "SELECT o.organisation FROM documents d"
                                                  " JOIN document_organisations o ON o.id = d.organisation"
                                                  " WHERE d.id = ?",
                                                  "l", document->id);

  return kab_server_find_organisation (server, id);
}

/**
 * kab_documents_load_ids:
 * @server: the server
 * @ids: ids of documents
 * @count: how many
 *
 * Returns: (transfer full) (element-type KabDocument): the documents in the order of @ids
 */
GPtrArray *
kab_documents_load_ids (KabServer *server, const gint64 *ids, guint count)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_document_free);
  g_autoptr (KabRows) rows = NULL;
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 0; i < count; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (list, ']');
  rows = kab_database_select (server->database,
                              "SELECT " COLUMNS " FROM json_each (?) j JOIN documents d ON d.id = j.value"
                              " LEFT JOIN customers c ON c.id = d.customer ORDER BY j.key",
                              "s", list->str);
  while (kab_rows_next (rows))
    g_ptr_array_add (documents, read_row (rows));
  return documents;
}
