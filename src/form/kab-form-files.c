/* kab-form-files.c: brings the files of a form to the server, one by one, before the form itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-form-files.h"

#include "kab-fiber.h"
#include "kab-filing.h"

/* What was brought once is not brought again: a form that is sent a second time names the same files, and so is
 * the same request to the server (rule B7). */
struct _KabFormFiles
{
  GObject parent_instance;

  KabClient *client;
  GHashTable *brought; /* digest to the server's id */
  double progress;
  guint64 total; /* bytes of this sending */
  guint64 done;  /* of the files before the one under way */
};

G_DEFINE_FINAL_TYPE (KabFormFiles, kab_form_files, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROGRESS = 1,
} Property;

static GParamSpec *props[PROP_PROGRESS + 1];

typedef struct
{
  KabFormFiles *self;
  JsonObject *values;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_object_unref (sending->self);
  json_object_unref (sending->values);
  g_free (sending);
}

static void
set_progress (KabFormFiles *self, double progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
}

/* A file as the editors of forms hand it over: {"name", "content_type", "data"}. */
static JsonObject *
get_file (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL && json_object_has_member (object, "data") ? object : NULL;
}

static JsonArray *
get_files (JsonNode *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  return array != NULL && json_array_get_length (array) > 0 && get_file (array, 0) != NULL ? array : NULL;
}

static void
sent_cb (KabRequest *request, guint64 sent, gpointer data)
{
  KabFormFiles *self = data;

  if (self->total > 0)
    set_progress (self, MIN (1.0, (double) (self->done + sent) / (double) self->total));
}

static char *
bring (KabFormFiles *self, JsonObject *file, GBytes *bytes, GError **error)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  const char *name = json_object_get_string_member (file, "name");
  g_autofree char *key = g_strconcat (digest, " ", name, NULL);
  const char *known = g_hash_table_lookup (self->brought, key);
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (KabFileInfo) info = NULL;
  char *id;

  if (known != NULL)
    return g_strdup (known);
  request = kab_request_new ("POST", "/files");
  kab_request_set_query (request, "name", name);
  kab_request_set_file (request, bytes, json_object_get_string_member (file, "content_type"));
  g_signal_connect_object (request, "sent", G_CALLBACK (sent_cb), self, 0);
  info = dex_await_object (kab_client_send (self->client, request, KAB_TYPE_FILE_INFO), error);
  if (info == NULL)
    return NULL;
  id = g_strdup (kab_file_info_get_id (info));
  g_hash_table_insert (self->brought, g_steal_pointer (&key), g_strdup (id));
  return id;
}

static JsonNode *
bring_all (KabFormFiles *self, JsonArray *files, GError **error)
{
  g_autoptr (JsonArray) ids = json_array_new ();
  JsonNode *node;

  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = get_file (files, i);
      gsize size = 0;
      guchar *data = g_base64_decode (json_object_get_string_member (file, "data"), &size);
      g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
      g_autofree char *id = bring (self, file, bytes, error);

      if (id == NULL)
        return NULL;
      self->done += size;
      json_array_add_string_element (ids, id);
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, g_steal_pointer (&ids));
  return node;
}

static guint64
weigh (JsonObject *values)
{
  g_autoptr (GList) names = json_object_get_members (values);
  guint64 total = 0;

  for (GList *link = names; link != NULL; link = link->next)
    {
      JsonArray *files = get_files (json_object_get_member (values, link->data));

      for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
        total += strlen (json_object_get_string_member (get_file (files, i), "data")) / 4 * 3;
    }
  return total;
}

static DexFuture *
send_fiber (gpointer data)
{
  Sending *sending = data;
  KabFormFiles *self = sending->self;
  g_autoptr (GList) names = json_object_get_members (sending->values);
  g_autoptr (JsonObject) sent = json_object_new ();

  self->done = 0;
  self->total = weigh (sending->values);
  for (GList *link = names; link != NULL; link = link->next)
    {
      JsonNode *value = json_object_get_member (sending->values, link->data);
      JsonArray *files = get_files (value);
      g_autoptr (GError) error = NULL;
      JsonNode *node = files != NULL ? bring_all (self, files, &error) : json_node_copy (value);

      if (node == NULL)
        {
          set_progress (self, 0);
          return dex_future_new_for_error (g_steal_pointer (&error));
        }
      json_object_set_member (sent, link->data, node);
    }
  set_progress (self, 0);
  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, g_steal_pointer (&sent));
}

static void
kab_form_files_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, KAB_FORM_FILES (object)->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_form_files_finalize (GObject *object)
{
  KabFormFiles *self = KAB_FORM_FILES (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->brought, g_hash_table_unref);
  G_OBJECT_CLASS (kab_form_files_parent_class)->finalize (object);
}

static void
kab_form_files_class_init (KabFormFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_form_files_get_property;
  object_class->finalize = kab_form_files_finalize;

  props[PROP_PROGRESS]
      = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
kab_form_files_init (KabFormFiles *self)
{
  self->brought = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * kab_form_files_new:
 * @client: sends for the person who fills in the form
 *
 * Returns: (transfer full): nothing brought yet
 */
KabFormFiles *
kab_form_files_new (KabClient *client)
{
  KabFormFiles *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client), NULL);

  self = g_object_new (KAB_TYPE_FORM_FILES, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * kab_form_files_send:
 * @self: brings the files
 * @values: (transfer none): the values of a form
 *
 * Returns: (transfer full): a future that resolves to a boxed #JsonObject, the values with the server's ids in
 *   the place of files; rejects as the client does where a file does not get there
 */
DexFuture *
kab_form_files_send (KabFormFiles *self, JsonObject *values)
{
  Sending *sending;

  g_return_val_if_fail (KAB_IS_FORM_FILES (self) && values != NULL, NULL);

  sending = g_new0 (Sending, 1);
  sending->self = g_object_ref (self);
  sending->values = json_object_ref (values);
  return kab_fiber_spawn (send_fiber, sending, sending_free);
}

/**
 * kab_form_files_get_progress:
 * @self: brings the files
 *
 * Returns: how much of all that is under way has been sent, from 0 to 1
 */
double
kab_form_files_get_progress (KabFormFiles *self)
{
  g_return_val_if_fail (KAB_IS_FORM_FILES (self), 0);

  return self->progress;
}
