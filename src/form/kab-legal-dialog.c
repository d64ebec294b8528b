/* kab-legal-dialog.c: a legal text to read before one consents to it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-legal-dialog.h"

#include <glib/gi18n.h>

#include "kab-format.h"

struct _KabLegalDialog
{
  AdwDialog parent_instance;

  GtkLabel *version;
  GtkTextView *text;
};

G_DEFINE_FINAL_TYPE (KabLegalDialog, kab_legal_dialog, ADW_TYPE_DIALOG)

static void
kab_legal_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_LEGAL_DIALOG);
  G_OBJECT_CLASS (kab_legal_dialog_parent_class)->dispose (object);
}

static void
kab_legal_dialog_class_init (KabLegalDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_legal_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kabinet/Kabinet/form/kab-legal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabLegalDialog, version);
  gtk_widget_class_bind_template_child (widget_class, KabLegalDialog, text);
}

static void
kab_legal_dialog_init (KabLegalDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_legal_dialog_new:
 * @legal: a text
 *
 * Returns: (transfer floating): a dialog that shows it with its version
 */
AdwDialog *
kab_legal_dialog_new (KabLegalText *legal)
{
  KabLegalDialog *self;
  g_autofree char *version = NULL;

  g_return_val_if_fail (KAB_IS_LEGAL_TEXT (legal), NULL);

  self = g_object_new (KAB_TYPE_LEGAL_DIALOG, "title", kab_legal_text_get_title (legal), NULL);
  version = kab_legal_dialog_describe_version (legal);
  gtk_label_set_text (self->version, version);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), kab_legal_text_get_text (legal), -1);
  return ADW_DIALOG (self);
}

/**
 * kab_legal_dialog_describe_version:
 * @legal: a text
 *
 * Returns: (transfer full): which version of the text it is, in words; versions that are days are written as days
 */
char *
kab_legal_dialog_describe_version (KabLegalText *legal)
{
  const char *version;
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *iso = NULL;

  g_return_val_if_fail (KAB_IS_LEGAL_TEXT (legal), NULL);

  version = kab_legal_text_get_version (legal);
  iso = g_strconcat (version, "T00:00:00", NULL);
  day = strlen (version) == 10 ? g_date_time_new_from_iso8601 (iso, utc) : NULL;
  if (day != NULL)
    {
      GDate date;
      g_autofree char *prose = NULL;

      g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (day),
                      (GDateMonth) g_date_time_get_month (day), (GDateYear) g_date_time_get_year (day));
      prose = kab_format_day_prose (&date);
      return g_strdup_printf (_ ("Version of %s"), prose);
    }
  return g_strdup_printf (_ ("Version %s"), version);
}
