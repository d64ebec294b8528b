/* kab-action-dialog.c: asks what an action needs to know, and does it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-action-dialog.h"
#include "kab-document-lines.h"
#include "kab-error-text.h"
#include "kab-estimate-editor.h"
#include "kab-form-files.h"
#include "kab-form.h"
#include "kab-problem.h"
#include "kab-settle.h"

/* One dialog is one intention: its idempotency key is made with it, so however often the button is pressed and
 * however often the answer is lost, the action is done once (rule B7). What was typed stays until it is done. */
struct _KabActionDialog
{
  AdwDialog parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  GtkBox *body;
  GtkLabel *question;
  GtkLabel *missing;
  GtkButton *send;
  KabForm *form;
  KabLinesPick *pick;        /* where lines are chosen or decided */
  KabEstimateEditor *editor; /* where they are written */

  KabClient *client;
  KabFormFiles *files;
  KabDocument *document;
  KabAction *action;
  char *key;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabActionDialog, kab_action_dialog, ADW_TYPE_DIALOG)

static guint acted_signal;

static gboolean
has_lines (KabActionDialog *self)
{
  if (self->editor != NULL)
    return kab_estimate_editor_is_complete (self->editor);
  return self->pick == NULL || kab_lines_pick_decides (self->pick)
         || kab_lines_pick_count (self->pick, NULL) > 0;
}

/* What is still to be done; with all done, what the lines come to. */
static char *
dup_advice (KabActionDialog *self, gboolean complete)
{
  const char *missing = complete || self->form == NULL ? NULL : kab_form_get_missing (self->form);

  if (missing != NULL && *missing != '\0')
    /* Translators: the fields that are not filled in yet. */
    return g_strdup_printf (_ ("Left: %s"), missing);
  if (self->editor != NULL && has_lines (self))
    {
      g_autoptr (KabMoney) total = kab_estimate_editor_dup_total (self->editor);

      return kab_money_format (total);
    }
  if (self->editor != NULL)
    return g_strdup (_ ("Each line needs a name, a quantity and a price"));
  return g_strdup (has_lines (self) ? "" : _ ("Choose at least one line"));
}

static void
update_send (KabActionDialog *self)
{
  gboolean complete = self->form == NULL || kab_form_get_complete (self->form);
  g_autofree char *text = dup_advice (self, complete);

  gtk_label_set_text (self->missing, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->missing), text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), complete && has_lines (self) && self->pending == NULL);
}

static void
set_busy (KabActionDialog *self, gboolean busy)
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
show_failure (KabActionDialog *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  g_autofree char *message = kab_error_describe (error);
  guint left = 1;

  if (problem != NULL && self->form != NULL)
    {
      g_autoptr (GListModel) unplaced = kab_form_take_errors (self->form, kab_problem_get_errors (problem));

      left = g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0
                 ? g_list_model_get_n_items (unplaced)
                 : 1;
    }
  if (problem != NULL && self->editor != NULL
      && kab_estimate_editor_take_errors (self->editor, kab_problem_get_errors (problem)))
    left = g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0 ? 0 : left;
  adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, left > 0);
}

static void
acted_cb (gpointer object, const GValue *value, const GError *error)
{
  KabActionDialog *self = object;

  dex_clear (&self->pending);
  set_busy (self, FALSE);
  if (value == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_signal_emit (self, acted_signal, 0, g_value_get_object (value));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static JsonNode *
make_body (KabActionDialog *self, JsonObject *values)
{
  g_autoptr (JsonObject) body = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_object_member (body, "values", json_object_ref (values));
  if (self->editor != NULL)
    json_object_set_array_member (body, "lines", kab_estimate_editor_build (self->editor));
  else if (self->pick != NULL)
    json_object_set_array_member (body, "lines", kab_lines_pick_build (self->pick));
  json_node_set_object (node, body);
  return node;
}

static void
files_sent_cb (gpointer object, const GValue *value, const GError *error)
{
  KabActionDialog *self = object;
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *etag = NULL;

  if (value == NULL)
    {
      acted_cb (object, NULL, error);
      return;
    }
  dex_clear (&self->pending);
  request = kab_request_new_segments ("POST", "documents", kab_document_get_id (self->document), "actions",
                                      kab_action_get_id (self->action), NULL);
  body = make_body (self, g_value_get_boxed (value));
  etag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", kab_document_get_version (self->document));
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, self->key);
  kab_request_set_if_match (request, etag);
  self->pending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_DOCUMENT), self, acted_cb);
}

static void
send_cb (KabActionDialog *self)
{
  g_autoptr (JsonObject) values = NULL;

  if (self->pending != NULL || (self->form != NULL && !kab_form_validate (self->form)))
    return;
  values = self->form != NULL ? kab_form_dup_values (self->form) : json_object_new ();
  adw_banner_set_revealed (self->banner, FALSE);
  self->pending = kab_settle (kab_form_files_send (self->files, values), self, files_sent_cb);
  set_busy (self, TRUE);
}

/* Other values are another intention and get another key. */
static void
form_changed_cb (KabActionDialog *self)
{
  if (self->pending == NULL)
    {
      g_free (self->key);
      self->key = g_uuid_string_random ();
    }
  update_send (self);
}

static void
kab_action_dialog_dispose (GObject *object)
{
  KabActionDialog *self = KAB_ACTION_DIALOG (object);

  dex_clear (&self->pending);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_ACTION_DIALOG);
  self->form = NULL;
  self->editor = NULL;
  g_clear_object (&self->pick);
  g_clear_object (&self->client);
  g_clear_object (&self->files);
  g_clear_object (&self->document);
  g_clear_object (&self->action);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (kab_action_dialog_parent_class)->dispose (object);
}

static void
kab_action_dialog_class_init (KabActionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_action_dialog_dispose;

  /**
   * KabActionDialog::acted:
   * @document: the document as the action left it
   */
  acted_signal = g_signal_new ("acted", KAB_TYPE_ACTION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, KAB_TYPE_DOCUMENT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/documents/kab-action-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabActionDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, KabActionDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, KabActionDialog, body);
  gtk_widget_class_bind_template_child (widget_class, KabActionDialog, question);
  gtk_widget_class_bind_template_child (widget_class, KabActionDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, KabActionDialog, send);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
kab_action_dialog_init (KabActionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key = g_uuid_string_random ();
}

static void
add_form (KabActionDialog *self, KabDescriptor *descriptor)
{
  g_autoptr (KabFormContext) context = kab_form_context_new (descriptor);

  self->form = KAB_FORM (kab_form_new (kab_action_get_fields (self->action), context));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->body, GTK_WIDGET (self->form));
}

/* An estimate is decided beside the document; here it is said once more what that comes to. */
static char *
describe_decision (KabActionDialog *self)
{
  GListModel *lines = kab_document_get_lines (self->document);
  g_autoptr (KabMoney) total = kab_lines_pick_dup_total (self->pick);
  g_autofree char *sum = total != NULL ? kab_money_format (total) : g_strdup ("");
  g_autoptr (GString) declined = g_string_new (NULL);
  guint open;
  guint picked = kab_lines_pick_count (self->pick, &open);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (lines, i);
      const char *id = kab_document_line_get_id (line);

      if (kab_lines_pick_is_open (self->pick, id, NULL) && !kab_lines_pick_get_picked (self->pick, id))
        g_string_append_printf (declined, "%s%s", declined->len > 0 ? "; " : "",
                                kab_document_line_get_title (line));
    }
  if (declined->len == 0)
    /* Translators: all lines of an estimate; %s is an amount. */
    return g_strdup_printf (_ ("All lines: %s"), sum);
  /* Translators: how many lines of an estimate, out of how many; an amount; the lines that are declined. */
  return g_strdup_printf (_ ("Lines %u of %u: %s\nDeclined: %s"), picked, open, sum, declined->str);
}

static void
add_lines (KabActionDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  kab_document_lines_fill (GTK_BOX (box), kab_document_get_lines (self->document), self->pick);
  gtk_box_append (self->body, box);
  g_signal_connect_object (self->pick, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
add_editor (KabActionDialog *self)
{
  self->editor = KAB_ESTIMATE_EDITOR (kab_estimate_editor_new (self->document, self->action));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->body, GTK_WIDGET (self->editor));
  adw_dialog_set_content_width (ADW_DIALOG (self), 640);
  adw_dialog_set_content_height (ADW_DIALOG (self), 720);
}

/* Lines that were picked beside the document come along; otherwise they are picked here. */
static void
add_work_on_lines (KabActionDialog *self, KabLinesPick *pick)
{
  const char *mode = kab_action_get_lines (self->action);

  if (g_strcmp0 (mode, "edit") == 0)
    {
      add_editor (self);
    }
  else if (pick != NULL && kab_lines_pick_get_action (pick) == self->action)
    {
      g_autofree char *text = NULL;

      self->pick = g_object_ref (pick);
      text = describe_decision (self);
      gtk_label_set_text (self->question, text);
    }
  else if (g_strcmp0 (mode, "choose") == 0 || g_strcmp0 (mode, "decide") == 0)
    {
      self->pick = kab_lines_pick_new (self->document, self->action);
      add_lines (self);
    }
}

/**
 * kab_action_dialog_new:
 * @client: sends for the person who acts
 * @descriptor: the organisation
 * @document: what is acted on, in the version that the person saw
 * @action: what is to be done
 * @pick: (nullable): lines that the person has picked already, for this action or another one
 *
 * Returns: (transfer floating): the dialog; it does the action when the person says so
 */
AdwDialog *
kab_action_dialog_new (KabClient *client,
                       KabDescriptor *descriptor,
                       KabDocument *document,
                       KabAction *action,
                       KabLinesPick *pick)
{
  KabActionDialog *self;
  const char *question;
  g_autofree char *fallback = NULL;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor), NULL);
  g_return_val_if_fail (KAB_IS_DOCUMENT (document) && KAB_IS_ACTION (action), NULL);

  self = g_object_new (KAB_TYPE_ACTION_DIALOG, "title", kab_action_get_title (action), NULL);
  self->client = g_object_ref (client);
  self->files = kab_form_files_new (client);
  self->document = g_object_ref (document);
  self->action = g_object_ref (action);
  adw_window_title_set_title (self->heading, kab_action_get_title (action));
  adw_window_title_set_subtitle (self->heading, kab_document_get_number (document));
  fallback
      = g_strdup_printf ("%s %s", kab_document_get_type_title (document), kab_document_get_number (document));
  question = kab_action_get_confirm (action);
  gtk_label_set_text (self->question, question != NULL ? question : fallback);
  add_work_on_lines (self, pick);
  if (g_list_model_get_n_items (kab_action_get_fields (action)) > 0)
    add_form (self, descriptor);
  gtk_widget_add_css_class (GTK_WIDGET (self->send), g_str_equal (kab_action_get_tone (action), "destructive")
                                                         ? "destructive-action"
                                                         : "suggested-action");
  set_busy (self, FALSE);
  return ADW_DIALOG (self);
}
