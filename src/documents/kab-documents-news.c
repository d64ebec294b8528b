/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-documents-news.h"

#include "kab-document.h"
#include "kab-settle.h"

/* A hint that documents have changed makes one small question: how long is the list now? If it is longer, the new
 * rows wait; if it is not, rows have changed where they stand, and the list looks for itself. */
struct _KabDocumentsNews
{
  GObject parent_instance;

  KabClient *client;
  KabPagedModel *model;
  DexFuture *asking;
  gint64 newest_total; /* -1: nothing is known beyond the list */
  gboolean again;      /* another hint came while the answer was awaited */
};

static GParamSpec *count_property;

G_DEFINE_FINAL_TYPE (KabDocumentsNews, kab_documents_news, G_TYPE_OBJECT)

static void ask (KabDocumentsNews *self);

static void
notify_count (KabDocumentsNews *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), count_property);
}

static void
answered (gpointer object, const GValue *value, const GError *error)
{
  KabDocumentsNews *self = object;
  KabDocumentWindow *window = value != NULL ? g_value_get_object (value) : NULL;

  dex_clear (&self->asking);
  if (window != NULL)
    {
      self->newest_total = kab_document_window_get_total (window);
      if (kab_documents_news_get_count (self) == 0)
        kab_paged_model_refresh (self->model);
      notify_count (self);
    }
  if (self->again)
    ask (self);
}

/**
 * kab_documents_news_copy_query:
 * @model: a list of documents
 *
 * Returns: (transfer full) (element-type utf8 utf8): what it asks the server for, without windows
 */
GHashTable *
kab_documents_news_copy_query (KabPagedModel *model)
{
  static const char *const names[] = { "sort", "q", "type", "state", "thing", "from", "to", "waits", "open" };
  GHashTable *query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (kab_paged_model_get_query (model, names[i]) != NULL)
      g_hash_table_insert (query, g_strdup (names[i]),
                           g_strdup (kab_paged_model_get_query (model, names[i])));
  return query;
}

static void
ask (KabDocumentsNews *self)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (GHashTable) query = NULL;
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  self->again = self->asking != NULL;
  if (self->again)
    return;
  request = kab_request_new ("GET", "/documents");
  query = kab_documents_news_copy_query (self->model);
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    kab_request_set_query (request, name, value);
  kab_request_set_query (request, "limit", "1");
  self->asking
      = kab_settle (kab_client_send (self->client, request, KAB_TYPE_DOCUMENT_WINDOW), self, answered);
}

static void
changed_cb (KabEvents *events, const char *type, const char *id, gint64 version, KabDocumentsNews *self)
{
  if (kab_events_concern (type, "document")
      && kab_load_get_state (kab_paged_model_get_load (self->model)) != KAB_LOAD_IDLE)
    ask (self);
}

/* The list was read again: what is new now is known to it. */
static void
list_read_cb (KabDocumentsNews *self)
{
  self->newest_total = -1;
  notify_count (self);
}

static void
kab_documents_news_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, kab_documents_news_get_count (KAB_DOCUMENTS_NEWS (object)));
}

static void
kab_documents_news_dispose (GObject *object)
{
  KabDocumentsNews *self = KAB_DOCUMENTS_NEWS (object);

  dex_clear (&self->asking);
  g_clear_object (&self->client);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (kab_documents_news_parent_class)->dispose (object);
}

static void
kab_documents_news_class_init (KabDocumentsNewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_documents_news_get_property;
  object_class->dispose = kab_documents_news_dispose;
  count_property = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, count_property);
}

static void
kab_documents_news_init (KabDocumentsNews *self)
{
  self->newest_total = -1;
}

/**
 * kab_documents_news_new:
 * @client: whose list
 * @model: the list
 *
 * Returns: (transfer full): nothing new yet
 */
KabDocumentsNews *
kab_documents_news_new (KabClient *client, KabPagedModel *model)
{
  KabDocumentsNews *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_PAGED_MODEL (model), NULL);

  self = g_object_new (KAB_TYPE_DOCUMENTS_NEWS, NULL);
  self->client = g_object_ref (client);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "notify::counts", G_CALLBACK (list_read_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * kab_documents_news_set_events:
 * @self: the news
 * @events: says when something has changed
 */
void
kab_documents_news_set_events (KabDocumentsNews *self, KabEvents *events)
{
  g_return_if_fail (KAB_IS_DOCUMENTS_NEWS (self) && KAB_IS_EVENTS (events));
  g_signal_connect_object (events, "changed", G_CALLBACK (changed_cb), self, 0);
}

/**
 * kab_documents_news_get_count:
 * @self: the news
 *
 * Returns: how many documents have come that the list does not show yet
 */
guint
kab_documents_news_get_count (KabDocumentsNews *self)
{
  g_return_val_if_fail (KAB_IS_DOCUMENTS_NEWS (self), 0);

  if (self->newest_total < 0)
    return 0;
  return (guint) MAX (0, self->newest_total - (gint64) kab_paged_model_get_total (self->model));
}
