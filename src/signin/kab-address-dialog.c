/* kab-address-dialog.c: asks for the address of an organisation that is not in the list. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-address-dialog.h"

#include <glib/gi18n.h>

#include "kab-address.h"
#include "kab-announce.h"

struct _KabAddressDialog
{
  AdwDialog parent_instance;

  AdwEntryRow *entry;
  GtkLabel *hint;
  GtkButton *open;
};

G_DEFINE_FINAL_TYPE (KabAddressDialog, kab_address_dialog, ADW_TYPE_DIALOG)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_hint (KabAddressDialog *self, gboolean wrong)
{
  gtk_label_set_text (self->hint, wrong
                                      ? _ ("Such an address is not taken: it begins with https://, then the "
                                           "server and maybe the organisation follow")
                                      : _ ("The organisation tells it to its customers, such as "
                                           "https://example.org/name"));
  if (wrong)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      kab_announce (GTK_WIDGET (self->hint), gtk_label_get_text (self->hint), FALSE);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
text_changed_cb (KabAddressDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->open),
                            *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0');
  show_hint (self, FALSE);
}

static void
open_cb (KabAddressDialog *self)
{
  g_autofree char *origin = NULL;
  g_autofree char *organisation = NULL;

  if (!kab_address_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &origin, &organisation, NULL))
    {
      show_hint (self, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }
  g_signal_emit (self, signals[CHOSEN], 0, origin, organisation);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
kab_address_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_ADDRESS_DIALOG);
  G_OBJECT_CLASS (kab_address_dialog_parent_class)->dispose (object);
}

static void
kab_address_dialog_class_init (KabAddressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_address_dialog_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", KAB_TYPE_ADDRESS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/signin/kab-address-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabAddressDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, KabAddressDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, KabAddressDialog, open);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
kab_address_dialog_init (KabAddressDialog *self)
{
  GtkWidget *text;

  gtk_widget_init_template (GTK_WIDGET (self));
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->hint,
                                  NULL, -1);
  show_hint (self, FALSE);
}

/**
 * kab_address_dialog_new:
 * @text: (nullable): what was looked for and not found: maybe the address
 *
 * Returns: (transfer floating): a dialog that asks for an address
 */
AdwDialog *
kab_address_dialog_new (const char *text)
{
  KabAddressDialog *self = g_object_new (KAB_TYPE_ADDRESS_DIALOG, NULL);

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->entry));
  return ADW_DIALOG (self);
}
