/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-snapshot.h"

#include "documents-type.h"
#include "json.h"

#define MAX_IDS (4 * 1000 * 1000)
#define MAX_SNAPSHOTS 32
#define MAX_THINGS 20

typedef struct
{
  char *key; /* of the query, and its mark */
  GArray *ids;
} Snapshot;

struct _KabSnapshots
{
  guint generation;    /* grows with every change of a document */
  GQueue snapshots;    /* of Snapshot, the last used first */
  GHashTable *counted; /* scope to JsonObject, of this generation */
};

static void
snapshot_free (gpointer data)
{
  Snapshot *snapshot = data;

  g_free (snapshot->key);
  g_array_unref (snapshot->ids);
  g_free (snapshot);
}

/**
 * kab_snapshots_new:
 *
 * Returns: (transfer full): no snapshots yet
 */
KabSnapshots *
kab_snapshots_new (void)
{
  KabSnapshots *self = g_new0 (KabSnapshots, 1);

  self->generation = 1;
  g_queue_init (&self->snapshots);
  self->counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  return self;
}

/**
 * kab_snapshots_free:
 * @self: (transfer full) (nullable): snapshots
 */
void
kab_snapshots_free (KabSnapshots *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->snapshots, snapshot_free);
  g_hash_table_unref (self->counted);
  g_free (self);
}

/**
 * kab_snapshots_invalidate:
 * @self: snapshots
 *
 * A document has changed: who comes without a mark from now on gets a new list.
 */
void
kab_snapshots_invalidate (KabSnapshots *self)
{
  self->generation++;
  g_hash_table_remove_all (self->counted);
}

/**
 * kab_snapshots_dup_mark:
 * @self: snapshots
 * @server: the server
 *
 * Returns: (transfer full): the mark of this moment: what has changed so far, and the newest document
 */
char *
kab_snapshots_dup_mark (KabSnapshots *self, KabServer *server)
{
  gint64 newest = kab_database_select_integer (server->database, "SELECT max(id) FROM documents", "");

  return g_strdup_printf ("%u-%" G_GINT64_FORMAT, self->generation, newest);
}

/**
 * kab_snapshots_is_mark:
 * @mark: what a client sent
 *
 * Returns: whether it looks like a mark
 */
gboolean
kab_snapshots_is_mark (const char *mark)
{
  return g_regex_match_simple ("^[0-9]{1,10}-[0-9]{1,15}$", mark, 0, 0);
}

/* Types and states have an order of their own, which the database does not know: rows come by date and are
 * put into one heap each. */
static const char *
get_heap_column (KabDocumentsSort sort)
{
  switch (sort)
    {
    case KAB_DOCUMENTS_SORT_TYPE:
      return "d.type";
    case KAB_DOCUMENTS_SORT_STATE:
      return "d.state";
    case KAB_DOCUMENTS_SORT_DATE:
    case KAB_DOCUMENTS_SORT_NUMBER:
    case KAB_DOCUMENTS_SORT_SUBJECT:
    case KAB_DOCUMENTS_SORT_AMOUNT:
    case KAB_DOCUMENTS_SORT_CUSTOMER:
    case KAB_DOCUMENTS_SORT_DUE:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

static const char *
get_order (const KabDocumentsQuery *query)
{
  gboolean down = query->descending;

  switch (query->sort)
    {
    case KAB_DOCUMENTS_SORT_DATE:
      return down ? "d.date DESC, d.id DESC" : "d.date, d.id";
    case KAB_DOCUMENTS_SORT_NUMBER:
      return down ? "d.number DESC, d.id DESC" : "d.number, d.id";
    case KAB_DOCUMENTS_SORT_SUBJECT:
      return down ? "d.subject DESC, d.date DESC, d.id DESC" : "d.subject, d.date DESC, d.id DESC";
    case KAB_DOCUMENTS_SORT_AMOUNT:
      return down ? "d.amount IS NULL, d.amount DESC, d.date DESC, d.id DESC"
                  : "d.amount IS NULL, d.amount, d.date DESC, d.id DESC";
    case KAB_DOCUMENTS_SORT_CUSTOMER:
      return down ? "c.name DESC, d.date DESC, d.id DESC" : "c.name, d.date DESC, d.id DESC";
    case KAB_DOCUMENTS_SORT_DUE:
      return down ? "d.due_at IS NULL, d.due_at DESC, d.id DESC" : "d.due_at IS NULL, d.due_at, d.id";
    case KAB_DOCUMENTS_SORT_TYPE:
    case KAB_DOCUMENTS_SORT_STATE:
      return "d.date DESC, d.id DESC";
    }
  g_return_val_if_reached ("d.id");
}

static KabRows *
select_ids (KabServer *server, const KabDocumentsQuery *query, gint64 newest)
{
  const char *heap = get_heap_column (query->sort);
  g_autofree char *sql = g_strdup_printf (
      "SELECT d.id%s%s FROM documents d %s WHERE d.%s = ?1 AND d.id <= ?2 %s ORDER BY %s",
      heap != NULL ? ", " : "", heap != NULL ? heap : "",
      query->sort == KAB_DOCUMENTS_SORT_CUSTOMER ? "LEFT JOIN customers c ON c.id = d.customer" : "",
      query->staff ? "organisation" : "customer",
      query->plain ? ""
                   : "AND (?3 IS NULL OR d.type IN (SELECT value FROM json_each (?3)))"
                     "AND (?4 IS NULL OR d.state IN (SELECT value FROM json_each (?4)))"
                     "AND d.date >= ?5 AND d.date < ?6 AND (?7 = 0 OR d.waits = ?8)"
                     "AND (?9 = '' OR instr (d.search, ?9) > 0)"
                     "AND (?10 = '' OR instr (d.search, ?10) > 0)"
                     "AND (?11 = '' OR instr (d.search, ?11) > 0)"
                     "AND (?12 = '' OR instr (d.search, ?12) > 0)"
                     "AND (?13 IS NULL OR d.thing = ?13) AND (?14 < 0 OR d.open = ?14)",
      get_order (query));

  if (query->plain)
    return kab_database_select (server->database, sql, "ll", query->scope, newest);
  return kab_database_select (server->database, sql, "llssllissssssi", query->scope, newest, query->types,
                              query->states, query->from, query->to, query->waits, query->role,
                              query->words[0], query->words[1], query->words[2], query->words[3],
                              query->thing, query->open);
}

static guint
find_heap (GPtrArray *names, GPtrArray *heaps, const char *name)
{
  guint index;

  for (index = 0; index < names->len; index++)
    if (g_str_equal (g_ptr_array_index (names, index), name))
      return index;
  g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_add (heaps, g_array_new (FALSE, FALSE, sizeof (gint64)));
  return index;
}

static GArray *
join_heaps (GPtrArray *heaps, gboolean descending)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < heaps->len; i++)
    {
      GArray *heap = g_ptr_array_index (heaps, descending ? heaps->len - 1 - i : i);

      if (heap->len > 0)
        g_array_append_vals (ids, heap->data, heap->len);
    }
  return ids;
}

static GArray *
collect_heaps (KabRows *rows, KabOrganisation *organisation, const KabDocumentsQuery *query)
{
  g_autofree char *order = query->sort == KAB_DOCUMENTS_SORT_TYPE
                               ? kab_document_type_order_types (organisation)
                               : kab_document_type_order_states (organisation);
  g_autoptr (JsonNode) known = kab_json_parse (order, -1, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) heaps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  JsonArray *list = json_node_get_array (known);

  for (guint i = 0; i < kab_json_array_length (list); i++)
    find_heap (names, heaps, kab_json_array_get_string (list, i));
  while (kab_rows_next (rows))
    {
      gint64 id = kab_rows_get_integer (rows, 0);
      guint heap = find_heap (names, heaps, kab_rows_get_text (rows, 1));

      g_array_append_val (g_ptr_array_index (heaps, heap), id);
    }
  return join_heaps (heaps, query->descending);
}

static GArray *
collect_ids (KabServer *server, KabOrganisation *organisation, const KabDocumentsQuery *query, gint64 newest)
{
  g_autoptr (KabRows) rows = select_ids (server, query, newest);
  GArray *ids;

  if (get_heap_column (query->sort) != NULL)
    return collect_heaps (rows, organisation, query);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (kab_rows_next (rows))
    {
      gint64 id = kab_rows_get_integer (rows, 0);

      g_array_append_val (ids, id);
    }
  return ids;
}

/* The oldest go when there are too many, or when all together are too long; the newest one always stays. */
static void
make_room (KabSnapshots *self)
{
  gsize ids = 0;
  guint kept = 0;

  for (GList *link = self->snapshots.head; link != NULL;)
    {
      GList *next = link->next;
      Snapshot *snapshot = link->data;

      ids += snapshot->ids->len;
      if (kept > 0 && (kept >= MAX_SNAPSHOTS || ids > MAX_IDS))
        {
          g_queue_delete_link (&self->snapshots, link);
          snapshot_free (snapshot);
        }
      kept++;
      link = next;
    }
}

/**
 * kab_snapshots_get:
 * @self: snapshots
 * @server: the server
 * @organisation: the organisation
 * @query: what is wanted
 * @mark: as of when
 *
 * Returns: (transfer none) (element-type gint64): the ids of all documents of the query in their order;
 *   good until the next call
 */
GArray *
kab_snapshots_get (KabSnapshots *self,
                   KabServer *server,
                   KabOrganisation *organisation,
                   const KabDocumentsQuery *query,
                   const char *mark)
{
  g_autofree char *query_key = kab_documents_query_dup_key (query);
  g_autofree char *key = g_strconcat (mark, " ", query_key, NULL);
  Snapshot *snapshot;

  for (GList *link = self->snapshots.head; link != NULL; link = link->next)
    {
      snapshot = link->data;
      if (g_str_equal (snapshot->key, key))
        {
          g_queue_unlink (&self->snapshots, link);
          g_queue_push_head_link (&self->snapshots, link);
          return snapshot->ids;
        }
    }
  snapshot = g_new0 (Snapshot, 1);
  snapshot->key = g_steal_pointer (&key);
  snapshot->ids
      = collect_ids (server, organisation, query, g_ascii_strtoll (strchr (mark, '-') + 1, NULL, 10));
  g_queue_push_head (&self->snapshots, snapshot);
  make_room (self);
  return snapshot->ids;
}

static void
count_open (KabServer *server, const KabDocumentsQuery *query, JsonObject *counts)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*), count(nullif(waits = ?2, 0)) FROM documents WHERE open = 1 AND %s = ?1",
      query->staff ? "organisation" : "customer");
  g_autoptr (KabRows) rows = kab_database_select (server->database, sql, "ls", query->scope, query->role);

  kab_rows_next (rows);
  json_object_set_int_member (counts, "waits", kab_rows_get_integer (rows, 1));
  json_object_set_int_member (counts, "open", kab_rows_get_integer (rows, 0));
}

static void
add_count (JsonObject *counts, const char *facet, const char *value, gint64 count)
{
  g_autofree char *name = g_strconcat (facet, ".", value, NULL);

  json_object_set_int_member (counts, name, kab_json_get_integer (counts, name, 0) + count);
}

/* Of each type and state; all together are what is open and what is closed. */
static void
count_kinds (KabServer *server, const KabDocumentsQuery *query, JsonObject *counts)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT type, state, count(*) FROM documents WHERE %s = ? GROUP BY type, state",
                         query->staff ? "organisation" : "customer");
  g_autoptr (KabRows) rows = kab_database_select (server->database, sql, "l", query->scope);
  gint64 all = 0;

  while (kab_rows_next (rows))
    {
      gint64 count = kab_rows_get_integer (rows, 2);

      all += count;
      add_count (counts, "type", kab_rows_get_text (rows, 0), count);
      add_count (counts, "state", kab_rows_get_text (rows, 1), count);
    }
  json_object_set_int_member (counts, "closed", all - kab_json_get_integer (counts, "open", 0));
}

/* A customer has a few things; for staff the search finds one among all of them. */
static void
count_things (KabServer *server, const KabDocumentsQuery *query, JsonObject *counts)
{
  g_autoptr (KabRows) rows = NULL;

  if (query->staff)
    return;
  rows = kab_database_select (server->database,
                              "SELECT thing, count(*) FROM documents WHERE customer = ? AND thing IS NOT NULL"
                              " GROUP BY thing ORDER BY 2 DESC, 1 LIMIT ?",
                              "li", query->scope, MAX_THINGS);
  while (kab_rows_next (rows))
    add_count (counts, "thing", kab_rows_get_text (rows, 0), kab_rows_get_integer (rows, 1));
}

/**
 * kab_snapshots_count:
 * @self: snapshots
 * @server: the server
 * @query: a query, of which only whose documents they are counts
 *
 * Returns: (transfer none): how many wait, are open, are closed, are of a type ("type.ID"), in a state ("state.ID"),
 *   about a thing ("thing.TITLE"); good until something changes
 */
JsonObject *
kab_snapshots_count (KabSnapshots *self, KabServer *server, const KabDocumentsQuery *query)
{
  g_autofree char *key = g_strdup_printf ("%d %" G_GINT64_FORMAT, query->staff, query->scope);
  JsonObject *counts = g_hash_table_lookup (self->counted, key);

  if (counts == NULL)
    {
      counts = json_object_new ();
      count_open (server, query, counts);
      count_kinds (server, query, counts);
      count_things (server, query, counts);
      g_hash_table_insert (self->counted, g_steal_pointer (&key), counts);
    }
  return counts;
}
