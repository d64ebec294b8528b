/* kab-form-scan.c: a form that asks for an account takes it from a paper receipt. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-form-private.h"
#include "kab-scan-row.h"

static KabFieldEditor *
find_kind (KabForm *self, const char *kind)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (g_strcmp0 (kab_field_get_kind (kab_field_editor_get_field (self->editors->pdata[i])), kind) == 0)
      return self->editors->pdata[i];
  return NULL;
}

static void
receipt_read_cb (KabForm *self, KabPaymentQr *code)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (KabMoney) sum = kab_payment_qr_dup_sum (code);
  KabFieldEditor *account = find_kind (self, "account_number");
  KabFieldEditor *amount = find_kind (self, "money");

  json_object_set_string_member (values, kab_field_editor_get_name (account),
                                 kab_payment_qr_get (code, "PersAcc"));
  if (amount != NULL && sum != NULL)
    {
      JsonObject *money = json_object_new ();

      json_object_set_int_member (money, "minor", sum->minor);
      json_object_set_string_member (money, "currency", sum->currency);
      json_object_set_object_member (values, kab_field_editor_get_name (amount), money);
    }
  kab_form_set_values (self, values);
  g_signal_emit_by_name (self, "changed");
}

/* Offers it above the fields, where an account is asked for. */
void
_kab_form_offer_scan (KabForm *self)
{
  GtkWidget *box, *row;

  if (find_kind (self, "account_number") == NULL)
    return;
  box = gtk_list_box_new ();
  row = kab_scan_row_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (box, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (box), row);
  gtk_widget_insert_before (box, GTK_WIDGET (self), self->boxes->pdata[0]);
  g_ptr_array_insert (self->boxes, 0, box);
  kab_scan_row_watch (KAB_SCAN_ROW (row), GTK_WIDGET (self));
  g_signal_connect_object (row, "read", G_CALLBACK (receipt_read_cb), self, G_CONNECT_SWAPPED);
}
