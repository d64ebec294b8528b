/* kab-pay-choice.c: rows of which one, or several, are ticked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-due.h"
#include "kab-money-label.h"
#include "kab-pay-choice.h"
#include "kab-plain-row.h"

static const struct
{
  const char *kind;
  const char *icon;
} icons[] = {
  { "card", "kab-payment-symbolic" },       { "qr", "camera-photo-symbolic" },
  { "e_money", "web-browser-symbolic" },    { "cash", "kab-ruble-symbolic" },
  { "terminal", "computer-symbolic" },      { "invoice", "x-office-document-symbolic" },
  { "transfer", "document-send-symbolic" }, { "balance", "kab-ruble-symbolic" },
};

/**
 * kab_payment_method_get_icon:
 * @kind: the kind of a way to pay
 *
 * Returns: (transfer none): the name of its icon; one for kinds that this version does not know
 */
const char *
kab_payment_method_get_icon (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i].kind, kind) == 0)
      return icons[i].icon;
  return "kab-payment-symbolic";
}

static GtkWidget *
ticked_row_new (const char *title, const char *subtitle, GtkWidget **tick)
{
  GtkWidget *row = kab_plain_row_new (title, subtitle);

  *tick = gtk_check_button_new ();
  gtk_widget_set_valign (*tick, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*tick), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), *tick);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *tick);
  return row;
}

static char *
dup_due (KabPayable *payable)
{
  const GDate *due = kab_payable_get_due_at (payable);
  const char *text = kab_payable_get_text (payable);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *until = NULL;
  GDate today;

  if (due == NULL)
    return g_strdup (text);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  until = kab_due_format (due, &today);
  return text != NULL && *text != '\0' ? g_strdup_printf ("%s · %s", text, until) : g_steal_pointer (&until);
}

/**
 * kab_payable_row_new:
 * @payable: something that can be paid
 * @tick: (out) (transfer none): its check button
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
kab_payable_row_new (KabPayable *payable, GtkWidget **tick)
{
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  g_return_val_if_fail (KAB_IS_PAYABLE (payable) && tick != NULL, NULL);

  subtitle = dup_due (payable);
  row = ticked_row_new (kab_payable_get_title (payable), subtitle, tick);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kab_money_label_new (kab_payable_get_amount (payable)));
  return row;
}

/**
 * kab_payment_method_row_new:
 * @method: a way to pay
 * @group: (nullable): the check button of another way
 * @tick: (out) (transfer none): its check button
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
kab_payment_method_row_new (KabPaymentMethod *method, GtkCheckButton *group, GtkWidget **tick)
{
  GtkWidget *row;

  g_return_val_if_fail (KAB_IS_PAYMENT_METHOD (method) && tick != NULL, NULL);

  row = ticked_row_new (kab_payment_method_get_title (method), kab_payment_method_get_note (method), tick);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (*tick), group);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name",
                                           kab_payment_method_get_icon (kab_payment_method_get_kind (method)),
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  return row;
}

/**
 * kab_payment_method_takes:
 * @method: a way to pay
 * @amount: (nullable): what is to be paid
 * @accounts: of how many accounts
 *
 * Returns: whether that can be paid so
 */
gboolean
kab_payment_method_takes (KabPaymentMethod *method, const KabMoney *amount, guint accounts)
{
  const char *const *currencies;

  g_return_val_if_fail (KAB_IS_PAYMENT_METHOD (method), FALSE);

  currencies = kab_payment_method_get_currencies (method);
  if (kab_payment_method_get_single (method) && accounts > 1)
    return FALSE;
  return amount == NULL || currencies == NULL || *currencies == NULL
         || g_strv_contains (currencies, amount->currency);
}
