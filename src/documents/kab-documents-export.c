/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-documents-export.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-error-text.h"
#include "kab-settle.h"

/* A bar that is there while a file is made: what it is, how far, a way to give it up; then what came of it, until it
 * is closed. */
struct _KabDocumentsExport
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *text;
  GtkProgressBar *progress;
  GtkButton *show;
  GtkButton *close;

  KabExportRun *run;
  DexFuture *running;
};

G_DEFINE_FINAL_TYPE (KabDocumentsExport, kab_documents_export, GTK_TYPE_WIDGET)

static void
say (KabDocumentsExport *self, const char *text)
{
  gtk_label_set_text (self->text, text);
}

static void
progress_cb (KabDocumentsExport *self)
{
  guint done = kab_export_run_get_done (self->run);
  guint total = kab_export_run_get_total (self->run);
  /* Translators: how many documents are in the file so far, and how many there will be. */
  g_autofree char *text = g_strdup_printf (_ ("Exporting: %u of %u"), done, total);

  say (self, text);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) done / total : 0);
}

static void
show_end (KabDocumentsExport *self, const char *text, gboolean whole)
{
  say (self, text);
  kab_announce (GTK_WIDGET (self), text, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->show), whole);
  gtk_button_set_label (self->close, _ ("Close"));
}

static void
settled (gpointer object, const GValue *value, const GError *error)
{
  KabDocumentsExport *self = object;
  g_autofree char *name = g_file_get_basename (kab_export_run_get_file (self->run));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *reason = value == NULL ? kab_error_describe (error) : NULL;
  /* Translators: the first is the name of a file. */
  g_autofree char *text = value != NULL
                              ? g_strdup_printf (ngettext ("“%s”: %u document", "“%s”: %u documents",
                                                           kab_export_run_get_total (self->run)),
                                                 shown, kab_export_run_get_total (self->run))
                              /* Translators: why there is no file. */
                              : g_strdup_printf (_ ("Not exported. %s"), reason);

  dex_clear (&self->running);
  show_end (self, text, value != NULL);
}

static void
show_clicked_cb (KabDocumentsExport *self)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (kab_export_run_get_file (self->run));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_launcher_open_containing_folder (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                            NULL, NULL);
}

/* While it runs the button gives it up. */
static void
close_clicked_cb (KabDocumentsExport *self)
{
  dex_clear (&self->running);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
kab_documents_export_dispose (GObject *object)
{
  KabDocumentsExport *self = KAB_DOCUMENTS_EXPORT (object);

  dex_clear (&self->running);
  g_clear_object (&self->run);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_DOCUMENTS_EXPORT);
  G_OBJECT_CLASS (kab_documents_export_parent_class)->dispose (object);
}

static void
kab_documents_export_class_init (KabDocumentsExportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_documents_export_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/documents/kab-documents-export.ui");
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsExport, revealer);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsExport, text);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsExport, progress);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsExport, show);
  gtk_widget_class_bind_template_child (widget_class, KabDocumentsExport, close);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
kab_documents_export_init (KabDocumentsExport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_documents_export_start:
 * @self: the bar
 * @client: whose list
 * @wanted: what POST /exports takes
 * @file: where the file goes
 */
void
kab_documents_export_start (KabDocumentsExport *self, KabClient *client, JsonNode *wanted, GFile *file)
{
  g_return_if_fail (KAB_IS_DOCUMENTS_EXPORT (self) && KAB_IS_CLIENT (client));

  dex_clear (&self->running);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_func (self->run, progress_cb, self);
  g_clear_object (&self->run);
  self->run = kab_export_run_new (client, wanted, file);
  g_signal_connect_object (self->run, "notify::done", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  say (self, _ ("Exporting…"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->show), FALSE);
  gtk_button_set_label (self->close, _ ("Cancel"));
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  self->running = kab_settle (kab_export_run_start (self->run), self, settled);
}

typedef struct
{
  GWeakRef bar;
  KabClient *client;
  JsonNode *wanted;
} Asking;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (KabDocumentsExport) self = g_weak_ref_get (&asking->bar);

  if (file != NULL && self != NULL)
    kab_documents_export_start (self, asking->client, asking->wanted, file);
  g_weak_ref_clear (&asking->bar);
  g_object_unref (asking->client);
  json_node_unref (asking->wanted);
  g_free (asking);
}

/**
 * kab_documents_export_ask:
 * @self: the bar
 * @client: whose list
 * @wanted: what POST /exports takes
 * @name: what the file is called at first, without an ending
 *
 * Asks where the file shall go, and starts.
 */
void
kab_documents_export_ask (KabDocumentsExport *self, KabClient *client, JsonNode *wanted, const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file = NULL;
  GtkRoot *root;
  Asking *asking;

  g_return_if_fail (KAB_IS_DOCUMENTS_EXPORT (self) && KAB_IS_CLIENT (client) && name != NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  asking = g_new0 (Asking, 1);
  g_weak_ref_init (&asking->bar, self);
  asking->client = g_object_ref (client);
  asking->wanted = json_node_ref (wanted);
  file = g_strdelimit (g_strconcat (name, ".csv", NULL), "/", '-');
  gtk_file_dialog_set_title (dialog, _ ("Export"));
  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, asking);
}

/**
 * kab_documents_export_get_busy:
 * @self: the bar
 *
 * Returns: whether a file is on its way
 */
gboolean
kab_documents_export_get_busy (KabDocumentsExport *self)
{
  g_return_val_if_fail (KAB_IS_DOCUMENTS_EXPORT (self), FALSE);
  return self->running != NULL;
}
