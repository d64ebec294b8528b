/* kab-registration-page.c: registration, recovery or linking, one step a page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-code-step.h"
#include "kab-error-text.h"
#include "kab-error.h"
#include "kab-flow-driver.h"
#include "kab-form.h"
#include "kab-registration-page.h"
#include "kab-state-page.h"
#include "kab-status-step.h"

#define SAVE_AFTER_MS 2000

/* Draws the step at which the driver is, whatever organisation it is of: a form, a code to type, or a page to
 * read. A person may leave at any time; what was typed is kept every two seconds, without secrets (rule C9). */
struct _KabRegistrationPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *heading;
  GtkWidget *back;
  GtkWidget *messages;
  AdwBanner *banner;
  KabStatePage *state;
  AdwClamp *clamp;
  GtkScrolledWindow *scroller;
  GtkWidget *head;
  GtkLevelBar *progress;
  GtkLabel *title;
  GtkLabel *text;
  AdwBin *place;
  GtkLabel *note;
  GtkWidget *bottom;
  GtkWidget *bar;
  GtkLabel *missing;
  GtkWidget *next;
  GtkLabel *next_label;
  GtkWidget *busy;

  KabDescriptor *descriptor;
  KabFlowDriver *driver;
  KabForm *form; /* of the present step, if it is one */
  char *step;    /* id and kind of the step that is drawn */
  guint save_source;
  guint poll_source;
};

G_DEFINE_FINAL_TYPE (KabRegistrationPage, kab_registration_page, ADW_TYPE_NAVIGATION_PAGE)

static guint finished_signal;

static KabStep *
get_step (KabRegistrationPage *self)
{
  KabFlow *flow = kab_flow_driver_get_flow (self->driver);

  return flow != NULL ? kab_flow_get_step (flow) : NULL;
}

static gboolean
is_code (KabStep *step)
{
  return g_str_equal (kab_step_get_kind (step), "code")
         || g_str_equal (kab_step_get_kind (step), "email_link");
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
save_draft (KabRegistrationPage *self)
{
  g_autoptr (JsonObject) draft = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->form == NULL)
    return;
  draft = kab_form_dup_draft (self->form);
  kab_flow_driver_save_draft (self->driver, draft);
}

static gboolean
save_due_cb (gpointer data)
{
  KabRegistrationPage *self = data;

  self->save_source = 0;
  save_draft (self);
  return G_SOURCE_REMOVE;
}

/* The button never stands grey alone: beside it is what is missing. */
static void
update_bar (KabRegistrationPage *self)
{
  KabStep *step = get_step (self);
  gboolean busy = kab_flow_driver_get_busy (self->driver);
  gboolean complete = self->form != NULL && kab_form_get_complete (self->form);
  const char *left = self->form != NULL && !complete ? kab_form_get_missing (self->form) : NULL;
  const char *busy_text = step != NULL ? kab_step_get_busy_text (step) : NULL;
  const char *label = step != NULL ? kab_step_get_submit (step) : NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->bottom, self->form != NULL);
  if (left != NULL && *left != '\0')
    /* Translators: the fields that are not filled in yet. */
    words = g_strdup_printf (_ ("Left: %s"), left);
  gtk_label_set_text (self->missing, words != NULL ? words : "");
  gtk_widget_set_visible (self->busy, busy);
  if (busy)
    label = busy_text != NULL ? busy_text : _ ("Checking Data…");
  gtk_label_set_text (self->next_label, label != NULL ? label : _ ("Next"));
  gtk_widget_set_sensitive (self->next, complete && !busy);
}

static void
form_changed_cb (KabRegistrationPage *self)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_AFTER_MS, save_due_cb, self);
  update_bar (self);
}

static void
next_clicked_cb (KabRegistrationPage *self)
{
  g_autoptr (JsonObject) values = NULL;

  if (self->form == NULL || kab_flow_driver_get_busy (self->driver) || !kab_form_validate (self->form))
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  adw_banner_set_revealed (self->banner, FALSE);
  kab_form_show_message (self->form, NULL);
  values = kab_form_dup_values (self->form);
  kab_flow_driver_submit_form (self->driver, values);
}

static DexFuture *
load_captcha (gpointer data)
{
  return kab_flow_driver_load_captcha (data);
}

static GDateTime *
tell_time (gpointer data)
{
  return kab_flow_driver_dup_now (data);
}

/* What the server has of an earlier visit, then what was typed later and not sent. */
static void
fill_form (KabRegistrationPage *self)
{
  JsonNode *known = kab_flow_get_values (kab_flow_driver_get_flow (self->driver));
  g_autoptr (JsonObject) draft = kab_flow_driver_load_draft (self->driver);

  if (known != NULL && JSON_NODE_HOLDS_OBJECT (known))
    kab_form_set_values (self->form, json_node_get_object (known));
  if (draft != NULL)
    kab_form_set_values (self->form, draft);
}

static GtkWidget *
form_step_new (KabRegistrationPage *self, KabStep *step)
{
  g_autoptr (KabFormContext) context = kab_form_context_new (self->descriptor);

  kab_form_context_set_captcha_func (context, load_captcha, g_object_ref (self->driver), g_object_unref);
  kab_form_context_set_clock_func (context, tell_time, g_object_ref (self->driver), g_object_unref);
  self->form = KAB_FORM (kab_form_new (kab_step_get_fields (step), context));
  fill_form (self);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::complete", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (next_clicked_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->form);
}

static void
go_back (KabRegistrationPage *self)
{
  KabStep *step = get_step (self);

  save_draft (self);
  if (step != NULL && kab_step_get_back_to (step) != NULL)
    kab_flow_driver_go_back (self->driver, kab_step_get_back_to (step));
}

static void
back_clicked_cb (KabRegistrationPage *self)
{
  go_back (self);
}

static void
chosen_cb (KabRegistrationPage *self, const char *action)
{
  KabStep *step = get_step (self);

  if (g_str_equal (action, "correct"))
    go_back (self);
  else
    g_signal_emit (self, finished_signal, 0, action, kab_step_get_ticket (step));
}

static GtkWidget *
step_new (KabRegistrationPage *self, KabStep *step)
{
  GtkWidget *status;

  if (g_str_equal (kab_step_get_kind (step), "form"))
    return form_step_new (self, step);
  if (is_code (step))
    return kab_code_step_new (self->driver);
  status = kab_status_step_new (self->driver);
  g_signal_connect_object (status, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return status;
}

static gboolean
poll_due_cb (gpointer data)
{
  KabRegistrationPage *self = data;

  kab_flow_driver_poll (self->driver);
  return G_SOURCE_CONTINUE;
}

/* Only steps at which the server may move on by itself have a pace at which it is asked. */
static void
start_polling (KabRegistrationPage *self, KabStep *step)
{
  gint64 pace = kab_step_get_poll_after (step);

  g_clear_handle_id (&self->poll_source, g_source_remove);
  if (pace > 0)
    self->poll_source = g_timeout_add_seconds ((guint) pace, poll_due_cb, self);
}

static void
show_head (KabRegistrationPage *self, KabStep *step, gboolean talks)
{
  KabFlow *flow = kab_flow_driver_get_flow (self->driver);
  gint64 count = kab_flow_get_step_count (flow);
  gint64 number = kab_flow_get_step_number (flow);
  g_autofree char *label = g_strdup_printf (_ ("Step %d of %d"), (int) number, (int) count);

  gtk_level_bar_set_max_value (self->progress, (double) MAX (count, 1));
  gtk_level_bar_set_value (self->progress, (double) number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), count > 1);
  set_text (self->title, kab_step_get_title (step));
  set_text (self->text, kab_step_get_text (step));
  gtk_widget_set_visible (self->head, talks);
}

static void
show_note (KabRegistrationPage *self, KabStep *step)
{
  const char *note = kab_step_get_note (step);
  const char *kept = _ ("What you type is kept on this computer; you can continue later");

  if (self->form == NULL)
    set_text (self->note, NULL);
  else if (note == NULL || *note == '\0')
    set_text (self->note, kept);
  else
    {
      g_autofree char *both = g_strconcat (note, "\n", kept, NULL);

      set_text (self->note, both);
    }
}

static void
focus_step (KabRegistrationPage *self)
{
  GtkWidget *child = adw_bin_get_child (self->place);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (KAB_IS_CODE_STEP (child))
    kab_code_step_focus (KAB_CODE_STEP (child));
  else if (KAB_IS_STATUS_STEP (child))
    kab_status_step_focus (KAB_STATUS_STEP (child));
  else if (gtk_widget_get_focus_child (GTK_WIDGET (self->place)) == NULL)
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
update_step (KabRegistrationPage *self)
{
  GtkWidget *child = adw_bin_get_child (self->place);

  if (KAB_IS_CODE_STEP (child))
    kab_code_step_update (KAB_CODE_STEP (child));
  else if (KAB_IS_STATUS_STEP (child))
    kab_status_step_update (KAB_STATUS_STEP (child));
}

static void
step_changed_cb (KabRegistrationPage *self)
{
  KabStep *step = get_step (self);
  g_autofree char *name = g_strconcat (kab_step_get_kind (step), " ", kab_step_get_id (step), NULL);
  gboolean form = g_str_equal (kab_step_get_kind (step), "form");

  start_polling (self, step);
  show_head (self, step, form || is_code (step));
  if (g_strcmp0 (name, self->step) == 0)
    update_step (self);
  else
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      g_set_str (&self->step, name);
      self->form = NULL;
      adw_banner_set_revealed (self->banner, FALSE);
      adw_clamp_set_maximum_size (self->clamp, form ? 520 : 460);
      /* Pages to read stand in the middle, forms at the top. */
      gtk_widget_set_vexpand (GTK_WIDGET (self->place), !form && !is_code (step));
      adw_bin_set_child (self->place, step_new (self, step));
      focus_step (self);
    }
  show_note (self, step);
  gtk_widget_set_visible (self->back, kab_step_get_can_go_back (step) && kab_step_get_back_to (step) != NULL);
  update_bar (self);
}

/* The network failed: nothing was lost, and the same can be sent again under the same key. */
static void
show_banner (KabRegistrationPage *self, const GError *error)
{
  g_autofree char *message = kab_error_describe (error);
  g_autofree char *title = NULL;
  gboolean gone = kab_error_has_problem (error, "gone");

  title = gone ? g_strdup (message) : g_strdup_printf (_ ("Not sent. What you typed is kept. %s"), message);
  adw_banner_set_title (self->banner, title);
  adw_banner_set_button_label (self->banner, gone                 ? _ ("_Start Again")
                                             : self->form != NULL ? _ ("_Send Again")
                                                                  : NULL);
  g_object_set_data (G_OBJECT (self->banner), "start-again", GINT_TO_POINTER (gone));
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
refuse_form (KabRegistrationPage *self, KabProblem *problem, const GError *error)
{
  GListModel *errors = kab_problem_get_errors (problem);

  if (kab_error_has_problem (error, "wrong-captcha"))
    kab_form_take_captcha (self->form, kab_problem_get_captcha (problem));
  if (g_list_model_get_n_items (errors) > 0)
    g_object_unref (kab_form_take_errors (self->form, errors));
  else if (!kab_error_has_problem (error, "wrong-captcha"))
    {
      g_autofree char *message = kab_error_describe (error);

      kab_form_show_message (self->form, message);
    }
}

static void
refused_cb (KabRegistrationPage *self, const GError *error)
{
  GtkWidget *child = adw_bin_get_child (self->place);
  KabProblem *problem = kab_error_get_problem (error);

  update_bar (self);
  if (kab_error_is_cancelled (error))
    return;
  if (problem == NULL || kab_error_has_problem (error, "gone"))
    show_banner (self, error);
  else if (KAB_IS_CODE_STEP (child))
    kab_code_step_refuse (KAB_CODE_STEP (child), error);
  else if (self->form != NULL)
    refuse_form (self, problem, error);
  else
    show_banner (self, error);
}

static void
busy_changed_cb (KabRegistrationPage *self)
{
  if (self->form != NULL)
    kab_form_set_busy (self->form, kab_flow_driver_get_busy (self->driver));
  update_bar (self);
}

static void
banner_clicked_cb (KabRegistrationPage *self)
{
  adw_banner_set_revealed (self->banner, FALSE);
  if (g_object_get_data (G_OBJECT (self->banner), "start-again") != NULL)
    kab_flow_driver_start_again (self->driver);
  else
    next_clicked_cb (self);
}

static void
retry_cb (KabRegistrationPage *self)
{
  kab_flow_driver_start (self->driver);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KabRegistrationPage *self = KAB_REGISTRATION_PAGE (widget);

  if (gtk_widget_get_visible (self->back))
    go_back (self);
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  next_clicked_cb (KAB_REGISTRATION_PAGE (widget));
}

static void
kab_registration_page_unmap (GtkWidget *widget)
{
  save_draft (KAB_REGISTRATION_PAGE (widget));
  GTK_WIDGET_CLASS (kab_registration_page_parent_class)->unmap (widget);
}

static void
kab_registration_page_dispose (GObject *object)
{
  KabRegistrationPage *self = KAB_REGISTRATION_PAGE (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->poll_source, g_source_remove);
  self->form = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_REGISTRATION_PAGE);
  g_clear_object (&self->driver);
  g_clear_object (&self->descriptor);
  g_clear_pointer (&self->step, g_free);
  G_OBJECT_CLASS (kab_registration_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, back);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, messages);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, banner);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, state);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, head);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, progress);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, title);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, text);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, place);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, note);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, bar);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, missing);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, next);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, next_label);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, busy);
}

static void
kab_registration_page_class_init (KabRegistrationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_registration_page_dispose;
  widget_class->unmap = kab_registration_page_unmap;

  /**
   * KabRegistrationPage::finished:
   * @action: the button of the last page that was pressed: home, cabinet, link_account
   * @ticket: (nullable): signs in once without a password
   */
  finished_signal = g_signal_new ("finished", KAB_TYPE_REGISTRATION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (KAB_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/registration/kab-registration-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_install_action (widget_class, "flow.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "flow.send", NULL, send_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "flow.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "flow.send", NULL);
}

static void
kab_registration_page_init (KabRegistrationPage *self)
{
  GApplication *application = g_application_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->messages,
                          application != NULL
                              && g_action_group_has_action (G_ACTION_GROUP (application), "demo-messages"));
}

static const char *
get_flow_title (const char *flow)
{
  if (g_str_equal (flow, "recovery"))
    return _ ("Recovery");
  return g_str_equal (flow, "link_account") ? _ ("Link an Account") : _ ("Registration");
}

/**
 * kab_registration_page_new:
 * @cabinets: keeps drafts and secrets
 * @client: sends; with a session for flows that need one
 * @descriptor: the organisation
 * @flow: registration, recovery or link_account
 *
 * Returns: (transfer floating): a page that takes the flow up where it was left, or begins it
 */
AdwNavigationPage *
kab_registration_page_new (KabCabinets *cabinets,
                           KabClient *client,
                           KabDescriptor *descriptor,
                           const char *flow)
{
  KabRegistrationPage *self;
  g_autoptr (KabFlowSummary) summary = NULL;
  const char *title;

  g_return_val_if_fail (KAB_IS_CABINETS (cabinets) && KAB_IS_CLIENT (client), NULL);
  g_return_val_if_fail (KAB_IS_DESCRIPTOR (descriptor) && flow != NULL, NULL);

  summary = kab_descriptor_dup_flow (descriptor, flow);
  title = summary != NULL ? kab_flow_summary_get_title (summary) : get_flow_title (flow);
  self = g_object_new (KAB_TYPE_REGISTRATION_PAGE, "title", title, NULL);
  self->descriptor = g_object_ref (descriptor);
  self->driver = kab_flow_driver_new (cabinets, client, kab_descriptor_get_id (descriptor), flow);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, kab_descriptor_get_name (descriptor));
  kab_state_page_set_load (self->state, kab_flow_driver_get_load (self->driver));
  kab_state_page_set_organisation (self->state, descriptor);
  g_signal_connect_object (self->driver, "step-changed", G_CALLBACK (step_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->driver, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->driver, "notify::busy", G_CALLBACK (busy_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_bar (self);
  kab_flow_driver_start (self->driver);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kab_registration_page_take_link:
 * @self: a page
 * @token: what follows "confirm/" in the link of a mail
 *
 * A link that was followed elsewhere came here (E-36, A-11).
 *
 * Returns: whether the page was waiting for one
 */
gboolean
kab_registration_page_take_link (KabRegistrationPage *self, const char *token)
{
  g_autoptr (JsonObject) values = NULL;
  KabStep *step;

  g_return_val_if_fail (KAB_IS_REGISTRATION_PAGE (self) && token != NULL, FALSE);

  step = get_step (self);
  if (step == NULL || !g_str_equal (kab_step_get_kind (step), "email_link"))
    return FALSE;
  values = json_object_new ();
  json_object_set_string_member (values, "link", token);
  kab_flow_driver_submit (self->driver, values);
  return TRUE;
}
