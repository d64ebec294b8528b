/* kab-receipts-page.c: the receipts of an account, year by year. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-account-button.h"
#include "kab-due.h"
#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-format.h"
#include "kab-menu-button.h"
#include "kab-money-label.h"
#include "kab-period-dialog.h"
#include "kab-plain-row.h"
#include "kab-receipts-page.h"
#include "kab-stale.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"

struct _KabReceiptsPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  KabAccountButton *account;
  AdwBanner *banner;
  KabStatePage *state;
  GtkBox *years;

  KabCabinet *cabinet;
  KabSummary *summary;
  KabLoad *load;
  char *account_id;
  KabReceiptList *receipts;
  GDateTime *as_of; /* when what is shown was fetched */
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabReceiptsPage, kab_receipts_page, ADW_TYPE_NAVIGATION_PAGE)

static void
row_activated_cb (GtkWidget *row, KabReceiptsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-receipt", "(ss)",
                              kab_cabinet_get_id (self->cabinet),
                              (const char *) g_object_get_data (G_OBJECT (row), "kab-receipt"));
}

/* When it was issued, and until when to pay what is not paid yet. */
static char *
dup_subtitle (KabReceipt *receipt)
{
  GDateTime *issued = kab_receipt_get_issued_at (receipt);
  const GDate *due = kab_receipt_get_due_at (receipt);
  KabDocumentState *state = kab_receipt_get_state (receipt);
  gboolean paid = state != NULL && g_strcmp0 (kab_document_state_get_tone (state), "good") == 0;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = NULL;
  GDate today;

  if (due != NULL && !paid)
    {
      g_date_clear (&today, 1);
      g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                      (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
      return kab_due_format (due, &today);
    }
  if (issued == NULL)
    return g_strdup (kab_receipt_get_number (receipt));
  date = kab_format_date (issued);
  /* Translators: the date on which a receipt was issued. */
  return g_strdup_printf (_ ("issued %s"), date);
}

static GtkWidget *
row_new (KabReceiptsPage *self, KabReceipt *receipt)
{
  const GDate *month = kab_receipt_get_month (receipt);
  g_autofree char *month_text = month != NULL ? kab_format_month_title (month) : NULL;
  const char *own = kab_receipt_get_title (receipt);
  const char *title = own != NULL && own[0] != '\0' ? own : month_text;
  g_autofree char *subtitle = dup_subtitle (receipt);
  g_autofree char *amount = kab_money_or_dash (kab_receipt_get_amount (receipt));
  KabDocumentState *state = kab_receipt_get_state (receipt);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", title, amount,
                                             state != NULL ? kab_document_state_get_title (state) : "");
  GtkWidget *row = kab_plain_row_new (title, subtitle);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *pill = kab_status_pill_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  kab_status_pill_set_state (KAB_STATUS_PILL (pill), state);
  gtk_widget_set_halign (pill, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (end), kab_money_label_new (kab_receipt_get_amount (receipt)));
  gtk_box_append (GTK_BOX (end), pill);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  g_object_set_data_full (G_OBJECT (row), "kab-receipt", g_strdup (kab_receipt_get_id (receipt)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
fill (KabReceiptsPage *self)
{
  GListModel *items = kab_receipt_list_get_items (self->receipts);
  GtkWidget *child;
  GtkWidget *group = NULL;
  int year = -1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->years))) != NULL)
    gtk_box_remove (self->years, child);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabReceipt) receipt = g_list_model_get_item (items, i);
      const GDate *month = kab_receipt_get_month (receipt);
      int its_year = month != NULL ? g_date_get_year (month) : 0;

      if (group == NULL || its_year != year)
        {
          g_autofree char *title = its_year != 0 ? g_strdup_printf ("%d", its_year) : g_strdup ("");

          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
          gtk_box_append (self->years, group);
          year = its_year;
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (self, receipt));
    }
}

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabReceiptsPage *self = object;

  kab_receipts_page_take (self, record, error);
  if (as_of == NULL)
    return;
  g_clear_pointer (&self->as_of, g_date_time_unref);
  self->as_of = g_date_time_ref (as_of);
  kab_load_begin (self->load);
}

static void
show_empty (KabReceiptsPage *self, gboolean linked)
{
  g_autoptr (KabFlowSummary) flow
      = linked ? NULL : kab_descriptor_dup_flow (kab_summary_get_descriptor (self->summary), "link_account");
  KabExpectedReceipt *expected
      = self->receipts != NULL ? kab_receipt_list_get_expected (self->receipts) : NULL;
  g_autofree char *day
      = expected != NULL ? kab_format_day_prose (kab_expected_receipt_get_on (expected)) : NULL;
  /* Translators: a day. */
  g_autofree char *when = day != NULL ? g_strdup_printf (_ ("The first receipt is expected on %s."), day)
                                      : g_strdup (_ ("The first receipt appears here when it is issued."));

  g_object_set (
      self->state, "empty-title", linked ? _ ("No Receipts Yet") : _ ("Account Not Linked"), "empty-text",
      linked ? when : _ ("Once your account is linked, charges and receipts appear here."), "empty-action",
      flow != NULL ? kab_flow_summary_get_start (flow) : NULL, "empty-action-name", "win.link-here", NULL);
  kab_state_page_set_empty_suggested (self->state, TRUE);
  kab_load_finish (self->load, TRUE);
}

static void
reload (KabReceiptsPage *self)
{
  KabAccount *account = kab_summary_get_account (self->summary);
  KabLoad *accounts = kab_summary_get_accounts_load (self->summary);
  g_autoptr (KabRequest) request = NULL;

  dex_clear (&self->pending);
  if (account == NULL)
    {
      kab_load_reset (self->load);
      if (kab_load_get_state (accounts) == KAB_LOAD_EMPTY)
        show_empty (self, FALSE);
      else if (kab_load_get_state (accounts) == KAB_LOAD_FAILED)
        kab_load_fail (self->load, kab_load_get_error (accounts), kab_load_get_message (accounts));
      else
        kab_load_begin (self->load);
      return;
    }
  request = kab_request_new_segments ("GET", "accounts", kab_account_get_id (account), "receipts", NULL);
  kab_load_begin (self->load);
  self->pending = kab_fetch (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_RECEIPT_LIST,
                             self->receipts == NULL, self, fetched);
}

static void
account_changed_cb (KabReceiptsPage *self)
{
  KabAccount *account = kab_summary_get_account (self->summary);

  /* The same account with a new sum keeps its receipts on the page. */
  if (g_set_str (&self->account_id, account != NULL ? kab_account_get_id (account) : NULL))
    {
      g_clear_object (&self->receipts);
      kab_load_reset (self->load);
    }
  reload (self);
}

static void
accounts_state_changed_cb (KabReceiptsPage *self)
{
  if (kab_summary_get_account (self->summary) == NULL)
    reload (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_RECEIPTS_PAGE (widget));
}

static void
save_period_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabReceiptsPage *self = KAB_RECEIPTS_PAGE (widget);

  if (self->receipts != NULL)
    adw_dialog_present (kab_period_dialog_new (kab_cabinet_get_client (self->cabinet),
                                               kab_receipt_list_get_items (self->receipts)),
                        widget);
}

static void
kab_receipts_page_dispose (GObject *object)
{
  KabReceiptsPage *self = KAB_RECEIPTS_PAGE (object);

  dex_clear (&self->pending);
  g_clear_object (&self->receipts);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  g_clear_object (&self->summary);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_RECEIPTS_PAGE);
  G_OBJECT_CLASS (kab_receipts_page_parent_class)->dispose (object);
}

static void
kab_receipts_page_finalize (GObject *object)
{
  g_clear_object (&KAB_RECEIPTS_PAGE (object)->load);
  g_free (KAB_RECEIPTS_PAGE (object)->account_id);
  G_OBJECT_CLASS (kab_receipts_page_parent_class)->finalize (object);
}

static void
kab_receipts_page_class_init (KabReceiptsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_receipts_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_receipts_page_finalize;
  g_type_ensure (KAB_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/receipts/kab-receipts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, account);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, years);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "receipts.save-period", NULL, save_period_action);
}

static void
kab_receipts_page_init (KabReceiptsPage *self)
{
  self->load = kab_load_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.save-period", FALSE);
}

/**
 * kab_receipts_page_new:
 * @summary: the summary of a cabinet whose organisation issues receipts
 *
 * Returns: (transfer floating): the receipts of the chosen account
 */
AdwNavigationPage *
kab_receipts_page_new (KabSummary *summary)
{
  KabReceiptsPage *self;
  KabDescriptor *descriptor;
  const char *title;

  g_return_val_if_fail (KAB_IS_SUMMARY (summary), NULL);

  self = g_object_new (KAB_TYPE_RECEIPTS_PAGE, NULL);
  self->cabinet = g_object_ref (kab_summary_get_cabinet (summary));
  self->summary = g_object_ref (summary);
  descriptor = kab_summary_get_descriptor (summary);
  title = kab_descriptor_get_section_title (descriptor, "receipts");
  if (title == NULL || title[0] == '\0')
    title = _ ("Receipts");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
  kab_account_button_set_summary (self->account, summary);
  kab_state_page_set_organisation (self->state, descriptor);
  g_signal_connect_object (summary, "notify::account", G_CALLBACK (account_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_summary_get_accounts_load (summary), "notify::state",
                           G_CALLBACK (accounts_state_changed_cb), self, G_CONNECT_SWAPPED);
  account_changed_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_receipts_page_take:
 * @self: a receipts page
 * @receipts: (nullable): the receipts of the chosen account
 * @error: (nullable): why there are none
 */
void
kab_receipts_page_take (KabReceiptsPage *self, KabReceiptList *receipts, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KAB_IS_RECEIPTS_PAGE (self));

  if (receipts != NULL)
    {
      g_set_object (&self->receipts, receipts);
      g_clear_pointer (&self->as_of, g_date_time_unref);
      self->as_of = g_date_time_new_now_local ();
      fill (self);
      if (g_list_model_get_n_items (kab_receipt_list_get_items (receipts)) == 0)
        show_empty (self, TRUE);
      else
        kab_load_finish (self->load, FALSE);
    }
  else
    {
      text = kab_error_describe (error);
      kab_load_fail (self->load, error, text);
    }
  kab_stale_tell (self->banner, self->load, self->as_of);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.save-period",
                                 kab_load_get_state (self->load) == KAB_LOAD_READY);
}
