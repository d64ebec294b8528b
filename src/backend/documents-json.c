/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-json.h"

#include "appointment.h"
#include "documents-actions.h"
#include "documents-application.h"
#include "documents-hooks.h"
#include "documents-lines.h"
#include "documents-links.h"
#include "documents-type.h"
#include "files.h"
#include "filing-form.h"
#include "json.h"
#include "promise.h"
#include "shipments.h"
#include "thread.h"

/**
 * kab_json_set_money:
 * @object: an object
 * @member: name of the member
 * @minor: amount in minor units
 * @currency: its currency
 */
void
kab_json_set_money (JsonObject *object, const char *member, gint64 minor, const char *currency)
{
  JsonObject *money = json_object_new ();

  json_object_set_int_member (money, "minor", minor);
  json_object_set_string_member (money, "currency", currency);
  json_object_set_object_member (object, member, money);
}

/**
 * kab_json_reply_tagged:
 * @call: a call that reads
 * @answer: (transfer full): the answer
 *
 * Answers with a tag made from what is answered, or 304 where the client has just that.
 */
void
kab_json_reply_tagged (KabCall *call, JsonObject *answer)
{
  g_autofree char *text = kab_json_object_to_text (answer);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *etag = g_strdup_printf ("\"%.32s\"", digest);

  if (kab_call_is_unmodified (call, etag))
    json_object_unref (answer);
  else
    kab_call_reply_object (call, 200, answer);
}

static void
set_time (KabCall *call, JsonObject *object, const char *member, gint64 time)
{
  g_autofree char *text = kab_call_format_time (call, time);

  json_object_set_string_member (object, member, text);
}

static const char *
find_property (const KabDocument *document, const char *label)
{
  JsonArray *kept = kab_json_get_array (document->details, "properties");

  for (guint i = 0; i < kab_json_array_length (kept); i++)
    {
      JsonObject *property = kab_json_array_get_object (kept, i);

      if (g_strcmp0 (kab_json_get_string (property, "label"), label) == 0)
        return kab_json_get_string (property, "value");
    }
  return NULL;
}

/**
 * kab_document_get_custom_cell:
 * @document: a document
 * @column: one of the descriptor's custom columns
 *
 * Returns: (transfer none) (nullable): what stands there
 */
const char *
kab_document_get_custom_cell (const KabDocument *document, JsonObject *column)
{
  const char *property = kab_json_get_string (column, "property");

  return property != NULL ? find_property (document, property) : document->thing;
}

static void
add_cells (KabCall *call, const KabDocument *document, JsonObject *row)
{
  JsonArray *columns
      = kab_json_get_array (kab_organisation_get_descriptor (call->organisation), "custom_columns");
  JsonArray *cells = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (columns); i++)
    {
      JsonObject *column = kab_json_array_get_object (columns, i);
      const char *text = kab_document_get_custom_cell (document, column);
      JsonObject *cell;

      if (text == NULL)
        continue;
      cell = json_object_new ();
      json_object_set_string_member (cell, "column", kab_json_get_string (column, "id"));
      json_object_set_string_member (cell, "text", text);
      json_array_add_object_element (cells, cell);
    }
  json_object_set_array_member (row, "cells", cells);
}

/**
 * kab_document_to_row:
 * @call: the call that is answered
 * @document: a document
 *
 * Returns: (transfer full): the document as a row of the table
 */
JsonObject *
kab_document_to_row (KabCall *call, const KabDocument *document)
{
  JsonObject *row = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, document->id);

  json_object_set_string_member (row, "id", id);
  json_object_set_string_member (row, "type", document->type);
  json_object_set_string_member (row, "type_title",
                                 kab_document_type_get_title (call->organisation, document->type));
  json_object_set_string_member (row, "number", document->number);
  json_object_set_string_member (row, "subject", document->subject);
  set_time (call, row, "date", document->date);
  if (document->has_amount)
    kab_json_set_money (row, "amount", document->amount, document->currency);
  json_object_set_object_member (
      row, "state", kab_document_type_dup_state (call->organisation, document->type, document->state));
  json_object_set_boolean_member (row, "waits", g_strcmp0 (document->waits, call->person->role) == 0);
  if (document->due_at != 0)
    set_time (call, row, "due_at", document->due_at);
  json_object_set_int_member (row, "version", document->version);
  kab_json_set_string (row, "thing", document->thing);
  if (kab_person_is_staff (call->person))
    kab_json_set_string (row, "customer", document->customer_name);
  json_object_set_string_member (row, "currency", document->currency);
  add_cells (call, document, row);
  return row;
}

/* Who of the staff did something is told to both sides; the newest comes first. */
static JsonArray *
build_timeline (KabServer *server, KabCall *call, gint64 document)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database,
      "SELECT at, title, text, by FROM document_timeline WHERE document = ? ORDER BY at DESC, id DESC", "l",
      document);
  JsonArray *timeline = json_array_new ();

  while (kab_rows_next (rows))
    {
      JsonObject *event = json_object_new ();

      set_time (call, event, "at", kab_rows_get_integer (rows, 0));
      kab_json_set_string (event, "title", kab_rows_get_text (rows, 1));
      kab_json_set_string (event, "text", kab_rows_get_text (rows, 2));
      kab_json_set_string (event, "by", kab_rows_get_text (rows, 3));
      json_array_add_object_element (timeline, event);
    }
  return timeline;
}

static JsonArray *
build_properties (KabServer *server, KabCall *call, const KabDocument *document)
{
  JsonArray *kept = kab_json_get_array (document->details, "properties");
  JsonArray *properties = json_array_new ();

  for (guint i = 0; i < kab_json_array_length (kept); i++)
    json_array_add_object_element (properties, json_object_ref (kab_json_array_get_object (kept, i)));
  kab_application_add_properties (server, call->organisation, document, properties);
  return properties;
}

/* A promise holds until somebody has done something about the document. */
static void
add_times (KabCall *call, const KabDocument *document, JsonObject *detail)
{
  JsonObject *promise = kab_promise_show (call, kab_json_get_object (document->details, "promise"));
  JsonObject *appointment = kab_appointment_show (call, document);

  if (promise != NULL)
    json_object_set_object_member (detail, "promise", promise);
  if (appointment != NULL)
    json_object_set_object_member (detail, "appointment", appointment);
}

/**
 * kab_document_to_detail:
 * @server: the server
 * @call: the call that is answered
 * @document: a document
 *
 * Returns: (transfer full): the document with lines, history and what this person may do with it now
 */
JsonObject *
kab_document_to_detail (KabServer *server, KabCall *call, KabDocument *document)
{
  JsonObject *detail = kab_document_to_row (call, document);

  kab_lines_add_to (server, call, document, detail);
  json_object_set_array_member (detail, "timeline", build_timeline (server, call, document->id));
  json_object_set_array_member (detail, "properties", build_properties (server, call, document));
  json_object_set_array_member (detail, "actions", kab_document_build_actions (call, document));
  json_object_set_array_member (detail, "filings", kab_filing_build_offers (call, document));
  json_object_set_array_member (detail, "related", kab_documents_build_related (server, call, document->id));
  json_object_set_array_member (detail, "files", kab_files_list (server, document->id, 0));
  json_object_set_array_member (detail, "shipments", kab_shipments_list (server, call, document));
  kab_thread_add_to (server, call, document, detail);
  add_times (call, document, detail);
  kab_documents_describe (server, call, document, detail);
  return detail;
}
