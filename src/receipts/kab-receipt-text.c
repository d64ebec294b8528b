/* kab-receipt-text.c: all that a receipt says, as rows to read, to search and to be read aloud. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-figures.h"
#include "kab-format.h"
#include "kab-money-label.h"
#include "kab-plain-row.h"
#include "kab-receipt-text.h"

/* The picture of a page says nothing to a screen reader; here every line is a row (G7). */
struct _KabReceiptText
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  AdwPreferencesGroup *about;
  AdwPreferencesGroup *lines;
  AdwPreferencesGroup *balance;
  AdwPreferencesGroup *payee;
  GtkViewport *viewport;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (KabReceiptText, kab_receipt_text, GTK_TYPE_WIDGET)

static gboolean
is_given (const char *text)
{
  return text != NULL && text[0] != '\0';
}

static AdwActionRow *
add_row (KabReceiptText *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = kab_plain_row_new (title, subtitle);

  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);

  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  return ADW_ACTION_ROW (row);
}

static void
add_property (KabReceiptText *self, AdwPreferencesGroup *group, const char *label, const char *value)
{
  if (is_given (value))
    gtk_widget_add_css_class (GTK_WIDGET (add_row (self, group, label, value)), "property");
}

static void
add_amount (KabReceiptText *self,
            AdwPreferencesGroup *group,
            const char *title,
            const char *subtitle,
            const KabMoney *amount)
{
  AdwActionRow *row = add_row (self, group, title, subtitle);
  g_autofree char *text = kab_money_or_dash (amount);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, text);

  adw_action_row_add_suffix (row, kab_money_label_new (amount));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
add_properties (KabReceiptText *self, AdwPreferencesGroup *group, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KabProperty) property = g_list_model_get_item (list, i);

      add_property (self, group, kab_property_get_label (property), kab_property_get_value (property));
    }
}

static void
show_about (KabReceiptText *self, KabReceipt *receipt)
{
  const GDate *month = kab_receipt_get_month (receipt);
  const GDate *due = kab_receipt_get_due_at (receipt);
  KabDocumentState *state = kab_receipt_get_state (receipt);
  g_autofree char *month_text = month != NULL ? kab_format_month_title (month) : NULL;
  g_autofree char *due_text = due != NULL ? kab_format_day_prose (due) : NULL;
  g_autofree char *amount = kab_money_or_dash (kab_receipt_get_amount (receipt));

  add_property (self, self->about, _ ("Number"), kab_receipt_get_number (receipt));
  add_property (self, self->about, _ ("Month"), month_text);
  add_property (self, self->about, _ ("To Pay"), amount);
  /* The organisation's own properties, where it has any, tell these in its words. */
  if (g_list_model_get_n_items (kab_receipt_get_properties (receipt)) == 0)
    {
      add_property (self, self->about, _ ("Account"), kab_receipt_get_account (receipt));
      add_property (self, self->about, _ ("Pay Until"), due_text);
    }
  add_property (self, self->about, _ ("State"), state != NULL ? kab_document_state_get_title (state) : NULL);
  add_properties (self, self->about, kab_receipt_get_properties (receipt));
}

static void
show_lines (KabReceiptText *self, GListModel *lines)
{
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (lines, i);
      const char *quantity = kab_document_line_get_quantity (line);
      const char *unit = kab_document_line_get_unit (line);
      const KabMoney *price = kab_document_line_get_price (line);
      g_autofree char *price_text = price != NULL ? kab_money_format_plain (price) : NULL;
      g_autoptr (GString) how = g_string_new (is_given (quantity) ? quantity : "");

      if (how->len > 0 && is_given (unit))
        g_string_append_printf (how, "\302\240%s", unit);
      if (price_text != NULL)
        g_string_append_printf (how, "%s%s", how->len > 0 ? " × " : "", price_text);
      if (is_given (kab_document_line_get_note (line)))
        g_string_append_printf (how, "%s%s", how->len > 0 ? " · " : "", kab_document_line_get_note (line));
      add_amount (self, self->lines, kab_document_line_get_title (line), how->str,
                  kab_document_line_get_amount (line));
    }
}

static void
show_balance (KabReceiptText *self, KabBalance *balance)
{
  const KabMoney *paid = kab_balance_get_paid (balance);
  g_autoptr (KabMoney) taken_off = paid != NULL ? kab_money_new (-paid->minor, paid->currency) : NULL;

  add_amount (self, self->balance, _ ("Debt at the Beginning"), NULL, kab_balance_get_opening (balance));
  add_amount (self, self->balance, _ ("Charged"), NULL, kab_balance_get_charged (balance));
  add_amount (self, self->balance, _ ("Recalculated"), NULL, kab_balance_get_recalculated (balance));
  add_amount (self, self->balance, _ ("Penalty"), NULL, kab_balance_get_penalty (balance));
  add_amount (self, self->balance, _ ("Paid"), NULL, taken_off);
  add_amount (self, self->balance, _ ("To Pay"), NULL, kab_balance_get_to_pay (balance));
}

static void
clear (KabReceiptText *self)
{
  AdwPreferencesGroup *groups[] = { self->about, self->lines, self->balance, self->payee };

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *group
          = gtk_widget_get_ancestor (g_ptr_array_index (self->rows, i), ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), g_ptr_array_index (self->rows, i));
    }
  g_ptr_array_set_size (self->rows, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_widget_set_visible (GTK_WIDGET (groups[i]), FALSE);
}

static void
kab_receipt_text_dispose (GObject *object)
{
  g_ptr_array_set_size (KAB_RECEIPT_TEXT (object)->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_RECEIPT_TEXT);
  G_OBJECT_CLASS (kab_receipt_text_parent_class)->dispose (object);
}

static void
kab_receipt_text_finalize (GObject *object)
{
  g_ptr_array_unref (KAB_RECEIPT_TEXT (object)->rows);
  G_OBJECT_CLASS (kab_receipt_text_parent_class)->finalize (object);
}

static void
kab_receipt_text_class_init (KabReceiptTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_receipt_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_receipt_text_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/receipts/kab-receipt-text.ui");
  gtk_widget_class_bind_template_child (widget_class, KabReceiptText, scrolled);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptText, about);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptText, lines);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptText, balance);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptText, payee);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptText, viewport);
}

static void
kab_receipt_text_init (KabReceiptText *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_receipt_text_show:
 * @self: a text form
 * @receipt: the receipt with its details
 */
void
kab_receipt_text_show (KabReceiptText *self, KabReceipt *receipt)
{
  KabBalance *balance;

  g_return_if_fail (KAB_IS_RECEIPT_TEXT (self) && KAB_IS_RECEIPT (receipt));

  clear (self);
  balance = kab_receipt_get_balance (receipt);
  show_about (self, receipt);
  show_lines (self, kab_receipt_get_lines (receipt));
  if (balance != NULL)
    show_balance (self, balance);
  add_properties (self, self->payee, kab_receipt_get_payee (receipt));
}

/**
 * kab_receipt_text_find:
 * @self: a text form
 * @text: (nullable): what to look for
 *
 * Marks the rows that hold @text and scrolls to the first.
 *
 * Returns: how many they are
 */
guint
kab_receipt_text_find (KabReceiptText *self, const char *text)
{
  guint found = 0;

  g_return_val_if_fail (KAB_IS_RECEIPT_TEXT (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      g_autofree char *all
          = g_strdup_printf ("%s %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                             adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));

      if (is_given (text) && g_str_match_string (text, all, TRUE))
        {
          gtk_widget_add_css_class (row, "found");
          if (found++ == 0)
            gtk_viewport_scroll_to (self->viewport, row, NULL);
        }
      else
        gtk_widget_remove_css_class (row, "found");
    }
  return found;
}
