/* kab-period-dialog.c: asks which months' receipts to save, and shows how it goes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-format.h"
#include "kab-period-dialog.h"
#include "kab-period-job.h"
#include "kab-receipt-file.h"
#include "kab-save.h"
#include "kab-render-process.h"
#include "kab-settle.h"

/* Months are listed as the receipts come, the newest first; both rows show the same list (S-51). */
struct _KabPeriodDialog
{
  AdwDialog parent_instance;

  AdwComboRow *first;
  AdwComboRow *last;
  AdwToggleGroup *forms;
  GtkLabel *note;
  GtkProgressBar *progress;
  GtkButton *save;

  KabClient *client;
  GListModel *receipts;
  GArray *months;    /* GDate */
  KabPeriodJob *job; /* while it runs */
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabPeriodDialog, kab_period_dialog, ADW_TYPE_DIALOG)

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

static gboolean
is_merged (KabPeriodDialog *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->forms), "merged") == 0;
}

/* While the job runs nothing can be chosen, and the button stops it. */
static void
update (KabPeriodDialog *self)
{
  g_autoptr (GListModel) chosen = dup_chosen (self);
  guint n = g_list_model_get_n_items (chosen);
  gboolean busy = self->job != NULL;
  g_autofree char *label = busy ? g_strdup (_ ("Stop"))
                                : g_strdup_printf (ngettext ("Save %u Receipt…", "Save %u Receipts…", n), n);

  gtk_button_set_label (self->save, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), busy || n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->first), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->last), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->forms), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
}

static void
period_changed_cb (KabPeriodDialog *self)
{
  update (self);
}

static void
job_advanced_cb (KabPeriodDialog *self)
{
  g_autoptr (GListModel) chosen = dup_chosen (self);
  guint n = g_list_model_get_n_items (chosen);
  guint done = self->job != NULL ? kab_period_job_get_done (self->job) : 0;
  /* Translators: how many receipts are saved, of how many. */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), done, n);

  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) done / n : 0);
  gtk_progress_bar_set_text (self->progress, text);
}

static void
tell (KabPeriodDialog *self, const char *text)
{
  gtk_label_set_label (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), text[0] != '\0');
  if (text[0] != '\0')
    kab_announce (GTK_WIDGET (self), text, FALSE);
}

/* How far it came; what was saved before it stopped is there. */
static void
tell_stopped (KabPeriodDialog *self, KabPeriodJob *job, const char *why)
{
  guint kept = is_merged (self) ? 0 : kab_period_job_get_saved (job);
  g_autofree char *saved = g_strdup_printf (ngettext ("%u receipt saved", "%u receipts saved", kept), kept);
  g_autofree char *text = g_strdup_printf ("%s\n%s", why, saved);

  tell (self, text);
}

static void
saved (gpointer object, const GValue *value, const GError *error)
{
  KabPeriodDialog *self = object;
  g_autoptr (KabPeriodJob) job = g_steal_pointer (&self->job);
  const char *const *left_out = kab_period_job_get_left_out (job);
  guint n = kab_period_job_get_saved (job);
  g_autofree char *text = NULL;
  g_autofree char *list = NULL;
  g_autofree char *both = NULL;

  dex_clear (&self->pending);
  update (self);
  if (value == NULL)
    {
      text = error->domain == KAB_NET_ERROR ? kab_error_describe (error) : kab_save_describe (error);
      tell_stopped (self, job, text);
      return;
    }
  text = g_strdup_printf (ngettext ("%u receipt saved", "%u receipts saved", n), n);
  if (left_out[0] != NULL)
    {
      list = g_strjoinv ("\n", (char **) left_out);
      /* Translators: how many receipts were saved, then a list of months that were not. */
      both = g_strdup_printf (_ ("%s. Not saved:\n%s"), text, list);
      tell (self, both);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  adw_dialog_close (ADW_DIALOG (self));
}

/**
 * kab_period_dialog_save_to:
 * @self: a period dialog
 * @target: the folder, or the one file, that the person chose
 *
 * Saves the chosen months there, as the dialog says.
 */
void
kab_period_dialog_save_to (KabPeriodDialog *self, GFile *target)
{
  g_autoptr (GListModel) chosen = NULL;
  g_autofree char *program = NULL;

  g_return_if_fail (KAB_IS_PERIOD_DIALOG (self) && G_IS_FILE (target));

  chosen = dup_chosen (self);
  program = kab_render_process_find_program ();
  dex_clear (&self->pending);
  g_clear_object (&self->job);
  self->job = kab_period_job_new (self->client, chosen, program, target, is_merged (self));
  g_signal_connect_object (self->job, "notify::done", G_CALLBACK (job_advanced_cb), self, G_CONNECT_SWAPPED);
  tell (self, "");
  job_advanced_cb (self);
  update (self);
  self->pending = kab_settle (kab_period_job_run (self->job), self, saved);
}

static void
target_chosen (gpointer object, const GValue *value, const GError *error)
{
  KabPeriodDialog *self = object;

  dex_clear (&self->pending);
  if (value != NULL)
    kab_period_dialog_save_to (self, g_value_get_object (value));
  else if (!kab_error_is_cancelled (error))
    tell (self, error->message);
}

static void
stop (KabPeriodDialog *self)
{
  g_autoptr (KabPeriodJob) job = g_steal_pointer (&self->job);

  dex_clear (&self->pending);
  update (self);
  tell_stopped (self, job, _ ("Stopped."));
}

static void
save_clicked_cb (KabPeriodDialog *self)
{
  g_autoptr (GListModel) chosen = dup_chosen (self);
  g_autofree char *name = NULL;

  if (self->job != NULL)
    {
      stop (self);
      return;
    }
  dex_clear (&self->pending);
  if (is_merged (self))
    {
      name = kab_receipt_file_name_period (chosen);
      self->pending
          = kab_settle (kab_save_ask (GTK_WIDGET (self), _ ("Save the Receipts"), name), self, target_chosen);
    }
  else
    self->pending
        = kab_settle (kab_save_ask_folder (GTK_WIDGET (self), _ ("Save the Receipts")), self, target_chosen);
}

static void
kab_period_dialog_dispose (GObject *object)
{
  KabPeriodDialog *self = KAB_PERIOD_DIALOG (object);

  dex_clear (&self->pending);
  g_clear_object (&self->job);
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
  gtk_widget_class_bind_template_child (widget_class, KabPeriodDialog, forms);
  gtk_widget_class_bind_template_child (widget_class, KabPeriodDialog, progress);
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
  adw_toggle_group_set_active_name (self->forms, "merged");
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
