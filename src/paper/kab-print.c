/* kab-print.c: paper from a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-fiber.h"
#include "kab-print.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GtkPrintSetup, gtk_print_setup_unref)

typedef struct
{
  GtkPrintDialog *dialog;
  GtkWindow *window;
  KabRenderer *renderer;
  guint current;
  DexFuture *set_up;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->dialog);
  g_clear_object (&job->window);
  g_clear_object (&job->renderer);
  dex_clear (&job->set_up);
  g_free (job);
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GtkPrintSetup *setup = gtk_print_dialog_setup_finish (GTK_PRINT_DIALOG (source), result, &error);

  if (setup != NULL)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, GTK_TYPE_PRINT_SETUP);
      g_value_take_boxed (&value, setup);
      dex_promise_resolve (promise, &value);
    }
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static void
stream_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GOutputStream *stream = gtk_print_dialog_print_finish (GTK_PRINT_DIALOG (source), result, &error);

  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

/**
 * kab_print_choose_pages:
 * @settings: what the person chose in the dialog
 * @n_pages: how many pages there are
 * @current: the page that is shown
 * @n_chosen: (out): how many pages to print
 *
 * Returns: (transfer full) (array length=n_chosen): indexes of the pages to print, in order; %NULL for all
 */
guint32 *
kab_print_choose_pages (GtkPrintSettings *settings, guint n_pages, guint current, gsize *n_chosen)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree GtkPageRange *ranges = NULL;
  int n_ranges = 0;

  g_return_val_if_fail (GTK_IS_PRINT_SETTINGS (settings) && n_chosen != NULL, NULL);

  *n_chosen = 0;
  switch (gtk_print_settings_get_print_pages (settings))
    {
    case GTK_PRINT_PAGES_CURRENT:
      g_array_append_val (pages, current);
      break;
    case GTK_PRINT_PAGES_RANGES:
      ranges = gtk_print_settings_get_page_ranges (settings, &n_ranges);
      for (int i = 0; i < n_ranges; i++)
        for (guint32 page = (guint32) MAX (ranges[i].start, 0); (int) page <= ranges[i].end && page < n_pages;
             page++)
          g_array_append_val (pages, page);
      break;
    case GTK_PRINT_PAGES_ALL:
    case GTK_PRINT_PAGES_SELECTION:
    default:
      return NULL;
    }
  *n_chosen = pages->len;
  return (guint32 *) (gpointer) g_array_free (g_steal_pointer (&pages), FALSE);
}

/* Awaits. The document, or one of the pages that the person chose: a printer is sent a finished PDF, and no
 * setting makes it leave pages out of that. */
static GBytes *
dup_chosen (Job *job, GtkPrintSetup *setup, GError **error)
{
  GtkPrintSettings *settings = gtk_print_setup_get_print_settings (setup);
  g_autofree guint32 *pages = NULL;
  gsize n_pages;

  if (settings == NULL)
    return g_bytes_ref (kab_renderer_get_document (job->renderer));
  pages = kab_print_choose_pages (settings, kab_renderer_get_n_pages (job->renderer), job->current, &n_pages);
  if (pages == NULL)
    return g_bytes_ref (kab_renderer_get_document (job->renderer));
  return dex_await_boxed (kab_renderer_extract (job->renderer, pages, n_pages), error);
}

static DexFuture *
print_fiber (gpointer data)
{
  Job *job = data;
  DexPromise *printing;
  g_autoptr (GtkPrintSetup) setup = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  setup = dex_await_boxed (g_steal_pointer (&job->set_up), &error);
  if (setup == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  document = dup_chosen (job, setup, &error);
  if (document == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  printing = dex_promise_new_cancellable ();
  gtk_print_dialog_print (job->dialog, job->window, setup, dex_promise_get_cancellable (printing),
                          stream_ready_cb, dex_ref (printing));
  output = dex_await_object (DEX_FUTURE (printing), &error);
  if (output == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  input = g_memory_input_stream_new_from_bytes (document);
  return dex_output_stream_splice (output, input,
                                   G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                   G_PRIORITY_DEFAULT);
}

/**
 * kab_print_document:
 * @from: the widget that asks
 * @renderer: the open document
 * @current: the page that is shown
 * @title: what the print queue calls it
 *
 * Asks for printer and pages, then prints (G3).
 *
 * Returns: (transfer full): a future that resolves when the printer has taken the document, or rejects with
 *   %GTK_DIALOG_ERROR, %KAB_RENDER_ERROR or %G_IO_ERROR
 */
DexFuture *
kab_print_document (GtkWidget *from, KabRenderer *renderer, guint current, const char *title)
{
  DexPromise *set_up;
  Job *job;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && KAB_IS_RENDERER (renderer) && title != NULL, NULL);

  root = gtk_widget_get_root (from);
  job = g_new0 (Job, 1);
  job->dialog = gtk_print_dialog_new ();
  job->window = GTK_IS_WINDOW (root) ? g_object_ref (GTK_WINDOW (root)) : NULL;
  job->renderer = g_object_ref (renderer);
  job->current = current;
  gtk_print_dialog_set_title (job->dialog, title);
  /* The dialog is shown from here, not from the fiber, whose stack is small. */
  set_up = dex_promise_new_cancellable ();
  gtk_print_dialog_setup (job->dialog, job->window, dex_promise_get_cancellable (set_up), set_up_cb,
                          dex_ref (set_up));
  job->set_up = DEX_FUTURE (set_up);
  return kab_fiber_spawn (print_fiber, job, job_free);
}
