/* kab-shop-dialog.c: asks what something in the shop needs to know, and does it once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-form.h"
#include "kab-net-error.h"
#include "kab-settle.h"
#include "kab-shop-dialog.h"

/* One dialog is one intention: its key is made with it, so that what is sent twice is done once (rule B7). */
struct _KabShopDialog
{
  AdwDialog parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  GtkBox *body;
  GtkLabel *question;
  GtkLabel *missing;
  GtkButton *send;
  KabForm *form;

  KabShop *shop;
  KabAction *action;
  char *path;
  GType answer;
  gint64 version;
  char *key;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabShopDialog, kab_shop_dialog, ADW_TYPE_DIALOG)

static guint done_signal;

static void
update_send (KabShopDialog *self)
{
  gboolean complete = self->form == NULL || kab_form_get_complete (self->form);
  const char *missing = complete ? NULL : kab_form_get_missing (self->form);
  /* Translators: the fields that are not filled in yet. */
  g_autofree char *text
      = missing != NULL && *missing != '\0' ? g_strdup_printf (_ ("Left: %s"), missing) : NULL;

  gtk_label_set_text (self->missing, text != NULL ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), complete && self->pending == NULL);
}

static void
set_busy (KabShopDialog *self, gboolean busy)
{
  if (self->form != NULL)
    kab_form_set_busy (self->form, busy);
  if (busy)
    gtk_button_set_child (self->send, adw_spinner_new ());
  else
    gtk_button_set_label (self->send, kab_action_get_title (self->action));
  update_send (self);
}

static void
show_failure (KabShopDialog *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  g_autofree char *message = kab_error_describe (error);
  guint left = 1;

  if (problem != NULL && self->form != NULL
      && g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0)
    {
      g_autoptr (GListModel) unplaced = kab_form_take_errors (self->form, kab_problem_get_errors (problem));

      left = g_list_model_get_n_items (unplaced);
    }
  adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, left > 0);
}

static void
sent_cb (gpointer object, const GValue *value, const GError *error)
{
  KabShopDialog *self = object;

  dex_clear (&self->pending);
  set_busy (self, FALSE);
  if (value == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_signal_emit (self, done_signal, 0, g_value_get_object (value));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static JsonNode *
make_body (KabShopDialog *self)
{
  JsonObject *body = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_object_member (body, "values",
                                 self->form != NULL ? kab_form_dup_values (self->form) : json_object_new ());
  json_node_take_object (node, body);
  return node;
}

static void
send_cb (KabShopDialog *self)
{
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;

  if (self->pending != NULL || (self->form != NULL && !kab_form_validate (self->form)))
    return;
  request = kab_request_new ("POST", self->path);
  body = make_body (self);
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, self->key);
  if (self->version > 0)
    {
      g_autofree char *etag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", self->version);

      kab_request_set_if_match (request, etag);
    }
  adw_banner_set_revealed (self->banner, FALSE);
  self->pending
      = kab_settle (kab_client_send (kab_shop_get_client (self->shop), request, self->answer), self, sent_cb);
  set_busy (self, TRUE);
}

/* Other values are another intention and get another key. */
static void
form_changed_cb (KabShopDialog *self)
{
  if (self->pending == NULL)
    {
      g_free (self->key);
      self->key = g_uuid_string_random ();
    }
  update_send (self);
}

static void
kab_shop_dialog_dispose (GObject *object)
{
  KabShopDialog *self = KAB_SHOP_DIALOG (object);

  dex_clear (&self->pending);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_SHOP_DIALOG);
  self->form = NULL;
  g_clear_object (&self->shop);
  g_clear_object (&self->action);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (kab_shop_dialog_parent_class)->dispose (object);
}

static void
kab_shop_dialog_class_init (KabShopDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_shop_dialog_dispose;

  /**
   * KabShopDialog::done:
   * @record: what the server answered
   */
  done_signal = g_signal_new ("done", KAB_TYPE_SHOP_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_OBJECT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/catalogue/kab-shop-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabShopDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, KabShopDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, KabShopDialog, body);
  gtk_widget_class_bind_template_child (widget_class, KabShopDialog, question);
  gtk_widget_class_bind_template_child (widget_class, KabShopDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, KabShopDialog, send);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
kab_shop_dialog_init (KabShopDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key = g_uuid_string_random ();
}

static void
add_form (KabShopDialog *self)
{
  g_autoptr (KabFormContext) context = kab_form_context_new (kab_shop_get_descriptor (self->shop));

  self->form = KAB_FORM (kab_form_new (kab_action_get_fields (self->action), context));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->body, GTK_WIDGET (self->form));
}

/**
 * kab_shop_dialog_new:
 * @shop: a shop
 * @action: what is to be done
 * @path: where it is done, from the organisation on
 * @answer: the type of the record that the server answers with
 *
 * Returns: (transfer floating): the dialog; it does the action when the person says so
 */
KabShopDialog *
kab_shop_dialog_new (KabShop *shop, KabAction *action, const char *path, GType answer)
{
  KabShopDialog *self;
  const char *question;

  g_return_val_if_fail (KAB_IS_SHOP (shop) && KAB_IS_ACTION (action) && path != NULL, NULL);

  self = g_object_new (KAB_TYPE_SHOP_DIALOG, "title", kab_action_get_title (action), NULL);
  self->shop = g_object_ref (shop);
  self->action = g_object_ref (action);
  self->path = g_strdup (path);
  self->answer = answer;
  adw_window_title_set_title (self->heading, kab_action_get_title (action));
  question = kab_action_get_confirm (action);
  gtk_label_set_text (self->question, question != NULL ? question : "");
  gtk_widget_set_visible (GTK_WIDGET (self->question), question != NULL);
  if (g_list_model_get_n_items (kab_action_get_fields (action)) > 0)
    add_form (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->send), g_str_equal (kab_action_get_tone (action), "destructive")
                                                         ? "destructive-action"
                                                         : "suggested-action");
  set_busy (self, FALSE);
  return self;
}

/**
 * kab_shop_dialog_set_version:
 * @self: a dialog
 * @version: of what the person saw; where it has changed meanwhile, nothing is done
 */
void
kab_shop_dialog_set_version (KabShopDialog *self, gint64 version)
{
  g_return_if_fail (KAB_IS_SHOP_DIALOG (self));

  self->version = version;
}
