/* kab-receipt-file.c: a receipt leaves the program: as a file, or to another program. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

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

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
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
