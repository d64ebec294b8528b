/* kab-receipt-actions.c: what a person does with a receipt: save, print, lend, find. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error.h"
#include "kab-print.h"
#include "kab-receipt-file.h"
#include "kab-save.h"
#include "kab-receipt-page-private.h"
#include "kab-settle.h"

/* Which actions make sense now. */
void
kab_receipt_page_update_actions (KabReceiptPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean paper = g_strcmp0 (adw_toggle_group_get_active_name (self->forms), "paper") == 0;

  gtk_widget_action_set_enabled (widget, "receipt.save", self->document != NULL && self->receipt != NULL);
  gtk_widget_action_set_enabled (widget, "receipt.open-elsewhere",
                                 self->document != NULL && self->receipt != NULL);
  gtk_widget_action_set_enabled (widget, "receipt.print",
                                 self->renderer != NULL && kab_renderer_get_n_pages (self->renderer) > 0);
  gtk_widget_action_set_enabled (widget, "receipt.previous-month",
                                 self->receipt != NULL && kab_receipt_get_previous (self->receipt) != NULL);
  gtk_widget_action_set_enabled (widget, "receipt.next-month",
                                 self->receipt != NULL && kab_receipt_get_next (self->receipt) != NULL);
  gtk_widget_action_set_enabled (widget, "receipt.show-paper", !paper);
  gtk_widget_action_set_enabled (widget, "receipt.show-text", paper);
}

static void
say (KabReceiptPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (widget);

  self->chose_form = TRUE;
  adw_toggle_group_set_active_name (self->forms, g_str_equal (name, "receipt.show-text") ? "text" : "paper");
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
pages_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (widget);

  if (self->renderer != NULL && kab_renderer_get_n_pages (self->renderer) > 1)
    adw_overlay_split_view_set_show_sidebar (self->split,
                                             !adw_overlay_split_view_get_show_sidebar (self->split));
}

static void
saved (gpointer object, const GValue *value, const GError *error)
{
  g_autofree char *text = NULL;

  if (value != NULL)
    text = g_strdup (_ ("Receipt saved"));
  else if (!kab_error_is_cancelled (error))
    text = kab_save_describe (error);
  if (text != NULL)
    say (object, text);
}

static void
file_chosen (gpointer object, const GValue *value, const GError *error)
{
  KabReceiptPage *self = object;

  if (value != NULL && self->document != NULL)
    dex_future_disown (kab_settle (kab_save_write (g_value_get_object (value), self->document), self, saved));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (widget);
  g_autofree char *proposed = kab_receipt_file_name (self->receipt);

  dex_clear (&self->outgoing);
  self->outgoing = kab_settle (kab_save_ask (widget, _ ("Save the Receipt"), proposed), self, file_chosen);
}

static void
printed (gpointer object, const GValue *value, const GError *error)
{
  if (error != NULL && !kab_error_is_cancelled (error) && error->domain != GTK_DIALOG_ERROR)
    say (object, error->message);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (widget);

  dex_clear (&self->outgoing);
  self->outgoing = kab_settle (
      kab_print_document (widget, self->renderer, kab_paper_view_get_page (self->paper), self->heading), self,
      printed);
}

static void
open_elsewhere_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (!kab_receipt_file_open_elsewhere (widget, self->receipt, self->document, &error))
    say (self, error->message);
}

/* The receipt of the month before or after takes the place of this one. */
static void
month_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (widget);
  const char *id = g_str_equal (name, "receipt.next-month") ? kab_receipt_get_next (self->receipt)
                                                            : kab_receipt_get_previous (self->receipt);

  if (id == NULL)
    return;
  g_set_str (&self->id, id);
  g_clear_object (&self->receipt);
  g_clear_pointer (&self->document, g_bytes_unref);
  kab_receipt_page_update_actions (self);
  kab_receipt_page_reload (self);
}

static void
rotate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptPage *self = KAB_RECEIPT_PAGE (widget);

  gtk_widget_activate_action (
      GTK_WIDGET (self->paper),
      g_str_equal (name, "receipt.rotate-right") ? "paper.rotate-right" : "paper.rotate-left", NULL);
}

static void
pay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.pay-here", "s",
                              kab_receipt_get_id (KAB_RECEIPT_PAGE (widget)->receipt));
}

/* kab_receipt_page_offer_payment: a receipt that can be paid now has a button for that, with the sum. */
void
kab_receipt_page_offer_payment (KabReceiptPage *self)
{
  gboolean payable
      = kab_receipt_get_payable (self->receipt) && kab_descriptor_get_payments (self->descriptor) != NULL;
  g_autofree char *sum = kab_money_format (kab_receipt_get_amount (self->receipt));
  /* Translators: a sum of money. */
  g_autofree char *label = g_strdup_printf (_ ("Pay %s"), sum);

  gtk_button_set_label (self->pay, label);
  gtk_button_set_label (self->pay_narrow, label);
  gtk_widget_set_visible (GTK_WIDGET (self->pay), payable);
  gtk_widget_set_visible (GTK_WIDGET (self->pay_narrow), payable);
}

/* Gives the class of the page its actions and their keys. */
void
kab_receipt_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "receipt.save", NULL, save_action);
  gtk_widget_class_install_action (klass, "receipt.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "receipt.open-elsewhere", NULL, open_elsewhere_action);
  gtk_widget_class_install_action (klass, "receipt.show-paper", NULL, show_action);
  gtk_widget_class_install_action (klass, "receipt.show-text", NULL, show_action);
  gtk_widget_class_install_action (klass, "receipt.find", NULL, find_action);
  gtk_widget_class_install_action (klass, "receipt.pages", NULL, pages_action);
  gtk_widget_class_install_action (klass, "receipt.previous-month", NULL, month_action);
  gtk_widget_class_install_action (klass, "receipt.next-month", NULL, month_action);
  gtk_widget_class_install_action (klass, "receipt.rotate-left", NULL, rotate_action);
  gtk_widget_class_install_action (klass, "receipt.rotate-right", NULL, rotate_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "receipt.previous-month", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Right, GDK_ALT_MASK, "receipt.next-month", NULL);
  gtk_widget_class_install_action (klass, "receipt.pay", NULL, pay_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, "receipt.save", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_p, GDK_CONTROL_MASK, "receipt.print", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_f, GDK_CONTROL_MASK, "receipt.find", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F9, 0, "receipt.pages", NULL);
}
