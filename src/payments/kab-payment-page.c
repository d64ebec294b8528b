/* kab-payment-page.c: one payment: how it is paid, and where it is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-fetch.h"
#include "kab-fiscal-row.h"
#include "kab-format.h"
#include "kab-invoice-file.h"
#include "kab-load.h"
#include "kab-open.h"
#include "kab-payment-dialog.h"
#include "kab-payment-page.h"
#include "kab-plain-row.h"
#include "kab-qr-code.h"
#include "kab-settle.h"
#include "kab-stale.h"
#include "kab-state-page.h"
#include "kab-status-pill.h"

/* All that is shown comes from the server: a link that leads here, or a browser that comes back, proves nothing. While
 * the bank may have news the page asks again, at the pace that the server names, and when the window is looked at. */
struct _KabPaymentPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  KabStatePage *state;
  GtkLabel *amount;
  GtkLabel *subject;
  KabStatusPill *pill;
  GtkLabel *note;
  GtkWidget *open;
  KabQrCode *code;
  AdwPreferencesGroup *details;
  AdwPreferencesGroup *steps;
  AdwPreferencesGroup *papers;
  AdwWrapBox *actions;
  GtkLabel *why_not;

  KabCabinet *cabinet;
  char *id;
  KabPayment *payment;
  KabLoad *load;
  GDateTime *as_of;
  GPtrArray *rows; /* of the groups */
  GtkWidget *window;
  guint poll;
  DexFuture *pending;
  DexFuture *saving;
};

G_DEFINE_FINAL_TYPE (KabPaymentPage, kab_payment_page, ADW_TYPE_NAVIGATION_PAGE)

static guint moved_signal;

static void reload (KabPaymentPage *self);

static gboolean
poll_cb (gpointer data)
{
  KabPaymentPage *self = data;

  self->poll = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
set_poll (KabPaymentPage *self)
{
  gint64 after = self->payment != NULL ? kab_payment_get_poll_after (self->payment) : 0;

  g_clear_handle_id (&self->poll, g_source_remove);
  if (after > 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->poll = g_timeout_add_seconds ((guint) MIN (after, 3600), poll_cb, self);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
add_row (KabPaymentPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "kab-group", group);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (KabPaymentPage *self)
{
  GtkWidget *child;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "kab-group"), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->actions))) != NULL)
    adw_wrap_box_remove (self->actions, child);
}

static void
copy_cb (KabPaymentPage *self, GtkButton *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          g_object_get_data (G_OBJECT (button), "kab-text"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Copied"));
}

static GtkWidget *
copied_row_new (KabPaymentPage *self, const char *title, const char *value)
{
  GtkWidget *row = kab_plain_row_new (title, value);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: what is copied, such as an account. */
  g_autofree char *name = g_strdup_printf (_ ("Copy: %s"), title);

  gtk_widget_add_css_class (row, "property");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  g_object_set_data_full (G_OBJECT (button), "kab-text", g_strdup (value), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
add_property (KabPaymentPage *self, const char *label, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = kab_plain_row_new (label, value);
  gtk_widget_add_css_class (row, "property");
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  add_row (self, self->details, row);
}

static void
add_time (KabPaymentPage *self, const char *label, GDateTime *time)
{
  g_autofree char *text = time != NULL ? kab_format_date_prose (time) : NULL;

  add_property (self, label, text);
}

static void
show_code (KabPaymentPage *self)
{
  KabPaymentCode *code = kab_payment_get_qr (self->payment);
  const char *text = code != NULL ? kab_payment_code_get_text (code) : NULL;
  gboolean drawn
      = kab_qr_code_set_text (self->code, text, code != NULL ? kab_payment_code_get_kind (code) : NULL);
  g_autofree char *sum = kab_money_format (kab_payment_get_amount (self->payment));
  /* Translators: a sum of money. */
  g_autofree char *name = g_strdup_printf (_ ("QR code to pay %s; its text can be copied below"), sum);

  gtk_widget_set_visible (GTK_WIDGET (self->code), drawn);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (text != NULL)
    {
      GtkWidget *row = copied_row_new (self, _ ("Text of the Code"), text);

      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
      add_row (self, self->details, row);
    }
}

static void
show_details (KabPaymentPage *self)
{
  GListModel *properties = kab_payment_get_properties (self->payment);

  show_code (self);
  for (guint i = 0; i < g_list_model_get_n_items (properties); i++)
    {
      g_autoptr (KabProperty) property = g_list_model_get_item (properties, i);

      add_row (self, self->details,
               copied_row_new (self, kab_property_get_label (property), kab_property_get_value (property)));
    }
  add_property (self, _ ("Way to Pay"), kab_payment_get_method_title (self->payment));
  add_property (self, _ ("Account"), kab_payment_get_account (self->payment));
  add_time (self, _ ("Begun"), kab_payment_get_created_at (self->payment));
  add_time (self, _ ("Paid"), kab_payment_get_paid_at (self->payment));
  if (kab_payment_get_poll_after (self->payment) > 0 || kab_payment_get_expires_at (self->payment) != NULL)
    add_time (self, _ ("On the Account No Later Than"), kab_payment_get_expected_by (self->payment));
  add_time (self, _ ("Pay Until"), kab_payment_get_expires_at (self->payment));
}

static void
show_steps (KabPaymentPage *self)
{
  const char *const *steps = kab_payment_get_steps (self->payment);
  guint count = 0;

  for (; steps != NULL && steps[count] != NULL; count++)
    {
      g_autofree char *number = g_strdup_printf ("%u", count + 1);
      GtkWidget *row = kab_plain_row_new (steps[count], NULL);
      GtkWidget *label = gtk_label_new (number);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), label);
      add_row (self, self->steps, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->steps), count > 0);
}

static void
saved (gpointer object, const GValue *value, const GError *error)
{
  KabPaymentPage *self = object;
  g_autofree char *text = NULL;

  dex_clear (&self->saving);
  if (error != NULL && kab_error_is_cancelled (error))
    return;
  text = value != NULL ? g_strdup (_ ("Invoice saved")) : kab_error_describe (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
save_invoice_cb (KabPaymentPage *self)
{
  if (self->saving == NULL)
    self->saving = kab_settle (
        kab_invoice_file_save (GTK_WIDGET (self), kab_cabinet_get_client (self->cabinet), self->payment),
        self, saved);
}

static void
show_papers (KabPaymentPage *self)
{
  gboolean invoice = kab_payment_get_invoice (self->payment);
  gboolean paid = kab_payment_get_paid_at (self->payment) != NULL;
  GtkWidget *row;

  if (invoice)
    {
      row = kab_plain_row_new (_ ("Save the Invoice…"), _ ("PDF"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-save-symbolic",
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      g_signal_connect_object (row, "activated", G_CALLBACK (save_invoice_cb), self, G_CONNECT_SWAPPED);
      add_row (self, self->papers, row);
    }
  if (paid)
    {
      row = kab_fiscal_row_new (kab_cabinet_get_client (self->cabinet), self->payment);
      g_signal_connect_object (row, "kept", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
      add_row (self, self->papers, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->papers), invoice || paid);
}

static void
acted_cb (KabPaymentPage *self, KabPayment *payment)
{
  kab_payment_page_take (self, payment, NULL, NULL);
}

static void
action_clicked_cb (KabPaymentPage *self, GtkButton *button)
{
  KabAction *action = g_object_get_data (G_OBJECT (button), "kab-action");
  AdwDialog *dialog
      = kab_payment_dialog_new (kab_cabinet_get_client (self->cabinet),
                                kab_cabinet_get_descriptor (self->cabinet), self->payment, action);

  g_signal_connect_object (dialog, "acted", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
show_actions (KabPaymentPage *self)
{
  GListModel *actions = kab_payment_get_actions (self->payment);
  const char *reason = NULL;
  gboolean page = kab_payment_get_page (self->payment) != NULL;

  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (KabAction) action = g_list_model_get_item (actions, i);
      GtkWidget *button = gtk_button_new_with_label (kab_action_get_title (action));

      gtk_widget_set_hexpand (button, TRUE);
      gtk_widget_set_sensitive (button, kab_action_get_allowed (action));
      if (g_str_equal (kab_action_get_tone (action), "suggested") && !page)
        gtk_widget_add_css_class (button, "suggested-action");
      g_object_set_data_full (G_OBJECT (button), "kab-action", g_object_ref (action), g_object_unref);
      g_signal_connect_object (button, "clicked", G_CALLBACK (action_clicked_cb), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->actions, button);
      if (!kab_action_get_allowed (action) && reason == NULL)
        reason = kab_action_get_reason (action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->actions), g_list_model_get_n_items (actions) > 0);
  set_text (self->why_not, reason);
}

static void
show (KabPaymentPage *self)
{
  g_autofree char *sum = kab_money_format (kab_payment_get_amount (self->payment));

  clear_rows (self);
  adw_window_title_set_title (self->heading, kab_payment_get_number (self->payment));
  set_text (self->amount, sum);
  set_text (self->subject, kab_payment_get_title (self->payment));
  kab_status_pill_set_state (self->pill, kab_payment_get_state (self->payment));
  set_text (self->note, kab_payment_get_note (self->payment));
  gtk_widget_set_visible (self->open, kab_payment_get_page (self->payment) != NULL);
  show_details (self);
  show_steps (self);
  show_papers (self);
  show_actions (self);
}

static void
fetched (gpointer object, gpointer record, GDateTime *as_of, const GError *error)
{
  kab_payment_page_take (object, record, as_of, error);
}

static void
reload (KabPaymentPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new_segments ("GET", "payments", self->id, NULL);

  dex_clear (&self->pending);
  kab_load_begin (self->load);
  self->pending = kab_fetch (kab_cabinet_get_client (self->cabinet), request, KAB_TYPE_PAYMENT,
                             self->payment == NULL, self, fetched);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (KAB_PAYMENT_PAGE (widget));
}

static void
open_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabPaymentPage *self = KAB_PAYMENT_PAGE (widget);
  const char *page = self->payment != NULL ? kab_payment_get_page (self->payment) : NULL;

  if (page != NULL && !kab_open_page (widget, page, kab_cabinet_get_origin (self->cabinet)))
    gtk_widget_activate_action (widget, "win.toast", "s",
                                _ ("The address of the payment page is not a safe one"));
}

/* Back from the browser: the bank may have news. */
static void
window_active_cb (KabPaymentPage *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self->window)) && self->payment != NULL
      && kab_payment_get_poll_after (self->payment) > 0)
    reload (self);
}

static void
kab_payment_page_map (GtkWidget *widget)
{
  KabPaymentPage *self = KAB_PAYMENT_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (kab_payment_page_parent_class)->map (widget);
  if (GTK_IS_WINDOW (root) && g_set_weak_pointer (&self->window, GTK_WIDGET (root)))
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (window_active_cb), self,
                             G_CONNECT_SWAPPED);
  set_poll (self);
}

static void
kab_payment_page_unmap (GtkWidget *widget)
{
  KabPaymentPage *self = KAB_PAYMENT_PAGE (widget);

  g_clear_handle_id (&self->poll, g_source_remove);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, window_active_cb, self);
  g_clear_weak_pointer (&self->window);
  GTK_WIDGET_CLASS (kab_payment_page_parent_class)->unmap (widget);
}

static void
kab_payment_page_dispose (GObject *object)
{
  KabPaymentPage *self = KAB_PAYMENT_PAGE (object);

  dex_clear (&self->pending);
  dex_clear (&self->saving);
  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->payment);
  g_clear_object (&self->cabinet);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_PAYMENT_PAGE);
  G_OBJECT_CLASS (kab_payment_page_parent_class)->dispose (object);
}

static void
kab_payment_page_finalize (GObject *object)
{
  KabPaymentPage *self = KAB_PAYMENT_PAGE (object);

  g_clear_object (&self->load);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  g_ptr_array_unref (self->rows);
  g_free (self->id);
  G_OBJECT_CLASS (kab_payment_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, amount);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, subject);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, pill);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, note);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, open);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, code);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, details);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, steps);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, papers);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, actions);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentPage, why_not);
}

static void
kab_payment_page_class_init (KabPaymentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_payment_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_payment_page_finalize;
  widget_class->map = kab_payment_page_map;
  widget_class->unmap = kab_payment_page_unmap;

  /**
   * KabPaymentPage::moved:
   *
   * The payment has come into another state while it was looked at.
   */
  moved_signal
      = g_signal_new ("moved", KAB_TYPE_PAYMENT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KAB_TYPE_STATE_PAGE);
  g_type_ensure (KAB_TYPE_STATUS_PILL);
  g_type_ensure (KAB_TYPE_QR_CODE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/payments/kab-payment-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "payment.open-page", NULL, open_page_action);
}

static void
kab_payment_page_init (KabPaymentPage *self)
{
  self->load = kab_load_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_state_page_set_load (self->state, self->load);
}

/**
 * kab_payment_page_new:
 * @cabinet: a cabinet
 * @id: id of a payment
 *
 * Returns: (transfer floating): the page, which asks the server where the payment is
 */
AdwNavigationPage *
kab_payment_page_new (KabCabinet *cabinet, const char *id)
{
  KabPaymentPage *self;
  KabDescriptor *descriptor;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet) && id != NULL, NULL);

  self = g_object_new (KAB_TYPE_PAYMENT_PAGE, NULL);
  self->cabinet = g_object_ref (cabinet);
  self->id = g_strdup (id);
  descriptor = kab_cabinet_get_descriptor (cabinet);
  adw_window_title_set_title (self->heading, _ ("Payment"));
  if (descriptor != NULL)
    {
      adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
      kab_state_page_set_organisation (self->state, descriptor);
    }
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_payment_page_get_id:
 * @self: a payment page
 *
 * Returns: (transfer none): id of its payment
 */
const char *
kab_payment_page_get_id (KabPaymentPage *self)
{
  g_return_val_if_fail (KAB_IS_PAYMENT_PAGE (self), NULL);

  return self->id;
}

static gboolean
has_moved (KabPayment *before, KabPayment *after)
{
  return before != NULL
         && g_strcmp0 (kab_document_state_get_id (kab_payment_get_state (before)),
                       kab_document_state_get_id (kab_payment_get_state (after)))
                != 0;
}

/**
 * kab_payment_page_take:
 * @self: a payment page
 * @payment: (nullable): the payment
 * @as_of: (nullable): when an offline copy of it was made; %NULL for what the server says now
 * @error: (nullable): why it is not known
 */
void
kab_payment_page_take (KabPaymentPage *self, KabPayment *payment, GDateTime *as_of, const GError *error)
{
  g_autofree char *text = NULL;
  gboolean moved;

  g_return_if_fail (KAB_IS_PAYMENT_PAGE (self));

  if (payment == NULL)
    {
      text = kab_error_describe (error);
      kab_load_fail (self->load, error, text);
      kab_stale_tell (self->banner, self->load, self->as_of);
      set_poll (self);
      return;
    }
  moved = has_moved (self->payment, payment);
  if (self->payment == NULL || kab_payment_get_version (self->payment) != kab_payment_get_version (payment)
      || kab_payment_get_fiscal (payment) != NULL || moved)
    {
      g_set_object (&self->payment, payment);
      show (self);
    }
  g_clear_pointer (&self->as_of, g_date_time_unref);
  self->as_of = as_of != NULL ? g_date_time_ref (as_of) : g_date_time_new_now_local ();
  kab_load_finish (self->load, FALSE);
  if (as_of != NULL)
    kab_load_begin (self->load);
  kab_stale_tell (self->banner, self->load, self->as_of);
  set_poll (self);
  if (!moved)
    return;
  kab_announce (GTK_WIDGET (self), kab_document_state_get_title (kab_payment_get_state (payment)), FALSE);
  g_signal_emit (self, moved_signal, 0);
}
