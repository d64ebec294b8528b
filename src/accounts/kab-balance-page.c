/* kab-balance-page.c: charges and payments of an account: a month, its history, what was paid. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-account-button.h"
#include "kab-account-follow.h"
#include "kab-balance-page.h"
#include "kab-charge-chart.h"
#include "kab-charges-view.h"
#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-figures.h"
#include "kab-format.h"
#include "kab-plain-row.h"
#include "kab-stale.h"
#include "kab-state-page.h"

/* Months come in pieces of two years: what there is to compare stands in one answer. */
#define MONTHS 24
#define MAX_MONTHS 120

struct _KabBalancePage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  KabAccountButton *account;
  AdwBanner *banner;
  KabStatePage *state;
  GtkWidget *alarm;
  GtkLabel *alarm_title;
  GtkLabel *alarm_text;
  GtkWidget *previous;
  GtkWidget *next;
  GtkDropDown *month;
  KabFigures *figures;
  GtkListBox *services;
  KabChargeChart *chart;
  GtkWidget *chart_group;
  GtkListBox *months;
  GtkWidget *earlier;
  GtkWidget *payments_group;
  GtkListBox *payments;

  KabCabinet *cabinet;
  KabSummary *summary;
  KabLoad *load;
  KabChargeList *charges; /* what is shown, or NULL */
  guint wanted;           /* how many months are asked for */
  gboolean filling;       /* the list of months changes by itself */
  GDateTime *as_of;       /* when what is shown was fetched */
  DexFuture *pending;
  DexFuture *paying;
};

G_DEFINE_FINAL_TYPE (KabBalancePage, kab_balance_page, ADW_TYPE_NAVIGATION_PAGE)

static void
show_services (KabBalancePage *self, const GDate *month)
{
  GListModel *items = kab_charge_list_get_items (self->charges);

  gtk_list_box_remove_all (self->services);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabCharge) charge = g_list_model_get_item (items, i);

      if (g_date_compare (kab_charge_get_month (charge), month) == 0)
        gtk_list_box_append (self->services, kab_charge_row_new (charge));
    }
  if (gtk_list_box_get_row_at_index (self->services, 0) == NULL)
    gtk_list_box_append (self->services, kab_plain_row_new (_ ("Nothing Charged Yet"), NULL));
}

/**
 * kab_balance_page_show_month:
 * @self: a balance page
 * @position: which of its months, 0 for the newest
 *
 * Shows the lines and services of another month.
 */
void
kab_balance_page_show_month (KabBalancePage *self, guint position)
{
  GListModel *months;
  g_autoptr (KabBalance) balance = NULL;

  g_return_if_fail (KAB_IS_BALANCE_PAGE (self));

  months = self->charges != NULL ? kab_charge_list_get_months (self->charges) : NULL;
  balance = months != NULL ? g_list_model_get_item (months, position) : NULL;
  if (balance == NULL)
    return;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->month, position);
  self->filling = FALSE;
  kab_figures_show_balance (self->figures, balance);
  show_services (self, kab_balance_get_month (balance));
  gtk_widget_set_sensitive (self->next, position > 0);
  gtk_widget_set_sensitive (self->previous, position + 1 < g_list_model_get_n_items (months));
}

static void
month_selected_cb (KabBalancePage *self)
{
  if (!self->filling && gtk_drop_down_get_selected (self->month) != GTK_INVALID_LIST_POSITION)
    kab_balance_page_show_month (self, gtk_drop_down_get_selected (self->month));
}

static void
previous_clicked_cb (KabBalancePage *self)
{
  kab_balance_page_show_month (self, gtk_drop_down_get_selected (self->month) + 1);
}

static void
next_clicked_cb (KabBalancePage *self)
{
  if (gtk_drop_down_get_selected (self->month) > 0)
    kab_balance_page_show_month (self, gtk_drop_down_get_selected (self->month) - 1);
}

static void
month_activated_cb (KabBalancePage *self, GtkListBoxRow *row)
{
  kab_balance_page_show_month (self, (guint) gtk_list_box_row_get_index (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->month));
}

static void
show_alarm (KabBalancePage *self)
{
  KabUnusualBill *bill = kab_charge_list_get_alarm (self->charges);
  g_autofree char *month = NULL, *title = NULL, *text = NULL;

  gtk_widget_set_visible (self->alarm, bill != NULL);
  if (bill == NULL)
    return;
  month = kab_format_month (kab_unusual_bill_get_month (bill));
  /* Translators: a month, such as October 2026. */
  title = g_strdup_printf (_ ("The bill for %s is out of line"), month);
  text = kab_unusual_bill_describe (bill);
  gtk_label_set_label (self->alarm_title, title);
  gtk_label_set_label (self->alarm_text, text);
}

/* The chosen month stays chosen where it is still there. */
static void
show_months (KabBalancePage *self)
{
  GListModel *months = kab_charge_list_get_months (self->charges);
  guint count = g_list_model_get_n_items (months), chosen = gtk_drop_down_get_selected (self->month);
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_list_box_remove_all (self->months);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (KabBalance) balance = g_list_model_get_item (months, i);
      g_autofree char *name = kab_format_month_title (kab_balance_get_month (balance));

      gtk_string_list_append (names, name);
      gtk_list_box_append (self->months, kab_month_row_new (balance));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->month, G_LIST_MODEL (names));
  self->filling = FALSE;
  g_object_unref (names);
  gtk_widget_set_visible (self->earlier, count >= self->wanted && self->wanted < MAX_MONTHS);
  gtk_widget_set_visible (self->chart_group, count > 1);
  kab_charge_chart_set_months (self->chart, months);
  kab_balance_page_show_month (self, chosen < count ? chosen : 0);
}

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabBalancePage *self = object;

  if (record != NULL)
    {
      g_set_object (&self->charges, record);
      g_clear_pointer (&self->as_of, g_date_time_unref);
      self->as_of = as_of != NULL ? g_date_time_ref (as_of) : g_date_time_new_now_local ();
      show_months (self);
      show_alarm (self);
      kab_load_finish (self->load, FALSE);
    }
  else
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (self->load, error, text);
    }
  kab_stale_tell (self->banner, self->load, self->as_of);
  if (as_of != NULL)
    kab_load_begin (self->load);
}

static void
payments_fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabBalancePage *self = object;
  GListModel *items = record != NULL ? kab_account_payment_list_get_items (record) : NULL;
  g_autofree char *text = record == NULL ? kab_error_describe (error) : NULL;

  gtk_widget_set_visible (self->payments_group, TRUE);
  gtk_list_box_remove_all (self->payments);
  if (items == NULL)
    gtk_list_box_append (self->payments, kab_plain_row_new (_ ("Payments Are Not There"), text));
  else if (g_list_model_get_n_items (items) == 0)
    gtk_list_box_append (self->payments, kab_plain_row_new (_ ("Nothing Paid Yet"), NULL));
  for (guint i = 0; items != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabAccountPayment) payment = g_list_model_get_item (items, i);
      GtkWidget *row = kab_account_payment_row_new (payment);

      g_object_set_data_full (G_OBJECT (row), "kab-receipt",
                              g_strdup (kab_account_payment_get_receipt (payment)), g_free);
      gtk_list_box_append (self->payments, row);
    }
}

static void
payment_activated_cb (KabBalancePage *self, GtkListBoxRow *row)
{
  const char *receipt = g_object_get_data (G_OBJECT (row), "kab-receipt");

  if (receipt != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-receipt", "(ss)",
                                kab_cabinet_get_id (self->cabinet), receipt);
}

/* The answer names the last month itself; a longer history begins so many months before the one that is known. */
static void
set_period (KabBalancePage *self, KabRequest *request)
{
  g_autoptr (KabBalance) last = NULL;
  g_autofree char *from = NULL;
  GDate month;

  if (self->charges == NULL || self->wanted == MONTHS)
    return;
  last = g_list_model_get_item (kab_charge_list_get_months (self->charges), 0);
  if (last == NULL)
    return;
  month = *kab_balance_get_month (last);
  g_date_subtract_months (&month, self->wanted - 1);
  from = g_strdup_printf ("%04d-%02d", g_date_get_year (&month), g_date_get_month (&month));
  kab_request_set_query (request, "from", from);
}

static void
account_changed (gpointer page, KabAccount *account, gboolean other)
{
  KabBalancePage *self = page;
  KabClient *client = kab_cabinet_get_client (self->cabinet);
  g_autoptr (KabRequest) charges = NULL;
  g_autoptr (KabRequest) payments = NULL;
  gboolean shown = kab_load_get_state (self->load) == KAB_LOAD_READY;

  dex_clear (&self->pending);
  dex_clear (&self->paying);
  if (other)
    {
      g_clear_object (&self->charges);
      self->wanted = MONTHS;
      gtk_widget_set_visible (self->payments_group, FALSE);
    }
  if (account == NULL)
    return;
  charges = kab_request_new_segments ("GET", "accounts", kab_account_get_id (account), "charges", NULL);
  payments = kab_request_new_segments ("GET", "accounts", kab_account_get_id (account), "payments", NULL);
  set_period (self, charges);
  kab_load_begin (self->load);
  self->pending = kab_fetch (client, charges, KAB_TYPE_CHARGE_LIST, !shown, self, fetched);
  self->paying = kab_fetch (client, payments, KAB_TYPE_ACCOUNT_PAYMENT_LIST, !shown, self, payments_fetched);
}

static void
reload (KabBalancePage *self)
{
  KabAccount *account = kab_summary_get_account (self->summary);

  if (account != NULL)
    account_changed (self, account, FALSE);
  else
    kab_summary_reload (self->summary);
}

static void
earlier_activated_cb (KabBalancePage *self)
{
  self->wanted = MIN (self->wanted + MONTHS, MAX_MONTHS);
  reload (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_BALANCE_PAGE (widget));
}

static void
kab_balance_page_dispose (GObject *object)
{
  KabBalancePage *self = KAB_BALANCE_PAGE (object);

  dex_clear (&self->pending);
  dex_clear (&self->paying);
  g_clear_object (&self->summary);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->charges);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_BALANCE_PAGE);
  G_OBJECT_CLASS (kab_balance_page_parent_class)->dispose (object);
}

static void
kab_balance_page_finalize (GObject *object)
{
  g_clear_object (&KAB_BALANCE_PAGE (object)->load);
  g_clear_pointer (&KAB_BALANCE_PAGE (object)->as_of, g_date_time_unref);
  G_OBJECT_CLASS (kab_balance_page_parent_class)->finalize (object);
}

static void
kab_balance_page_class_init (KabBalancePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_balance_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_balance_page_finalize;
  g_type_ensure (KAB_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (KAB_TYPE_CHARGE_CHART);
  g_type_ensure (KAB_TYPE_FIGURES);
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/accounts/kab-balance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, account);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, state);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, alarm);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, alarm_title);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, alarm_text);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, previous);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, next);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, month);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, figures);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, services);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, chart);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, chart_group);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, months);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, earlier);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, payments_group);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, payments);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, month_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, payment_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_activated_cb);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
}

static void
kab_balance_page_init (KabBalancePage *self)
{
  self->load = kab_load_new ();
  self->wanted = MONTHS;
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_balance_page_new:
 * @summary: the summary of a cabinet whose organisation keeps accounts
 *
 * Returns: (transfer floating): charges and payments of the chosen account
 */
AdwNavigationPage *
kab_balance_page_new (KabSummary *summary)
{
  KabBalancePage *self;
  KabDescriptor *descriptor;
  g_autoptr (KabFlowSummary) flow = NULL;
  const char *title;

  g_return_val_if_fail (KAB_IS_SUMMARY (summary), NULL);

  self = g_object_new (KAB_TYPE_BALANCE_PAGE, NULL);
  self->cabinet = g_object_ref (kab_summary_get_cabinet (summary));
  self->summary = g_object_ref (summary);
  descriptor = kab_summary_get_descriptor (summary);
  title = kab_descriptor_get_section_title (descriptor, "balance");
  if (title == NULL || title[0] == '\0')
    title = _ ("Charges and Payments");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
  kab_account_button_set_summary (self->account, summary);
  kab_state_page_set_organisation (self->state, descriptor);
  flow = kab_descriptor_dup_flow (descriptor, "link_account");
  if (flow != NULL)
    g_object_set (self->state, "empty-action", kab_flow_summary_get_start (flow), "empty-action-name",
                  "win.link-here", NULL);
  kab_state_page_set_empty_suggested (self->state, TRUE);
  kab_account_follow (summary, self->load, self, account_changed);
  return ADW_NAVIGATION_PAGE (self);
}
