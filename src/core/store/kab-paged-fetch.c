/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-paged-model-private.h"

#include "kab-error-text.h"
#include "kab-error.h"

/* When the list asks the server for what (rules E4, E5): the first window of a query at once; further
 * ones when the person has rested, nearest first, few at a time, and none that is out of sight. */

/* What the answer to a request needs to know; the list may be gone. */
typedef struct
{
  GWeakRef model;
  guint number; /* of the page */
  GTree *query; /* of a first window */
  GDateTime *fetched_at;
} Call;

static Call *
call_new (KabPagedModel *self, guint number)
{
  Call *call = g_new0 (Call, 1);

  g_weak_ref_init (&call->model, self);
  call->number = number;
  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_weak_ref_clear (&call->model);
  g_clear_pointer (&call->query, g_tree_unref);
  g_clear_pointer (&call->fetched_at, g_date_time_unref);
  g_free (call);
}

static gboolean
add_parameter (gpointer name, gpointer value, gpointer request)
{
  kab_request_set_query (request, name, value);
  return FALSE;
}

/* kab_paged_make_request: a request for one window; @as_of is %NULL for the first of a query. */
KabRequest *
kab_paged_make_request (const char *path, GTree *query, guint number, const char *as_of)
{
  KabRequest *request = kab_request_new ("GET", path);
  g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) number * KAB_PAGED_MODEL_PAGE);
  g_autofree char *limit = g_strdup_printf ("%u", KAB_PAGED_MODEL_PAGE);

  kab_request_set_query (request, "offset", offset);
  kab_request_set_query (request, "limit", limit);
  kab_request_set_query (request, "as_of", as_of);
  g_tree_foreach (query, add_parameter, request);
  return request;
}

/* kab_paged_set_parameter: sets a parameter of the query, or takes it away. */
void
kab_paged_set_parameter (GTree *query, const char *name, const char *value)
{
  g_autofree char *own_name = g_strdup (name);
  g_autofree char *own_value = g_strdup (value);

  if (value != NULL)
    g_tree_replace (query, g_steal_pointer (&own_name), g_steal_pointer (&own_value));
  else
    g_tree_remove (query, name);
}

static gboolean
copy_parameter (gpointer name, gpointer value, gpointer copy)
{
  kab_paged_set_parameter (copy, name, value);
  return FALSE;
}

/* kab_paged_copy_query: a copy of @query, or an empty one. The names are in order, so that one query is
 * one URL. */
GTree *
kab_paged_copy_query (GTree *query)
{
  GTree *copy = g_tree_new_full ((GCompareDataFunc) (void (*) (void)) g_strcmp0, NULL, g_free, g_free);

  if (query != NULL)
    g_tree_foreach (query, copy_parameter, copy);
  return copy;
}

static gboolean
is_needed (KabPagedModel *self, KabPage *page)
{
  guint distance = page->number > self->last ? page->number - self->last : self->last - page->number;

  return distance <= KAB_PAGED_MODEL_NEAR || kab_paged_model_is_held (self, page->number);
}

static void
cancel_page (KabPagedModel *self, KabPage *page)
{
  page->wanted = FALSE;
  if (page->pending == NULL)
    return;
  self->in_flight--;
  dex_clear (&page->pending);
}

/* Takes in what a page's request brought. */
static void
settle_page (KabPagedModel *self, KabPage *page, gpointer window, const GError *error)
{
  guint first = page->number * KAB_PAGED_MODEL_PAGE;
  g_autoptr (GListModel) items = NULL;
  gint64 total;
  guint n;

  if (window == NULL)
    {
      page->wanted = FALSE;
      page->failed = !kab_error_is_cancelled (error);
      if (page->failed)
        kab_paged_model_set_error (self, error);
      return;
    }
  items = kab_window_dup_items (window);
  n = g_list_model_get_n_items (items);
  total = kab_window_get_total (window);
  kab_paged_model_add_page (self, page->number, items);
  kab_paged_model_fill_page (self, page->number);
  /* The total may have been an estimate; a window that is not full is the end. */
  if (n < KAB_PAGED_MODEL_PAGE && first + n < self->n_rows && (total < 0 || total > first + n))
    total = first + n;
  if (total >= 0)
    kab_paged_model_set_total (self, total);
}

static DexFuture *
page_arrived_cb (DexFuture *done, gpointer data)
{
  Call *call = data;
  g_autoptr (KabPagedModel) self = g_weak_ref_get (&call->model);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (done, &error);
  KabPage *page;

  if (self == NULL)
    return dex_future_new_false ();
  page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (call->number));
  if (page != NULL)
    {
      self->in_flight--;
      dex_clear (&page->pending);
      settle_page (self, page, value != NULL ? g_value_get_object (value) : NULL, error);
    }
  kab_paged_model_fetch_wanted (self);
  return dex_future_new_true ();
}

static void
fetch_page (KabPagedModel *self, KabPage *page)
{
  guint number = page->number;
  g_autoptr (KabRequest) request = kab_paged_make_request (self->path, self->shown, number, self->as_of);
  g_autoptr (DexFuture) pending = NULL;

  self->in_flight++;
  pending = dex_future_finally (self->fetch (self->client, request, self->window_type, self->hook_data),
                                page_arrived_cb, call_new (self, number), call_free);
  /* An answer that was there at once has been settled, and its page may be gone. */
  if (dex_future_is_pending (pending))
    page->pending = g_steal_pointer (&pending);
}

static KabPage *
find_nearest (KabPagedModel *self)
{
  KabPage *nearest = NULL;
  GHashTableIter iter;
  gpointer each;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    {
      KabPage *page = each;

      if (!page->wanted || page->pending != NULL)
        continue;
      if (nearest == NULL
          || ABS ((gint64) page->number - self->last) < ABS ((gint64) nearest->number - self->last))
        nearest = page;
    }
  return nearest;
}

/* kab_paged_model_fetch_wanted: asks for what is in sight, and no more for what has left it. */
void
kab_paged_model_fetch_wanted (KabPagedModel *self)
{
  GHashTableIter iter;
  gpointer each;
  KabPage *page;

  /* A new query makes new pages. */
  if (self->shown == NULL || self->busy)
    return;
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    if (!is_needed (self, each))
      cancel_page (self, each);
  while (self->in_flight < KAB_PAGED_MODEL_IN_FLIGHT && (page = find_nearest (self)) != NULL)
    fetch_page (self, page);
}

static DexFuture *
rested_cb (DexFuture *done, gpointer data)
{
  Call *call = data;
  g_autoptr (KabPagedModel) self = g_weak_ref_get (&call->model);

  if (self != NULL)
    kab_paged_model_fetch_wanted (self);
  return dex_future_new_true ();
}

/* kab_paged_model_want: somebody looks at a page that is not here. Each such page starts the rest anew. */
void
kab_paged_model_want (KabPagedModel *self, KabPage *page)
{
  if (page->wanted || page->failed)
    return;
  page->wanted = TRUE;
  dex_clear (&self->resting);
  self->resting = dex_future_finally (self->rest (self->hook_data), rested_cb, call_new (self, page->number),
                                      call_free);
}

/* kab_paged_model_collect_held: the rows that somebody holds, by the id of their record. */
GHashTable *
kab_paged_model_collect_held (KabPagedModel *self)
{
  GHashTable *held = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  GHashTableIter iter;
  gpointer each;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    if (kab_row_get_id (each) != NULL && kab_row_is_held (each))
      g_hash_table_insert (held, (gpointer) kab_row_get_id (each), g_object_ref (each));
  return held;
}

/* Rows of @items that somebody holds already, by their new position. */
static GHashTable *
find_arrivals (GListModel *items, GHashTable *held)
{
  GHashTable *arrivals = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);
      g_autofree char *id = kab_row_dup_item_id (item);
      KabRow *row = id != NULL ? g_hash_table_lookup (held, id) : NULL;

      if (row != NULL)
        g_hash_table_insert (arrivals, GUINT_TO_POINTER (i), g_object_ref (row));
    }
  return arrivals;
}

/* All rows are new, but for a record that somebody holds and that is in the first window again: so a
 * selection can stay on it. The rows behind the first window come in a step of their own, because a
 * selection looks through all that come with those that go. */
static void
replace_rows (KabPagedModel *self, GListModel *items, guint total)
{
  g_autoptr (GHashTable) held = kab_paged_model_collect_held (self);
  g_autoptr (GHashTable) arrivals = find_arrivals (items, held);

  self->applying = TRUE;
  kab_paged_model_drop_pages (self);
  kab_paged_model_add_page (self, 0, items);
  kab_paged_model_splice (self, 0, self->n_rows, MIN (total, g_list_model_get_n_items (items)), arrivals);
  kab_paged_model_fill_page (self, 0);
  self->last = 0;
  self->applying = FALSE;
  kab_paged_model_set_total (self, total);
  kab_paged_model_notify_total (self);
}

/* A first window is what the list is now. */
static void
show_window (KabPagedModel *self, gpointer window, GTree *query, GDateTime *fetched_at)
{
  g_autoptr (GListModel) items = kab_window_dup_items (window);
  gint64 total = kab_window_get_total (window);

  if (total < 0)
    total = g_list_model_get_n_items (items);
  g_clear_pointer (&self->shown, g_tree_unref);
  self->shown = g_tree_ref (query);
  kab_paged_model_set_error (self, NULL);
  kab_paged_model_take_window (self, window, fetched_at);
  replace_rows (self, items, total);
  kab_load_finish (self->load, total == 0);
}

static DexFuture *
peeked_cb (DexFuture *done, gpointer data)
{
  Call *call = data;
  g_autoptr (KabPagedModel) self = g_weak_ref_get (&call->model);
  const GValue *value = dex_future_get_value (done, NULL);

  if (self == NULL || value == NULL || self->shown != NULL || !self->busy)
    return dex_future_new_false ();
  show_window (self, g_value_get_object (value), call->query, call->fetched_at);
  kab_load_begin (self->load);
  return dex_future_new_true ();
}

/* The last known rows are there at once, with their age; the server's answer follows. */
static void
show_known (KabPagedModel *self, KabRequest *request)
{
  g_autoptr (GDateTime) fetched_at = NULL;
  DexFuture *known = NULL;
  Call *call;

  if (self->client != NULL)
    known = kab_client_peek (self->client, request, self->window_type, &fetched_at);
  if (known == NULL)
    return;
  call = call_new (self, 0);
  call->query = kab_paged_copy_query (self->query);
  call->fetched_at = g_steal_pointer (&fetched_at);
  dex_clear (&self->peeking);
  self->peeking = dex_future_finally (known, peeked_cb, call, call_free);
}

static DexFuture *
reloaded_cb (DexFuture *done, gpointer data)
{
  Call *call = data;
  g_autoptr (KabPagedModel) self = g_weak_ref_get (&call->model);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (done, &error);
  g_autoptr (GDateTime) now = NULL;

  if (self == NULL)
    return dex_future_new_false ();
  self->busy = FALSE;
  if (value == NULL)
    {
      kab_paged_model_fail (self, error);
      return dex_future_new_false ();
    }
  now = g_date_time_new_now_local ();
  self->outdated = FALSE;
  show_window (self, g_value_get_object (value), call->query, now);
  return dex_future_new_true ();
}

/* kab_paged_model_fail: nothing came; what is shown stays, and goes on under its old query and mark. */
void
kab_paged_model_fail (KabPagedModel *self, const GError *error)
{
  g_autofree char *message = kab_error_describe (error);

  kab_load_fail (self->load, error, message);
  kab_paged_model_fetch_wanted (self);
}

/* kab_paged_model_stop: takes back all requests. */
void
kab_paged_model_stop (KabPagedModel *self)
{
  GHashTableIter iter;
  gpointer each;

  dex_clear (&self->resting);
  dex_clear (&self->loading);
  dex_clear (&self->peeking);
  self->busy = FALSE;
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    cancel_page (self, each);
}

/* kab_paged_model_reload: asks for the first window of the query; what is shown stays until it comes. */
void
kab_paged_model_reload (KabPagedModel *self)
{
  g_autoptr (KabRequest) request = kab_paged_make_request (self->path, self->query, 0, NULL);
  Call *call = call_new (self, 0);

  call->query = kab_paged_copy_query (self->query);
  kab_paged_model_stop (self);
  self->busy = TRUE;
  self->outdated = TRUE;
  kab_load_begin (self->load);
  if (self->shown == NULL)
    show_known (self, request);
  self->loading = dex_future_finally (self->fetch (self->client, request, self->window_type, self->hook_data),
                                      reloaded_cb, call, call_free);
}
