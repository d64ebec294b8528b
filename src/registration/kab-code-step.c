/* kab-code-step.c: asks for the code of a message, and says what to do when none comes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-advice-row.h"
#include "kab-code-step.h"
#include "kab-code.h"
#include "kab-error-text.h"
#include "kab-format.h"
#include "kab-problem.h"

#define ANNOUNCE_AT_SECONDS 30

/* The code sends itself when it is whole; a pasted message or link is searched for it. The seconds until another
 * code may be had are counted by the server's clock, and are said aloud at the start, at 30 and at the end, not
 * each time. */
struct _KabCodeStep
{
  GtkWidget parent_instance;

  GtkWidget *entry_box;
  GtkEntry *code;
  GtkLabel *hint;
  GtkWidget *busy;
  GtkWidget *resend;
  GtkLabel *resend_label;
  GtkWidget *ladder;
  GtkListBox *advice;

  KabFlowDriver *driver;
  guint clock;
  gint64 left; /* seconds until another code may be had */
  guint n_advice;
  gboolean quiet; /* the entry is changed by us */
};

G_DEFINE_FINAL_TYPE (KabCodeStep, kab_code_step, GTK_TYPE_WIDGET)

static KabStep *
get_step (KabCodeStep *self)
{
  return kab_flow_get_step (kab_flow_driver_get_flow (self->driver));
}

/* Whole seconds from now until @time, rounded up; 0 when it has passed or is not known. */
static gint64
seconds_until (KabCodeStep *self, GDateTime *time)
{
  g_autoptr (GDateTime) now = kab_flow_driver_dup_now (self->driver);
  GTimeSpan span = time != NULL ? g_date_time_difference (time, now) : 0;

  return span > 0 ? (span + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND : 0;
}

static gint64
seconds_since_sent (KabCodeStep *self)
{
  g_autoptr (GDateTime) now = kab_flow_driver_dup_now (self->driver);
  GDateTime *sent = kab_step_get_sent_at (get_step (self));

  return sent != NULL ? g_date_time_difference (now, sent) / G_TIME_SPAN_SECOND : 0;
}

static void
show_hint (KabCodeStep *self, const char *text, gboolean wrong)
{
  gtk_label_set_text (self->hint, text);
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->code), "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");
      gtk_widget_remove_css_class (GTK_WIDGET (self->code), "error");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_usual_hint (KabCodeStep *self)
{
  gint64 length = kab_step_get_length (get_step (self));
  const char *note = kab_step_get_note (get_step (self));
  g_autofree char *text = NULL;

  if (g_strcmp0 (kab_step_get_delivery (get_step (self)), "failed") == 0)
    {
      show_hint (self, _ ("The message could not be delivered. Check the address, or ask for a new code."),
                 TRUE);
      return;
    }
  if (g_strcmp0 (kab_step_get_kind (get_step (self)), "email_link") == 0)
    text = g_strdup (
        _ ("Follow the link in the mail, or type the code, or paste the link or the whole message."));
  else
    text = g_strdup_printf (ngettext ("%d digit. You can paste the code or the whole message.",
                                      "%d digits. You can paste the code or the whole message.",
                                      (gulong) length),
                            (int) length);
  if (note != NULL && *note != '\0')
    {
      char *both = g_strconcat (text, "\n", note, NULL);

      g_free (text);
      text = both;
    }
  show_hint (self, text, FALSE);
}

static void
update_resend (KabCodeStep *self)
{
  KabStep *step = get_step (self);
  const char *title = kab_step_get_resend (step);
  gint64 left = seconds_until (self, kab_step_get_resend_at (step));
  g_autofree char *countdown = NULL;

  if (title == NULL)
    title = _ ("Get a New Code");
  gtk_widget_set_visible (self->resend, kab_step_get_resend_at (step) != NULL);
  gtk_widget_set_sensitive (self->resend, left == 0 && !kab_flow_driver_get_busy (self->driver));
  if (left > 0)
    {
      g_autofree char *clock = kab_format_countdown (left);

      countdown = g_strdup_printf (_ ("New Code in %s"), clock);
    }
  gtk_label_set_text (self->resend_label, countdown != NULL ? countdown : title);
  if (left != self->left && (left == ANNOUNCE_AT_SECONDS || left == 0))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), countdown != NULL ? countdown : title,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  self->left = left;
}

static void
change_target_cb (KabCodeStep *self)
{
  const char *back_to = kab_step_get_back_to (get_step (self));

  if (back_to != NULL)
    kab_flow_driver_go_back (self->driver, back_to);
}

/* The ladder of advice grows with the wait: what helps only later is said only then (T-20). */
static void
update_advice (KabCodeStep *self)
{
  GListModel *all = kab_step_get_advice (get_step (self));
  gint64 waited = seconds_since_sent (self);
  guint due = 0;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (KabAdvice) advice = g_list_model_get_item (all, i);

      due += kab_advice_get_after (advice) <= waited;
    }
  if (due == self->n_advice && gtk_widget_get_visible (self->ladder) == (due > 0))
    return;
  self->n_advice = due;
  gtk_list_box_remove_all (self->advice);
  for (guint i = 0, number = 1; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (KabAdvice) advice = g_list_model_get_item (all, i);
      gboolean can_change = kab_step_get_back_to (get_step (self)) != NULL;

      if (kab_advice_get_after (advice) <= waited)
        gtk_list_box_append (
            self->advice,
            kab_advice_row_new (advice, number++, can_change ? G_CALLBACK (change_target_cb) : NULL, self));
    }
  gtk_widget_set_visible (self->ladder, due > 0);
}

static gboolean
second_passed_cb (gpointer data)
{
  KabCodeStep *self = data;

  update_resend (self);
  update_advice (self);
  return G_SOURCE_CONTINUE;
}

static void
submit (KabCodeStep *self, const char *name, const char *value)
{
  g_autoptr (JsonObject) values = json_object_new ();

  json_object_set_string_member (values, name, value);
  kab_flow_driver_submit (self->driver, values);
}

/* Whether what stands in the entry is a code or a link that can be sent. */
static gboolean
try_submit (KabCodeStep *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->code));
  gint64 length = kab_step_get_length (get_step (self));
  g_autofree char *code = kab_code_extract (text, (guint) length);
  g_autofree char *token = kab_code_extract_token (text);

  if (kab_flow_driver_get_busy (self->driver))
    return FALSE;
  if (token != NULL)
    submit (self, "link", token);
  else if (code != NULL)
    {
      self->quiet = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->code), code);
      gtk_editable_set_position (GTK_EDITABLE (self->code), -1);
      self->quiet = FALSE;
      submit (self, "code", code);
    }
  return code != NULL || token != NULL;
}

static void
code_changed_cb (KabCodeStep *self)
{
  if (self->quiet)
    return;
  show_usual_hint (self);
  try_submit (self);
}

static void
code_activated_cb (KabCodeStep *self)
{
  if (!try_submit (self) && *gtk_editable_get_text (GTK_EDITABLE (self->code)) != '\0')
    show_hint (self, _ ("That is not the whole code. What is in the message?"), TRUE);
}

static void
resend_clicked_cb (KabCodeStep *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  kab_flow_driver_resend (self->driver);
}

static void
busy_changed_cb (KabCodeStep *self)
{
  gboolean busy = kab_flow_driver_get_busy (self->driver);

  gtk_widget_set_visible (self->busy, busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->code), !busy);
  update_resend (self);
}

static void
kab_code_step_dispose (GObject *object)
{
  KabCodeStep *self = KAB_CODE_STEP (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_CODE_STEP);
  g_clear_object (&self->driver);
  G_OBJECT_CLASS (kab_code_step_parent_class)->dispose (object);
}

static void
kab_code_step_class_init (KabCodeStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_code_step_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/registration/kab-code-step.ui");
  gtk_widget_class_bind_template_child (widget_class, KabCodeStep, entry_box);
  gtk_widget_class_bind_template_child (widget_class, KabCodeStep, code);
  gtk_widget_class_bind_template_child (widget_class, KabCodeStep, hint);
  gtk_widget_class_bind_template_child (widget_class, KabCodeStep, busy);
  gtk_widget_class_bind_template_child (widget_class, KabCodeStep, resend);
  gtk_widget_class_bind_template_child (widget_class, KabCodeStep, resend_label);
  gtk_widget_class_bind_template_child (widget_class, KabCodeStep, ladder);
  gtk_widget_class_bind_template_child (widget_class, KabCodeStep, advice);
  gtk_widget_class_bind_template_callback (widget_class, code_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, resend_clicked_cb);
}

static void
kab_code_step_init (KabCodeStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_code_step_new:
 * @driver: at a step of kind code or email_link
 *
 * Returns: (transfer floating): the step
 */
GtkWidget *
kab_code_step_new (KabFlowDriver *driver)
{
  KabCodeStep *self;

  g_return_val_if_fail (KAB_IS_FLOW_DRIVER (driver), NULL);

  self = g_object_new (KAB_TYPE_CODE_STEP, NULL);
  self->driver = g_object_ref (driver);
  self->left = -1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kab_step_get_title (get_step (self)), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->advice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Nothing Comes?"), -1);
  g_signal_connect_object (driver, "notify::busy", G_CALLBACK (busy_changed_cb), self, G_CONNECT_SWAPPED);
  self->clock = g_timeout_add_seconds (1, second_passed_cb, self);
  kab_code_step_update (self);
  return GTK_WIDGET (self);
}

/**
 * kab_code_step_update:
 * @self: the step
 *
 * The driver is at the same step still, but something about it has changed: another code was sent.
 */
void
kab_code_step_update (KabCodeStep *self)
{
  g_return_if_fail (KAB_IS_CODE_STEP (self));

  show_usual_hint (self);
  update_resend (self);
  update_advice (self);
}

/**
 * kab_code_step_refuse:
 * @self: the step
 * @error: why the server did not take the code
 */
void
kab_code_step_refuse (KabCodeStep *self, const GError *error)
{
  KabProblem *problem;
  g_autofree char *message = NULL;
  g_autofree char *text = NULL;
  gint64 left;

  g_return_if_fail (KAB_IS_CODE_STEP (self) && error != NULL);

  problem = kab_error_get_problem (error);
  message = kab_error_describe (error);
  left = problem != NULL && kab_record_has (problem, "attempts_left")
             ? kab_problem_get_attempts_left (problem)
             : -1;
  if (left > 0)
    {
      g_autofree char *tries = g_strdup_printf (
          ngettext ("%d attempt is left.", "%d attempts are left.", (gulong) left), (int) left);

      text = g_strdup_printf ("%s %s", message, tries);
    }
  show_hint (self, text != NULL ? text : message, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
}

/**
 * kab_code_step_focus:
 * @self: the step
 */
void
kab_code_step_focus (KabCodeStep *self)
{
  g_return_if_fail (KAB_IS_CODE_STEP (self));

  gtk_entry_grab_focus_without_selecting (self->code);
}
