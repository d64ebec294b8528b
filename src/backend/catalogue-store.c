/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "catalogue-store.h"

#include "catalogue-text.h"
#include "documents-query.h"
#include "json.h"

#define COLUMNS                                                                                              \
  "i.id, i.article, i.title, i.maker, i.part, i.unit, i.step, i.price, i.currency, i.stock,"                 \
  " ifnull (i.lead, -1), i.added_at, i.gone, i.version, i.watchers, i.properties"

/**
 * kab_catalogue_item_free:
 * @self: (transfer full) (nullable): an item that was read
 */
void
kab_catalogue_item_free (KabCatalogueItem *self)
{
  if (self == NULL)
    return;
  g_free (self->article);
  g_free (self->title);
  g_free (self->maker);
  g_free (self->part);
  g_free (self->unit);
  g_free (self->currency);
  g_free (self->properties);
  g_free (self);
}

/**
 * kab_catalogue_get_wiring:
 * @organisation: an organisation
 *
 * Returns: (transfer none) (nullable): how it sells, where it has a catalogue
 */
JsonObject *
kab_catalogue_get_wiring (KabOrganisation *organisation)
{
  return kab_json_get_object (kab_organisation_get_server (organisation), "catalogue");
}

/**
 * kab_catalogue_dup_words_table:
 * @organisation: key of an organisation
 *
 * Returns: (transfer full): the name of the full-text table with the words of its catalogue
 */
char *
kab_catalogue_dup_words_table (gint64 organisation)
{
  return g_strdup_printf ("catalogue_words_%" G_GINT64_FORMAT, organisation);
}

static KabCatalogueItem *
read_row (KabRows *rows)
{
  KabCatalogueItem *self = g_new0 (KabCatalogueItem, 1);

  self->id = kab_rows_get_integer (rows, 0);
  self->article = g_strdup (kab_rows_get_text (rows, 1));
  self->title = g_strdup (kab_rows_get_text (rows, 2));
  self->maker = g_strdup (kab_rows_get_text (rows, 3));
  self->part = g_strdup (kab_rows_get_text (rows, 4));
  self->unit = g_strdup (kab_rows_get_text (rows, 5));
  self->step = kab_rows_get_integer (rows, 6);
  self->price = kab_rows_get_integer (rows, 7);
  self->currency = g_strdup (kab_rows_get_text (rows, 8));
  self->stock = kab_rows_get_integer (rows, 9);
  self->lead = kab_rows_get_integer (rows, 10);
  self->added_at = kab_rows_get_integer (rows, 11);
  self->gone = kab_rows_get_integer (rows, 12) != 0;
  self->version = kab_rows_get_integer (rows, 13);
  self->watchers = kab_rows_get_integer (rows, 14);
  self->properties = g_strdup (kab_rows_get_text (rows, 15));
  return self;
}

/**
 * kab_catalogue_load_id:
 * @server: the server
 * @organisation: key of an organisation
 * @id: an item
 *
 * Returns: (transfer full) (nullable): the item, also one that is not sold any more
 */
KabCatalogueItem *
kab_catalogue_load_id (KabServer *server, gint64 organisation, gint64 id)
{
  g_autoptr (KabRows) rows = kab_database_select (
      server->database, "SELECT " COLUMNS " FROM catalogue_items i WHERE i.id = ? AND i.organisation = ?",
      "ll", id, organisation);

  return kab_rows_next (rows) ? read_row (rows) : NULL;
}

/**
 * kab_catalogue_load:
 * @server: the server
 * @organisation: key of an organisation
 * @id: an item, as it came from outside
 *
 * Returns: (transfer full) (nullable): the item
 */
KabCatalogueItem *
kab_catalogue_load (KabServer *server, gint64 organisation, const char *id)
{
  gint64 number;

  if (id == NULL || !g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return NULL;
  return kab_catalogue_load_id (server, organisation, number);
}

/**
 * kab_catalogue_load_ids:
 * @server: the server
 * @ids: ids of items
 * @count: how many
 *
 * Returns: (transfer full) (element-type KabCatalogueItem): the items in the order of @ids
 */
GPtrArray *
kab_catalogue_load_ids (KabServer *server, const gint64 *ids, guint count)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_catalogue_item_free);
  g_autoptr (KabRows) rows = NULL;
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 0; i < count; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (list, ']');
  rows = kab_database_select (server->database,
                              "SELECT " COLUMNS " FROM json_each (?) j JOIN catalogue_items i"
                              " ON i.id = j.value ORDER BY j.key",
                              "s", list->str);
  while (kab_rows_next (rows))
    g_ptr_array_add (items, read_row (rows));
  return items;
}

/**
 * kab_catalogue_insert:
 * @server: the server
 * @organisation: key of an organisation
 * @item: the item; its id is found here
 *
 * Returns: the new item's id
 */
gint64
kab_catalogue_insert (KabServer *server, gint64 organisation, const KabCatalogueItem *item)
{
  g_autofree char *key = kab_catalogue_fold_article (item->article);
  KabDatabase *database = server->database;

  kab_database_run (database,
                    "INSERT INTO catalogue_items (organisation, article, article_key, title, maker, part,"
                    " unit, step, price, currency, stock, lead, added_at, properties)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, -1), ?, ?)",
                    "lssssssllsllls", organisation, item->article, key, item->title, item->maker, item->part,
                    item->unit, item->step, item->price, item->currency, item->stock, item->lead,
                    item->added_at, item->properties);
  return kab_database_get_last_id (database);
}

/* Title, maker, group and the vehicles that it fits: what a person may type besides numbers. */
static char *
collect_words (KabServer *server, gint64 item)
{
  g_autofree char *words = kab_database_select_text (
      server->database,
      "SELECT i.title || ' ' || i.maker || ' ' || ifnull ((SELECT group_concat (v.title, ' ')"
      " FROM catalogue_fits f JOIN catalogue_vehicles v ON v.id = f.vehicle WHERE f.item = i.id), '')"
      " FROM catalogue_items i WHERE i.id = ? AND i.gone = 0",
      "l", item);

  return words != NULL ? kab_documents_fold (words) : NULL;
}

/**
 * kab_catalogue_index:
 * @server: the server
 * @organisation: key of an organisation
 * @item: id of an item that has changed
 *
 * Lets the search find the item by its present words; one that is not sold any more is not found.
 */
void
kab_catalogue_index (KabServer *server, gint64 organisation, gint64 item)
{
  g_autofree char *table = kab_catalogue_dup_words_table (organisation);
  g_autofree char *forget = g_strdup_printf ("DELETE FROM %s WHERE rowid = ?", table);
  g_autofree char *learn = g_strdup_printf ("INSERT INTO %s (rowid, words) VALUES (?, ?)", table);
  g_autofree char *words = collect_words (server, item);

  kab_database_run (server->database, forget, "l", item);
  if (words != NULL)
    kab_database_run (server->database, learn, "ls", item, words);
}

/**
 * kab_catalogue_save:
 * @server: the server
 * @item: an item as it was read, with new values
 *
 * Returns: whether it was saved; not when it has changed since it was read
 */
gboolean
kab_catalogue_save (KabServer *server, KabCatalogueItem *item)
{
  g_autofree char *key = kab_catalogue_fold_article (item->article);

  kab_database_run (
      server->database,
      "UPDATE catalogue_items SET article = ?, article_key = ?, title = ?, maker = ?, price = ?,"
      " stock = ?, lead = nullif (?, -1), gone = ?, properties = ?, version = version + 1"
      " WHERE id = ? AND version = ?",
      "ssssllllsll", item->article, key, item->title, item->maker, item->price, item->stock, item->lead,
      (gint64) item->gone, item->properties, item->id, item->version);
  if (kab_database_get_changes (server->database) != 1)
    return FALSE;
  item->version++;
  return TRUE;
}

/**
 * kab_catalogue_note_price:
 * @server: the server
 * @item: id of an item
 * @at: from when on
 * @price: its price
 */
void
kab_catalogue_note_price (KabServer *server, gint64 item, gint64 at, gint64 price)
{
  kab_database_run (server->database,
                    "INSERT OR REPLACE INTO catalogue_prices (item, at, price) VALUES (?, ?, ?)", "lll", item,
                    at, price);
}

/**
 * kab_catalogue_item_is_sold:
 * @self: an item
 *
 * Returns: whether it can be ordered now
 */
gboolean
kab_catalogue_item_is_sold (const KabCatalogueItem *self)
{
  return !self->gone && (self->stock > 0 || self->lead >= 0);
}
