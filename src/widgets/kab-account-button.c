/* kab-account-button.c: what is to pay, and which account is looked at. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-account-button.h"
#include "kab-menu-button.h"
#include "kab-money-label.h"
#include "kab-plain-row.h"

struct _KabAccountButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkWidget *icon;
  GtkLabel *label;
  GtkPopover *popover;
  GtkLabel *login;
  GtkListBox *list;
  GtkWidget *link;

  KabCabinet *cabinet; /* keeps the summary */
  KabSummary *summary;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (KabAccountButton, kab_account_button, GTK_TYPE_WIDGET)

enum
{
  PROP_COMPACT = 1,
};

static GParamSpec *compact_property;

static GtkWidget *
row_new (KabAccount *account, gboolean chosen)
{
  g_autofree char *title = g_strdup_printf (_ ("No. %s"), kab_account_get_number (account));
  g_autofree char *amount = kab_money_or_dash (kab_account_get_to_pay (account));
  /* Translators: the number of an account and what is to pay. */
  g_autofree char *spoken
      = g_strdup_printf (_ ("Account %s, to pay %s"), kab_account_get_number (account), amount);
  const char *address = kab_account_get_address (account);
  GtkWidget *row = kab_plain_row_new (title, address);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_opacity (tick, chosen ? 1 : 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kab_money_label_new (kab_account_get_to_pay (account)));
  g_object_set_data_full (G_OBJECT (row), "kab-account", g_object_ref (account), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
  return row;
}

static void
show (KabAccountButton *self)
{
  KabDescriptor *descriptor = kab_summary_get_descriptor (self->summary);
  GListModel *accounts = kab_summary_get_accounts (self->summary);
  const KabMoney *to_pay = kab_summary_get_to_pay (self->summary);
  g_autoptr (KabFlowSummary) flow
      = descriptor != NULL ? kab_descriptor_dup_flow (descriptor, "link_account") : NULL;
  g_autofree char *amount = kab_money_or_dash (to_pay);
  /* Translators: what is to pay on all accounts of a cabinet. */
  g_autofree char *text = g_strdup_printf (_ ("To Pay %s"), amount);
  guint n = g_list_model_get_n_items (accounts);

  gtk_widget_set_visible (GTK_WIDGET (self), kab_summary_has_accounts (self->summary) && to_pay != NULL);
  gtk_label_set_label (self->label, text);
  gtk_label_set_label (self->login, kab_cabinet_get_login (kab_summary_get_cabinet (self->summary)));
  gtk_widget_set_visible (self->link, flow != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);

      gtk_list_box_append (self->list, row_new (account, account == kab_summary_get_account (self->summary)));
    }
}

static void
row_activated_cb (KabAccountButton *self, GtkListBoxRow *row)
{
  KabAccount *account = g_object_get_data (G_OBJECT (row), "kab-account");

  gtk_popover_popdown (self->popover);
  kab_summary_choose_account (self->summary, kab_account_get_id (account));
}

static void
link_clicked_cb (KabAccountButton *self)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.link-account", "s",
                              kab_cabinet_get_id (kab_summary_get_cabinet (self->summary)));
}

static void
kab_account_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_COMPACT);
  g_value_set_boolean (value, KAB_ACCOUNT_BUTTON (object)->compact);
}

static void
kab_account_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabAccountButton *self = KAB_ACCOUNT_BUTTON (object);

  g_assert (id == PROP_COMPACT);
  if (self->compact == g_value_get_boolean (value))
    return;
  self->compact = g_value_get_boolean (value);
  gtk_widget_set_visible (GTK_WIDGET (self->label), !self->compact);
  gtk_widget_set_visible (self->icon, self->compact);
  g_object_notify_by_pspec (object, compact_property);
}

static void
kab_account_button_dispose (GObject *object)
{
  KabAccountButton *self = KAB_ACCOUNT_BUTTON (object);

  g_clear_object (&self->summary);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_ACCOUNT_BUTTON);
  G_OBJECT_CLASS (kab_account_button_parent_class)->dispose (object);
}

static void
kab_account_button_class_init (KabAccountButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = kab_account_button_get_property;
  G_OBJECT_CLASS (klass)->set_property = kab_account_button_set_property;
  G_OBJECT_CLASS (klass)->dispose = kab_account_button_dispose;
  compact_property = g_param_spec_boolean (
      "compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_COMPACT, compact_property);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/widgets/kab-account-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KabAccountButton, button);
  gtk_widget_class_bind_template_child (widget_class, KabAccountButton, icon);
  gtk_widget_class_bind_template_child (widget_class, KabAccountButton, label);
  gtk_widget_class_bind_template_child (widget_class, KabAccountButton, popover);
  gtk_widget_class_bind_template_child (widget_class, KabAccountButton, login);
  gtk_widget_class_bind_template_child (widget_class, KabAccountButton, list);
  gtk_widget_class_bind_template_child (widget_class, KabAccountButton, link);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_clicked_cb);
}

static void
kab_account_button_init (KabAccountButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_menu_buttons_name (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * kab_account_button_set_summary:
 * @self: an account button
 * @summary: the cabinet whose accounts it shows (S-15, S-16)
 */
void
kab_account_button_set_summary (KabAccountButton *self, KabSummary *summary)
{
  g_return_if_fail (KAB_IS_ACCOUNT_BUTTON (self) && KAB_IS_SUMMARY (summary));
  g_return_if_fail (self->summary == NULL);

  self->cabinet = g_object_ref (kab_summary_get_cabinet (summary));
  self->summary = g_object_ref (summary);
  g_signal_connect_object (summary, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
