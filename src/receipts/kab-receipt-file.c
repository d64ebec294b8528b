/* kab-receipt-file.c: a receipt leaves the program: as a file, or to another program. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "kab-receipt-file.h"

#define LONGEST_NUMBER 40

/* Files that another program was given; they go when the program does (G6). */
static GPtrArray *lent;

/* Letters and figures of a number that a server chose; everything else could mean something to a file system,
 * or turn the reading direction. */
static char *
tame (const char *number)
{
  g_autoptr (GString) tame = g_string_new (NULL);
  int kept = 0;

  for (const char *c = number; *c != '\0' && kept < LONGEST_NUMBER; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isalnum (letter))
        {
          g_string_append_unichar (tame, letter);
          kept++;
        }
      else if (tame->len > 0 && tame->str[tame->len - 1] != '-')
        g_string_append_c (tame, '-');
    }
  while (tame->len > 0 && tame->str[tame->len - 1] == '-')
    g_string_truncate (tame, tame->len - 1);
  return g_string_free (g_steal_pointer (&tame), FALSE);
}

/**
 * kab_receipt_file_name:
 * @receipt: a receipt
 *
 * Returns: (transfer full): a name for its file, made by us: receipt-NUMBER-MONTH.pdf (G4, J11)
 */
char *
kab_receipt_file_name (KabReceipt *receipt)
{
  const char *number;
  g_autofree char *tamed = NULL;
  const GDate *month;
  g_autoptr (GString) name = NULL;

  g_return_val_if_fail (KAB_IS_RECEIPT (receipt), NULL);

  number = kab_receipt_get_number (receipt);
  tamed = tame (number != NULL ? number : "");
  month = kab_receipt_get_month (receipt);
  /* Translators: the beginning of a file's name. */
  name = g_string_new (C_ ("file name", "receipt"));
  if (tamed[0] != '\0')
    g_string_append_printf (name, "-%s", tamed);
  if (month != NULL)
    g_string_append_printf (name, "-%04d-%02d", g_date_get_year (month), g_date_get_month (month));
  g_string_append (name, ".pdf");
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * kab_receipt_file_name_period:
 * @receipts: (element-type KabReceipt): receipts, the newest first
 *
 * Returns: (transfer full): a name for one file of all of them: receipts-ACCOUNT-MONTH-MONTH.pdf
 */
char *
kab_receipt_file_name_period (GListModel *receipts)
{
  guint n;
  g_autoptr (KabReceipt) newest = NULL;
  g_autoptr (KabReceipt) oldest = NULL;
  g_autofree char *account = NULL;
  const GDate *from, *to;

  g_return_val_if_fail (G_IS_LIST_MODEL (receipts), NULL);

  n = g_list_model_get_n_items (receipts);
  g_return_val_if_fail (n > 0, NULL);
  newest = g_list_model_get_item (receipts, 0);
  oldest = g_list_model_get_item (receipts, n - 1);
  account = tame (kab_receipt_get_account (newest));
  from = kab_receipt_get_month (oldest);
  to = kab_receipt_get_month (newest);
  return g_strdup_printf ("%s%s%s-%04d-%02d-%04d-%02d.pdf",
                          /* Translators: the beginning of a file's name. */
                          C_ ("file name", "receipts"), account[0] != '\0' ? "-" : "", account,
                          g_date_get_year (from), g_date_get_month (from), g_date_get_year (to),
                          g_date_get_month (to));
}

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
 * kab_receipt_file_write:
 * @file: where to
 * @document: the document as it came
 *
 * Writes beside the file and renames, so that it is there whole or not at all, also when the disk is full;
 * nobody else may read it (G4). GIO's own replacing puts a half-written file in the place of a good one.
 *
 * Returns: (transfer full): a future that resolves when it is written, or rejects with %G_IO_ERROR
 */
DexFuture *
kab_receipt_file_write (GFile *file, GBytes *document)
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
 * kab_receipt_file_ask:
 * @from: the widget that asks
 * @name: the name to propose
 *
 * Returns: (transfer full): a future that resolves to the #GFile that the person chose; cancelled if none
 */
DexFuture *
kab_receipt_file_ask (GtkWidget *from, const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && name != NULL, NULL);

  promise = dex_promise_new_cancellable ();
  gtk_file_dialog_set_title (dialog, _ ("Save the Receipt"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (from), dex_promise_get_cancellable (promise), chosen_cb,
                        dex_ref (promise));
  return DEX_FUTURE (promise);
}

/**
 * kab_receipt_file_ask_folder:
 * @from: the widget that asks
 *
 * Returns: (transfer full): a future that resolves to the #GFile of a folder; cancelled if none was chosen
 */
DexFuture *
kab_receipt_file_ask_folder (GtkWidget *from)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);

  promise = dex_promise_new_cancellable ();
  g_object_set_data (G_OBJECT (dialog), "kab-folder", GINT_TO_POINTER (TRUE));
  gtk_file_dialog_set_title (dialog, _ ("Save the Receipts"));
  gtk_file_dialog_select_folder (dialog, get_window (from), dex_promise_get_cancellable (promise), chosen_cb,
                                 dex_ref (promise));
  return DEX_FUTURE (promise);
}

/**
 * kab_receipt_file_open_elsewhere:
 * @from: the widget that asks
 * @receipt: what the document is
 * @document: the document as it came
 * @error: return location for an error
 *
 * Lends the document to the program that the person uses for such documents. It needs a file, which lies in
 * the session's own folder, in memory on most systems, until kab_receipt_file_forget().
 *
 * Returns: whether the document could be laid there
 */
gboolean
kab_receipt_file_open_elsewhere (GtkWidget *from, KabReceipt *receipt, GBytes *document, GError **error)
{
  g_autofree char *pattern = g_build_filename (g_get_user_runtime_dir (), "kabinet-XXXXXX", NULL);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GtkFileLauncher) launcher = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && KAB_IS_RECEIPT (receipt) && document != NULL, FALSE);

  name = kab_receipt_file_name (receipt);
  if (g_mkdtemp (pattern) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("There is no place for the document."));
      return FALSE;
    }
  path = g_build_filename (pattern, name, NULL);
  if (lent == NULL)
    lent = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (lent, g_strdup (path));
  if (!g_file_set_contents_full (path, g_bytes_get_data (document, NULL),
                                 (gssize) g_bytes_get_size (document), G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 error))
    return FALSE;
  file = g_file_new_for_path (path);
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, get_window (from), NULL, NULL, NULL);
  return TRUE;
}

/**
 * kab_receipt_file_describe:
 * @error: why a file could not be written
 *
 * Returns: (transfer full): the same in words for people
 */
char *
kab_receipt_file_describe (const GError *error)
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

/**
 * kab_receipt_file_forget:
 *
 * Removes what other programs were lent. To be called when the program ends, and when a person signs out.
 */
void
kab_receipt_file_forget (void)
{
  for (guint i = 0; lent != NULL && i < lent->len; i++)
    {
      const char *path = g_ptr_array_index (lent, i);
      g_autofree char *folder = g_path_get_dirname (path);

      g_unlink (path);
      g_rmdir (folder);
    }
  g_clear_pointer (&lent, g_ptr_array_unref);
}
