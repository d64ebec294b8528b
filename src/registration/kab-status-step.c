/* kab-status-step.c: a step at which there is nothing to type: waiting, done, rejected, unknown. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-contact-row.h"
#include "kab-format.h"
#include "kab-plain-row.h"
#include "kab-status-step.h"

struct _KabStatusStep
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *text;
  GtkListBox *properties;
  GtkBox *buttons;

  KabFlowDriver *driver;
};

G_DEFINE_FINAL_TYPE (KabStatusStep, kab_status_step, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
add_property (KabStatusStep *self, const char *label, const char *value)
{
  GtkWidget *row = kab_plain_row_new (label, NULL);
  GtkWidget *text = gtk_label_new (value);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (text), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_RIGHT);
  gtk_label_set_xalign (GTK_LABEL (text), 1);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), text);
  gtk_list_box_append (self->properties, row);
}

static void
add_time (KabStatusStep *self, const char *label, GDateTime *time)
{
  g_autofree char *text = time != NULL ? kab_format_date_prose (time) : NULL;

  if (text != NULL)
    add_property (self, label, text);
}

static void
button_clicked_cb (KabStatusStep *self, GtkWidget *button)
{
  g_signal_emit (self, chosen_signal, 0, gtk_widget_get_name (button));
}

static void
add_button (KabStatusStep *self, const char *action, const char *title, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_widget_set_name (button, action);
  gtk_widget_set_size_request (button, 200, -1);
  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->buttons, button);
}

static void
set_words (KabStatusStep *self, const char *icon, const char *title, const char *text)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL && *text != '\0');
}

static gboolean
is_late (KabStatusStep *self, KabStep *step)
{
  g_autoptr (GDateTime) now = kab_flow_driver_dup_now (self->driver);
  GDateTime *latest = kab_step_get_latest_at (step);

  return latest != NULL && g_date_time_compare (now, latest) > 0;
}

static void
show_review (KabStatusStep *self, KabStep *step)
{
  GListModel *properties = kab_step_get_properties (step);
  KabContact *contact = kab_step_get_contact (step);

  set_words (self, "preferences-system-time-symbolic", kab_step_get_title (step),
             is_late (self, step) ? _ ("The answer should have come by now. Nothing is lost; call and ask.")
                                  : kab_step_get_text (step));
  add_time (self, _ ("Sent"), kab_step_get_submitted_at (step));
  add_time (self, _ ("Answer No Later Than"), kab_step_get_latest_at (step));
  for (guint i = 0; i < g_list_model_get_n_items (properties); i++)
    {
      g_autoptr (KabProperty) property = g_list_model_get_item (properties, i);

      add_property (self, kab_property_get_label (property), kab_property_get_value (property));
    }
  if (kab_step_get_reference (step) != NULL)
    add_property (self, _ ("Application Number"), kab_step_get_reference (step));
  if (contact != NULL)
    gtk_list_box_append (self->properties, kab_contact_row_new (contact));
  if (kab_step_get_back_to (step) != NULL)
    add_button (self, "correct", _ ("Correct the Application"), FALSE);
}

static void
show_rejected (KabStatusStep *self, KabStep *step)
{
  g_autofree char *text = NULL;

  if (kab_step_get_reason (step) != NULL)
    text = kab_step_get_text (step) != NULL
               ? g_strdup_printf ("%s\n\n%s", kab_step_get_text (step), kab_step_get_reason (step))
               : g_strdup (kab_step_get_reason (step));
  set_words (self, "dialog-warning-symbolic", kab_step_get_title (step),
             text != NULL ? text : kab_step_get_text (step));
  if (kab_step_get_reason_title (step) != NULL)
    add_property (self, _ ("Reason"), kab_step_get_reason_title (step));
  if (kab_step_get_contact (step) != NULL)
    gtk_list_box_append (self->properties, kab_contact_row_new (kab_step_get_contact (step)));
  if (kab_step_get_correct (step) != NULL)
    add_button (self, "correct", kab_step_get_correct (step), TRUE);
}

static void
show_done (KabStatusStep *self, KabStep *step)
{
  GListModel *actions = kab_step_get_actions (step);

  set_words (self, "object-select-symbolic", kab_step_get_title (step), kab_step_get_text (step));
  if (kab_step_get_login (step) != NULL)
    add_property (self, _ ("Login"), kab_step_get_login (step));
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (KabStepAction) action = g_list_model_get_item (actions, i);

      add_button (self, kab_step_action_get_id (action), kab_step_action_get_title (action),
                  kab_step_action_get_suggested (action));
    }
  if (g_list_model_get_n_items (actions) == 0)
    add_button (self, "home", _ ("Continue"), TRUE);
}

static void
kab_status_step_dispose (GObject *object)
{
  KabStatusStep *self = KAB_STATUS_STEP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_STATUS_STEP);
  g_clear_object (&self->driver);
  G_OBJECT_CLASS (kab_status_step_parent_class)->dispose (object);
}

static void
kab_status_step_class_init (KabStatusStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_status_step_dispose;

  chosen_signal = g_signal_new ("chosen", KAB_TYPE_STATUS_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/registration/kab-status-step.ui");
  gtk_widget_class_bind_template_child (widget_class, KabStatusStep, head);
  gtk_widget_class_bind_template_child (widget_class, KabStatusStep, icon);
  gtk_widget_class_bind_template_child (widget_class, KabStatusStep, title);
  gtk_widget_class_bind_template_child (widget_class, KabStatusStep, text);
  gtk_widget_class_bind_template_child (widget_class, KabStatusStep, properties);
  gtk_widget_class_bind_template_child (widget_class, KabStatusStep, buttons);
}

static void
kab_status_step_init (KabStatusStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_status_step_new:
 * @driver: at a step of kind review, done or rejected, or of one that this version does not know
 *
 * Returns: (transfer floating): the step
 */
GtkWidget *
kab_status_step_new (KabFlowDriver *driver)
{
  KabStatusStep *self;

  g_return_val_if_fail (KAB_IS_FLOW_DRIVER (driver), NULL);

  self = g_object_new (KAB_TYPE_STATUS_STEP, NULL);
  self->driver = g_object_ref (driver);
  kab_status_step_update (self);
  return GTK_WIDGET (self);
}

/**
 * kab_status_step_update:
 * @self: the step
 *
 * Draws the step as it stands now.
 */
void
kab_status_step_update (KabStatusStep *self)
{
  KabStep *step;
  const char *kind;
  GtkWidget *child;

  g_return_if_fail (KAB_IS_STATUS_STEP (self));

  step = kab_flow_get_step (kab_flow_driver_get_flow (self->driver));
  kind = kab_step_get_kind (step);
  gtk_list_box_remove_all (self->properties);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
  if (g_str_equal (kind, "review"))
    show_review (self, step);
  else if (g_str_equal (kind, "rejected"))
    show_rejected (self, step);
  else if (g_str_equal (kind, "done"))
    show_done (self, step);
  else
    set_words (
        self, "software-update-available-symbolic", _ ("Update Kabinet"),
        _ ("The organisation asks for something that this version of Kabinet does not know yet. What you "
           "have given is kept; update Kabinet and continue."));
  gtk_widget_set_visible (GTK_WIDGET (self->properties),
                          gtk_list_box_get_row_at_index (self->properties, 0) != NULL);
}

/**
 * kab_status_step_focus:
 * @self: the step
 *
 * Gives the focus to what can be done next. Taken by the first property, it would select what stands there.
 */
void
kab_status_step_focus (KabStatusStep *self)
{
  GtkWidget *button;

  g_return_if_fail (KAB_IS_STATUS_STEP (self));

  button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));
  if (button == NULL || !gtk_widget_grab_focus (button))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
