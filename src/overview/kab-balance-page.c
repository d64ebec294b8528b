/* kab-balance-page.c: charges and payments of an account, month by month. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-account-button.h"
#include "kab-balance-page.h"
#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-figures.h"
#include "kab-format.h"
#include "kab-stale.h"
#include "kab-state-page.h"

/* The server says which month is the last one by what it answers without being asked for one. */
struct _KabBalancePage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  KabAccountButton *account;
  AdwBanner *banner;
  KabStatePage *state;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *month;
  KabFigures *figures;

  KabCabinet *cabinet;
  KabSummary *summary;
  char *account_id;
  KabLoad *load;
  GDate shown;
  GDate last;
  GDateTime *as_of; /* when what is shown was fetched */
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabBalancePage, kab_balance_page, ADW_TYPE_NAVIGATION_PAGE)

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabBalancePage *self = object;

  kab_balance_page_take (self, record, error);
  if (as_of == NULL)
    return;
  g_clear_pointer (&self->as_of, g_date_time_unref);
  self->as_of = g_date_time_ref (as_of);
  kab_load_begin (self->load);
}

static void
fetch (KabBalancePage *self, const GDate *month)
{
  KabAccount *account = kab_summary_get_account (self->summary);
  g_autoptr (KabRequest) request = NULL;

  if (account == NULL)
    return;
  request = kab_request_new_segments ("GET", "accounts", kab_account_get_id (account), "balance", NULL);
  if (month != NULL && g_date_valid (month))
    {
      g_autofree char *text
          = g_strdup_printf ("%04d-%02d", g_date_get_year (month), g_date_get_month (month));

      kab_request_set_query (request, "month", text);
    }
  kab_load_begin (self->load);
  dex_clear (&self->pending);
  self->pending = kab_fetch (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_BALANCE,
                             kab_load_get_state (self->load) != KAB_LOAD_READY, self, fetched);
}

static void
reload (KabBalancePage *self)
{
  fetch (self, &self->shown);
}

static void
account_changed_cb (KabBalancePage *self)
{
  KabLoad *accounts = kab_summary_get_accounts_load (self->summary);
  KabAccount *account = kab_summary_get_account (self->summary);

  dex_clear (&self->pending);
  /* The same account with a new sum keeps its month on the page. */
  if (g_set_str (&self->account_id, account != NULL ? kab_account_get_id (account) : NULL))
    {
      kab_load_reset (self->load);
      g_date_clear (&self->shown, 1);
      g_date_clear (&self->last, 1);
    }
  if (account != NULL)
    reload (self);
  else if (kab_load_get_state (accounts) == KAB_LOAD_EMPTY)
    kab_load_finish (self->load, TRUE);
  else if (kab_load_get_state (accounts) == KAB_LOAD_FAILED)
    kab_load_fail (self->load, kab_load_get_error (accounts), kab_load_get_message (accounts));
  else
    kab_load_begin (self->load);
}

static void
accounts_state_changed_cb (KabBalancePage *self)
{
  if (kab_summary_get_account (self->summary) == NULL)
    account_changed_cb (self);
}

static void
step (KabBalancePage *self, int months)
{
  GDate month = self->shown;

  if (!g_date_valid (&month))
    return;
  if (months < 0)
    g_date_subtract_months (&month, 1);
  else
    g_date_add_months (&month, 1);
  fetch (self, &month);
}

static void
previous_clicked_cb (KabBalancePage *self)
{
  step (self, -1);
}

static void
next_clicked_cb (KabBalancePage *self)
{
  step (self, 1);
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
  g_clear_object (&self->summary);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_BALANCE_PAGE);
  G_OBJECT_CLASS (kab_balance_page_parent_class)->dispose (object);
}

static void
kab_balance_page_finalize (GObject *object)
{
  g_clear_object (&KAB_BALANCE_PAGE (object)->load);
  g_free (KAB_BALANCE_PAGE (object)->account_id);
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
  g_type_ensure (KAB_TYPE_FIGURES);
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/overview/kab-balance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, account);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, state);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, previous);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, next);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, month);
  gtk_widget_class_bind_template_child (widget_class, KabBalancePage, figures);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
}

static void
kab_balance_page_init (KabBalancePage *self)
{
  self->load = kab_load_new ();
  g_date_clear (&self->shown, 1);
  g_date_clear (&self->last, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_balance_page_new:
 * @summary: the summary of a cabinet whose organisation keeps accounts
 *
 * Returns: (transfer floating): the balance of the chosen account
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
  g_signal_connect_object (summary, "notify::account", G_CALLBACK (account_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_summary_get_accounts_load (summary), "notify::state",
                           G_CALLBACK (accounts_state_changed_cb), self, G_CONNECT_SWAPPED);
  account_changed_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_balance_page_take:
 * @self: a balance page
 * @balance: (nullable): the five lines of a month
 * @error: (nullable): why there are none
 */
void
kab_balance_page_take (KabBalancePage *self, KabBalance *balance, const GError *error)
{
  g_autofree char *month = NULL;

  g_return_if_fail (KAB_IS_BALANCE_PAGE (self));

  if (balance == NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      kab_load_fail (self->load, error, text);
      kab_stale_tell (self->banner, self->load, self->as_of);
      return;
    }
  g_clear_pointer (&self->as_of, g_date_time_unref);
  self->as_of = g_date_time_new_now_local ();
  self->shown = *kab_balance_get_month (balance);
  if (!g_date_valid (&self->last) || g_date_compare (&self->shown, &self->last) > 0)
    self->last = self->shown;
  month = kab_format_month_title (&self->shown);
  gtk_label_set_label (self->month, month);
  gtk_widget_set_sensitive (self->next, g_date_compare (&self->shown, &self->last) < 0);
  kab_figures_show_balance (self->figures, balance);
  kab_load_finish (self->load, FALSE);
  kab_stale_tell (self->banner, self->load, self->as_of);
}
