/* kab-information-page.c: what is known of an account: its owner, addresses, and what is to pay. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-account-button.h"
#include "kab-account-follow.h"
#include "kab-account-history.h"
#include "kab-announce.h"
#include "kab-detail-dialog.h"
#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-figures.h"
#include "kab-format.h"
#include "kab-information-page.h"
#include "kab-plain-row.h"
#include "kab-stale.h"
#include "kab-state-page.h"

struct _KabInformationPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  KabAccountButton *account;
  AdwBanner *banner;
  KabStatePage *state;
  GtkBox *groups;
  GtkWidget *card;
  KabFigures *figures;

  KabCabinet *cabinet;
  KabSummary *summary;
  KabLoad *load;
  GDateTime *as_of; /* when what is shown was fetched */
  DexFuture *pending;
  DexFuture *balance;
};

G_DEFINE_FINAL_TYPE (KabInformationPage, kab_information_page, ADW_TYPE_NAVIGATION_PAGE)

static void show_information (KabInformationPage *self, KabAccountInformation *information);

static void
saved_cb (KabInformationPage *self, KabAccountInformation *information)
{
  show_information (self, information);
  kab_announce (GTK_WIDGET (self), _ ("Saved"), FALSE);
}

static void
tell_clicked_cb (GtkWidget *button, KabInformationPage *self)
{
  KabAccountProperty *property = g_object_get_data (G_OBJECT (button), "kab-property");
  KabAccount *account = kab_summary_get_account (self->summary);
  AdwDialog *dialog;

  if (account == NULL)
    return;
  dialog = kab_detail_dialog_new (kab_cabinet_get_client (self->cabinet),
                                  kab_summary_get_descriptor (self->summary), kab_account_get_id (account),
                                  property);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* What the owner may tell: "Add" while nobody has, a pencil afterwards. */
static GtkWidget *
button_new (KabInformationPage *self, KabAccountProperty *property, gboolean told)
{
  GtkWidget *button = told ? gtk_button_new_from_icon_name ("document-edit-symbolic")
                           : gtk_button_new_with_label (_ ("Add"));
  /* Translators: a thing that is known of an account, such as a phone. */
  g_autofree char *name
      = g_strdup_printf (told ? _ ("Change: %s") : _ ("Add: %s"), kab_account_property_get_label (property));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  if (told)
    gtk_widget_set_tooltip_text (button, _ ("Change"));
  /* A button that is named by its own words would be "Add", however many there are. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "kab-property", g_object_ref (property), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (tell_clicked_cb), self, 0);
  return button;
}

static GtkWidget *
row_new (KabInformationPage *self, KabAccountProperty *property)
{
  const char *value = kab_account_property_get_value (property);
  gboolean told = value != NULL && value[0] != '\0';
  GtkWidget *row
      = kab_plain_row_new (kab_account_property_get_label (property), told ? value : _ ("Not specified"));

  if (told)
    {
      gtk_widget_add_css_class (row, "property");
      adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
    }
  if (kab_account_property_get_field (property) != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button_new (self, property, told));
  return row;
}

static GtkWidget *
group_new (KabInformationPage *self, KabAccountGroup *group)
{
  GtkWidget *widget = adw_preferences_group_new ();
  GListModel *properties = kab_account_group_get_properties (group);
  g_autofree char *title = g_markup_escape_text (kab_account_group_get_title (group), -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), title);
  for (guint i = 0; i < g_list_model_get_n_items (properties); i++)
    {
      g_autoptr (KabAccountProperty) property = g_list_model_get_item (properties, i);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), row_new (self, property));
    }
  return widget;
}

static void
show_information (KabInformationPage *self, KabAccountInformation *information)
{
  GListModel *groups = kab_account_information_get_groups (information);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (KabAccountGroup) group = g_list_model_get_item (groups, i);

      gtk_box_append (self->groups, group_new (self, group));
    }
}

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabInformationPage *self = object;

  if (record != NULL)
    {
      g_clear_pointer (&self->as_of, g_date_time_unref);
      self->as_of = as_of != NULL ? g_date_time_ref (as_of) : g_date_time_new_now_local ();
      show_information (self, record);
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

/* Without the figures the rest is still worth showing; "Charges and Payments" says why they are not there. */
static void
balance_fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabInformationPage *self = object;

  gtk_widget_set_visible (self->card, record != NULL);
  if (record != NULL)
    kab_figures_show_balance (self->figures, record);
}

static void
account_changed (gpointer page, KabAccount *account, gboolean other)
{
  KabInformationPage *self = page;
  KabClient *client = kab_cabinet_get_client (self->cabinet);
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (KabRequest) balance = NULL;
  gboolean shown = kab_load_get_state (self->load) == KAB_LOAD_READY;

  dex_clear (&self->pending);
  dex_clear (&self->balance);
  if (other)
    gtk_widget_set_visible (self->card, FALSE);
  if (account == NULL)
    return;
  request = kab_request_new_segments ("GET", "accounts", kab_account_get_id (account), NULL);
  balance = kab_request_new_segments ("GET", "accounts", kab_account_get_id (account), "balance", NULL);
  kab_load_begin (self->load);
  self->pending = kab_fetch (client, request, KAB_TYPE_ACCOUNT_INFORMATION, !shown, self, fetched);
  self->balance = kab_fetch (client, balance, KAB_TYPE_BALANCE, !shown, self, balance_fetched);
}

static void
reload (KabInformationPage *self)
{
  KabAccount *account = kab_summary_get_account (self->summary);

  if (account != NULL)
    account_changed (self, account, FALSE);
  else
    kab_summary_reload (self->summary);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_INFORMATION_PAGE (widget));
}

static void
kab_information_page_dispose (GObject *object)
{
  KabInformationPage *self = KAB_INFORMATION_PAGE (object);

  dex_clear (&self->pending);
  dex_clear (&self->balance);
  g_clear_object (&self->summary);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_INFORMATION_PAGE);
  G_OBJECT_CLASS (kab_information_page_parent_class)->dispose (object);
}

static void
kab_information_page_finalize (GObject *object)
{
  KabInformationPage *self = KAB_INFORMATION_PAGE (object);

  g_clear_object (&self->load);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  G_OBJECT_CLASS (kab_information_page_parent_class)->finalize (object);
}

static void
kab_information_page_class_init (KabInformationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_information_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_information_page_finalize;
  g_type_ensure (KAB_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (KAB_TYPE_FIGURES);
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/accounts/kab-information-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabInformationPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabInformationPage, account);
  gtk_widget_class_bind_template_child (widget_class, KabInformationPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabInformationPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabInformationPage, groups);
  gtk_widget_class_bind_template_child (widget_class, KabInformationPage, card);
  gtk_widget_class_bind_template_child (widget_class, KabInformationPage, figures);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
}

static void
kab_information_page_init (KabInformationPage *self)
{
  self->load = kab_load_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_information_page_new:
 * @summary: the summary of a cabinet whose organisation keeps accounts
 *
 * Returns: (transfer floating): what is known of the chosen account
 */
AdwNavigationPage *
kab_information_page_new (KabSummary *summary)
{
  KabInformationPage *self;
  KabDescriptor *descriptor;
  g_autoptr (KabFlowSummary) flow = NULL;
  const char *title;

  g_return_val_if_fail (KAB_IS_SUMMARY (summary), NULL);

  self = g_object_new (KAB_TYPE_INFORMATION_PAGE, NULL);
  self->cabinet = g_object_ref (kab_summary_get_cabinet (summary));
  self->summary = g_object_ref (summary);
  descriptor = kab_summary_get_descriptor (summary);
  title = kab_descriptor_get_section_title (descriptor, "information");
  if (title == NULL || title[0] == '\0')
    title = _ ("Information");
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
