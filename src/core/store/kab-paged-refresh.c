/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-paged-model-private.h"

#include "kab-fiber.h"
#include "kab-paged-changes-private.h"

/* A refresh asks again for the windows that somebody looks at, under a new mark, and then changes the
 * list where it really has changed (rule E2): rows keep their identity, so scroll position and selection
 * stay (rules C7, E6). */

/* A list view holds about 200 rows, and a selection one more. */
#define MAX_WINDOWS 6

/* What the fiber needs: it asks, and knows nothing of the list, which may go meanwhile. */
typedef struct
{
  KabClient *client;
  GType window_type;
  KabPagedFetch fetch;
  gpointer hook_data;
  char *path;
  GTree *query;
  GArray *numbers; /* of guint: the pages, in their order */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_clear_object (&asking->client);
  g_free (asking->path);
  g_tree_unref (asking->query);
  g_array_unref (asking->numbers);
  g_free (asking);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

/* The pages that somebody looks at; the one looked at last if there is none. */
static GArray *
find_numbers (KabPagedModel *self)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer each;

  g_hash_table_iter_init (&iter, self->pages);
  while (numbers->len < MAX_WINDOWS && g_hash_table_iter_next (&iter, NULL, &each))
    {
      KabPage *page = each;

      if (page->items != NULL && kab_paged_model_is_held (self, page->number))
        g_array_append_val (numbers, page->number);
    }
  if (numbers->len == 0)
    g_array_append_val (numbers, self->last);
  g_array_sort (numbers, compare_numbers);
  return numbers;
}

static DexFuture *
ask_fiber (gpointer data)
{
  Asking *asking = data;
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *as_of = NULL;

  for (guint i = 0; i < asking->numbers->len; i++)
    {
      guint number = g_array_index (asking->numbers, guint, i);
      g_autoptr (KabRequest) request = kab_paged_make_request (asking->path, asking->query, number, as_of);
      g_autoptr (GError) error = NULL;
      gpointer window = dex_await_object (
          asking->fetch (asking->client, request, asking->window_type, asking->hook_data), &error);

      if (window == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      g_ptr_array_add (windows, window);
      if (as_of == NULL)
        as_of = kab_window_dup_as_of (window);
    }
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&windows));
}

typedef struct
{
  GWeakRef model;
  GArray *numbers;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_weak_ref_clear (&call->model);
  g_array_unref (call->numbers);
  g_free (call);
}

/* The records of the pages of @numbers, by position; what is known of the list as it was. */
static GHashTable *
collect_ids (KabPagedModel *self)
{
  GHashTable *ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer each;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    kab_list_changes_add_ids (ids, ((KabPage *) each)->number, ((KabPage *) each)->items);
  return ids;
}

/* Makes the list what the windows say it is. */
static void
apply (KabPagedModel *self, GPtrArray *windows, GArray *numbers)
{
  g_autoptr (GHashTable) before = collect_ids (self);
  g_autoptr (GHashTable) after = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) held = kab_paged_model_collect_held (self);
  gint64 total = kab_window_get_total (windows->pdata[0]);
  g_autoptr (GArray) changes = NULL;

  for (guint i = 0; i < windows->len; i++)
    {
      g_autoptr (GListModel) items = kab_window_dup_items (windows->pdata[i]);

      kab_list_changes_add_ids (after, g_array_index (numbers, guint, i), items);
    }
  changes = kab_list_changes_find (before, self->n_rows, after, total >= 0 ? (guint) total : self->n_rows);

  self->applying = TRUE;
  kab_paged_model_drop_pages (self);
  for (guint i = changes->len; i > 0; i--)
    {
      KabListChange *change = &g_array_index (changes, KabListChange, i - 1);
      g_autoptr (GHashTable) arrivals = kab_list_change_find_arrivals (change, after, held);

      kab_paged_model_splice (self, change->position, change->removed, change->added, arrivals);
    }
  for (guint i = 0; i < windows->len; i++)
    {
      g_autoptr (GListModel) items = kab_window_dup_items (windows->pdata[i]);
      guint number = g_array_index (numbers, guint, i);

      if (number * KAB_PAGED_MODEL_PAGE >= self->n_rows)
        continue;
      kab_paged_model_add_page (self, number, items);
      kab_paged_model_fill_page (self, number);
    }
  self->applying = FALSE;
}

/* Rows that somebody holds outside the windows, and rows that came between, are asked for as ever. */
static void
want_held (KabPagedModel *self)
{
  g_autoptr (GPtrArray) rows = g_hash_table_get_values_as_ptr_array (self->rows);

  for (guint i = 0; i < rows->len; i++)
    {
      KabPage *page
          = kab_paged_model_touch (self, kab_row_get_position (rows->pdata[i]) / KAB_PAGED_MODEL_PAGE);

      if (page->items == NULL && kab_row_is_held (rows->pdata[i]))
        kab_paged_model_want (self, page);
    }
}

static DexFuture *
refreshed_cb (DexFuture *done, gpointer data)
{
  Call *call = data;
  g_autoptr (KabPagedModel) self = g_weak_ref_get (&call->model);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (done, &error);
  g_autoptr (GDateTime) now = NULL;
  GPtrArray *windows;

  if (self == NULL)
    return dex_future_new_false ();
  self->busy = FALSE;
  if (value == NULL)
    {
      kab_paged_model_fail (self, error);
      return dex_future_new_false ();
    }
  windows = g_value_get_boxed (value);
  now = g_date_time_new_now_local ();
  kab_paged_model_set_error (self, NULL);
  kab_paged_model_take_window (self, windows->pdata[0], now);
  apply (self, windows, call->numbers);
  kab_paged_model_notify_total (self);
  kab_load_finish (self->load, self->n_rows == 0);
  want_held (self);
  return dex_future_new_true ();
}

/* kab_paged_model_start_refresh: looks what has changed of the rows that are shown. */
void
kab_paged_model_start_refresh (KabPagedModel *self)
{
  Asking *asking = g_new0 (Asking, 1);
  Call *call = g_new0 (Call, 1);

  asking->client = self->client != NULL ? g_object_ref (self->client) : NULL;
  asking->window_type = self->window_type;
  asking->fetch = self->fetch;
  asking->hook_data = self->hook_data;
  asking->path = g_strdup (self->path);
  asking->query = kab_paged_copy_query (self->shown);
  asking->numbers = find_numbers (self);
  g_weak_ref_init (&call->model, self);
  call->numbers = g_array_ref (asking->numbers);

  kab_paged_model_stop (self);
  self->busy = TRUE;
  kab_load_begin (self->load);
  self->loading
      = dex_future_finally (kab_fiber_spawn (ask_fiber, asking, asking_free), refreshed_cb, call, call_free);
}
