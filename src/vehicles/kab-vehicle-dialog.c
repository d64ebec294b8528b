/* kab-vehicle-dialog.c: asks what is to be known of a vehicle, and sends it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-form.h"
#include "kab-problem.h"
#include "kab-settle.h"
#include "kab-vehicle-dialog.h"

/* One dialog is one intention: its key is made with it, and again when the values change (B7). */
struct _KabVehicleDialog
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
  KabVehicle *vehicle; /* NULL for a new one */
  KabAction *action;   /* NULL for a new one */
  char *label;
  char *key;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabVehicleDialog, kab_vehicle_dialog, ADW_TYPE_DIALOG)

static guint saved_signal;

static void
update_send (KabVehicleDialog *self)
{
  gboolean complete = self->form == NULL || kab_form_get_complete (self->form);
  const char *missing = complete || self->form == NULL ? NULL : kab_form_get_missing (self->form);
  g_autofree char *text = NULL;

  if (missing != NULL && *missing != '\0')
    /* Translators: the fields that are not filled in yet. */
    text = g_strdup_printf (_ ("Left: %s"), missing);
  gtk_label_set_text (self->missing, text != NULL ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), complete && self->pending == NULL);
}

static void
set_busy (KabVehicleDialog *self, gboolean busy)
{
  if (self->form != NULL)
    kab_form_set_busy (self->form, busy);
  if (busy)
    gtk_button_set_child (self->send, adw_spinner_new ());
  else
    gtk_button_set_label (self->send, self->label);
  update_send (self);
}

static void
show_failure (KabVehicleDialog *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  GListModel *errors = problem != NULL ? kab_problem_get_errors (problem) : NULL;
  g_autofree char *message = kab_error_describe (error);
  gboolean placed = FALSE;

  if (errors != NULL && self->form != NULL && g_list_model_get_n_items (errors) > 0)
    {
      g_autoptr (GListModel) unplaced = kab_form_take_errors (self->form, errors);

      placed = g_list_model_get_n_items (unplaced) == 0;
    }
  adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, !placed);
}

static void
saved_cb (gpointer object, const GValue *value, const GError *error)
{
  KabVehicleDialog *self = object;

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

static KabRequest *
request_new (KabVehicleDialog *self)
{
  g_autofree char *etag = NULL;
  KabRequest *request;

  if (self->vehicle == NULL)
    return kab_request_new ("POST", "/vehicles");
  request = kab_request_new_segments ("POST", "vehicles", kab_vehicle_get_id (self->vehicle), "actions",
                                      kab_action_get_id (self->action), NULL);
  etag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", kab_vehicle_get_version (self->vehicle));
  kab_request_set_if_match (request, etag);
  return request;
}

static void
send_cb (KabVehicleDialog *self)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (self->pending != NULL || (self->form != NULL && !kab_form_validate (self->form)))
    return;
  request = request_new (self);
  object = json_object_new ();
  json_object_set_object_member (object, "values",
                                 self->form != NULL ? kab_form_dup_values (self->form) : json_object_new ());
  body = json_node_init_object (json_node_alloc (), object);
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, self->key);
  adw_banner_set_revealed (self->banner, FALSE);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_VEHICLE), self, saved_cb);
  set_busy (self, TRUE);
}

static void
form_changed_cb (KabVehicleDialog *self)
{
  if (self->pending == NULL)
    {
      g_free (self->key);
      self->key = g_uuid_string_random ();
    }
  update_send (self);
}

static void
kab_vehicle_dialog_dispose (GObject *object)
{
  KabVehicleDialog *self = KAB_VEHICLE_DIALOG (object);

  dex_clear (&self->pending);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_VEHICLE_DIALOG);
  self->form = NULL;
  g_clear_object (&self->client);
  g_clear_object (&self->vehicle);
  g_clear_object (&self->action);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (kab_vehicle_dialog_parent_class)->dispose (object);
}

static void
kab_vehicle_dialog_class_init (KabVehicleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_vehicle_dialog_dispose;

  /**
   * KabVehicleDialog::saved:
   * @vehicle: the vehicle as it is now
   */
  saved_signal = g_signal_new ("saved", KAB_TYPE_VEHICLE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, KAB_TYPE_VEHICLE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/vehicles/kab-vehicle-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabVehicleDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, KabVehicleDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, KabVehicleDialog, body);
  gtk_widget_class_bind_template_child (widget_class, KabVehicleDialog, question);
  gtk_widget_class_bind_template_child (widget_class, KabVehicleDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, KabVehicleDialog, send);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
kab_vehicle_dialog_init (KabVehicleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key = g_uuid_string_random ();
}

static KabVehicleDialog *
dialog_new (
    KabClient *client, KabDescriptor *descriptor, const char *title, const char *label, GListModel *fields)
{
  KabVehicleDialog *self = g_object_new (KAB_TYPE_VEHICLE_DIALOG, "title", title, NULL);
  g_autoptr (KabFormContext) context = kab_form_context_new (descriptor);

  self->client = g_object_ref (client);
  self->label = g_strdup (label);
  adw_window_title_set_title (self->heading, title);
  if (g_list_model_get_n_items (fields) > 0)
    {
      self->form = KAB_FORM (kab_form_new (fields, context));
      g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->form, "activate", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->body, GTK_WIDGET (self->form));
    }
  return self;
}

/**
 * kab_vehicle_dialog_new:
 * @client: sends for the person who looks
 * @descriptor: the organisation
 * @fields: a list of #KabField, what a new vehicle is asked for
 *
 * Returns: (transfer floating): a dialog that adds a vehicle (E-05)
 */
AdwDialog *
kab_vehicle_dialog_new (KabClient *client, KabDescriptor *descriptor, GListModel *fields)
{
  KabVehicleDialog *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (fields), NULL);

  self = dialog_new (client, descriptor, _ ("New Vehicle"), _ ("Add"), fields);
  gtk_widget_set_visible (GTK_WIDGET (self->question), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->send), "suggested-action");
  set_busy (self, FALSE);
  return ADW_DIALOG (self);
}

/* A form for today is for today unless somebody says otherwise; a form that changes begins with what is known. */
static void
fill_in (KabVehicleDialog *self)
{
  JsonNode *known = kab_vehicle_get_values (self->vehicle);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  if (g_str_equal (kab_action_get_id (self->action), "mileage"))
    json_object_set_string_member (values, "day", today);
  else if (g_str_equal (kab_action_get_id (self->action), "edit") && known != NULL
           && JSON_NODE_HOLDS_OBJECT (known))
    {
      json_object_unref (values);
      values = json_object_ref (json_node_get_object (known));
    }
  kab_form_set_values (self->form, values);
}

/**
 * kab_vehicle_dialog_new_for_action:
 * @client: sends for the person who acts
 * @descriptor: the organisation
 * @vehicle: the vehicle in the version that the person saw
 * @action: what is to be done with it
 *
 * Returns: (transfer floating): a dialog that does it
 */
AdwDialog *
kab_vehicle_dialog_new_for_action (KabClient *client,
                                   KabDescriptor *descriptor,
                                   KabVehicle *vehicle,
                                   KabAction *action)
{
  KabVehicleDialog *self;
  const char *question;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor), NULL);
  g_return_val_if_fail (KAB_IS_VEHICLE (vehicle) && KAB_IS_ACTION (action), NULL);

  self = dialog_new (client, descriptor, kab_action_get_title (action), kab_action_get_title (action),
                     kab_action_get_fields (action));
  self->vehicle = g_object_ref (vehicle);
  self->action = g_object_ref (action);
  adw_window_title_set_subtitle (self->heading, kab_vehicle_get_title (vehicle));
  question = kab_action_get_confirm (action);
  gtk_label_set_text (self->question, question != NULL ? question : kab_vehicle_get_title (vehicle));
  gtk_widget_set_visible (GTK_WIDGET (self->question), question != NULL || self->form == NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->send), g_str_equal (kab_action_get_tone (action), "destructive")
                                                         ? "destructive-action"
                                                         : "suggested-action");
  if (self->form != NULL)
    fill_in (self);
  set_busy (self, FALSE);
  return ADW_DIALOG (self);
}
