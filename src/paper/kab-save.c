/* kab-save.c: a document becomes a file of the person's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "kab-save.h"

typedef struct
{
  char *path;
  GBytes *document;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->path);
  g_bytes_unref (writing->document);
  g_free (writing);
}

static gboolean
write_fully (int fd, GBytes *document)
{
  gsize left;
  const guint8 *data = g_bytes_get_data (document, &left);

  while (left > 0)
    {
      gssize put = write (fd, data, left);

      if (put < 0 && errno == EINTR)
        continue;
      if (put <= 0)
        return FALSE;
      data += put;
      left -= (gsize) put;
    }
  return fsync (fd) == 0;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  g_autofree char *beside = g_strdup_printf ("%s.XXXXXX", writing->path);
  g_autofd int fd = g_mkstemp_full (beside, O_RDWR | O_CLOEXEC, 0600);
  int wrong = errno;

  if (fd >= 0 && write_fully (fd, writing->document) && g_rename (beside, writing->path) == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (fd >= 0)
    {
      wrong = errno;
      g_unlink (beside);
    }
  g_task_return_new_error (task, G_IO_ERROR, (int) g_io_error_from_errno (wrong), "%s", g_strerror (wrong));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

/**
 * kab_save_write:
 * @file: where to
 * @document: the document as it came
 *
 * Writes beside the file and renames, so that it is there whole or not at all, also when the disk is full;
 * nobody else may read it (G4). GIO's own replacing puts a half-written file in the place of a good one.
 *
 * Returns: (transfer full): a future that resolves when it is written, or rejects with %G_IO_ERROR
 */
DexFuture *
kab_save_write (GFile *file, GBytes *document)
{
  g_autoptr (GTask) task = NULL;
  DexPromise *promise;
  Writing *writing;

  g_return_val_if_fail (G_IS_FILE (file) && document != NULL, NULL);

  if (g_file_peek_path (file) == NULL)
    return dex_file_replace_contents_bytes (file, document, NULL, FALSE,
                                            G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION);
  promise = dex_promise_new ();
  writing = g_new0 (Writing, 1);
  writing->path = g_file_get_path (file);
  writing->document = g_bytes_ref (document);
  task = g_task_new (NULL, NULL, written_cb, dex_ref (promise));
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_thread);
  return DEX_FUTURE (promise);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  gboolean folder = g_object_get_data (G_OBJECT (source), "kab-folder") != NULL;
  GFile *file = folder ? gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error)
                       : gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_reject (promise, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen"));
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * kab_save_ask:
 * @from: the widget that asks
 * @title: of the dialog
 * @name: the name to propose
 *
 * Returns: (transfer full): a future that resolves to the #GFile that the person chose; cancelled if none
 */
DexFuture *
kab_save_ask (GtkWidget *from, const char *title, const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && title != NULL && name != NULL, NULL);

  promise = dex_promise_new_cancellable ();
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (from), dex_promise_get_cancellable (promise), chosen_cb,
                        dex_ref (promise));
  return DEX_FUTURE (promise);
}

/**
 * kab_save_ask_folder:
 * @from: the widget that asks
 * @title: of the dialog
 *
 * Returns: (transfer full): a future that resolves to the #GFile of a folder; cancelled if none was chosen
 */
DexFuture *
kab_save_ask_folder (GtkWidget *from, const char *title)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);

  promise = dex_promise_new_cancellable ();
  g_object_set_data (G_OBJECT (dialog), "kab-folder", GINT_TO_POINTER (TRUE));
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_folder (dialog, get_window (from), dex_promise_get_cancellable (promise), chosen_cb,
                                 dex_ref (promise));
  return DEX_FUTURE (promise);
}

/**
 * kab_save_describe:
 * @error: why a file could not be written
 *
 * Returns: (transfer full): the same in words for people
 */
char *
kab_save_describe (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (_ ("There is no space left in that place."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return g_strdup (_ ("You may not write in that folder."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return g_strdup (_ ("That folder is not there any more."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return g_strdup (_ ("There is a folder of that name."));
  return g_strdup (error->message);
}
