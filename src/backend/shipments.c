/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "shipments.h"

#include "documents-hooks.h"
#include "documents-json.h"
#include "json.h"
#include "template.h"

#define MAX_IMPORT 200
#define MAX_TEXT 400

static JsonObject *
find_named (KabOrganisation *organisation, const char *list, const char *id)
{
  JsonArray *named = kab_json_get_array (kab_organisation_get_server (organisation), list);

  for (guint i = 0; i < kab_json_array_length (named); i++)
    {
      JsonObject *one = kab_json_array_get_object (named, i);

      if (g_strcmp0 (kab_json_get_string (one, "id"), id) == 0)
        return one;
    }
  return NULL;
}

static gint64
find_newest (KabServer *server, gint64 document)
{
  return kab_database_select_integer (server->database,
                                      "SELECT id FROM shipments WHERE document = ? ORDER BY id DESC LIMIT 1",
                                      "l", document);
}

static void
add_stage (KabServer *server, gint64 shipment, gint64 at, const char *stage, const char *text)
{
  kab_database_run (
      server->database,
      "INSERT INTO shipment_stages (shipment, at, stage, text) VALUES (?, ?, ?, nullif (?, ''))", "llss",
      shipment, at, stage, text);
}

static gint64
create (KabServer *server, gint64 document, const char *carrier, const char *number, gint64 now)
{
  kab_database_run (server->database,
                    "INSERT INTO shipments (document, carrier, tracking_number, created_at)"
                    " VALUES (?, ?, nullif (?, ''), ?)",
                    "lssl", document, carrier, number, now);
  return kab_database_get_last_id (server->database);
}

/* what was taken along when the order was sent. */
static gboolean
ship (KabDeed *deed)
{
  g_autoptr (GPtrArray) lines = kab_lines_load (deed->server, deed->call->organisation, deed->document);
  gint64 now = kab_server_now (deed->server);
  gint64 shipment = create (deed->server, deed->document->id, kab_json_get_string (deed->values, "carrier"),
                            kab_json_get_string (deed->values, "tracking"), now);

  for (guint i = 0; i < lines->len; i++)
    {
      KabLine *line = g_ptr_array_index (lines, i);

      if (kab_line_counts (deed->call->organisation, deed->document->type, line))
        kab_database_run (deed->server->database, "INSERT OR IGNORE INTO shipment_lines VALUES (?, ?)", "ll",
                          shipment, line->id);
    }
  add_stage (deed->server, shipment, now, "registered", NULL);
  return TRUE;
}

static gboolean
refuse_missing (KabDeed *deed)
{
  kab_call_reply_problem (deed->call, "conflict", NULL);
  return FALSE;
}

/* a stage, in the words of the carrier where there are some. */
static gboolean
track (KabDeed *deed)
{
  gint64 shipment = find_newest (deed->server, deed->document->id);

  if (shipment == 0)
    return refuse_missing (deed);
  add_stage (deed->server, shipment, kab_server_now (deed->server),
             kab_json_get_string (deed->values, "stage"), kab_json_get_string (deed->values, "words"));
  return TRUE;
}

/* Where the number was taken for another carrier's, somebody says whose it is. */
static gboolean
set_carrier (KabDeed *deed)
{
  gint64 shipment = find_newest (deed->server, deed->document->id);

  if (shipment == 0)
    return refuse_missing (deed);
  kab_database_run (deed->server->database, "UPDATE shipments SET carrier = ? WHERE id = ?", "sl",
                    kab_json_get_string (deed->values, "carrier"), shipment);
  return TRUE;
}

/* The effect of an action that goes with the goods: “arrive” puts a stage of its own name. */
static gboolean
move (KabDeed *deed)
{
  gint64 shipment = find_newest (deed->server, deed->document->id);

  if (shipment != 0)
    add_stage (deed->server, shipment, kab_server_now (deed->server),
               kab_json_get_string (deed->action, "stage"), NULL);
  return TRUE;
}

static JsonArray *
build_stages (KabServer *server, KabCall *call, gint64 shipment)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT at, stage, text FROM shipment_stages WHERE shipment = ? ORDER BY at, id", "l",
      shipment);
  JsonArray *stages = json_array_new ();

  while (kab_rows_next (rows))
    {
      JsonObject *stage = json_object_new ();
      const char *id = kab_rows_get_text (rows, 1);
      JsonObject *named = find_named (call->organisation, "stages", id);
      g_autofree char *at = kab_call_format_time (call, kab_rows_get_integer (rows, 0));

      json_object_set_string_member (stage, "at", at);
      json_object_set_string_member (stage, "stage", id);
      json_object_set_string_member (stage, "title",
                                     named != NULL ? kab_json_get_string (named, "title") : id);
      kab_json_set_string (stage, "text", kab_rows_get_text (rows, 2));
      json_array_add_object_element (stages, stage);
    }
  return stages;
}

static JsonArray *
build_lines (KabServer *server, gint64 shipment)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT l.title FROM shipment_lines s JOIN document_lines l ON l.id = s.line"
                             " WHERE s.shipment = ? ORDER BY l.position",
                             "l", shipment);
  JsonArray *lines = json_array_new ();

  while (kab_rows_next (rows))
    json_array_add_string_element (lines, kab_rows_get_text (rows, 0));
  return lines;
}

static JsonObject *
build_shipment (KabServer *server, KabCall *call, KabRows *rows)
{
  JsonObject *shipment = json_object_new ();
  const char *carrier = kab_rows_get_text (rows, 1);
  const char *number = kab_rows_get_text (rows, 2);
  JsonObject *named = find_named (call->organisation, "carriers", carrier);
  const char *link = kab_json_get_string (named, "link");
  g_autofree char *escaped = number != NULL ? g_uri_escape_string (number, NULL, FALSE) : NULL;
  g_autofree char *filled = number != NULL ? kab_template_fill (link, "number", escaped, NULL) : NULL;

  json_object_set_string_member (shipment, "id", kab_rows_get_text (rows, 0));
  json_object_set_string_member (shipment, "carrier",
                                 named != NULL ? kab_json_get_string (named, "title") : carrier);
  kab_json_set_string (shipment, "tracking_number", number);
  kab_json_set_string (shipment, "link", filled);
  json_object_set_array_member (shipment, "lines", build_lines (server, kab_rows_get_integer (rows, 0)));
  json_object_set_array_member (shipment, "stages",
                                build_stages (server, call, kab_rows_get_integer (rows, 0)));
  return shipment;
}

/**
 * kab_shipments_list:
 * @server: the server
 * @call: the call that is answered
 * @document: a document
 *
 * Returns: (transfer full): what is on its way of it, the oldest first
 */
JsonArray *
kab_shipments_list (KabServer *server, KabCall *call, const KabDocument *document)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT id, carrier, tracking_number FROM shipments WHERE document = ? ORDER BY id",
      "l", document->id);
  JsonArray *shipments = json_array_new ();

  while (kab_rows_next (rows))
    json_array_add_object_element (shipments, build_shipment (server, call, rows));
  return shipments;
}

/**
 * kab_shipments_seed:
 * @server: the server
 * @document: id of a document
 * @shipments: (nullable): carrier, number and stages, each so many hours ago
 * @now: the present moment
 */
void
kab_shipments_seed (KabServer *server, gint64 document, JsonArray *shipments, gint64 now)
{
  for (guint i = 0; i < kab_json_array_length (shipments); i++)
    {
      JsonObject *spec = kab_json_array_get_object (shipments, i);
      JsonArray *stages = kab_json_get_array (spec, "stages");
      gint64 shipment = create (server, document, kab_json_get_string (spec, "carrier"),
                                kab_json_get_string (spec, "tracking_number"), now);

      kab_database_run (server->database,
                        "INSERT INTO shipment_lines SELECT ?, id FROM document_lines WHERE document = ?",
                        "ll", shipment, document);
      for (guint s = 0; s < kab_json_array_length (stages); s++)
        {
          JsonObject *stage = kab_json_array_get_object (stages, s);

          add_stage (server, shipment, now - kab_json_get_integer (stage, "hours_ago", 0) * 3600,
                     kab_json_get_string (stage, "stage"), kab_json_get_string (stage, "text"));
        }
    }
}

/* What a carrier tells again and again is kept once. */
static void
import_stage (
    KabServer *server, KabCall *call, gint64 shipment, JsonObject *item, guint index, KabFieldErrors *errors)
{
  const char *stage = kab_json_get_string (item, "stage");
  const char *text = kab_json_get_string (item, "text");
  const char *at = kab_json_get_string (item, "at");
  g_autoptr (GDateTime) moment = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;
  g_autofree char *pointer = g_strdup_printf ("/items/%u/%s", index, moment == NULL ? "at" : "stage");

  if (moment == NULL)
    kab_field_errors_add (errors, pointer, "date");
  else if (find_named (call->organisation, "stages", stage) == NULL
           || (text != NULL && g_utf8_strlen (text, -1) > MAX_TEXT))
    kab_field_errors_add (errors, pointer, "option");
  else if (kab_database_select_integer (server->database,
                                        "SELECT count (*) FROM shipment_stages WHERE shipment = ? AND at = ?"
                                        " AND stage = ? AND ifnull (text, '') = ifnull (?, '')",
                                        "llss", shipment, g_date_time_to_unix (moment), stage, text)
           == 0)
    add_stage (server, shipment, g_date_time_to_unix (moment), stage, text);
}

static void
import (KabServer *server, KabCall *call)
{
  g_autoptr (KabDocument) document
      = kab_documents_load (server, call, kab_call_get_parameter (call, "document"));
  const char *id = kab_call_get_parameter (call, "shipment");
  JsonArray *items = kab_json_get_array (kab_call_get_body (call), "items");
  g_autoptr (KabFieldErrors) errors = kab_field_errors_new ();
  gint64 shipment = document != NULL
                        ? kab_database_select_integer (
                              server->database,
                              "SELECT id FROM shipments WHERE id = CAST (? AS INTEGER) AND document = ?",
                              "sl", id, document->id)
                        : 0;

  if (shipment == 0)
    {
      kab_call_reply_problem (call, "not-found", NULL);
      return;
    }
  if (kab_json_array_length (items) == 0 || kab_json_array_length (items) > MAX_IMPORT)
    kab_field_errors_add_integer (errors, "/items", "too_long", "max", MAX_IMPORT);
  for (guint i = 0; kab_field_errors_is_empty (errors) && i < kab_json_array_length (items); i++)
    import_stage (server, call, shipment, kab_json_array_get_object (items, i), i, errors);
  if (!kab_field_errors_is_empty (errors))
    kab_call_reply_field_errors (call, errors);
  else if (!kab_documents_change (server, call->organisation, document, document->state, document->due_at))
    kab_call_reply_problem (call, "conflict", NULL);
  else
    kab_call_reply_object (call, 200, kab_document_to_detail (server, call, document));
}

static const KabRoute routes[] = {
  { "POST", "/{org}/documents/{document}/shipments/{shipment}/stages", import, KAB_ACCESS_STAFF },
  { NULL },
};

/**
 * kab_shipments_open:
 * @server: the server
 *
 * Lets actions send goods and tell where they are; takes what carriers tell.
 */
void
kab_shipments_open (KabServer *server)
{
  kab_documents_add_effect (server, "ship", ship);
  kab_documents_add_effect (server, "track", track);
  kab_documents_add_effect (server, "set_carrier", set_carrier);
  kab_documents_add_effect (server, "move", move);
  kab_router_add (server->router, routes);
}
