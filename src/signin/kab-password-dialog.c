/* kab-password-dialog.c: asks for a password of one's own in place of one that a service made up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-password-dialog.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "kab-error-text.h"
#include "kab-form.h"
#include "kab-problem.h"
#include "kab-settle.h"

/* The dialog owns its form and the request under way. The present password is kept for as long as it is open. */
struct _KabPasswordDialog
{
  AdwDialog parent_instance;

  GtkBox *place;
  GtkWidget *text;
  GtkButton *later;
  GtkButton *change;
  KabForm *form;

  KabClient *client;
  char *current;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabPasswordDialog, kab_password_dialog, ADW_TYPE_DIALOG)

static void
update (KabPasswordDialog *self)
{
  gboolean busy = kab_form_get_busy (self->form);

  gtk_widget_set_sensitive (GTK_WIDGET (self->change), !busy && kab_form_get_complete (self->form));
  gtk_widget_set_sensitive (GTK_WIDGET (self->later), !busy);
  adw_dialog_set_can_close (ADW_DIALOG (self), !busy);
}

static void
refuse (KabPasswordDialog *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  GListModel *errors = problem != NULL ? kab_problem_get_errors (problem) : NULL;

  if (errors != NULL && g_list_model_get_n_items (errors) > 0)
    {
      g_autoptr (GListModel) unplaced = kab_form_take_errors (self->form, errors);
    }
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_form_show_message (self->form, message);
    }
}

static void
changed_cb (gpointer object, const GValue *value, const GError *error)
{
  KabPasswordDialog *self = object;

  kab_form_set_busy (self->form, FALSE);
  update (self);
  if (value != NULL)
    adw_dialog_close (ADW_DIALOG (self));
  else
    refuse (self, error);
}

static void
change_cb (KabPasswordDialog *self)
{
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;

  if (kab_form_get_busy (self->form) || !kab_form_validate (self->form))
    return;
  values = kab_form_dup_values (self->form);
  json_object_remove_member (values, "again");
  if (self->current != NULL)
    json_object_set_string_member (values, "current", self->current);
  body = json_node_init_object (json_node_alloc (), values);
  request = kab_request_new ("POST", "/password");
  kab_request_set_body (request, body);

  kab_form_show_message (self->form, NULL);
  kab_form_set_busy (self->form, TRUE);
  update (self);
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_client_send (self->client, request, G_TYPE_NONE), self, changed_cb);
}

static void
later_cb (KabPasswordDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
append_field (
    GListStore *fields, const char *name, const char *label, const char *rule, const char *repeat_of)
{
  g_autoptr (KabField) field = g_object_new (KAB_TYPE_FIELD, "name", name, "kind", "password", "label", label,
                                             "required", TRUE, "rule", rule, "repeat-of", repeat_of, NULL);

  g_list_store_append (fields, field);
}

static void
make_form (KabPasswordDialog *self, KabDescriptor *descriptor)
{
  g_autoptr (GListStore) fields = g_list_store_new (KAB_TYPE_FIELD);
  g_autoptr (KabFormContext) context = kab_form_context_new (descriptor);

  if (self->current == NULL)
    append_field (fields, "current", _ ("Present Password"), NULL, NULL);
  append_field (fields, "password", _ ("New Password"), "password", NULL);
  append_field (fields, "again", _ ("New Password Once More"), NULL, "password");
  self->form = KAB_FORM (kab_form_new (G_LIST_MODEL (fields), context));
  g_signal_connect_object (self->form, "notify::complete", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (change_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->place, GTK_WIDGET (self->form));
}

static void
kab_password_dialog_dispose (GObject *object)
{
  KabPasswordDialog *self = KAB_PASSWORD_DIALOG (object);

  dex_clear (&self->pending);
  if (self->current != NULL)
    secret_password_wipe (self->current);
  g_clear_pointer (&self->current, g_free);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_PASSWORD_DIALOG);
  G_OBJECT_CLASS (kab_password_dialog_parent_class)->dispose (object);
}

static void
kab_password_dialog_class_init (KabPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_password_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/signin/kab-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, place);
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, text);
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, later);
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, change);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
}

static void
kab_password_dialog_init (KabPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_password_dialog_new:
 * @client: the client of the cabinet whose password it is
 * @descriptor: (nullable): the organisation, for its rule
 * @current: (nullable): the present password, if the person has just typed it; it is asked for if %NULL
 *
 * Returns: (transfer floating): a dialog that changes the password, or is put off
 */
AdwDialog *
kab_password_dialog_new (KabClient *client, KabDescriptor *descriptor, const char *current)
{
  KabPasswordDialog *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client), NULL);
  g_return_val_if_fail (descriptor == NULL || KAB_IS_DESCRIPTOR (descriptor), NULL);

  self = g_object_new (KAB_TYPE_PASSWORD_DIALOG, NULL);
  self->client = g_object_ref (client);
  self->current = g_strdup (current);
  gtk_widget_set_visible (self->text, current != NULL);
  make_form (self, descriptor);
  update (self);
  return ADW_DIALOG (self);
}
