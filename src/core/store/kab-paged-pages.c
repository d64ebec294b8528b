/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-paged-model-private.h"

/* What the list holds: a few pages of records, and a row for each place that somebody looked at. Places
 * that nobody holds any more go with their page; a row that somebody holds stays what it is (a list view
 * keeps widgets on rows that it has long scrolled away from). */

/* Rows of pages that have gone are looked for when there are more rows than this. */
#define MANY_ROWS ((KAB_PAGED_MODEL_MAX_PAGES + 3) * KAB_PAGED_MODEL_PAGE)

void
kab_page_free (gpointer data)
{
  KabPage *page = data;

  dex_clear (&page->pending);
  g_clear_object (&page->items);
  g_free (page);
}

static KabPage *
find_page (KabPagedModel *self, guint number)
{
  return g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));
}

static KabRow *
find_row (KabPagedModel *self, guint position)
{
  return g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));
}

/* kab_paged_model_is_held: whether somebody holds a row of the page. */
gboolean
kab_paged_model_is_held (KabPagedModel *self, guint number)
{
  for (guint i = 0; i < KAB_PAGED_MODEL_PAGE; i++)
    {
      KabRow *row = find_row (self, number * KAB_PAGED_MODEL_PAGE + i);

      if (row != NULL && kab_row_is_held (row))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_lost (gpointer position, gpointer row, gpointer data)
{
  return !kab_row_is_held (row)
         && find_page (data, GPOINTER_TO_UINT (position) / KAB_PAGED_MODEL_PAGE) == NULL;
}

static void
drop_page (KabPagedModel *self, KabPage *page)
{
  guint first = page->number * KAB_PAGED_MODEL_PAGE;

  if (page->pending != NULL)
    self->in_flight--;
  g_hash_table_remove (self->pages, GUINT_TO_POINTER (page->number));
  for (guint i = first; i < first + KAB_PAGED_MODEL_PAGE; i++)
    {
      KabRow *row = find_row (self, i);

      if (row != NULL && !kab_row_is_held (row))
        g_hash_table_remove (self->rows, GUINT_TO_POINTER (i));
    }
  if (g_hash_table_size (self->rows) > MANY_ROWS)
    g_hash_table_foreach_remove (self->rows, is_lost, self);
}

static void
make_room (KabPagedModel *self)
{
  while (g_hash_table_size (self->pages) > KAB_PAGED_MODEL_MAX_PAGES)
    {
      KabPage *oldest = NULL;
      GHashTableIter iter;
      gpointer each;

      g_hash_table_iter_init (&iter, self->pages);
      while (g_hash_table_iter_next (&iter, NULL, &each))
        if (oldest == NULL || ((KabPage *) each)->touched < oldest->touched)
          oldest = each;
      drop_page (self, oldest);
    }
}

/* kab_paged_model_touch: the page, made if it is not there; the one touched longest ago makes room. */
KabPage *
kab_paged_model_touch (KabPagedModel *self, guint number)
{
  KabPage *page = find_page (self, number);
  gboolean is_new = page == NULL;

  if (is_new)
    {
      page = g_new0 (KabPage, 1);
      page->number = number;
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
    }
  page->touched = ++self->clock;
  if (is_new)
    make_room (self);
  return page;
}

static gpointer
dup_item (KabPage *page, guint position)
{
  if (page == NULL || page->items == NULL)
    return NULL;
  return g_list_model_get_item (page->items, position % KAB_PAGED_MODEL_PAGE);
}

/* kab_paged_model_get_row: the row of a place inside the list, with what is known of it; what is not is
 * asked for when the person rests. */
KabRow *
kab_paged_model_get_row (KabPagedModel *self, guint position)
{
  guint number = position / KAB_PAGED_MODEL_PAGE;
  KabPage *page = self->applying ? find_page (self, number) : kab_paged_model_touch (self, number);
  KabRow *row = find_row (self, position);

  if (!self->applying)
    self->last = number;
  if (row == NULL)
    {
      g_autoptr (GObject) item = dup_item (page, position);

      row = kab_row_new (position, item);
      g_hash_table_insert (self->rows, GUINT_TO_POINTER (position), row);
    }
  if (!self->applying && page->items == NULL)
    kab_paged_model_want (self, page);
  return row;
}

/* kab_paged_model_add_page: a window has arrived; rows that are made from now on find their record. */
void
kab_paged_model_add_page (KabPagedModel *self, guint number, GListModel *items)
{
  KabPage *page = find_page (self, number);

  if (page == NULL)
    page = kab_paged_model_touch (self, number);
  g_set_object (&page->items, items);
  page->wanted = FALSE;
  page->failed = FALSE;
}

/* kab_paged_model_fill_page: rows that wait for their page get their record, without a change of the
 * list (rule E2). */
void
kab_paged_model_fill_page (KabPagedModel *self, guint number)
{
  KabPage *page = find_page (self, number);
  guint n = page != NULL && page->items != NULL ? g_list_model_get_n_items (page->items) : 0;

  for (guint i = 0; i < MIN (n, KAB_PAGED_MODEL_PAGE); i++)
    {
      KabRow *row = find_row (self, number * KAB_PAGED_MODEL_PAGE + i);

      if (row != NULL)
        {
          g_autoptr (GObject) item = g_list_model_get_item (page->items, i);

          kab_row_set_item (row, item);
        }
    }
}

/* kab_paged_model_drop_pages: forgets all windows, and rows that nobody holds. */
void
kab_paged_model_drop_pages (KabPagedModel *self)
{
  g_hash_table_remove_all (self->pages);
  self->in_flight = 0;
  g_hash_table_foreach_remove (self->rows, is_lost, self);
}

/* kab_paged_model_splice:
 * @self: a list
 * @position: where
 * @removed: how many rows go
 * @added: how many come
 * @arrivals: (nullable): new position → #KabRow: rows among those that come which are somebody's already
 *
 * Moves the rows behind, and tells of it. */
void
kab_paged_model_splice (KabPagedModel *self, guint position, guint removed, guint added, GHashTable *arrivals)
{
  GHashTable *before = self->rows;
  GHashTableIter iter;
  gpointer key;
  gpointer row;

  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      guint place = GPOINTER_TO_UINT (key);

      if (place >= position && place < position + removed)
        continue;
      if (place >= position)
        place += added - removed;
      kab_row_set_position (row, place);
      g_hash_table_insert (self->rows, GUINT_TO_POINTER (place), g_object_ref (row));
    }
  if (arrivals != NULL)
    {
      g_hash_table_iter_init (&iter, arrivals);
      while (g_hash_table_iter_next (&iter, &key, &row))
        {
          kab_row_set_position (row, GPOINTER_TO_UINT (key));
          g_hash_table_insert (self->rows, key, g_object_ref (row));
        }
    }
  g_hash_table_unref (before);
  self->n_rows += added - removed;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* kab_paged_model_set_total: the list is longer or shorter at its end than it was thought to be. */
void
kab_paged_model_set_total (KabPagedModel *self, guint total)
{
  if (total == self->n_rows)
    return;
  if (total > self->n_rows)
    kab_paged_model_splice (self, self->n_rows, 0, total - self->n_rows, NULL);
  else
    kab_paged_model_splice (self, total, self->n_rows - total, 0, NULL);
  kab_paged_model_notify_total (self);
}
