/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue-search.h"

#include "catalogue-text.h"
#include "json.h"

#define MAX_IDS (4 * 1000 * 1000)
#define MAX_WINDOWS 24
#define MAX_BY_NUMBER 5000
#define MAX_MAKERS 200

typedef struct
{
  char *key;
  GArray *ids;
} Found;

/* Like the snapshots of documents: the ids of a query are found once, and every window is cut from them. */
struct _KabCatalogueWindows
{
  guint generation;    /* grows with every change of an item */
  GQueue found;        /* of Found, the last used first */
  GHashTable *counted; /* organisation and column to a JsonArray, of this generation */
};

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->key);
  g_array_unref (found->ids);
  g_free (found);
}

/**
 * kab_catalogue_windows_new:
 *
 * Returns: (transfer full): nothing found yet
 */
KabCatalogueWindows *
kab_catalogue_windows_new (void)
{
  KabCatalogueWindows *self = g_new0 (KabCatalogueWindows, 1);

  self->generation = 1;
  g_queue_init (&self->found);
  self->counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_array_unref);
  return self;
}

/**
 * kab_catalogue_windows_free:
 * @self: (transfer full) (nullable): what was found
 */
void
kab_catalogue_windows_free (KabCatalogueWindows *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->found, found_free);
  g_hash_table_unref (self->counted);
  g_free (self);
}

/**
 * kab_catalogue_windows_invalidate:
 * @self: what was found
 *
 * An item has changed: who comes without a mark from now on gets a new list.
 */
void
kab_catalogue_windows_invalidate (KabCatalogueWindows *self)
{
  self->generation++;
  g_hash_table_remove_all (self->counted);
}

/**
 * kab_catalogue_windows_dup_mark:
 * @self: what was found
 *
 * Returns: (transfer full): the mark of this moment
 */
char *
kab_catalogue_windows_dup_mark (KabCatalogueWindows *self)
{
  return g_strdup_printf ("%u", self->generation);
}

static char *
dup_query_key (const KabCatalogueQuery *query, const char *mark)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d%d%d\n%s\n%s\n%s\n%s\n%s", mark,
                          query->organisation, query->vehicle, query->stock, query->fresh, query->none,
                          query->order != NULL ? query->order : "", query->key != NULL ? query->key : "",
                          query->match != NULL ? query->match : "", query->maker != NULL ? query->maker : "",
                          query->part != NULL ? query->part : "");
}

/* Only the conditions that are asked for, so that the database may use the index of each. */
static char *
build_conditions (const KabCatalogueQuery *query)
{
  return g_strconcat (
      "i.organisation = (SELECT org FROM p) AND i.gone = 0",
      query->part != NULL ? " AND i.part = (SELECT part FROM p)" : "",
      query->maker != NULL ? " AND i.maker = (SELECT maker FROM p)" : "",
      query->vehicle != 0
          ? " AND i.id IN (SELECT item FROM catalogue_fits WHERE vehicle = (SELECT vehicle FROM p))"
          : "",
      query->stock ? " AND i.stock > 0" : "", query->fresh ? " AND i.added_at >= (SELECT since FROM p)" : "",
      NULL);
}

static KabRows *
run (KabServer *server, const KabCatalogueQuery *query, const char *sql, const char *text)
{
  g_autofree char *whole = g_strconcat (
      "WITH p (org, part, maker, vehicle, since, word) AS (VALUES (?1, ?2, ?3, ?4, ?5, ?6)) ", sql, NULL);

  return kab_database_select (server->database, whole, "lssils", query->organisation, query->part,
                              query->maker, (int) query->vehicle, query->fresh_since, text);
}

static void
append_new (GArray *ids, GHashTable *seen, KabRows *rows)
{
  while (kab_rows_next (rows))
    {
      gint64 id = kab_rows_get_integer (rows, 0);

      if (seen == NULL || g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) id)))
        g_array_append_val (ids, id);
    }
}

/* The number itself, then the number under which others sell it, then numbers that begin so. */
static KabRows *
select_by_number (KabServer *server, const KabCatalogueQuery *query, const char *conditions)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT i.id FROM (SELECT id, min (rank) AS rank FROM"
      " (SELECT id, CASE article_key WHEN (SELECT word FROM p) THEN 0 ELSE 2 END AS rank FROM catalogue_items"
      " WHERE organisation = (SELECT org FROM p) AND article_key >= (SELECT word FROM p)"
      " AND article_key < (SELECT word FROM p) || char (65533)"
      " UNION ALL SELECT item, CASE number_key WHEN (SELECT word FROM p) THEN 1 ELSE 2 END FROM "
      "catalogue_numbers"
      " WHERE organisation = (SELECT org FROM p) AND number_key >= (SELECT word FROM p)"
      " AND number_key < (SELECT word FROM p) || char (65533)) GROUP BY id) f"
      " CROSS JOIN catalogue_items i ON i.id = f.id WHERE %s ORDER BY %s LIMIT %d",
      conditions, query->order != NULL ? query->order : "f.rank, i.price, i.id", MAX_BY_NUMBER);

  return run (server, query, sql, query->key);
}

/* A word that many items have needs no look at each of them where nothing else is asked for. */
static KabRows *
select_by_words (KabServer *server, const KabCatalogueQuery *query, const char *conditions)
{
  g_autofree char *table = kab_catalogue_dup_words_table (query->organisation);
  gboolean plain = query->order == NULL && query->part == NULL && query->maker == NULL && query->vehicle == 0
                   && !query->stock && !query->fresh;
  g_autofree char *sql
      = plain ? g_strdup_printf ("SELECT rowid FROM %s WHERE %s MATCH (SELECT word FROM p) ORDER BY rowid",
                                 table, table)
              : g_strdup_printf ("SELECT i.id FROM %s w CROSS JOIN catalogue_items i ON i.id = w.rowid"
                                 " WHERE w.%s MATCH (SELECT word FROM p) AND %s ORDER BY %s",
                                 table, table, conditions, query->order != NULL ? query->order : "i.id");

  return run (server, query, sql, query->match);
}

static KabRows *
select_all (KabServer *server, const KabCatalogueQuery *query, const char *conditions)
{
  g_autofree char *sql = g_strdup_printf ("SELECT i.id FROM catalogue_items i WHERE %s ORDER BY %s",
                                          conditions, query->order != NULL ? query->order : "i.id");

  return run (server, query, sql, NULL);
}

static GArray *
collect (KabServer *server, const KabCatalogueQuery *query)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *conditions = build_conditions (query);
  g_autoptr (GHashTable) seen = NULL;

  if (query->none)
    return ids;
  if (query->match == NULL)
    {
      g_autoptr (KabRows) all = select_all (server, query, conditions);

      append_new (ids, NULL, all);
      return ids;
    }
  seen = g_hash_table_new (NULL, NULL);
  if (query->key != NULL)
    {
      g_autoptr (KabRows) numbers = select_by_number (server, query, conditions);

      append_new (ids, seen, numbers);
    }
  {
    g_autoptr (KabRows) words = select_by_words (server, query, conditions);

    append_new (ids, ids->len > 0 ? seen : NULL, words);
  }
  return ids;
}

static void
make_room (KabCatalogueWindows *self)
{
  gsize ids = 0;
  guint kept = 0;

  for (GList *link = self->found.head; link != NULL;)
    {
      GList *next = link->next;
      Found *found = link->data;

      ids += found->ids->len;
      if (kept > 0 && (kept >= MAX_WINDOWS || ids > MAX_IDS))
        {
          g_queue_delete_link (&self->found, link);
          found_free (found);
        }
      kept++;
      link = next;
    }
}

/**
 * kab_catalogue_windows_get:
 * @self: what was found
 * @server: the server
 * @query: what is wanted
 * @mark: as of when
 *
 * Returns: (transfer none) (element-type gint64): the ids of all items of the query in their order; good until
 *   the next call
 */
GArray *
kab_catalogue_windows_get (KabCatalogueWindows *self,
                           KabServer *server,
                           const KabCatalogueQuery *query,
                           const char *mark)
{
  g_autofree char *key = dup_query_key (query, mark);
  Found *found;

  for (GList *link = self->found.head; link != NULL; link = link->next)
    {
      found = link->data;
      if (g_str_equal (found->key, key))
        {
          g_queue_unlink (&self->found, link);
          g_queue_push_head_link (&self->found, link);
          return found->ids;
        }
    }
  found = g_new0 (Found, 1);
  found->key = g_steal_pointer (&key);
  found->ids = collect (server, query);
  g_queue_push_head (&self->found, found);
  make_room (self);
  return found->ids;
}

static const char *
find_title (KabOrganisation *organisation, const char *column, const char *id)
{
  JsonArray *groups = kab_json_get_array (kab_catalogue_get_wiring (organisation), "groups");

  for (guint i = 0; g_str_equal (column, "part") && i < kab_json_array_length (groups); i++)
    {
      JsonObject *group = kab_json_array_get_object (groups, i);

      if (g_strcmp0 (kab_json_get_string (group, "id"), id) == 0)
        return kab_json_get_string (group, "title");
    }
  return id;
}

/**
 * kab_catalogue_windows_count:
 * @self: what was found
 * @server: the server
 * @organisation: an organisation
 * @column: "part" or "maker"
 *
 * Returns: (transfer full): what the catalogue holds by that column: id, title and how many
 */
JsonArray *
kab_catalogue_windows_count (KabCatalogueWindows *self,
                             KabServer *server,
                             KabOrganisation *organisation,
                             const char *column)
{
  g_autofree char *key = g_strconcat (kab_organisation_get_id (organisation), " ", column, NULL);
  JsonArray *counted = g_hash_table_lookup (self->counted, key);
  g_autofree char *sql = NULL;
  g_autoptr (KabRows) rows = NULL;

  if (counted != NULL)
    return json_array_ref (counted);
  sql = g_strdup_printf ("SELECT i.%s, count (*) FROM catalogue_items i JOIN document_organisations o"
                         " ON o.id = i.organisation WHERE o.organisation = ? AND i.gone = 0"
                         " GROUP BY i.%s ORDER BY i.%s LIMIT %d",
                         column, column, column, MAX_MAKERS);
  rows = kab_database_select (server->database, sql, "s", kab_organisation_get_id (organisation));
  counted = json_array_new ();
  while (kab_rows_next (rows))
    {
      JsonObject *facet = json_object_new ();
      const char *id = kab_rows_get_text (rows, 0);

      json_object_set_string_member (facet, "id", id);
      json_object_set_string_member (facet, "title", find_title (organisation, column, id));
      json_object_set_int_member (facet, "count", kab_rows_get_integer (rows, 1));
      json_array_add_object_element (counted, facet);
    }
  g_hash_table_insert (self->counted, g_steal_pointer (&key), json_array_ref (counted));
  return counted;
}

/**
 * kab_catalogue_find_article:
 * @server: the server
 * @organisation: key of an organisation
 * @article: an article number as somebody wrote it
 *
 * Returns: (transfer full) (element-type gint64): the items that bear just this number, or those that stand in
 *   for it
 */
GArray *
kab_catalogue_find_article (KabServer *server, gint64 organisation, const char *article)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *key = kab_catalogue_fold_article (article);
  g_autoptr (KabRows) own = NULL;
  g_autoptr (KabRows) others = NULL;

  if (*key == '\0')
    return ids;
  own = kab_database_select (server->database,
                             "SELECT id FROM catalogue_items WHERE organisation = ? AND article_key = ?"
                             " AND gone = 0 ORDER BY price LIMIT 20",
                             "ls", organisation, key);
  append_new (ids, NULL, own);
  if (ids->len > 0)
    return ids;
  others = kab_database_select (server->database,
                                "SELECT i.id FROM catalogue_numbers n JOIN catalogue_items i ON i.id = n.item"
                                " WHERE n.organisation = ? AND n.number_key = ? AND i.gone = 0"
                                " ORDER BY i.price LIMIT 20",
                                "ls", organisation, key);
  append_new (ids, NULL, others);
  return ids;
}
