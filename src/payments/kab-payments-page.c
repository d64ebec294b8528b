/* kab-payments-page.c: the payments of a cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-fetch.h"
#include "kab-format.h"
#include "kab-load.h"
#include "kab-money-label.h"
#include "kab-payments-page.h"
#include "kab-plain-row.h"
#include "kab-stale.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"

struct _KabPaymentsPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  KabStatePage *state;
  AdwPreferencesGroup *advance;
  AdwPreferencesGroup *open;
  AdwPreferencesGroup *past;

  KabCabinet *cabinet;
  KabLoad *load;
  KabPaymentList *payments;
  GtkWidget *balance_row;
  GtkWidget *balance;
  GPtrArray *rows;
  GDateTime *as_of;
  DexFuture *pending;
  DexFuture *asking;
};

G_DEFINE_FINAL_TYPE (KabPaymentsPage, kab_payments_page, ADW_TYPE_NAVIGATION_PAGE)

static void
row_activated_cb (GtkWidget *row, KabPaymentsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-payment", "(ss)",
                              kab_cabinet_get_id (self->cabinet),
                              (const char *) g_object_get_data (G_OBJECT (row), "kab-payment"));
}

/* What waits for the person, for the bank or for staff: the server's tones tell it. */
static gboolean
is_open (KabPayment *payment)
{
  const char *tone = kab_document_state_get_tone (kab_payment_get_state (payment));

  return g_strcmp0 (tone, "waits") == 0 || g_strcmp0 (tone, "accent") == 0
         || (g_strcmp0 (tone, "bad") == 0 && kab_payment_get_paid_at (payment) != NULL
             && g_list_model_get_n_items (kab_payment_get_actions (payment)) > 0);
}

static char *
dup_subtitle (KabPayment *payment)
{
  GDateTime *expected = kab_payment_get_expected_by (payment);
  g_autofree char *date = NULL;

  if (expected != NULL && is_open (payment))
    {
      date = kab_format_date_prose (expected);
      /* Translators: by when a payment is on the account. */
      return g_strdup_printf (_ ("on the account by %s"), date);
    }
  date = kab_format_date_prose (kab_payment_get_created_at (payment));
  return g_strdup_printf ("%s · %s", date, kab_payment_get_method_title (payment));
}

static GtkWidget *
row_new (KabPaymentsPage *self, KabPayment *payment)
{
  g_autofree char *subtitle = dup_subtitle (payment);
  g_autofree char *amount = kab_money_format (kab_payment_get_amount (payment));
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", kab_payment_get_title (payment), amount,
                                             kab_document_state_get_title (kab_payment_get_state (payment)));
  GtkWidget *row = kab_plain_row_new (kab_payment_get_title (payment), subtitle);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *pill = kab_status_pill_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (pill, GTK_ALIGN_END);
  kab_status_pill_set_state (KAB_STATUS_PILL (pill), kab_payment_get_state (payment));
  gtk_box_append (GTK_BOX (end), kab_money_label_new (kab_payment_get_amount (payment)));
  gtk_box_append (GTK_BOX (end), pill);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  g_object_set_data_full (G_OBJECT (row), "kab-payment", g_strdup (kab_payment_get_id (payment)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
clear (KabPaymentsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "kab-group"), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
fill (KabPaymentsPage *self)
{
  GListModel *items = kab_payment_list_get_items (self->payments);
  gboolean any_open = FALSE, any_past = FALSE;

  clear (self);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KabPayment) payment = g_list_model_get_item (items, i);
      gboolean open = is_open (payment);
      AdwPreferencesGroup *group = open ? self->open : self->past;
      GtkWidget *row = row_new (self, payment);

      any_open |= open;
      any_past |= !open;
      adw_preferences_group_add (group, row);
      g_object_set_data (G_OBJECT (row), "kab-group", group);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->open), any_open);
  gtk_widget_set_visible (GTK_WIDGET (self->past), any_past);
}

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  kab_payments_page_take (object, record, as_of, error);
}

static void
asked (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  KabPaymentsPage *self = object;
  const KabMoney *balance = record != NULL ? kab_payable_list_get_balance (record) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->advance), balance != NULL);
  kab_money_label_set_money (KAB_MONEY_LABEL (self->balance), balance);
}

static void
reload (KabPaymentsPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/payments");
  g_autoptr (KabRequest) due = kab_request_new ("GET", "/payables");
  KabClient *client = kab_cabinet_get_client (self->cabinet);

  dex_clear (&self->pending);
  dex_clear (&self->asking);
  kab_load_begin (self->load);
  self->pending = kab_fetch (client, request, KAB_TYPE_PAYMENT_LIST, self->payments == NULL, self, fetched);
  self->asking = kab_fetch (client, due, KAB_TYPE_PAYABLE_LIST, TRUE, self, asked);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_PAYMENTS_PAGE (widget));
}

static void
pay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.pay", "(ss)",
                              kab_cabinet_get_id (KAB_PAYMENTS_PAGE (widget)->cabinet), "");
}

/* Who comes back from a payment finds it as it is now. */
static void
kab_payments_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kab_payments_page_parent_class)->map (widget);
  reload (KAB_PAYMENTS_PAGE (widget));
}

static void
kab_payments_page_dispose (GObject *object)
{
  KabPaymentsPage *self = KAB_PAYMENTS_PAGE (object);

  dex_clear (&self->pending);
  dex_clear (&self->asking);
  g_clear_object (&self->payments);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_PAYMENTS_PAGE);
  G_OBJECT_CLASS (kab_payments_page_parent_class)->dispose (object);
}

static void
kab_payments_page_finalize (GObject *object)
{
  KabPaymentsPage *self = KAB_PAYMENTS_PAGE (object);

  g_clear_object (&self->load);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (kab_payments_page_parent_class)->finalize (object);
}

static void
kab_payments_page_class_init (KabPaymentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_payments_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_payments_page_finalize;
  widget_class->map = kab_payments_page_map;
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/payments/kab-payments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPaymentsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentsPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentsPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentsPage, advance);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentsPage, open);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentsPage, past);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "payments.pay", NULL, pay_action);
}

static void
kab_payments_page_init (KabPaymentsPage *self)
{
  self->load = kab_load_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
  self->balance_row = kab_plain_row_new (_ ("On Your Account"), _ ("Paid in advance"));
  self->balance = kab_money_label_new (NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->balance_row), self->balance);
  adw_preferences_group_add (self->advance, self->balance_row);
  gtk_widget_set_visible (GTK_WIDGET (self->advance), FALSE);
}

/**
 * kab_payments_page_new:
 * @summary: the summary of a cabinet whose organisation takes payments
 *
 * Returns: (transfer floating): its payments
 */
AdwNavigationPage *
kab_payments_page_new (KabSummary *summary)
{
  KabPaymentsPage *self;
  KabDescriptor *descriptor;
  const char *title;

  g_return_val_if_fail (KAB_IS_SUMMARY (summary), NULL);

  self = g_object_new (KAB_TYPE_PAYMENTS_PAGE, NULL);
  self->cabinet = g_object_ref (kab_summary_get_cabinet (summary));
  descriptor = kab_summary_get_descriptor (summary);
  title = kab_descriptor_get_section_title (descriptor, "payments");
  if (title == NULL || title[0] == '\0')
    title = _ ("Payments");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
  kab_state_page_set_organisation (self->state, descriptor);
  kab_state_page_set_empty_suggested (self->state, TRUE);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_payments_page_take:
 * @self: a payments page
 * @payments: (nullable): the payments
 * @as_of: (nullable): when an offline copy of them was made
 * @error: (nullable): why they are not known
 */
void
kab_payments_page_take (KabPaymentsPage *self,
                        KabPaymentList *payments,
                        GDateTime *as_of,
                        const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KAB_IS_PAYMENTS_PAGE (self));

  if (payments != NULL)
    {
      g_set_object (&self->payments, payments);
      g_clear_pointer (&self->as_of, g_date_time_unref);
      self->as_of = as_of != NULL ? g_date_time_ref (as_of) : g_date_time_new_now_local ();
      fill (self);
      kab_load_finish (self->load, self->rows->len == 0);
      if (as_of != NULL)
        kab_load_begin (self->load);
    }
  else
    {
      text = kab_error_describe (error);
      kab_load_fail (self->load, error, text);
    }
  kab_stale_tell (self->banner, self->load, self->as_of);
}
