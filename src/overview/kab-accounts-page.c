/* kab-accounts-page.c: the personal accounts that are linked to a cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-accounts-page.h"
#include "kab-error-text.h"
#include "kab-money-label.h"
#include "kab-plain-row.h"
#include "kab-settle.h"
#include "kab-state-page.h"

struct _KabAccountsPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  GtkWidget *add;
  KabStatePage *state;
  GtkListBox *list;

  KabCabinet *cabinet;
  KabSummary *summary;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabAccountsPage, kab_accounts_page, ADW_TYPE_NAVIGATION_PAGE)

static void
unlinked (gpointer object, const GValue *value, const GError *error)
{
  KabAccountsPage *self = object;
  g_autofree char *text = error != NULL ? kab_error_describe (error) : g_strdup (_ ("Account unlinked"));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  kab_summary_reload (self->summary);
}

static void
unlink_confirmed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabAccountsPage) self = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  const char *id = g_object_get_data (source, "kab-account");
  g_autoptr (KabRequest) request = NULL;

  if (!g_str_equal (response, "unlink") || self->cabinet == NULL)
    return;
  request = kab_request_new_segments ("DELETE", "accounts", id, NULL);
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_client_send (kab_cabinet_get_client (self->cabinet), request, G_TYPE_NONE),
                              self, unlinked);
}

static void
unlink_clicked_cb (GtkWidget *button, KabAccountsPage *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  KabAccount *account = g_object_get_data (G_OBJECT (button), "kab-account");

  /* Translators: the number of an account. */
  adw_alert_dialog_format_heading (dialog, _ ("Unlink Account %s?"), kab_account_get_number (account));
  adw_alert_dialog_set_body (
      dialog, _ ("Its charges and receipts disappear from this cabinet. It can be linked again."));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "unlink", _ ("_Unlink"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "unlink", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "kab-account", g_strdup (kab_account_get_id (account)), g_free);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, unlink_confirmed_cb, g_object_ref (self));
}

static GtkWidget *
row_new (KabAccountsPage *self, KabAccount *account)
{
  const char *parts[] = { kab_account_get_title (account), kab_account_get_holder (account),
                          kab_account_get_address (account) };
  g_autofree char *title = g_strdup_printf (_ ("No. %s"), kab_account_get_number (account));
  g_autoptr (GString) subtitle = g_string_new (NULL);
  GtkWidget *row, *button;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? "\n" : "", parts[i]);
  row = kab_plain_row_new (title, subtitle->str);
  button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Unlink"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "kab-account", g_object_ref (account), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unlink_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kab_money_label_new (kab_account_get_to_pay (account)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
fill (KabAccountsPage *self)
{
  GListModel *accounts = kab_summary_get_accounts (self->summary);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);

      gtk_list_box_append (self->list, row_new (self, account));
    }
}

static void
retry_cb (KabAccountsPage *self)
{
  kab_summary_reload (self->summary);
}

static void
kab_accounts_page_dispose (GObject *object)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (object);

  dex_clear (&self->pending);
  g_clear_object (&self->summary);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_ACCOUNTS_PAGE);
  G_OBJECT_CLASS (kab_accounts_page_parent_class)->dispose (object);
}

static void
kab_accounts_page_class_init (KabAccountsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_accounts_page_dispose;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/overview/kab-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, add);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
kab_accounts_page_init (KabAccountsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_accounts_page_new:
 * @summary: the summary of a cabinet whose organisation keeps accounts
 *
 * Returns: (transfer floating): its accounts
 */
AdwNavigationPage *
kab_accounts_page_new (KabSummary *summary)
{
  KabAccountsPage *self;
  KabDescriptor *descriptor;
  g_autoptr (KabFlowSummary) flow = NULL;
  const char *title;

  g_return_val_if_fail (KAB_IS_SUMMARY (summary), NULL);

  self = g_object_new (KAB_TYPE_ACCOUNTS_PAGE, NULL);
  self->cabinet = g_object_ref (kab_summary_get_cabinet (summary));
  self->summary = g_object_ref (summary);
  descriptor = kab_summary_get_descriptor (summary);
  title = kab_descriptor_get_section_title (descriptor, "accounts");
  if (title == NULL || title[0] == '\0')
    title = _ ("Accounts");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
  flow = kab_descriptor_dup_flow (descriptor, "link_account");
  gtk_widget_set_visible (self->add, flow != NULL);
  if (flow != NULL)
    g_object_set (self->state, "empty-action", kab_flow_summary_get_start (flow), "empty-action-name",
                  "win.link-here", NULL);
  kab_state_page_set_empty_suggested (self->state, TRUE);
  kab_state_page_set_organisation (self->state, descriptor);
  g_signal_connect_object (kab_summary_get_accounts (summary), "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  kab_state_page_set_load (self->state, kab_summary_get_accounts_load (summary));
  return ADW_NAVIGATION_PAGE (self);
}
