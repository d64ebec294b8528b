/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-paged-model-private.h"

/*
 * KabPagedModel is as long as the list on the server and holds a few windows of it. Rows are there at
 * once, as placeholders, and are filled when their window arrives. Sorting and filtering are parameters
 * of the query, so a million rows cost what a thousand do. Main thread only; requests end with the list.
 *
 * kab-paged-pages.c holds rows and windows, kab-paged-fetch.c decides what to ask for,
 * kab-paged-refresh.c and kab-paged-changes.c find out what has changed.
 */

enum
{
  PROP_TOTAL = 1,
  PROP_COUNTS,
  PROP_LOAD,
  PROP_ERROR,
  PROP_FETCHED_AT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabPagedModel,
                               kab_paged_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
kab_paged_model_get_item_type (GListModel *model)
{
  return KAB_TYPE_ROW;
}

static guint
kab_paged_model_get_n_items (GListModel *model)
{
  return KAB_PAGED_MODEL (model)->n_rows;
}

static gpointer
kab_paged_model_get_item (GListModel *model, guint position)
{
  KabPagedModel *self = KAB_PAGED_MODEL (model);

  return position < self->n_rows ? g_object_ref (kab_paged_model_get_row (self, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = kab_paged_model_get_item_type;
  iface->get_n_items = kab_paged_model_get_n_items;
  iface->get_item = kab_paged_model_get_item;
}

static DexFuture *
send_request (KabClient *client, KabRequest *request, GType window_type, gpointer data)
{
  return kab_client_send (client, request, window_type);
}

static DexFuture *
rest_a_while (gpointer data)
{
  return dex_timeout_new_msec (KAB_PAGED_MODEL_REST);
}

static void
kab_paged_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPagedModel *self = KAB_PAGED_MODEL (object);

  switch (id)
    {
    case PROP_TOTAL:
      g_value_set_uint (value, self->n_rows);
      break;
    case PROP_COUNTS:
      g_value_set_boxed (value, self->counts);
      break;
    case PROP_LOAD:
      g_value_set_object (value, self->load);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_FETCHED_AT:
      g_value_set_boxed (value, self->fetched_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_paged_model_dispose (GObject *object)
{
  KabPagedModel *self = KAB_PAGED_MODEL (object);

  kab_paged_model_stop (self);
  g_clear_handle_id (&self->starting, g_source_remove);
  g_hash_table_remove_all (self->pages);
  g_hash_table_remove_all (self->rows);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (kab_paged_model_parent_class)->dispose (object);
}

static void
kab_paged_model_finalize (GObject *object)
{
  KabPagedModel *self = KAB_PAGED_MODEL (object);

  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->rows);
  g_tree_unref (self->query);
  g_clear_pointer (&self->shown, g_tree_unref);
  g_clear_pointer (&self->counts, json_node_unref);
  g_clear_pointer (&self->fetched_at, g_date_time_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->load);
  g_free (self->as_of);
  g_free (self->path);
  G_OBJECT_CLASS (kab_paged_model_parent_class)->finalize (object);
}

static void
kab_paged_model_class_init (KabPagedModelClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_paged_model_get_property;
  object_class->dispose = kab_paged_model_dispose;
  object_class->finalize = kab_paged_model_finalize;

  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_COUNTS] = g_param_spec_boxed ("counts", NULL, NULL, JSON_TYPE_NODE, flags);
  properties[PROP_LOAD] = g_param_spec_object ("load", NULL, NULL, KAB_TYPE_LOAD, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_FETCHED_AT] = g_param_spec_boxed ("fetched-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_paged_model_init (KabPagedModel *self)
{
  self->query = kab_paged_copy_query (NULL);
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, kab_page_free);
  self->load = kab_load_new ();
  self->fetch = send_request;
  self->rest = rest_a_while;
}

/* kab_paged_model_set_hooks: for tests: another server, another clock. */
void
kab_paged_model_set_hooks (KabPagedModel *self, KabPagedFetch fetch, KabPagedRest rest, gpointer data)
{
  self->fetch = fetch;
  self->rest = rest;
  self->hook_data = data;
}

/* kab_paged_model_take_window: what the first window says of the whole list. */
void
kab_paged_model_take_window (KabPagedModel *self, gpointer window, GDateTime *fetched_at)
{
  g_clear_pointer (&self->fetched_at, g_date_time_unref);
  self->fetched_at = fetched_at != NULL ? g_date_time_ref (fetched_at) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FETCHED_AT]);
  g_clear_pointer (&self->counts, json_node_unref);
  self->counts = kab_window_dup_counts (window);
  g_free (self->as_of);
  self->as_of = kab_window_dup_as_of (window);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTS]);
}

void
kab_paged_model_notify_total (KabPagedModel *self)
{
  if (self->told_total == self->n_rows)
    return;
  self->told_total = self->n_rows;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
}

/* kab_paged_model_set_error: a window that is not the first did not come; %NULL: all is well again. */
void
kab_paged_model_set_error (KabPagedModel *self, const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/**
 * kab_paged_model_new:
 * @client: whose list
 * @path: path of the list, "/documents"
 * @window_type: type of the records that it comes in, with the members items, total, as_of and counts,
 *   such as %KAB_TYPE_DOCUMENT_WINDOW
 *
 * Nothing is asked for before kab_paged_model_refresh(). What the client's offline copy has of the first
 * window is shown until the server answers.
 *
 * Returns: (transfer full): a #GListModel of #KabRow
 */
KabPagedModel *
kab_paged_model_new (KabClient *client, const char *path, GType window_type)
{
  KabPagedModel *self;

  g_return_val_if_fail (client == NULL || KAB_IS_CLIENT (client), NULL);
  g_return_val_if_fail (path != NULL && g_type_is_a (window_type, KAB_TYPE_RECORD), NULL);

  self = g_object_new (KAB_TYPE_PAGED_MODEL, NULL);
  g_set_object (&self->client, client);
  self->path = g_strdup (path);
  self->window_type = window_type;
  return self;
}

static gboolean
start_cb (gpointer data)
{
  KabPagedModel *self = data;

  self->starting = 0;
  kab_paged_model_reload (self);
  return G_SOURCE_REMOVE;
}

/**
 * kab_paged_model_set_query:
 * @self: a list
 * @name: a parameter of the query: "sort", "q", "state"…
 * @value: (nullable): its value; %NULL takes it away
 *
 * Changes what is asked for. Once the list has been asked for, a change asks anew, for the first window
 * (rule E5); several changes at a time ask once. What is shown stays until the answer comes.
 */
void
kab_paged_model_set_query (KabPagedModel *self, const char *name, const char *value)
{
  g_return_if_fail (KAB_IS_PAGED_MODEL (self) && name != NULL);

  if (g_strcmp0 (g_tree_lookup (self->query, name), value) == 0)
    return;
  kab_paged_set_parameter (self->query, name, value);
  if (self->started && self->starting == 0)
    self->starting = g_idle_add (start_cb, self);
}

/**
 * kab_paged_model_get_query:
 * @self: a list
 * @name: a parameter of the query
 *
 * Returns: (nullable): its value
 */
const char *
kab_paged_model_get_query (KabPagedModel *self, const char *name)
{
  g_return_val_if_fail (KAB_IS_PAGED_MODEL (self) && name != NULL, NULL);
  return g_tree_lookup (self->query, name);
}

/**
 * kab_paged_model_refresh:
 * @self: a list
 *
 * Asks for the list, or looks what has changed of it: then rows that are shown stay where they are, and
 * a selection stays on its record (rules C7, E6). While an answer is awaited this does nothing.
 */
void
kab_paged_model_refresh (KabPagedModel *self)
{
  g_return_if_fail (KAB_IS_PAGED_MODEL (self));

  self->started = TRUE;
  if (self->busy || self->starting != 0)
    return;
  if (self->n_rows > 0 && !self->outdated)
    kab_paged_model_start_refresh (self);
  else
    kab_paged_model_reload (self);
}

/**
 * kab_paged_model_retry:
 * @self: a list
 *
 * Asks again for whatever did not come.
 */
void
kab_paged_model_retry (KabPagedModel *self)
{
  GHashTableIter iter;
  gpointer each;

  g_return_if_fail (KAB_IS_PAGED_MODEL (self));

  if (kab_load_get_error (self->load) != NULL)
    {
      kab_paged_model_refresh (self);
      return;
    }
  kab_paged_model_set_error (self, NULL);
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    if (((KabPage *) each)->failed)
      {
        ((KabPage *) each)->failed = FALSE;
        ((KabPage *) each)->wanted = TRUE;
      }
  kab_paged_model_fetch_wanted (self);
}

/**
 * kab_paged_model_get_total:
 * @self: a list
 *
 * Returns: how many rows the list has on the server
 */
guint
kab_paged_model_get_total (KabPagedModel *self)
{
  g_return_val_if_fail (KAB_IS_PAGED_MODEL (self), 0);
  return self->n_rows;
}

/**
 * kab_paged_model_get_counts:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the counts that came with the list
 */
JsonNode *
kab_paged_model_get_counts (KabPagedModel *self)
{
  g_return_val_if_fail (KAB_IS_PAGED_MODEL (self), NULL);
  return self->counts;
}

/**
 * kab_paged_model_get_count:
 * @self: a list
 * @name: a count, such as "waits"
 *
 * Returns: the count, or -1 if the server does not say
 */
gint64
kab_paged_model_get_count (KabPagedModel *self, const char *name)
{
  JsonNode *count = NULL;

  g_return_val_if_fail (KAB_IS_PAGED_MODEL (self) && name != NULL, -1);

  if (self->counts != NULL && JSON_NODE_HOLDS_OBJECT (self->counts))
    count = json_object_get_member (json_node_get_object (self->counts), name);
  return count != NULL && json_node_get_value_type (count) == G_TYPE_INT64 ? json_node_get_int (count) : -1;
}

/**
 * kab_paged_model_get_load:
 * @self: a list
 *
 * Returns: (transfer none): where the loading of the first window, or a refresh, stands
 */
KabLoad *
kab_paged_model_get_load (KabPagedModel *self)
{
  g_return_val_if_fail (KAB_IS_PAGED_MODEL (self), NULL);
  return self->load;
}

/**
 * kab_paged_model_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why a further window did not come; see kab_paged_model_retry()
 */
const GError *
kab_paged_model_get_error (KabPagedModel *self)
{
  g_return_val_if_fail (KAB_IS_PAGED_MODEL (self), NULL);
  return self->error;
}

/**
 * kab_paged_model_get_fetched_at:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): when the server last said what is shown; long ago, if that comes
 *   from the offline copy (rule C5)
 */
GDateTime *
kab_paged_model_get_fetched_at (KabPagedModel *self)
{
  g_return_val_if_fail (KAB_IS_PAGED_MODEL (self), NULL);
  return self->fetched_at;
}

/**
 * kab_paged_model_find:
 * @self: a list
 * @id: the id of a record
 *
 * Returns: its position, as far as it is known, or %G_MAXUINT
 */
guint
kab_paged_model_find (KabPagedModel *self, const char *id)
{
  GHashTableIter iter;
  gpointer each;

  g_return_val_if_fail (KAB_IS_PAGED_MODEL (self) && id != NULL, G_MAXUINT);

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    {
      KabPage *page = each;
      guint n = page->items != NULL ? g_list_model_get_n_items (page->items) : 0;

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (page->items, i);
          g_autofree char *item_id = kab_row_dup_item_id (item);

          if (g_strcmp0 (item_id, id) == 0)
            return page->number * KAB_PAGED_MODEL_PAGE + i;
        }
    }
  return G_MAXUINT;
}
