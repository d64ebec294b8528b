/* kab-detail-dialog.c: adds something to what is known of an account, or changes it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-detail-dialog.h"
#include "kab-error-text.h"
#include "kab-form.h"
#include "kab-settle.h"

struct _KabDetailDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkBox *body;
  GtkButton *save;

  KabForm *form;
  KabClient *client;
  char *account;
  char *key; /* the same for every attempt with the same value (B7) */
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabDetailDialog, kab_detail_dialog, ADW_TYPE_DIALOG)

static guint saved_signal;

static void
set_busy (KabDetailDialog *self, gboolean busy)
{
  kab_form_set_busy (self->form, busy);
  if (busy)
    gtk_button_set_child (self->save, adw_spinner_new ());
  else
    gtk_button_set_label (self->save, _ ("Save"));
}

static void
show_failure (KabDetailDialog *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  g_autofree char *message = kab_error_describe (error);
  g_autoptr (GListModel) unplaced = NULL;

  if (problem != NULL && g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0)
    unplaced = kab_form_take_errors (self->form, kab_problem_get_errors (problem));
  adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, unplaced == NULL || g_list_model_get_n_items (unplaced) > 0);
}

static void
saved_cb (gpointer object, const GValue *value, const GError *error)
{
  KabDetailDialog *self = object;

  dex_clear (&self->pending);
  set_busy (self, FALSE);
  if (value == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_signal_emit (self, saved_signal, 0, g_value_get_object (value));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_cb (KabDetailDialog *self)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object;

  if (self->pending != NULL || !kab_form_validate (self->form))
    return;
  object = json_object_new ();
  json_object_set_object_member (object, "values", kab_form_dup_values (self->form));
  json_node_take_object (body, object);
  request = kab_request_new_segments ("POST", "accounts", self->account, "details", NULL);
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, self->key);
  adw_banner_set_revealed (self->banner, FALSE);
  self->pending
      = kab_settle (kab_client_send (self->client, request, KAB_TYPE_ACCOUNT_INFORMATION), self, saved_cb);
  set_busy (self, TRUE);
}

/* Another value is another intention and gets another key. */
static void
form_changed_cb (KabDetailDialog *self)
{
  if (self->pending != NULL)
    return;
  g_free (self->key);
  self->key = g_uuid_string_random ();
}

static void
kab_detail_dialog_dispose (GObject *object)
{
  KabDetailDialog *self = KAB_DETAIL_DIALOG (object);

  dex_clear (&self->pending);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_DETAIL_DIALOG);
  self->form = NULL;
  g_clear_object (&self->client);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (kab_detail_dialog_parent_class)->dispose (object);
}

static void
kab_detail_dialog_class_init (KabDetailDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_detail_dialog_dispose;

  /**
   * KabDetailDialog::saved:
   * @information: what is known of the account now
   */
  saved_signal = g_signal_new ("saved", KAB_TYPE_DETAIL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, KAB_TYPE_ACCOUNT_INFORMATION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/accounts/kab-detail-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabDetailDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, KabDetailDialog, body);
  gtk_widget_class_bind_template_child (widget_class, KabDetailDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kab_detail_dialog_init (KabDetailDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key = g_uuid_string_random ();
}

/**
 * kab_detail_dialog_new:
 * @client: the cabinet's way to its server
 * @descriptor: whose account it is
 * @account: id of the account
 * @property: what is to be told; it has a field
 *
 * Returns: (transfer floating): a dialog with just this field
 */
AdwDialog *
kab_detail_dialog_new (KabClient *client,
                       KabDescriptor *descriptor,
                       const char *account,
                       KabAccountProperty *property)
{
  KabDetailDialog *self;
  g_autoptr (KabFormContext) context = NULL;
  g_autoptr (GListStore) fields = NULL;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && account != NULL, NULL);
  g_return_val_if_fail (KAB_IS_ACCOUNT_PROPERTY (property), NULL);

  self = g_object_new (KAB_TYPE_DETAIL_DIALOG, NULL);
  self->client = g_object_ref (client);
  self->account = g_strdup (account);
  context = kab_form_context_new (descriptor);
  fields = g_list_store_new (KAB_TYPE_FIELD);
  g_list_store_append (fields, kab_account_property_get_field (property));
  adw_dialog_set_title (ADW_DIALOG (self), kab_account_property_get_label (property));
  self->form = KAB_FORM (kab_form_new (G_LIST_MODEL (fields), context));
  gtk_box_append (self->body, GTK_WIDGET (self->form));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
