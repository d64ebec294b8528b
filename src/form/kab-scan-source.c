/* kab-scan-source.c: the bytes of a picture that was chosen, dropped or pasted. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-fiber.h"
#include "kab-scan-source.h"

#define READ_SECONDS 30
#define CHUNK (256 * 1024)

/* The toolkit would decode what comes as a picture; here it stays bytes, for the helper to open (G2). */
static const char *const media_types[] = { "image/png", "image/jpeg", "application/pdf", NULL };

typedef struct
{
  DexFuture *arriving; /* a stream, or a file, or files */
  gsize limit;
  GdkDrop *drop; /* to be thanked */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  dex_clear (&job->arriving);
  g_clear_object (&job->drop);
  g_free (job);
}

static DexFuture *
refuse_size (void)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "%s", _ ("The picture is too large."));
}

/* Awaits. */
static DexFuture *
drain (GInputStream *stream, gsize limit)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) part = dex_await_boxed (
          dex_future_first (dex_input_stream_read_bytes (stream, CHUNK, G_PRIORITY_DEFAULT),
                            dex_timeout_new_seconds (READ_SECONDS), NULL),
          &error);

      if (part == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (g_bytes_get_size (part) == 0)
        return dex_future_new_take_boxed (G_TYPE_BYTES, g_byte_array_free_to_bytes (g_steal_pointer (&all)));
      if (all->len + g_bytes_get_size (part) > limit)
        return refuse_size ();
      g_byte_array_append (all, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
    }
}

/* Awaits. */
static DexFuture *
read_file (GFile *file, gsize limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = dex_await_object (dex_file_read (file, G_PRIORITY_DEFAULT), &error);

  if (stream == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return drain (G_INPUT_STREAM (stream), limit);
}

static DexFuture *
read_fiber (gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) arrived = dex_await_object (g_steal_pointer (&job->arriving), &error);
  DexFuture *bytes;

  if (arrived == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  bytes = G_IS_FILE (arrived) ? read_file (G_FILE (arrived), job->limit)
                              : drain (G_INPUT_STREAM (arrived), job->limit);
  if (job->drop != NULL)
    gdk_drop_finish (job->drop, GDK_ACTION_COPY);
  return bytes;
}

static DexFuture *
read_arriving (DexPromise *arriving, GdkDrop *drop, gsize limit)
{
  Job *job = g_new0 (Job, 1);

  job->arriving = DEX_FUTURE (arriving);
  job->limit = limit;
  g_set_object (&job->drop, drop);
  return kab_fiber_spawn (read_fiber, job, job_free);
}

/* A list of files of which the first counts. */
static void
take_files (DexPromise *promise, const GValue *value, GError *error)
{
  GSList *files = value != NULL ? g_value_get_boxed (value) : NULL;

  if (files != NULL)
    dex_promise_resolve_object (promise, g_object_ref (files->data));
  else
    dex_promise_reject (promise, error != NULL ? error
                                               : g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                                              _ ("There is no picture.")));
}

static void
take_stream (DexPromise *promise, GInputStream *stream, GError *error)
{
  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, error);
}

static void
clipboard_files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;

  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  take_files (promise, value, error);
}

static void
clipboard_stream_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  GInputStream *stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  take_stream (promise, stream, error);
}

static void
drop_files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, &error);

  take_files (promise, value, error);
}

static void
drop_stream_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  GInputStream *stream = gdk_drop_read_finish (GDK_DROP (source), result, NULL, &error);

  take_stream (promise, stream, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_reject (promise, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen"));
}

/**
 * kab_scan_source_dup_formats:
 *
 * Returns: (transfer full): what can be dropped or pasted: files, and pictures as bytes
 */
GdkContentFormats *
kab_scan_source_dup_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  for (gsize i = 0; media_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, media_types[i]);
  return gdk_content_formats_builder_free_to_formats (builder);
}

/**
 * kab_scan_source_read_file:
 * @file: a file
 * @limit: the most bytes it may have
 *
 * Returns: (transfer full): a future that resolves to #GBytes, or rejects with %G_IO_ERROR
 */
DexFuture *
kab_scan_source_read_file (GFile *file, gsize limit)
{
  DexPromise *promise;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  promise = dex_promise_new ();
  dex_promise_resolve_object (promise, g_object_ref (file));
  return read_arriving (promise, NULL, limit);
}

/**
 * kab_scan_source_read_clipboard:
 * @clipboard: a clipboard that has one of kab_scan_source_dup_formats()
 * @limit: the most bytes to take
 *
 * Returns: (transfer full): a future that resolves to #GBytes, or rejects with %G_IO_ERROR
 */
DexFuture *
kab_scan_source_read_clipboard (GdkClipboard *clipboard, gsize limit)
{
  DexPromise *promise;
  GCancellable *cancellable;

  g_return_val_if_fail (GDK_IS_CLIPBOARD (clipboard), NULL);

  promise = dex_promise_new_cancellable ();
  cancellable = dex_promise_get_cancellable (promise);
  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, cancellable,
                                    clipboard_files_cb, dex_ref (promise));
  else
    gdk_clipboard_read_async (clipboard, (const char **) media_types, G_PRIORITY_DEFAULT, cancellable,
                              clipboard_stream_cb, dex_ref (promise));
  return read_arriving (promise, NULL, limit);
}

/**
 * kab_scan_source_read_drop:
 * @drop: something dropped of one of kab_scan_source_dup_formats()
 * @limit: the most bytes to take
 *
 * Returns: (transfer full): a future that resolves to #GBytes, or rejects with %G_IO_ERROR
 */
DexFuture *
kab_scan_source_read_drop (GdkDrop *drop, gsize limit)
{
  DexPromise *promise;
  GCancellable *cancellable;

  g_return_val_if_fail (GDK_IS_DROP (drop), NULL);

  promise = dex_promise_new_cancellable ();
  cancellable = dex_promise_get_cancellable (promise);
  if (gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST))
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, cancellable, drop_files_cb,
                               dex_ref (promise));
  else
    gdk_drop_read_async (drop, (const char **) media_types, G_PRIORITY_DEFAULT, cancellable, drop_stream_cb,
                         dex_ref (promise));
  return read_arriving (promise, drop, limit);
}

/**
 * kab_scan_source_choose:
 * @from: the widget that asks
 *
 * Returns: (transfer full): a future that resolves to the #GFile that the person chose; cancelled if none
 */
DexFuture *
kab_scan_source_choose (GtkWidget *from)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  DexPromise *promise;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);

  root = gtk_widget_get_root (from);
  promise = dex_promise_new_cancellable ();
  for (gsize i = 0; media_types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, media_types[i]);
  gtk_file_filter_set_name (filter, _ ("Pictures and PDF"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, _ ("Picture of the Receipt"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                        dex_promise_get_cancellable (promise), chosen_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}
