/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue.h"

#include "catalogue-actions.h"
#include "catalogue-json.h"
#include "catalogue-search.h"
#include "catalogue-vehicles.h"
#include "documents-json.h"
#include "documents-store.h"
#include "json.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 200
#define MAX_OFFSET 100000000

static char *
read_mark (KabServer *server, KabCall *call)
{
  const char *given = kab_call_get_query (call, "as_of");

  if (given == NULL)
    return kab_catalogue_windows_dup_mark (server->catalogue);
  if (!g_regex_match_simple ("^[0-9]{1,10}$", given, 0, 0))
    kab_call_reply_problem (call, "bad-request", "“as_of” takes the mark of an earlier answer");
  return g_strdup (given);
}

static JsonObject *
build_window (KabServer *server, KabCall *call, const KabCatalogueQuery *query, const char *mark)
{
  gint64 offset = kab_call_get_query_integer (call, "offset", 0, 0, MAX_OFFSET);
  gint64 limit = kab_call_get_query_integer (call, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
  GArray *ids;
  guint first, count;
  JsonObject *window;

  if (kab_call_is_answered (call))
    return NULL;
  ids = kab_catalogue_windows_get (server->catalogue, server, query, mark);
  first = (guint) MIN (offset, ids->len);
  count = (guint) MIN (limit, ids->len - first);
  window = json_object_new ();
  json_object_set_array_member (
      window, "items",
      kab_catalogue_items_to_rows (server, call, count > 0 ? &g_array_index (ids, gint64, first) : NULL,
                                   count));
  json_object_set_int_member (window, "total", ids->len);
  json_object_set_int_member (window, "offset", offset);
  json_object_set_string_member (window, "as_of", mark);
  return window;
}

static void
answer_list (KabServer *server, KabCall *call)
{
  g_autoptr (KabCatalogueQuery) query = kab_catalogue_query_new (server, call);
  g_autofree char *mark = read_mark (server, call);
  JsonObject *window = build_window (server, call, query, mark);

  if (window == NULL)
    return;
  json_object_set_array_member (
      window, "groups", kab_catalogue_windows_count (server->catalogue, server, call->organisation, "part"));
  json_object_set_array_member (
      window, "makers", kab_catalogue_windows_count (server->catalogue, server, call->organisation, "maker"));
  kab_json_set_string (window, "vehicle_title", query->vehicle_title);
  kab_json_reply_tagged (call, window);
}

static KabCatalogueItem *
load (KabServer *server, KabCall *call)
{
  KabCatalogueItem *item
      = kab_catalogue_load (server, kab_documents_find_organisation (server, call->organisation),
                            kab_call_get_parameter (call, "item"));

  if (item == NULL)
    kab_call_reply_problem (call, "not-found", NULL);
  return item;
}

static void
answer_item (KabServer *server, KabCall *call)
{
  g_autoptr (KabCatalogueItem) item = load (server, call);

  if (item != NULL)
    kab_json_reply_tagged (call, kab_catalogue_item_to_detail (server, call, item));
}

static void
act (KabServer *server, KabCall *call)
{
  g_autoptr (KabCatalogueItem) item = load (server, call);
  g_autofree char *etag = NULL;

  if (item == NULL)
    return;
  etag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", item->version);
  if (kab_call_check_if_match (call, etag)
      && kab_catalogue_act (server, call, item, kab_call_get_parameter (call, "action")))
    kab_call_reply_object (call, 200, kab_catalogue_item_to_detail (server, call, item));
}

static const KabRoute routes[] = {
  { "GET", "/{org}/catalogue", answer_list, KAB_ACCESS_PERSON, KAB_CATALOGUE_PARAMETERS },
  { "GET", "/{org}/catalogue/vehicles", kab_catalogue_answer_vehicles, KAB_ACCESS_PERSON },
  { "GET", "/{org}/catalogue/{item}", answer_item, KAB_ACCESS_PERSON },
  { "POST", "/{org}/catalogue/{item}/actions/{action}", act, KAB_ACCESS_STAFF },
  { NULL },
};

static void
make_words_table (KabServer *server, KabOrganisation *organisation)
{
  g_autofree char *table
      = kab_catalogue_dup_words_table (kab_documents_find_organisation (server, organisation));
  g_autofree char *sql
      = g_strdup_printf ("CREATE VIRTUAL TABLE IF NOT EXISTS %s USING fts5 (words, content = '',"
                         " contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2')",
                         table);

  kab_database_run (server->database, sql, "");
}

/**
 * kab_catalogue_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Makes the tables of the shop and answers for what it sells.
 *
 * Returns: whether the part is ready
 */
gboolean
kab_catalogue_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "shop", error))
    return FALSE;
  for (guint i = 0; i < server->organisations->len; i++)
    make_words_table (server, g_ptr_array_index (server->organisations, i));
  server->catalogue = kab_catalogue_windows_new ();
  kab_router_add (server->router, routes);
  return TRUE;
}

/**
 * kab_catalogue_close:
 * @server: the server
 */
void
kab_catalogue_close (KabServer *server)
{
  g_clear_pointer (&server->catalogue, kab_catalogue_windows_free);
}
