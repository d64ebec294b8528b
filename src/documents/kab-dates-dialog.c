/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-dates-dialog.h"

struct _KabDatesDialog
{
  AdwDialog parent_instance;

  GtkCalendar *from;
  GtkCalendar *to;
};

G_DEFINE_FINAL_TYPE (KabDatesDialog, kab_dates_dialog, ADW_TYPE_DIALOG)

static guint chosen_signal;

/* Days in the wrong order are no reason to ask again. */
static void
apply_cb (KabDatesDialog *self)
{
  g_autoptr (GDateTime) first = gtk_calendar_get_date (self->from);
  g_autoptr (GDateTime) last = gtk_calendar_get_date (self->to);
  gboolean swapped = g_date_time_compare (first, last) > 0;
  g_autofree char *from = g_date_time_format (swapped ? last : first, "%Y-%m-%d");
  g_autofree char *to = g_date_time_format (swapped ? first : last, "%Y-%m-%d");

  g_signal_emit (self, chosen_signal, 0, from, to);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
kab_dates_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_DATES_DIALOG);
  G_OBJECT_CLASS (kab_dates_dialog_parent_class)->dispose (object);
}

static void
kab_dates_dialog_class_init (KabDatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_dates_dialog_dispose;

  /**
   * KabDatesDialog::chosen:
   * @self: the dialog
   * @from: the first day
   * @to: the last day
   *
   * The person has chosen.
   */
  chosen_signal = g_signal_new ("chosen", KAB_TYPE_DATES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/documents/kab-dates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabDatesDialog, from);
  gtk_widget_class_bind_template_child (widget_class, KabDatesDialog, to);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
kab_dates_dialog_init (KabDatesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_day (GtkCalendar *calendar, const char *day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *text = day != NULL ? g_strconcat (day, "T12:00:00", NULL) : NULL;
  g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, zone) : NULL;

  if (date != NULL)
    gtk_calendar_select_day (calendar, date);
}

/**
 * kab_dates_dialog_new:
 * @from: (nullable): the first day to begin with, "2026-06-01"
 * @to: (nullable): the last day
 *
 * Returns: (transfer floating): a dialog that asks for two days
 */
AdwDialog *
kab_dates_dialog_new (const char *from, const char *to)
{
  KabDatesDialog *self = g_object_new (KAB_TYPE_DATES_DIALOG, NULL);

  show_day (self->from, from);
  show_day (self->to, to);
  return ADW_DIALOG (self);
}
