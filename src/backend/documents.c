/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents.h"

#include "documents-actions.h"
#include "documents-application.h"
#include "documents-customers.h"
#include "documents-hooks.h"
#include "documents-json.h"
#include "documents-query.h"
#include "documents-snapshot.h"
#include "json.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 200
#define MAX_OFFSET 100000000

static char *
read_mark (KabServer *server, KabCall *call)
{
  const char *given = kab_call_get_query (call, "as_of");

  if (given == NULL)
    return kab_snapshots_dup_mark (server->snapshots, server);
  if (!kab_snapshots_is_mark (given))
    kab_call_reply_problem (call, "bad-request", "“as_of” takes the mark of an earlier answer");
  return g_strdup (given);
}

static JsonArray *
build_items (KabServer *server, KabCall *call, GArray *ids, gint64 offset, gint64 limit)
{
  guint first = (guint) MIN (offset, ids->len);
  guint count = (guint) MIN (limit, ids->len - first);
  const gint64 *window = count > 0 ? &g_array_index (ids, gint64, first) : NULL;
  g_autoptr (GPtrArray) documents = kab_documents_load_ids (server, window, count);
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < documents->len; i++)
    json_array_add_object_element (items, kab_document_to_row (call, g_ptr_array_index (documents, i)));
  return items;
}

static void
answer_list (KabServer *server, KabCall *call)
{
  g_autoptr (KabDocumentsQuery) query = kab_documents_query_new (server, call);
  gint64 offset = kab_call_get_query_integer (call, "offset", 0, 0, MAX_OFFSET);
  gint64 limit = kab_call_get_query_integer (call, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
  g_autofree char *mark = read_mark (server, call);
  JsonObject *window;
  GArray *ids;

  if (kab_call_is_answered (call))
    return;
  ids = kab_snapshots_get (server->snapshots, server, call->organisation, query, mark);
  window = json_object_new ();
  json_object_set_array_member (window, "items", build_items (server, call, ids, offset, limit));
  json_object_set_int_member (window, "total", ids->len);
  json_object_set_int_member (window, "offset", offset);
  json_object_set_string_member (window, "as_of", mark);
  json_object_set_object_member (window, "counts",
                                 json_object_ref (kab_snapshots_count (server->snapshots, server, query)));
  kab_json_reply_tagged (call, window);
}

static KabDocument *
load (KabServer *server, KabCall *call)
{
  KabDocument *document = kab_documents_load (server, call, kab_call_get_parameter (call, "document"));

  if (document == NULL)
    kab_call_reply_problem (call, "not-found", NULL);
  return document;
}

static char *
build_etag (const KabDocument *document)
{
  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", document->version);
}

static void
answer_document (KabServer *server, KabCall *call)
{
  g_autoptr (KabDocument) document = load (server, call);
  g_autofree char *etag = NULL;

  if (document == NULL)
    return;
  etag = build_etag (document);
  if (!kab_call_is_unmodified (call, etag))
    kab_call_reply_object (call, 200, kab_document_to_detail (server, call, document));
}

static void
act (KabServer *server, KabCall *call)
{
  g_autoptr (KabDocument) document = load (server, call);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (document == NULL)
    return;
  before = build_etag (document);
  if (!kab_call_check_if_match (call, before)
      || !kab_document_act (server, call, document, kab_call_get_parameter (call, "action")))
    return;
  after = build_etag (document);
  kab_call_set_header (call, "ETag", after);
  kab_call_reply_object (call, 200, kab_document_to_detail (server, call, document));
}

static const KabRoute routes[] = {
  { "GET", "/{org}/documents", answer_list, KAB_ACCESS_PERSON, KAB_DOCUMENTS_QUERY_PARAMETERS },
  { "GET", "/{org}/documents/{document}", answer_document, KAB_ACCESS_PERSON },
  { "POST", "/{org}/documents/{document}/actions/{action}", act, KAB_ACCESS_PERSON, .max_body = 256 * 1024 },
  { NULL },
};

/**
 * kab_documents_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Makes the tables of everything that customers have, and answers for documents.
 *
 * Returns: whether the part is ready
 */
gboolean
kab_documents_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "desk", error)
      || !kab_database_migrate (server->database, "counts", error)
      || !kab_database_migrate (server->database, "lines", error))
    return FALSE;
  for (guint i = 0; i < server->organisations->len; i++)
    kab_database_run (server->database,
                      "INSERT OR IGNORE INTO document_organisations (organisation) VALUES (?)", "s",
                      kab_organisation_get_id (g_ptr_array_index (server->organisations, i)));
  server->snapshots = kab_snapshots_new ();
  server->document_hooks = kab_document_hooks_new ();
  kab_applications_open (server);
  kab_customers_open (server);
  kab_router_add (server->router, routes);
  return TRUE;
}

/**
 * kab_documents_close:
 * @server: the server
 */
void
kab_documents_close (KabServer *server)
{
  g_clear_pointer (&server->document_hooks, kab_document_hooks_free);
  g_clear_pointer (&server->snapshots, kab_snapshots_free);
}
