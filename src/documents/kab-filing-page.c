/* kab-filing-page.c: a form through which a document is filed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-filing-form.h"
#include "kab-filing-page.h"
#include "kab-form-files.h"
#include "kab-form.h"
#include "kab-line-choice.h"
#include "kab-load.h"
#include "kab-problem.h"
#include "kab-promise-row.h"
#include "kab-settle.h"
#include "kab-state-page.h"

/* The server describes the form; what is typed is kept as a draft with the key of the request, so that after a
 * lost answer, or the end of the program, the same thing is filed once (rule B7). */
struct _KabFilingPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  AdwBanner *banner;
  KabStatePage *state;
  GtkBox *body;
  GtkLabel *lead;
  KabPromiseRow *promise;
  GtkBox *lines;
  GtkWidget *bar;
  GtkProgressBar *progress;
  GtkLabel *missing;
  GtkButton *send;
  KabForm *form;
  KabLineChoice *choice; /* NULL: no lines to choose */

  KabClient *client;
  KabDescriptor *descriptor;
  KabDrafts *drafts;
  KabFormFiles *files;
  KabFilingForm *description;
  char *type;
  char *from; /* the document that it is filed out of, or NULL */
  char *draft;
  KabLoad *load;
  DexFuture *fetching;
  DexFuture *sending;
};

G_DEFINE_FINAL_TYPE (KabFilingPage, kab_filing_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  FILED,
  ALREADY_FILED,
} Signal;

static guint signals[ALREADY_FILED + 1];

static gboolean
is_complete (KabFilingPage *self)
{
  return self->form != NULL && kab_form_get_complete (self->form)
         && (self->choice == NULL || kab_line_choice_is_complete (self->choice));
}

static void
update_send (KabFilingPage *self)
{
  const char *missing = self->form != NULL ? kab_form_get_missing (self->form) : NULL;
  g_autofree char *text = NULL;

  if (missing != NULL && *missing != '\0')
    /* Translators: the fields that are not filled in yet. */
    text = g_strdup_printf (_ ("Left: %s"), missing);
  else if (self->choice != NULL && !kab_line_choice_is_complete (self->choice))
    text = g_strdup (_ ("Choose at least one line"));
  gtk_label_set_text (self->missing, text != NULL ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), is_complete (self) && self->sending == NULL);
}

static void
set_busy (KabFilingPage *self, gboolean busy)
{
  kab_form_set_busy (self->form, busy);
  if (self->choice != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->choice), !busy);
  if (busy)
    gtk_button_set_child (self->send, adw_spinner_new ());
  else
    gtk_button_set_label (self->send, kab_filing_form_get_submit (self->description));
  update_send (self);
}

static void
progress_cb (KabFilingPage *self)
{
  double progress = kab_form_files_get_progress (self->files);

  gtk_progress_bar_set_fraction (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), progress > 0);
}

/* Files and lines are no part of a draft, but of what is sent: after any change it is another request. */
static void
changed_cb (KabFilingPage *self)
{
  g_autoptr (JsonObject) values = kab_form_dup_draft (self->form);

  if (self->sending == NULL)
    {
      kab_drafts_save (self->drafts, self->draft, kab_filing_form_get_fields (self->description), values);
      kab_drafts_accept (self->drafts, self->draft);
    }
  update_send (self);
}

static void
show_problem (KabFilingPage *self, KabProblem *problem, const char *message)
{
  g_autoptr (GListModel) unplaced = kab_form_take_errors (self->form, kab_problem_get_errors (problem));
  guint all = g_list_model_get_n_items (kab_problem_get_errors (problem));

  if (all > 0)
    return;
  adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
show_failure (KabFilingPage *self, const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);
  g_autofree char *message = kab_error_describe (error);

  if (kab_error_has_problem (error, "idempotency-mismatch"))
    {
      kab_drafts_drop (self->drafts, self->draft);
      g_signal_emit (self, signals[ALREADY_FILED], 0);
    }
  else if (problem != NULL)
    {
      show_problem (self, problem, message);
    }
  else
    {
      adw_banner_set_title (self->banner, message);
      adw_banner_set_revealed (self->banner, TRUE);
    }
}

static void
filed_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFilingPage *self = object;

  dex_clear (&self->sending);
  if (kab_error_is_cancelled (error))
    return;
  set_busy (self, FALSE);
  if (value == NULL)
    {
      show_failure (self, error);
      return;
    }
  kab_drafts_drop (self->drafts, self->draft);
  g_signal_emit (self, signals[FILED], 0, g_value_get_object (value));
}

static JsonNode *
make_body (KabFilingPage *self, JsonObject *values)
{
  JsonObject *body = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (body, "type", self->type);
  if (self->from != NULL)
    json_object_set_string_member (body, "from", self->from);
  json_object_set_object_member (body, "values", json_object_ref (values));
  if (self->choice != NULL)
    json_object_set_array_member (body, "lines", kab_line_choice_dup_lines (self->choice));
  json_node_take_object (node, body);
  return node;
}

static void
files_sent_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFilingPage *self = object;
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *key = NULL;

  if (value == NULL)
    {
      filed_cb (object, NULL, error);
      return;
    }
  dex_clear (&self->sending);
  request = kab_request_new ("POST", "/documents");
  body = make_body (self, g_value_get_boxed (value));
  key = kab_drafts_dup_idempotency_key (self->drafts, self->draft);
  kab_request_set_body (request, body);
  kab_request_set_idempotency_key (request, key);
  self->sending = kab_settle (kab_client_send (self->client, request, KAB_TYPE_DOCUMENT), self, filed_cb);
}

static void
send_cb (KabFilingPage *self)
{
  g_autoptr (JsonObject) values = NULL;

  if (self->sending != NULL || !kab_form_validate (self->form) || !is_complete (self))
    return;
  values = kab_form_dup_values (self->form);
  adw_banner_set_revealed (self->banner, FALSE);
  kab_form_show_message (self->form, NULL);
  self->sending = kab_settle (kab_form_files_send (self->files, values), self, files_sent_cb);
  set_busy (self, TRUE);
}

static void
add_form (KabFilingPage *self)
{
  g_autoptr (KabFormContext) context = kab_form_context_new (self->descriptor);
  g_autoptr (JsonObject) draft = kab_drafts_load (self->drafts, self->draft);

  self->form = KAB_FORM (kab_form_new (kab_filing_form_get_fields (self->description), context));
  if (draft != NULL)
    kab_form_set_values (self->form, draft);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::complete", G_CALLBACK (update_send), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::missing", G_CALLBACK (update_send), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->body, GTK_WIDGET (self->form));
}

static void
add_lines (KabFilingPage *self)
{
  GListModel *lines = kab_filing_form_get_lines (self->description);
  gboolean any = g_list_model_get_n_items (lines) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->lines), any);
  if (!any)
    return;
  self->choice = KAB_LINE_CHOICE (kab_line_choice_new (lines));
  g_signal_connect_object (self->choice, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->lines, GTK_WIDGET (self->choice));
}

static void
take_description (KabFilingPage *self, KabFilingForm *description)
{
  const char *lead = kab_filing_form_get_lead (description);
  const char *about = kab_filing_form_get_about (description);

  g_set_object (&self->description, description);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), kab_filing_form_get_title (description));
  adw_window_title_set_title (self->heading, kab_filing_form_get_title (description));
  adw_window_title_set_subtitle (self->heading,
                                 about != NULL ? about : kab_descriptor_get_name (self->descriptor));
  gtk_label_set_text (self->lead, lead != NULL ? lead : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lead), lead != NULL);
  kab_promise_row_show (self->promise, kab_filing_form_get_promise (description));
  gtk_button_set_label (self->send, kab_filing_form_get_submit (description));
  gtk_widget_set_visible (self->bar, TRUE);
  add_lines (self);
  add_form (self);
  update_send (self);
}

static void
fetched_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFilingPage *self = object;

  if (kab_error_is_cancelled (error))
    return;
  if (value != NULL)
    {
      take_description (self, g_value_get_object (value));
      kab_load_finish (self->load, FALSE);
    }
  else
    {
      g_autofree char *message = kab_error_describe (error);

      kab_load_fail (self->load, error, message);
    }
}

static void
fetch_cb (KabFilingPage *self)
{
  g_autoptr (KabRequest) request = kab_request_new_segments ("GET", "documents", "forms", self->type, NULL);

  if (self->description != NULL)
    return;
  if (self->from != NULL)
    kab_request_set_query (request, "from", self->from);
  dex_clear (&self->fetching);
  kab_load_begin (self->load);
  self->fetching
      = kab_settle (kab_client_send (self->client, request, KAB_TYPE_FILING_FORM), self, fetched_cb);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fetch_cb (KAB_FILING_PAGE (widget));
}

static void
kab_filing_page_dispose (GObject *object)
{
  KabFilingPage *self = KAB_FILING_PAGE (object);

  dex_clear (&self->fetching);
  dex_clear (&self->sending);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_FILING_PAGE);
  self->form = NULL;
  self->choice = NULL;
  g_clear_object (&self->client);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->drafts);
  g_clear_object (&self->files);
  g_clear_object (&self->description);
  g_clear_object (&self->load);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->draft, g_free);
  G_OBJECT_CLASS (kab_filing_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, body);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, lead);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, promise);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, lines);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, bar);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, progress);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, missing);
  gtk_widget_class_bind_template_child (widget_class, KabFilingPage, send);
}

static void
kab_filing_page_class_init (KabFilingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_filing_page_dispose;

  signals[FILED] = g_signal_new ("filed", KAB_TYPE_FILING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, KAB_TYPE_DOCUMENT);
  signals[ALREADY_FILED] = g_signal_new ("already-filed", KAB_TYPE_FILING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KAB_TYPE_STATE_PAGE);
  g_type_ensure (KAB_TYPE_PROMISE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/documents/kab-filing-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, fetch_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
}

static void
kab_filing_page_init (KabFilingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->load = kab_load_new ();
  kab_state_page_set_load (self->state, self->load);
  gtk_widget_set_visible (self->bar, FALSE);
}

/**
 * kab_filing_page_new:
 * @client: sends for the person who files
 * @descriptor: the organisation
 * @drafts: keeps what is typed
 * @type: id of a document type
 * @from: (nullable): id of the document that it is filed out of
 *
 * Returns: (transfer floating): the page; it fetches the form and files the document when the person says so
 */
AdwNavigationPage *
kab_filing_page_new (
    KabClient *client, KabDescriptor *descriptor, KabDrafts *drafts, const char *type, const char *from)
{
  KabFilingPage *self;
  g_autoptr (KabDocumentType) known = NULL;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_DESCRIPTOR (descriptor), NULL);
  g_return_val_if_fail (KAB_IS_DRAFTS (drafts) && type != NULL, NULL);

  known = kab_descriptor_dup_document_type (descriptor, type);
  self = g_object_new (KAB_TYPE_FILING_PAGE, "title",
                       known != NULL ? kab_document_type_get_title (known) : type, NULL);
  self->client = g_object_ref (client);
  self->descriptor = g_object_ref (descriptor);
  self->drafts = g_object_ref (drafts);
  self->files = kab_form_files_new (client);
  self->type = g_strdup (type);
  self->from = from != NULL && *from != '\0' ? g_strdup (from) : NULL;
  self->draft = g_strjoin ("/", kab_client_get_organisation (client), "filing", type, self->from, NULL);
  g_signal_connect_object (self->files, "notify::progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  kab_state_page_set_organisation (self->state, descriptor);
  fetch_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}
