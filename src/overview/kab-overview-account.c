/* kab-overview-account.c: what is to pay on one account, and the balance that it comes from. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-figures.h"
#include "kab-format.h"
#include "kab-money-label.h"
#include "kab-overview-account.h"
#include "kab-plain-row.h"
#include "kab-settle.h"

struct _KabOverviewAccount
{
  AdwExpanderRow parent_instance;

  KabMoneyLabel *amount;
  GtkStack *stack;
  GtkLabel *message;
  KabFigures *figures;

  KabOverviewItem *item;
  char *text; /* what stands below the title before the month is known */
  gboolean known;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabOverviewAccount, kab_overview_account, ADW_TYPE_EXPANDER_ROW)

static void
balance_fetched (gpointer object, const GValue *value, const GError *error)
{
  kab_overview_account_take_balance (object, value != NULL ? g_value_get_object (value) : NULL, error);
}

static void
load_balance (KabOverviewAccount *self)
{
  KabAccount *account = kab_overview_item_get_account (self->item);
  KabClient *client = kab_cabinet_get_client (kab_overview_item_get_cabinet (self->item));
  g_autoptr (KabRequest) request
      = kab_request_new_segments ("GET", "accounts", kab_account_get_id (account), "balance", NULL);

  gtk_stack_set_visible_child_name (self->stack, "loading");
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_client_send (client, request, KAB_TYPE_BALANCE), self, balance_fetched);
}

static void
expanded_cb (KabOverviewAccount *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)) && !self->known && self->pending == NULL)
    load_balance (self);
}

static void
kab_overview_account_dispose (GObject *object)
{
  KabOverviewAccount *self = KAB_OVERVIEW_ACCOUNT (object);

  dex_clear (&self->pending);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_OVERVIEW_ACCOUNT);
  G_OBJECT_CLASS (kab_overview_account_parent_class)->dispose (object);
}

static void
kab_overview_account_finalize (GObject *object)
{
  g_free (KAB_OVERVIEW_ACCOUNT (object)->text);
  G_OBJECT_CLASS (kab_overview_account_parent_class)->finalize (object);
}

static void
kab_overview_account_class_init (KabOverviewAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kab_overview_account_dispose;
  object_class->finalize = kab_overview_account_finalize;

  g_type_ensure (KAB_TYPE_FIGURES);
  g_type_ensure (KAB_TYPE_MONEY_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/overview/kab-overview-account.ui");
  gtk_widget_class_bind_template_child (widget_class, KabOverviewAccount, amount);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewAccount, stack);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewAccount, message);
  gtk_widget_class_bind_template_child (widget_class, KabOverviewAccount, figures);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_balance);
}

static void
kab_overview_account_init (KabOverviewAccount *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A row that leads to what the balance is made of, if the organisation has it. */
static void
add_way (KabOverviewAccount *self, const char *section, const char *fallback)
{
  KabCabinet *cabinet = kab_overview_item_get_cabinet (self->item);
  KabDescriptor *descriptor = kab_cabinet_get_descriptor (cabinet);
  GtkWidget *row, *chevron;
  const char *title;

  if (descriptor == NULL || !kab_descriptor_has_section (descriptor, section))
    return;
  title = kab_descriptor_get_section_title (descriptor, section);
  row = kab_plain_row_new (title != NULL ? title : fallback, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  chevron = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                          GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), chevron);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", kab_cabinet_get_id (cabinet), section);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-section");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

/**
 * kab_overview_account_new:
 * @item: an account
 * @many: whether the overview is of several cabinets
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
kab_overview_account_new (KabOverviewItem *item, gboolean many)
{
  KabAccount *account = kab_overview_item_get_account (item);
  const char *place = kab_account_get_address (account);
  KabOverviewAccount *self;
  g_autofree char *number = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (KAB_IS_ACCOUNT (account), NULL);

  self = g_object_new (KAB_TYPE_OVERVIEW_ACCOUNT, NULL);
  self->item = g_object_ref (item);
  /* Translators: the number of a personal account. */
  number = g_strdup_printf (_ ("No. %s"), kab_account_get_number (account));
  self->text = g_strdup (many ? number : place != NULL ? place : kab_account_get_title (account));
  amount = kab_money_or_dash (kab_account_get_to_pay (account));
  /* Translators: a personal account and what is to pay on it, for a screen reader. */
  sentence = g_strdup_printf (_ ("%s, account %s, to pay %s"), kab_overview_item_get_organisation (item),
                              kab_account_get_number (account), amount);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 many ? kab_overview_item_get_organisation (item) : number);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), self->text != NULL ? self->text : "");
  kab_money_label_set_money (self->amount, kab_account_get_to_pay (account));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  add_way (self, "balance", _ ("Charges and Payments"));
  add_way (self, "receipts", _ ("Receipts"));
  return GTK_WIDGET (self);
}

/**
 * kab_overview_account_take_balance:
 * @self: a row
 * @balance: (nullable): the balance of the month
 * @error: (nullable): why there is none
 *
 * Shows what an answer brought.
 */
void
kab_overview_account_take_balance (KabOverviewAccount *self, KabBalance *balance, const GError *error)
{
  g_autofree char *month = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (KAB_IS_OVERVIEW_ACCOUNT (self));
  g_return_if_fail ((balance == NULL) != (error == NULL));

  if (balance == NULL)
    {
      g_autofree char *text = kab_error_describe (error);

      gtk_label_set_text (self->message, text);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->known = TRUE;
  month = self->text != NULL ? kab_format_month (kab_balance_get_month (balance))
                             : kab_format_month_title (kab_balance_get_month (balance));
  subtitle = self->text != NULL ? g_strjoin (" · ", self->text, month, NULL) : g_strdup (month);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  kab_figures_show_balance (self->figures, balance);
  gtk_stack_set_visible_child_name (self->stack, "ready");
}
