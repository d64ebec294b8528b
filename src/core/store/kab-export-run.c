/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-export-run.h"

#include "kab-export.h"
#include "kab-fiber.h"

#define FIRST_PAUSE 100 /* milliseconds between two questions; it doubles */
#define LONGEST_PAUSE 2000
#define SILENCE 60 /* seconds without a byte of the file */
#define PIECE (64 * 1024)

/* A fiber asks and writes and holds this; whoever shows it listens to its properties. The file is written as it
 * comes: its length does not matter. One that is not whole is removed again. */
struct _KabExportRun
{
  GObject parent_instance;

  KabClient *client;
  JsonNode *wanted;
  GFile *file;
  char *id; /* of the server's job, while there is one */
  guint done;
  guint total;
};

typedef enum
{
  PROP_DONE = 1,
  PROP_TOTAL,
} Property;

static GParamSpec *properties[PROP_TOTAL + 1];

G_DEFINE_FINAL_TYPE (KabExportRun, kab_export_run, G_TYPE_OBJECT)

static void
kab_export_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabExportRun *self = KAB_EXPORT_RUN (object);

  switch ((Property) id)
    {
    case PROP_DONE:
      g_value_set_uint (value, self->done);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    }
}

static void
kab_export_run_finalize (GObject *object)
{
  KabExportRun *self = KAB_EXPORT_RUN (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->wanted, json_node_unref);
  g_clear_object (&self->file);
  g_free (self->id);
  G_OBJECT_CLASS (kab_export_run_parent_class)->finalize (object);
}

static void
kab_export_run_class_init (KabExportRunClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_export_run_get_property;
  object_class->finalize = kab_export_run_finalize;
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
kab_export_run_init (KabExportRun *self)
{
}

static void
take_progress (KabExportRun *self, KabExport *job)
{
  g_set_str (&self->id, kab_export_get_id (job));
  self->done = (guint) CLAMP (kab_export_get_done (job), 0, G_MAXINT);
  self->total = (guint) CLAMP (kab_export_get_total (job), 0, G_MAXINT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}

static KabExport *
await_started (KabExportRun *self, GError **error)
{
  g_autoptr (KabRequest) request = kab_request_new ("POST", "/exports");

  kab_request_set_body (request, self->wanted);
  return dex_await_object (kab_client_send (self->client, request, KAB_TYPE_EXPORT), error);
}

static KabExport *
await_progress (KabExportRun *self, GError **error)
{
  g_autoptr (KabRequest) request = kab_request_new_segments ("GET", "exports", self->id, NULL);

  return dex_await_object (kab_client_send (self->client, request, KAB_TYPE_EXPORT), error);
}

/* Returns: whether the time has passed, and not the whole run been given up */
static gboolean
await_pause (guint milliseconds, GError **error)
{
  g_autoptr (GError) ended = NULL;

  if (dex_await (dex_timeout_new_msec ((int) milliseconds), &ended)
      || g_error_matches (ended, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&ended));
  return FALSE;
}

/* Returns: (transfer full): the job when it is done */
static KabExport *
await_made (KabExportRun *self, GError **error)
{
  g_autoptr (KabExport) job = await_started (self, error);
  guint pause = FIRST_PAUSE;

  while (job != NULL)
    {
      take_progress (self, job);
      if (g_str_equal (kab_export_get_state (job), "done"))
        return g_steal_pointer (&job);
      if (!g_str_equal (kab_export_get_state (job), "running"))
        {
          g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_SERVER,
                               "The server could not make the file");
          return NULL;
        }
      if (!await_pause (pause, error))
        return NULL;
      pause = MIN (2 * pause, LONGEST_PAUSE);
      g_object_unref (g_steal_pointer (&job));
      job = await_progress (self, error);
    }
  return NULL;
}

static gboolean
await_written (GOutputStream *output, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) rest = g_bytes_ref (bytes);

  while (g_bytes_get_size (rest) > 0)
    {
      gint64 written
          = dex_await_int64 (dex_output_stream_write_bytes (output, rest, G_PRIORITY_DEFAULT), error);
      GBytes *left;

      if (written <= 0)
        return FALSE;
      left = g_bytes_new_from_bytes (rest, written, g_bytes_get_size (rest) - written);
      g_bytes_unref (rest);
      rest = left;
    }
  return TRUE;
}

/* A server that says nothing any more shall not keep the person waiting for ever. */
static GBytes *
await_piece (GInputStream *input, GError **error)
{
  DexFuture *read = dex_input_stream_read_bytes (input, PIECE, G_PRIORITY_DEFAULT);

  return dex_await_boxed (dex_future_first (read, dex_timeout_new_seconds (SILENCE), NULL), error);
}

static gboolean
await_copied (GInputStream *input, GOutputStream *output, gint64 size, GError **error)
{
  gint64 copied = 0;

  while (TRUE)
    {
      g_autoptr (GBytes) piece = await_piece (input, error);

      if (piece == NULL)
        return FALSE;
      if (g_bytes_get_size (piece) == 0)
        break;
      copied += g_bytes_get_size (piece);
      if (!await_written (output, piece, error))
        return FALSE;
    }
  if (copied == size)
    return TRUE;
  g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_TRUNCATED, "The file is not whole");
  return FALSE;
}

static gboolean
await_fetched (KabExportRun *self, gint64 size, GError **error)
{
  g_autoptr (KabRequest) request = kab_request_new_segments ("GET", "exports", self->id, "file", NULL);
  g_autoptr (GInputStream) input
      = dex_await_object (kab_client_send_for_input (self->client, request, "text/csv"), error);
  g_autoptr (GOutputStream) output = NULL;
  gboolean whole;

  if (input == NULL)
    return FALSE;
  output = dex_await_object (
      dex_file_replace (self->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, G_PRIORITY_DEFAULT),
      error);
  if (output == NULL)
    return FALSE;
  whole = await_copied (input, output, size, error);
  if (whole)
    return dex_await (dex_output_stream_close (output, G_PRIORITY_DEFAULT), error);
  g_clear_object (&output);
  dex_future_disown (dex_file_delete (self->file, G_PRIORITY_DEFAULT));
  return FALSE;
}

/* The server need not keep what was fetched, or is not wanted any more. */
static void
drop_job (KabExportRun *self)
{
  g_autoptr (KabRequest) request = NULL;

  if (self->id == NULL)
    return;
  request = kab_request_new_segments ("DELETE", "exports", self->id, NULL);
  dex_future_disown (kab_client_send (self->client, request, G_TYPE_NONE));
  g_clear_pointer (&self->id, g_free);
}

static DexFuture *
run_fiber (gpointer data)
{
  KabExportRun *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabExport) job = await_made (self, &error);

  if (job != NULL)
    await_fetched (self, kab_export_get_size (job), &error);
  drop_job (self);
  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

/**
 * kab_export_run_new:
 * @client: whose list
 * @wanted: what POST /exports takes: query, columns, format
 * @file: where the file goes; what is there is replaced
 *
 * Returns: (transfer full): a run that has not begun
 */
KabExportRun *
kab_export_run_new (KabClient *client, JsonNode *wanted, GFile *file)
{
  KabExportRun *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && wanted != NULL && G_IS_FILE (file), NULL);

  self = g_object_new (KAB_TYPE_EXPORT_RUN, NULL);
  self->client = g_object_ref (client);
  self->wanted = json_node_ref (wanted);
  self->file = g_object_ref (file);
  return self;
}

/**
 * kab_export_run_start:
 * @self: a run
 *
 * Dropping the future gives the file up, here and on the server. Rejects with %KAB_NET_ERROR or %G_IO_ERROR.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the file is here, whole
 */
DexFuture *
kab_export_run_start (KabExportRun *self)
{
  g_return_val_if_fail (KAB_IS_EXPORT_RUN (self), NULL);
  return kab_fiber_spawn (run_fiber, g_object_ref (self), g_object_unref);
}

/**
 * kab_export_run_get_done:
 * @self: a run
 *
 * Returns: how many rows the server has written
 */
guint
kab_export_run_get_done (KabExportRun *self)
{
  g_return_val_if_fail (KAB_IS_EXPORT_RUN (self), 0);
  return self->done;
}

/**
 * kab_export_run_get_total:
 * @self: a run
 *
 * Returns: how many rows there will be
 */
guint
kab_export_run_get_total (KabExportRun *self)
{
  g_return_val_if_fail (KAB_IS_EXPORT_RUN (self), 0);
  return self->total;
}

/**
 * kab_export_run_get_file:
 * @self: a run
 *
 * Returns: (transfer none): where the file goes
 */
GFile *
kab_export_run_get_file (KabExportRun *self)
{
  g_return_val_if_fail (KAB_IS_EXPORT_RUN (self), NULL);
  return self->file;
}
