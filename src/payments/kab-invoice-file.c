/* kab-invoice-file.c: an invoice leaves the program as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-fiber.h"
#include "kab-invoice-file.h"

#define LONGEST_NUMBER 40

typedef struct
{
  KabClient *client;
  KabPayment *payment;
  GFile *file;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->client);
  g_clear_object (&job->payment);
  g_clear_object (&job->file);
  g_free (job);
}

/**
 * kab_invoice_file_name:
 * @payment: a payment by invoice
 *
 * Returns: (transfer full): a name for the file, made by us: letters and figures of the number alone (G4, J11)
 */
char *
kab_invoice_file_name (KabPayment *payment)
{
  g_autoptr (GString) name = NULL;
  int kept = 0;

  g_return_val_if_fail (KAB_IS_PAYMENT (payment), NULL);

  /* Translators: the beginning of a file's name. */
  name = g_string_new (C_ ("file name", "invoice"));
  for (const char *c = kab_payment_get_number (payment); *c != '\0' && kept < LONGEST_NUMBER;
       c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      {
        if (kept++ == 0)
          g_string_append_c (name, '-');
        g_string_append_unichar (name, g_utf8_get_char (c));
      }
  g_string_append (name, ".pdf");
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static DexFuture *
write_fiber (gpointer data)
{
  Job *job = data;
  g_autoptr (KabRequest) request
      = kab_request_new_segments ("GET", "payments", kab_payment_get_id (job->payment), "invoice", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = dex_await_boxed (
      kab_client_send_for_bytes (job->client, request, "application/pdf", KAB_LIMIT_PDF), &error);

  if (document == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!dex_await (dex_file_replace_contents_bytes (job->file, document, NULL, FALSE,
                                                   G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION),
                  &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

/**
 * kab_invoice_file_write:
 * @client: the cabinet's way to its server
 * @payment: a payment by invoice
 * @file: where to
 *
 * Returns: (transfer full): a future that resolves when the invoice is there, whole
 */
DexFuture *
kab_invoice_file_write (KabClient *client, KabPayment *payment, GFile *file)
{
  Job *job;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_PAYMENT (payment) && G_IS_FILE (file), NULL);

  job = g_new0 (Job, 1);
  job->client = g_object_ref (client);
  job->payment = g_object_ref (payment);
  job->file = g_object_ref (file);
  return kab_fiber_spawn (write_fiber, job, job_free);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_reject (promise, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen"));
}

static DexFuture *
write_chosen (DexFuture *chosen, gpointer data)
{
  Job *job = data;
  const GValue *value = dex_future_get_value (chosen, NULL);

  return kab_invoice_file_write (job->client, job->payment, g_value_get_object (value));
}

/**
 * kab_invoice_file_save:
 * @from: the widget that asks
 * @client: the cabinet's way to its server
 * @payment: a payment by invoice
 *
 * Returns: (transfer full): a future that resolves when the invoice is in the file that the person chose; it is
 *   cancelled where none was chosen
 */
DexFuture *
kab_invoice_file_save (GtkWidget *from, KabClient *client, KabPayment *payment)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = NULL;
  DexPromise *promise;
  GtkRoot *root;
  Job *job;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && KAB_IS_CLIENT (client) && KAB_IS_PAYMENT (payment), NULL);

  name = kab_invoice_file_name (payment);
  promise = dex_promise_new_cancellable ();
  root = gtk_widget_get_root (from);
  gtk_file_dialog_set_title (dialog, _ ("Save the Invoice"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                        dex_promise_get_cancellable (promise), chosen_cb, dex_ref (promise));
  job = g_new0 (Job, 1);
  job->client = g_object_ref (client);
  job->payment = g_object_ref (payment);
  return dex_future_then (DEX_FUTURE (promise), write_chosen, job, job_free);
}
