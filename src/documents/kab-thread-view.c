/* kab-thread-view.c: what customer and staff write to each other about a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-file-row.h"
#include "kab-form-files.h"
#include "kab-form.h"
#include "kab-format.h"
#include "kab-problem.h"
#include "kab-settle.h"
#include "kab-thread-view.h"

/* The form for a message is the server's, as every form is. What is half written stays while the document is
 * fetched anew, and over the end of the program (rule B7). */
struct _KabThreadView
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkBox *messages;
  GtkLabel *closed;
  GtkBox *composer;
  GtkLabel *trouble;
  GtkProgressBar *progress;
  GtkButton *send;
  KabForm *form;

  KabClient *client;
  KabDescriptor *descriptor;
  KabDrafts *drafts;
  KabFormFiles *files;
  gboolean staff;
  char *id; /* of the document that FORM is about */
  char *draft;
  GListModel *fields;
  char *submit;
  DexFuture *sending;
};

G_DEFINE_FINAL_TYPE (KabThreadView, kab_thread_view, GTK_TYPE_WIDGET)

static guint sent_signal;

static GtkLabel *
label_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return GTK_LABEL (label);
}

static GtkWidget *
files_new (KabThreadView *self, GListModel *files)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Files"), -1);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (KabFileInfo) file = g_list_model_get_item (files, i);

      gtk_list_box_append (GTK_LIST_BOX (list), kab_file_row_new (self->client, file));
    }
  return list;
}

static GtkWidget *
message_new (KabThreadView *self, KabMessage *message)
{
  gboolean own = g_str_equal (kab_message_get_role (message), "staff") == self->staff;
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  g_autofree char *date = kab_format_date_prose (kab_message_get_at (message));
  g_autofree char *head = g_strdup_printf ("%s · %s", kab_message_get_by (message), date);
  GtkLabel *by = label_new (head, "caption");
  GtkLabel *text = label_new (kab_message_get_text (message), NULL);
  GListModel *files = kab_message_get_files (message);

  gtk_widget_add_css_class (GTK_WIDGET (by), "dim-label");
  gtk_label_set_selectable (text, TRUE);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "message");
  gtk_widget_add_css_class (box, own ? "own" : "other");
  gtk_widget_set_margin_start (box, own ? 36 : 0);
  gtk_widget_set_margin_end (box, own ? 0 : 36);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (by));
  if (*kab_message_get_text (message) != '\0')
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (text));
  else
    g_object_ref_sink (text), g_object_unref (text);
  if (g_list_model_get_n_items (files) > 0)
    gtk_box_append (GTK_BOX (box), files_new (self, files));
  return box;
}

static void
show_messages (KabThreadView *self, GListModel *messages)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->messages))) != NULL)
    gtk_box_remove (self->messages, child);
  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (KabMessage) message = g_list_model_get_item (messages, i);

      gtk_box_append (self->messages, message_new (self, message));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->messages), g_list_model_get_n_items (messages) > 0);
}

static void
update_send (KabThreadView *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), self->form != NULL && kab_form_get_complete (self->form)
                                                         && self->sending == NULL);
}

static void
set_busy (KabThreadView *self, gboolean busy)
{
  kab_form_set_busy (self->form, busy);
  if (busy)
    gtk_button_set_child (self->send, adw_spinner_new ());
  else
    gtk_button_set_label (self->send, self->submit);
  update_send (self);
}

static void
tell_trouble (KabThreadView *self, const char *text)
{
  gtk_label_set_text (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

static void
changed_cb (KabThreadView *self)
{
  g_autoptr (JsonObject) values = kab_form_dup_draft (self->form);

  if (self->sending == NULL && self->drafts != NULL)
    {
      kab_drafts_save (self->drafts, self->draft, self->fields, values);
      kab_drafts_accept (self->drafts, self->draft);
    }
  update_send (self);
}

static void
drop_form (KabThreadView *self)
{
  if (self->form != NULL)
    gtk_box_remove (self->composer, GTK_WIDGET (self->form));
  self->form = NULL;
}

static void send_cb (KabThreadView *self);

static void
make_form (KabThreadView *self)
{
  g_autoptr (KabFormContext) context = kab_form_context_new (self->descriptor);
  g_autoptr (JsonObject) draft = self->drafts != NULL ? kab_drafts_load (self->drafts, self->draft) : NULL;

  drop_form (self);
  self->form = KAB_FORM (kab_form_new (self->fields, context));
  if (draft != NULL)
    kab_form_set_values (self->form, draft);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::complete", G_CALLBACK (update_send), self, G_CONNECT_SWAPPED);
  gtk_box_prepend (self->composer, GTK_WIDGET (self->form));
  gtk_button_set_label (self->send, self->submit);
  tell_trouble (self, NULL);
  update_send (self);
}

static void
show_failure (KabThreadView *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  g_autofree char *text = kab_error_describe (error);

  if (problem != NULL && g_list_model_get_n_items (kab_problem_get_errors (problem)) > 0)
    {
      g_autoptr (GListModel) unplaced = kab_form_take_errors (self->form, kab_problem_get_errors (problem));

      return;
    }
  tell_trouble (self, text);
}

static void
sent_cb (gpointer object, const GValue *value, const GError *error)
{
  KabThreadView *self = object;

  dex_clear (&self->sending);
  if (kab_error_is_cancelled (error))
    return;
  set_busy (self, FALSE);
  if (value == NULL)
    {
      show_failure (self, error);
      return;
    }
  if (self->drafts != NULL)
    kab_drafts_drop (self->drafts, self->draft);
  make_form (self);
  g_signal_emit (self, sent_signal, 0, g_value_get_object (value));
}

static void
files_sent_cb (gpointer object, const GValue *value, const GError *error)
{
  KabThreadView *self = object;
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;

  if (value == NULL)
    {
      sent_cb (object, NULL, error);
      return;
    }
  dex_clear (&self->sending);
  request = kab_request_new_segments ("POST", "documents", self->id, "messages", NULL);
  body = json_node_init_object (json_node_alloc (), g_value_get_boxed (value));
  kab_request_set_body (request, body);
  if (self->drafts != NULL)
    {
      g_autofree char *key = kab_drafts_dup_idempotency_key (self->drafts, self->draft);

      kab_request_set_idempotency_key (request, key);
    }
  self->sending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_DOCUMENT), self, sent_cb);
}

static void
send_cb (KabThreadView *self)
{
  g_autoptr (JsonObject) values = NULL;

  if (self->sending != NULL || !kab_form_validate (self->form))
    return;
  values = kab_form_dup_values (self->form);
  tell_trouble (self, NULL);
  self->sending = kab_settle (kab_form_files_send (self->files, values), self, files_sent_cb);
  set_busy (self, TRUE);
}

static void
progress_cb (KabThreadView *self)
{
  double progress = kab_form_files_get_progress (self->files);

  gtk_progress_bar_set_fraction (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), progress > 0);
}

static void
kab_thread_view_dispose (GObject *object)
{
  KabThreadView *self = KAB_THREAD_VIEW (object);
  GtkWidget *child;

  dex_clear (&self->sending);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->form = NULL;
  g_clear_object (&self->client);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->drafts);
  g_clear_object (&self->files);
  g_clear_object (&self->fields);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->submit, g_free);
  G_OBJECT_CLASS (kab_thread_view_parent_class)->dispose (object);
}

static void
kab_thread_view_class_init (KabThreadViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_thread_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);

  sent_signal = g_signal_new ("sent", KAB_TYPE_THREAD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, KAB_TYPE_DOCUMENT);
}

static void
make_composer (KabThreadView *self)
{
  self->composer = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  self->trouble = label_new (NULL, "error");
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->send = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->send), GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sending Files"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  g_signal_connect_object (self->send, "clicked", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->composer, GTK_WIDGET (self->trouble));
  gtk_box_append (self->composer, GTK_WIDGET (self->progress));
  gtk_box_append (self->composer, GTK_WIDGET (self->send));
}

static void
kab_thread_view_init (KabThreadView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  self->title = label_new (NULL, "heading");
  self->messages = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  self->closed = label_new (NULL, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->closed), "dim-label");
  make_composer (self);
  gtk_widget_set_parent (GTK_WIDGET (self->title), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->messages), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->closed), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->composer), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * kab_thread_view_set_source:
 * @self: the view
 * @client: sends for the person who writes
 * @descriptor: the organisation
 */
void
kab_thread_view_set_source (KabThreadView *self, KabClient *client, KabDescriptor *descriptor)
{
  g_return_if_fail (KAB_IS_THREAD_VIEW (self) && KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor));

  g_set_object (&self->client, client);
  g_set_object (&self->descriptor, descriptor);
  g_clear_object (&self->files);
  self->files = kab_form_files_new (client);
  g_signal_connect_object (self->files, "notify::progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kab_thread_view_set_drafts:
 * @self: the view
 * @drafts: keeps what is half written
 * @staff: whether the person is of the staff
 */
void
kab_thread_view_set_drafts (KabThreadView *self, KabDrafts *drafts, gboolean staff)
{
  g_return_if_fail (KAB_IS_THREAD_VIEW (self) && KAB_IS_DRAFTS (drafts));

  g_set_object (&self->drafts, drafts);
  self->staff = staff;
}

static void
show_composer (KabThreadView *self, KabDocument *document, KabThread *thread)
{
  gboolean other = g_strcmp0 (self->id, kab_document_get_id (document)) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->composer), kab_thread_get_closed (thread) == NULL);
  if (kab_thread_get_closed (thread) != NULL)
    {
      drop_form (self);
      return;
    }
  if (!other && self->form != NULL)
    return;
  dex_clear (&self->sending);
  g_set_str (&self->id, kab_document_get_id (document));
  g_free (self->draft);
  self->draft = g_strjoin ("/", kab_client_get_organisation (self->client), "message", self->id, NULL);
  g_set_object (&self->fields, kab_thread_get_fields (thread));
  g_set_str (&self->submit, kab_thread_get_submit (thread));
  make_form (self);
}

/**
 * kab_thread_view_show:
 * @self: the view
 * @document: a document, whole
 *
 * Shows what was written about it, and the form to write more (E-13, A-22, H-39).
 */
void
kab_thread_view_show (KabThreadView *self, KabDocument *document)
{
  KabThread *thread;
  const char *closed;

  g_return_if_fail (KAB_IS_THREAD_VIEW (self) && KAB_IS_DOCUMENT (document));

  thread = kab_document_get_thread (document);
  gtk_widget_set_visible (GTK_WIDGET (self), thread != NULL);
  if (thread == NULL)
    {
      drop_form (self);
      return;
    }
  closed = kab_thread_get_closed (thread);
  gtk_label_set_text (self->title, kab_thread_get_title (thread));
  gtk_label_set_text (self->closed, closed != NULL ? closed : "");
  gtk_widget_set_visible (GTK_WIDGET (self->closed), closed != NULL);
  show_messages (self, kab_document_get_messages (document));
  show_composer (self, document, thread);
}
