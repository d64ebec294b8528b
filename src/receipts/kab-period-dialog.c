/* kab-period-dialog.c: saves the receipts of some months into a folder. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-fiber.h"
#include "kab-format.h"
#include "kab-period-dialog.h"
#include "kab-receipt-file.h"
#include "kab-settle.h"

/* Months are listed as the receipts come, the newest first; both rows show the same list (S-51). */
struct _KabPeriodDialog
{
  AdwDialog parent_instance;

  AdwComboRow *first;
  AdwComboRow *last;
  GtkLabel *note;
  GtkButton *save;

  KabClient *client;
  GListModel *receipts;
  GArray *months; /* GDate */
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabPeriodDialog, kab_period_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  KabClient *client;
  GListModel *receipts;
  GFile *folder;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->client);
  g_clear_object (&job->receipts);
  g_clear_object (&job->folder);
  g_free (job);
}

static DexFuture *
save_fiber (gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  guint n = g_list_model_get_n_items (job->receipts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabReceipt) receipt = g_list_model_get_item (job->receipts, i);
      g_autoptr (KabRequest) request
          = kab_request_new_segments ("GET", "receipts", kab_receipt_get_id (receipt), "file", NULL);
      g_autofree char *name = kab_receipt_file_name (receipt);
      g_autoptr (GFile) file = g_file_get_child (job->folder, name);
      g_autoptr (GBytes) document = NULL;

      document = dex_await_boxed (
          kab_client_send_for_bytes (job->client, request, "application/pdf", KAB_LIMIT_PDF), &error);
      if (document == NULL || !dex_await (kab_receipt_file_write (file, document), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
  return dex_future_new_for_int ((int) n);
}

/**
 * kab_period_dialog_save:
 * @client: the cabinet's way to its server
 * @receipts: a list of #KabReceipt
 * @folder: where to
 *
 * Fetches one document after the other; a failure leaves those before it.
 *
 * Returns: (transfer full): a future that resolves to how many files were written (int)
 */
DexFuture *
kab_period_dialog_save (KabClient *client, GListModel *receipts, GFile *folder)
{
  Job *job;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && G_IS_LIST_MODEL (receipts) && G_IS_FILE (folder), NULL);

  job = g_new0 (Job, 1);
  job->client = g_object_ref (client);
  job->receipts = g_object_ref (receipts);
  job->folder = g_object_ref (folder);
  return kab_fiber_spawn (save_fiber, job, job_free);
}

/* Returns: (transfer full): the receipts of the chosen months. */
static GListModel *
dup_chosen (KabPeriodDialog *self)
{
  GListStore *chosen = g_list_store_new (KAB_TYPE_RECEIPT);
  guint a = adw_combo_row_get_selected (self->first);
  guint b = adw_combo_row_get_selected (self->last);

  if (a >= self->months->len || b >= self->months->len)
    return G_LIST_MODEL (chosen);
  for (guint i = 0; i < g_list_model_get_n_items (self->receipts); i++)
    {
      g_autoptr (KabReceipt) receipt = g_list_model_get_item (self->receipts, i);
      const GDate *month = kab_receipt_get_month (receipt);
      const GDate *from = &g_array_index (self->months, GDate, MAX (a, b));
      const GDate *to = &g_array_index (self->months, GDate, MIN (a, b));

      if (month != NULL && g_date_compare (month, from) >= 0 && g_date_compare (month, to) <= 0)
        g_list_store_append (chosen, receipt);
    }
  return G_LIST_MODEL (chosen);
}

static void
period_changed_cb (KabPeriodDialog *self)
{
  g_autoptr (GListModel) chosen = dup_chosen (self);
  guint n = g_list_model_get_n_items (chosen);
  g_autofree char *label = g_strdup_printf (ngettext ("Save %u Receipt…", "Save %u Receipts…", n), n);

  gtk_button_set_label (self->save, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), n > 0);
}

static void
saved (gpointer object, const GValue *value, const GError *error)
{
  KabPeriodDialog *self = object;
  g_autofree char *text = NULL;

  dex_clear (&self->pending);
  if (value == NULL)
    {
      text = kab_error_describe (error);
      gtk_label_set_label (self->note, text);
      period_changed_cb (self);
      return;
    }
  text
      = g_strdup_printf (ngettext ("%d receipt saved", "%d receipts saved", (gulong) g_value_get_int (value)),
                         g_value_get_int (value));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
folder_chosen (gpointer object, const GValue *value, const GError *error)
{
  KabPeriodDialog *self = object;
  g_autoptr (GListModel) chosen = dup_chosen (self);

  dex_clear (&self->pending);
  if (value == NULL)
    {
      if (!kab_error_is_cancelled (error))
        gtk_label_set_label (self->note, error->message);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  gtk_label_set_label (self->note, _ ("Saving…"));
  self->pending
      = kab_settle (kab_period_dialog_save (self->client, chosen, g_value_get_object (value)), self, saved);
}

static void
save_clicked_cb (KabPeriodDialog *self)
{
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_receipt_file_ask_folder (GTK_WIDGET (self)), self, folder_chosen);
}

static void
kab_period_dialog_dispose (GObject *object)
{
  KabPeriodDialog *self = KAB_PERIOD_DIALOG (object);

  dex_clear (&self->pending);
  g_clear_object (&self->client);
  g_clear_object (&self->receipts);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_PERIOD_DIALOG);
  G_OBJECT_CLASS (kab_period_dialog_parent_class)->dispose (object);
}

static void
kab_period_dialog_finalize (GObject *object)
{
  g_array_unref (KAB_PERIOD_DIALOG (object)->months);
  G_OBJECT_CLASS (kab_period_dialog_parent_class)->finalize (object);
}

static void
kab_period_dialog_class_init (KabPeriodDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_period_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_period_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/receipts/kab-period-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPeriodDialog, first);
  gtk_widget_class_bind_template_child (widget_class, KabPeriodDialog, last);
  gtk_widget_class_bind_template_child (widget_class, KabPeriodDialog, note);
  gtk_widget_class_bind_template_child (widget_class, KabPeriodDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
kab_period_dialog_init (KabPeriodDialog *self)
{
  self->months = g_array_new (FALSE, FALSE, sizeof (GDate));
  self->receipts = G_LIST_MODEL (g_list_store_new (KAB_TYPE_RECEIPT));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Fills the list of months, the newest on top. */
static GtkStringList *
list_months (KabPeriodDialog *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->receipts); i++)
    {
      g_autoptr (KabReceipt) receipt = g_list_model_get_item (self->receipts, i);
      const GDate *month = kab_receipt_get_month (receipt);
      g_autofree char *name = NULL;

      if (month == NULL
          || (self->months->len > 0
              && g_date_compare (month, &g_array_index (self->months, GDate, self->months->len - 1)) >= 0))
        continue;
      g_array_append_vals (self->months, month, 1);
      name = kab_format_month_title (month);
      gtk_string_list_append (names, name);
    }
  return names;
}

/**
 * kab_period_dialog_new:
 * @client: the cabinet's way to its server
 * @receipts: a list of #KabReceipt, the newest on top
 *
 * Returns: (transfer floating): a dialog that asks for a period and a folder
 */
AdwDialog *
kab_period_dialog_new (KabClient *client, GListModel *receipts)
{
  KabPeriodDialog *self;
  g_autoptr (GtkStringList) names = NULL;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && G_IS_LIST_MODEL (receipts), NULL);

  self = g_object_new (KAB_TYPE_PERIOD_DIALOG, NULL);
  self->client = g_object_ref (client);
  g_set_object (&self->receipts, receipts);
  names = list_months (self);
  adw_combo_row_set_model (self->first, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->last, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->first, self->months->len > 0 ? MIN (self->months->len - 1, 11) : 0);
  adw_combo_row_set_selected (self->last, 0);
  period_changed_cb (self);
  return ADW_DIALOG (self);
}
