/* kab-payment-dialog.c: asks what an action on a payment needs to know, and does it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-form.h"
#include "kab-payment-dialog.h"
#include "kab-problem.h"
#include "kab-settle.h"

/* One dialog is one intention, with one key; other values are another intention (B7). */
struct _KabPaymentDialog
{
  AdwDialog parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  GtkBox *body;
  GtkLabel *question;
  GtkLabel *missing;
  GtkButton *send;
  KabForm *form;

  KabClient *client;
  KabPayment *payment;
  KabAction *action;
  char *key;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabPaymentDialog, kab_payment_dialog, ADW_TYPE_DIALOG)

static guint acted_signal;

static void
update (KabPaymentDialog *self)
{
  gboolean complete = self->form == NULL || kab_form_get_complete (self->form);
  const char *missing = complete ? NULL : kab_form_get_missing (self->form);
  g_autofree char *text = NULL;

  if (missing != NULL && *missing != '\0')
    /* Translators: the fields that are not filled in yet. */
    text = g_strdup_printf (_ ("Left: %s"), missing);
  gtk_label_set_text (self->missing, text != NULL ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), complete && self->pending == NULL);
}

static void
set_busy (KabPaymentDialog *self, gboolean busy)
{
  if (self->form != NULL)
    kab_form_set_busy (self->form, busy);
  if (busy)
    gtk_button_set_child (self->send, adw_spinner_new ());
  else
    gtk_button_set_label (self->send, kab_action_get_title (self->action));
  update (self);
}

static void
acted (gpointer object, const GValue *value, const GError *error)
{
  KabPaymentDialog *self = object;
  KabProblem *problem = error != NULL ? kab_error_get_problem (error) : NULL;
  g_autofree char *message = NULL;
  gboolean placed = FALSE;

  dex_clear (&self->pending);
  set_busy (self, FALSE);
  if (value != NULL)
    {
      g_signal_emit (self, acted_signal, 0, g_value_get_object (value));
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  if (problem != NULL && self->form != NULL
      && g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0)
    {
      g_autoptr (GListModel) unplaced = kab_form_take_errors (self->form, kab_problem_get_errors (problem));

      placed = g_list_model_get_n_items (unplaced) == 0;
    }
  message = kab_error_describe (error);
  adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, !placed);
}

static JsonNode *
make_body (KabPaymentDialog *self)
{
  JsonObject *body = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_object_member (body, "values",
                                 self->form != NULL ? kab_form_dup_values (self->form) : json_object_new ());
  json_node_take_object (node, body);
  return node;
}

static void
send_cb (KabPaymentDialog *self)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *etag = NULL;

  if (self->pending != NULL || (self->form != NULL && !kab_form_validate (self->form)))
    return;
  request = kab_request_new_segments ("POST", "payments", kab_payment_get_id (self->payment), "actions",
                                      kab_action_get_id (self->action), NULL);
  body = make_body (self);
  etag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", kab_payment_get_version (self->payment));
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, self->key);
  kab_request_set_if_match (request, etag);
  adw_banner_set_revealed (self->banner, FALSE);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_PAYMENT), self, acted);
  set_busy (self, TRUE);
}

static void
form_changed_cb (KabPaymentDialog *self)
{
  if (self->pending == NULL)
    {
      g_free (self->key);
      self->key = g_uuid_string_random ();
    }
  update (self);
}

static void
kab_payment_dialog_dispose (GObject *object)
{
  KabPaymentDialog *self = KAB_PAYMENT_DIALOG (object);

  dex_clear (&self->pending);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_PAYMENT_DIALOG);
  self->form = NULL;
  g_clear_object (&self->client);
  g_clear_object (&self->payment);
  g_clear_object (&self->action);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (kab_payment_dialog_parent_class)->dispose (object);
}

static void
kab_payment_dialog_class_init (KabPaymentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_payment_dialog_dispose;

  /**
   * KabPaymentDialog::acted:
   * @payment: the payment as the action left it
   */
  acted_signal = g_signal_new ("acted", KAB_TYPE_PAYMENT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, KAB_TYPE_PAYMENT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/payments/kab-payment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPaymentDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentDialog, body);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentDialog, question);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, KabPaymentDialog, send);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
kab_payment_dialog_init (KabPaymentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key = g_uuid_string_random ();
}

/**
 * kab_payment_dialog_new:
 * @client: sends for the person who acts
 * @descriptor: the organisation
 * @payment: what is acted on, in the version that the person saw
 * @action: what is to be done
 *
 * Returns: (transfer floating): the dialog; it does the action when the person says so
 */
AdwDialog *
kab_payment_dialog_new (KabClient *client, KabDescriptor *descriptor, KabPayment *payment, KabAction *action)
{
  KabPaymentDialog *self;
  const char *question;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor), NULL);
  g_return_val_if_fail (KAB_IS_PAYMENT (payment) && KAB_IS_ACTION (action), NULL);

  self = g_object_new (KAB_TYPE_PAYMENT_DIALOG, "title", kab_action_get_title (action), NULL);
  self->client = g_object_ref (client);
  self->payment = g_object_ref (payment);
  self->action = g_object_ref (action);
  adw_window_title_set_title (self->heading, kab_action_get_title (action));
  adw_window_title_set_subtitle (self->heading, kab_payment_get_number (payment));
  question = kab_action_get_confirm (action);
  gtk_label_set_text (self->question, question != NULL ? question : kab_payment_get_title (payment));
  if (g_list_model_get_n_items (kab_action_get_fields (action)) > 0)
    {
      g_autoptr (KabFormContext) context = kab_form_context_new (descriptor);

      self->form = KAB_FORM (kab_form_new (kab_action_get_fields (action), context));
      g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->form, "activate", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->body, GTK_WIDGET (self->form));
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->send), g_str_equal (kab_action_get_tone (action), "destructive")
                                                         ? "destructive-action"
                                                         : "suggested-action");
  set_busy (self, FALSE);
  return ADW_DIALOG (self);
}
