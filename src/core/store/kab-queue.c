/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-queue.h"

#include "kab-document.h"
#include "kab-error.h"
#include "kab-json-scan.h"
#include "kab-meter.h"
#include "kab-private-file.h"

#include <glib/gstdio.h>

/*
 * KabQueue owns what waits, keeps it in one file, and sends it in its order, one at a time. It lives on the main
 * thread. A write leaves the file only when the server has said yes or no to it; a write that was committed while its
 * answer was lost is sent again under its key and gets the first answer.
 */
struct _KabQueue
{
  GObject parent_instance;

  KabClient *client;
  char *path; /* NULL: in memory */
  GListStore *items;
  DexFuture *sending;
  guint timer;
  guint delay; /* seconds to the next try */
  gboolean closed;
};

struct _KabQueued
{
  GObject parent_instance;

  char *kind;
  char *path;
  char *key;
  JsonNode *body;
  GDateTime *at;
  GError *error; /* why it still waits */
};

G_DEFINE_FINAL_TYPE (KabQueued, kab_queued, G_TYPE_OBJECT)

enum
{
  ANSWERED,
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define MAX_TEXT (256 * 1024)
#define FIRST_DELAY 5
#define LAST_DELAY 300

/* What answers a write of each kind. */
static const struct
{
  const char *kind;
  GType (*type) (void);
} kinds[] = {
  { "message", kab_document_get_type },
  { "readings", kab_reading_result_list_get_type },
};

static GType
get_answer_type (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].type ();
  return G_TYPE_NONE;
}

static void
kab_queued_finalize (GObject *object)
{
  KabQueued *self = KAB_QUEUED (object);

  g_free (self->kind);
  g_free (self->path);
  g_free (self->key);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (kab_queued_parent_class)->finalize (object);
}

static void
kab_queued_class_init (KabQueuedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_queued_finalize;
}

static void
kab_queued_init (KabQueued *self)
{
}

static GType
queue_get_item_type (GListModel *model)
{
  return KAB_TYPE_QUEUED;
}

static guint
queue_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (KAB_QUEUE (model)->items));
}

static gpointer
queue_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (KAB_QUEUE (model)->items), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = queue_get_item_type;
  iface->get_n_items = queue_get_n_items;
  iface->get_item = queue_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KabQueue,
                               kab_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- The file --- */

static JsonNode *
encode (KabQueued *queued)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *at = g_date_time_format_iso8601 (queued->at);

  json_object_set_string_member (object, "kind", queued->kind);
  json_object_set_string_member (object, "path", queued->path);
  json_object_set_string_member (object, "key", queued->key);
  json_object_set_string_member (object, "at", at);
  json_object_set_member (object, "body", json_node_copy (queued->body));
  json_node_take_object (node, object);
  return node;
}

/* At once, not behind: what is sent must be known after a crash. */
static void
save (KabQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;
  g_autofree char *dir = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *array;

  if (self->path == NULL || self->closed)
    return;
  if (n == 0)
    {
      g_unlink (self->path);
      return;
    }
  array = json_array_sized_new (n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabQueued) queued = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      json_array_add_element (array, encode (queued));
    }
  json_node_take_array (node, array);
  text = json_to_string (node, FALSE);
  dir = g_path_get_dirname (self->path);
  if (!kab_private_dir_make (dir, &error) || !kab_private_file_write (self->path, text, -1, &error))
    g_warning ("What waits to be sent cannot be kept: %s", error->message);
}

static const char *
get_string (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

static KabQueued *
decode (JsonNode *node)
{
  g_autoptr (KabQueued) queued = g_object_new (KAB_TYPE_QUEUED, NULL);
  JsonObject *object;
  JsonNode *body;
  const char *at;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  queued->kind = g_strdup (get_string (object, "kind"));
  queued->path = g_strdup (get_string (object, "path"));
  queued->key = g_strdup (get_string (object, "key"));
  at = get_string (object, "at");
  queued->at = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;
  body = json_object_get_member (object, "body");
  if (queued->kind == NULL || queued->path == NULL || queued->path[0] != '/' || queued->at == NULL
      || queued->key == NULL || !g_uuid_string_is_valid (queued->key) || body == NULL)
    return NULL;
  queued->body = json_node_copy (body);
  return g_steal_pointer (&queued);
}

/* A file that is none, or an entry that is none, is as if it were not there. */
static void
load (KabQueue *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DexFuture) parsed = NULL;
  const GValue *value;
  JsonArray *array;
  gsize length;

  if (self->path == NULL || !g_file_get_contents (self->path, &text, &length, NULL) || length > MAX_TEXT)
    return;
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  parsed = kab_json_parse (bytes, MAX_TEXT);
  value = dex_future_get_value (parsed, NULL);
  if (value == NULL || !JSON_NODE_HOLDS_ARRAY ((JsonNode *) g_value_get_boxed (value)))
    return;
  array = json_node_get_array (g_value_get_boxed (value));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (KabQueued) queued = decode (json_array_get_element (array, i));

      if (queued != NULL)
        g_list_store_append (self->items, queued);
    }
}

/* --- Sending --- */

static void
drop (KabQueue *self, KabQueued *queued)
{
  guint position;

  if (!g_list_store_find (self->items, queued, &position))
    return;
  g_list_store_remove (self->items, position);
  save (self);
}

/* Whether asking again would bring the same refusal. */
static gboolean
is_final (const GError *error)
{
  guint status = kab_error_get_status (error);

  if (g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_DECODE))
    return TRUE;
  return g_error_matches (error, KAB_NET_ERROR, KAB_NET_ERROR_PROBLEM) && status >= 400 && status < 500
         && status != 401 && status != 408 && status != 425 && status != 426 && status != 429;
}

static gboolean
time_passed_cb (gpointer data)
{
  KabQueue *self = data;

  self->timer = 0;
  kab_queue_send (self);
  return G_SOURCE_REMOVE;
}

static void
wait (KabQueue *self)
{
  if (self->timer != 0 || self->closed)
    return;
  self->timer = g_timeout_add_seconds (self->delay, time_passed_cb, self);
  self->delay = MIN (self->delay * 2, LAST_DELAY);
}

static void
take_answer (KabQueue *self, KabQueued *queued, const GValue *value, GError *error)
{
  GObject *record = value != NULL && G_VALUE_HOLDS_OBJECT (value) ? g_value_get_object (value) : NULL;

  if (error != NULL && kab_error_is_cancelled (error))
    return;
  if (error != NULL && !is_final (error))
    {
      g_clear_error (&queued->error);
      queued->error = g_error_copy (error);
      g_signal_emit (self, signals[WAITING], 0, queued);
      wait (self);
      return;
    }
  self->delay = FIRST_DELAY;
  drop (self, queued);
  g_signal_emit (self, signals[ANSWERED], 0, queued, record, error);
  kab_queue_send (self);
}

typedef struct
{
  GWeakRef queue;
  KabQueued *queued;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_weak_ref_clear (&call->queue);
  g_object_unref (call->queued);
  g_free (call);
}

static DexFuture *
answered (DexFuture *done, gpointer data)
{
  Call *call = data;
  g_autoptr (KabQueue) self = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (done, &error);

  if (self != NULL && !self->closed)
    {
      dex_clear (&self->sending);
      take_answer (self, call->queued, value, error);
    }
  return dex_future_new_true ();
}

static void
network_changed_cb (KabQueue *self, gboolean available)
{
  if (!available)
    return;
  self->delay = FIRST_DELAY;
  kab_queue_send (self);
}

static void
kab_queue_dispose (GObject *object)
{
  kab_queue_close (KAB_QUEUE (object));
  G_OBJECT_CLASS (kab_queue_parent_class)->dispose (object);
}

static void
kab_queue_finalize (GObject *object)
{
  KabQueue *self = KAB_QUEUE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->items);
  g_free (self->path);
  G_OBJECT_CLASS (kab_queue_parent_class)->finalize (object);
}

static void
kab_queue_class_init (KabQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_queue_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_queue_finalize;

  /**
   * KabQueue::answered:
   * @self: a queue
   * @queued: a write that has left it
   * @record: (nullable): what the server answered, if it took the write
   * @error: (nullable): why it did not
   */
  signals[ANSWERED] = g_signal_new ("answered", KAB_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, KAB_TYPE_QUEUED, G_TYPE_OBJECT, G_TYPE_ERROR);

  /**
   * KabQueue::waiting:
   * @self: a queue
   * @queued: a write that could not be sent now
   */
  signals[WAITING] = g_signal_new ("waiting", KAB_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, KAB_TYPE_QUEUED);
}

static void
kab_queue_init (KabQueue *self)
{
  self->items = g_list_store_new (KAB_TYPE_QUEUED);
  self->delay = FIRST_DELAY;
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * kab_queue_new:
 * @client: the way to the server
 * @path: (nullable): the file that keeps what waits; %NULL keeps it in memory
 *
 * Returns: (transfer full): the queue, with what waits since last time; nothing is sent yet
 */
KabQueue *
kab_queue_new (KabClient *client, const char *path)
{
  KabQueue *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client), NULL);

  self = g_object_new (KAB_TYPE_QUEUE, NULL);
  self->client = g_object_ref (client);
  self->path = g_strdup (path);
  load (self);
  return self;
}

/**
 * kab_queue_push:
 * @self: a queue
 * @kind: "readings", "message"…: what its answer is
 * @path: where it is posted, below the organisation
 * @body: what is posted
 *
 * Keeps a write and sends it, now or when the server can be reached.
 *
 * Returns: (transfer none): the write
 */
KabQueued *
kab_queue_push (KabQueue *self, const char *kind, const char *path, JsonNode *body)
{
  g_autoptr (KabQueued) queued = NULL;

  g_return_val_if_fail (KAB_IS_QUEUE (self) && kind != NULL && body != NULL, NULL);
  g_return_val_if_fail (path != NULL && path[0] == '/', NULL);

  queued = g_object_new (KAB_TYPE_QUEUED, NULL);
  queued->kind = g_strdup (kind);
  queued->path = g_strdup (path);
  queued->key = g_uuid_string_random ();
  queued->body = json_node_copy (body);
  queued->at = g_date_time_new_now_utc ();
  g_list_store_append (self->items, queued);
  save (self);
  kab_queue_send (self);
  return queued;
}

/**
 * kab_queue_withdraw:
 * @self: a queue
 * @queued: one of its writes
 *
 * Forgets a write that waits. What is on its way just now cannot be called back.
 */
void
kab_queue_withdraw (KabQueue *self, KabQueued *queued)
{
  g_return_if_fail (KAB_IS_QUEUE (self) && KAB_IS_QUEUED (queued));

  if (self->sending == NULL)
    drop (self, queued);
}

/**
 * kab_queue_send:
 * @self: a queue
 *
 * Tries now, not when the next try is due.
 */
void
kab_queue_send (KabQueue *self)
{
  g_autoptr (KabQueued) queued = NULL;
  g_autoptr (KabRequest) request = NULL;
  DexFuture *done;
  Call *call;

  g_return_if_fail (KAB_IS_QUEUE (self));

  queued = g_list_model_get_item (G_LIST_MODEL (self->items), 0);
  if (queued == NULL || self->sending != NULL || self->closed)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  request = kab_request_new ("POST", queued->path);
  kab_request_set_body (request, queued->body);
  kab_request_set_idempotency_key (request, queued->key);
  call = g_new0 (Call, 1);
  g_weak_ref_init (&call->queue, self);
  call->queued = g_object_ref (queued);
  done = kab_client_send (self->client, request, get_answer_type (queued->kind));
  self->sending = dex_future_finally (done, answered, call, call_free);
}

/**
 * kab_queue_close:
 * @self: a queue
 *
 * Stops for good: nothing is sent or kept any more. The file stays for whoever opens it next, or is deleted with the
 * rest of what belongs to the person.
 */
void
kab_queue_close (KabQueue *self)
{
  g_return_if_fail (KAB_IS_QUEUE (self));

  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  dex_clear (&self->sending);
}

/**
 * kab_queued_get_kind:
 * @self: a write
 *
 * Returns: (transfer none): its kind
 */
const char *
kab_queued_get_kind (KabQueued *self)
{
  g_return_val_if_fail (KAB_IS_QUEUED (self), NULL);

  return self->kind;
}

/**
 * kab_queued_get_key:
 * @self: a write
 *
 * Returns: (transfer none): the key that it goes under
 */
const char *
kab_queued_get_key (KabQueued *self)
{
  g_return_val_if_fail (KAB_IS_QUEUED (self), NULL);

  return self->key;
}

/**
 * kab_queued_get_body:
 * @self: a write
 *
 * Returns: (transfer none): what is posted
 */
JsonNode *
kab_queued_get_body (KabQueued *self)
{
  g_return_val_if_fail (KAB_IS_QUEUED (self), NULL);

  return self->body;
}

/**
 * kab_queued_get_at:
 * @self: a write
 *
 * Returns: (transfer none): when the person sent it
 */
GDateTime *
kab_queued_get_at (KabQueued *self)
{
  g_return_val_if_fail (KAB_IS_QUEUED (self), NULL);

  return self->at;
}

/**
 * kab_queued_get_error:
 * @self: a write
 *
 * Returns: (transfer none) (nullable): why the last try did not get through
 */
const GError *
kab_queued_get_error (KabQueued *self)
{
  g_return_val_if_fail (KAB_IS_QUEUED (self), NULL);

  return self->error;
}
