/* kab-charges-view.c: rows of charges, months and payments. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-charges-view.h"
#include "kab-format.h"
#include "kab-money-label.h"
#include "kab-plain-row.h"
#include "kab-status-pill.h"

/* The amount stands at the end; where the row is too narrow for both, the words above it give way by wrapping. */
static void
add_amount (GtkWidget *row, const KabMoney *amount)
{
  GtkWidget *label = kab_money_label_new (amount);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static const char *
get_kind (KabCharge *charge)
{
  if (g_str_equal (kab_charge_get_kind (charge), "recalculation"))
    return _ ("Recalculation");
  if (g_str_equal (kab_charge_get_kind (charge), "penalty"))
    return _ ("Penalty");
  return NULL;
}

static void
add_part (GString *text, const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", part);
}

/* "5 чел. × 89,46 ₽" */
static char *
describe_quantity (KabCharge *charge)
{
  const KabMoney *tariff = kab_charge_get_tariff (charge);
  const char *unit = kab_charge_get_unit (charge);
  g_autofree char *price = tariff != NULL ? kab_money_format (tariff) : NULL;

  if (kab_charge_get_quantity (charge) == NULL)
    return NULL;
  if (price == NULL)
    return g_strdup_printf ("%s %s", kab_charge_get_quantity (charge), unit != NULL ? unit : "");
  return g_strdup_printf ("%s %s × %s", kab_charge_get_quantity (charge), unit != NULL ? unit : "", price);
}

/**
 * kab_charge_row_new:
 * @charge: one line of what an account is charged
 *
 * Returns: (transfer floating): a row with service, quantity, tariff, the reason of a correction, and the amount
 */
GtkWidget *
kab_charge_row_new (KabCharge *charge)
{
  const char *kind, *service;
  g_autofree char *quantity = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row;

  g_return_val_if_fail (KAB_IS_CHARGE (charge), NULL);

  kind = get_kind (charge);
  service = kab_charge_get_service (charge);
  quantity = describe_quantity (charge);
  add_part (text, kind != NULL ? service : NULL);
  add_part (text, quantity);
  add_part (text, kab_charge_get_reason (charge));
  row = kab_plain_row_new (kind != NULL ? kind : service, text->str);
  add_amount (row, kab_charge_get_amount (charge));
  return row;
}

/**
 * kab_month_row_new:
 * @balance: a month with its lines
 *
 * Returns: (transfer floating): a row that a person opens to see the month
 */
GtkWidget *
kab_month_row_new (KabBalance *balance)
{
  g_autofree char *month = NULL, *charged = NULL, *paid = NULL, *text = NULL;
  GtkWidget *row;

  g_return_val_if_fail (KAB_IS_BALANCE (balance), NULL);

  month = kab_format_month_title (kab_balance_get_month (balance));
  charged = kab_money_format (kab_balance_get_charged (balance));
  paid = kab_money_format (kab_balance_get_paid (balance));
  /* Translators: two amounts. */
  text = g_strdup_printf (_ ("Charged %s · Paid %s"), charged, paid);
  row = kab_plain_row_new (month, text);
  add_amount (row, kab_balance_get_to_pay (balance));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/**
 * kab_account_payment_row_new:
 * @payment: what somebody paid
 *
 * Returns: (transfer floating): a row with day, way, number, state and amount; it opens where there is a receipt
 */
GtkWidget *
kab_account_payment_row_new (KabAccountPayment *payment)
{
  KabDocumentState *state;
  const char *number;
  g_autofree char *day = NULL, *named = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row, *pill;

  g_return_val_if_fail (KAB_IS_ACCOUNT_PAYMENT (payment), NULL);

  state = kab_account_payment_get_state (payment);
  number = kab_account_payment_get_number (payment);
  day = kab_format_date_prose (kab_account_payment_get_at (payment));
  named = number != NULL && number[0] != '\0' ? g_strdup_printf (_ ("No. %s"), number) : NULL;
  add_part (text, kab_account_payment_get_method (payment));
  add_part (text, named);
  add_part (text, kab_account_payment_get_note (payment));
  row = kab_plain_row_new (day, text->str);
  pill = kab_status_pill_new ();
  kab_status_pill_set_state (KAB_STATUS_PILL (pill), state);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  add_amount (row, kab_account_payment_get_amount (payment));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                    kab_account_payment_get_receipt (payment) != NULL);
  return row;
}

/**
 * kab_unusual_bill_describe:
 * @bill: a bill that is out of line
 *
 * Returns: (transfer full): what it came to, what it uses to come to, and which services make the difference
 */
char *
kab_unusual_bill_describe (KabUnusualBill *bill)
{
  GListModel *services;
  g_autofree char *amount = NULL, *usual = NULL;
  GString *text;

  g_return_val_if_fail (KAB_IS_UNUSUAL_BILL (bill), NULL);

  services = kab_unusual_bill_get_services (bill);
  amount = kab_money_format (kab_unusual_bill_get_amount (bill));
  usual = kab_money_format (kab_unusual_bill_get_usual (bill));
  text = g_string_new (NULL);
  /* Translators: two amounts: of this bill, and of the bills before. */
  g_string_append_printf (text, _ ("%s, usually about %s."), amount, usual);
  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (KabUnusualService) service = g_list_model_get_item (services, i);
      g_autofree char *now = kab_money_format (kab_unusual_service_get_amount (service));
      g_autofree char *before = kab_money_format (kab_unusual_service_get_usual (service));

      g_string_append_c (text, '\n');
      /* Translators: a service, what it cost this month, what it uses to cost. */
      g_string_append_printf (text, _ ("%s: %s, usually %s"), kab_unusual_service_get_title (service), now,
                              before);
    }
  return g_string_free (text, FALSE);
}
