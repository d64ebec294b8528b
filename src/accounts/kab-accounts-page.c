/* kab-accounts-page.c: the personal accounts that are linked to a cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-accounts-page.h"
#include "kab-announce.h"
#include "kab-error-text.h"
#include "kab-format.h"
#include "kab-money-label.h"
#include "kab-plain-row.h"
#include "kab-state-page.h"
#include "kab-unlinking.h"

#define UNDO_SECONDS 10

struct _KabAccountsPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  AdwToastOverlay *toasts;
  GtkWidget *add;
  KabStatePage *state;
  GtkListBox *list;

  KabCabinet *cabinet;
  KabSummary *summary;
  GHashTable *unlinking; /* id of an account to KabUnlinking */
};

G_DEFINE_FINAL_TYPE (KabAccountsPage, kab_accounts_page, ADW_TYPE_NAVIGATION_PAGE)

static void fill (KabAccountsPage *self);

/* Taken back, or refused: the account is in the table again. */
static void
forget (KabAccountsPage *self, KabUnlinking *unlinking)
{
  if (self->unlinking != NULL)
    g_hash_table_remove (self->unlinking, kab_account_get_id (kab_unlinking_get_account (unlinking)));
  fill (self);
}

static void
settled_cb (KabAccountsPage *self, GError *error, KabUnlinking *unlinking)
{
  g_autofree char *text = error != NULL ? kab_error_describe (error) : NULL;

  if (self->summary == NULL)
    return;
  if (text != NULL && !kab_error_has_problem (error, "not-found"))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
      forget (self, unlinking);
    }
  kab_summary_reload (self->summary);
}

static void
undo_cb (AdwToast *toast, KabAccountsPage *self)
{
  KabUnlinking *unlinking = g_object_get_data (G_OBJECT (toast), "kab-unlinking");

  g_object_set_data (G_OBJECT (toast), "kab-undone", GINT_TO_POINTER (TRUE));
  forget (self, unlinking);
  kab_announce (GTK_WIDGET (self), _ ("The account stays linked"), FALSE);
}

static void
toast_dismissed_cb (AdwToast *toast, KabAccountsPage *self)
{
  if (g_object_get_data (G_OBJECT (toast), "kab-undone") == NULL)
    kab_unlinking_carry_out (g_object_get_data (G_OBJECT (toast), "kab-unlinking"));
}

/* S-25: there is nothing to ask beforehand where the answer can be taken back afterwards. */
static void
unlink_clicked_cb (GtkWidget *button, KabAccountsPage *self)
{
  KabAccount *account = g_object_get_data (G_OBJECT (button), "kab-account");
  KabUnlinking *unlinking = kab_unlinking_new (kab_cabinet_get_client (self->cabinet), account);
  /* Translators: the number of an account. */
  g_autofree char *text = g_strdup_printf (_ ("Account %s unlinked"), kab_account_get_number (account));
  AdwToast *toast = g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, NULL);

  adw_toast_set_title (toast, text);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "kab-unlinking", g_object_ref (unlinking), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, 0);
  g_signal_connect_object (unlinking, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_replace (self->unlinking, g_strdup (kab_account_get_id (account)), unlinking);
  kab_announce (GTK_WIDGET (self), text, FALSE);
  fill (self);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static GtkWidget *
row_new (KabAccountsPage *self, KabAccount *account)
{
  g_autofree char *title = g_strdup_printf (_ ("No. %s"), kab_account_get_number (account));
  g_autofree char *day = kab_format_date (kab_account_get_linked_at (account));
  /* Translators: the day on which an account was linked. */
  g_autofree char *linked = g_strdup_printf (_ ("Linked %s"), day);
  /* Translators: the number of an account. */
  g_autofree char *name = g_strdup_printf (_ ("Unlink Account %s"), kab_account_get_number (account));
  const char *parts[] = { kab_account_get_title (account), kab_account_get_holder (account),
                          kab_account_get_address (account), linked };
  g_autoptr (GString) subtitle = g_string_new (NULL);
  GtkWidget *row, *button;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? "\n" : "", parts[i]);
  row = kab_plain_row_new (title, subtitle->str);
  button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Unlink"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
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
  GListModel *accounts;

  if (self->summary == NULL)
    return;
  accounts = kab_summary_get_accounts (self->summary);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);

      if (!g_hash_table_contains (self->unlinking, kab_account_get_id (account)))
        gtk_list_box_append (self->list, row_new (self, account));
    }
}

/* The table of links has no links while the last one may still be taken back. */
static GtkWidget *
placeholder_new (void)
{
  return kab_plain_row_new (_ ("No Links"), NULL);
}

static void
retry_cb (KabAccountsPage *self)
{
  kab_summary_reload (self->summary);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  retry_cb (KAB_ACCOUNTS_PAGE (widget));
}

/* Who leaves before the time is over has decided: it is done at once. */
static void
kab_accounts_page_dispose (GObject *object)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (object);
  g_autoptr (GHashTable) unlinking = g_steal_pointer (&self->unlinking);
  GHashTableIter iter;
  gpointer value;

  g_clear_object (&self->summary);
  if (unlinking != NULL)
    {
      g_hash_table_iter_init (&iter, unlinking);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        kab_unlinking_carry_out (value);
    }
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
                                               "/org/kabinet/Kabinet/accounts/kab-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, add);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
}

static void
kab_accounts_page_init (KabAccountsPage *self)
{
  self->unlinking = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_placeholder (self->list, placeholder_new ());
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
