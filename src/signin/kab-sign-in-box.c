/* kab-sign-in-box.c: login and password. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-sign-in-box.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-still.h"

struct _KabSignInBox
{
  GtkWidget parent_instance;

  GtkListBox *list;
  AdwEntryRow *login;
  AdwPasswordEntryRow *password;
  GtkListBoxRow *hint;
  GtkLabel *hint_text;
  AdwSwitchRow *remember;
  GtkButton *submit;
  GtkStack *submit_stack;
  GtkLabel *submit_label;
  GtkButton *recover;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (KabSignInBox, kab_sign_in_box, GTK_TYPE_WIDGET)

enum
{
  SUBMIT,
  RECOVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
text_of (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static GtkAccessible *
target_of (gpointer row)
{
  return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row)));
}

static gboolean
is_complete (KabSignInBox *self)
{
  return *text_of (self->login) != '\0' && *text_of (self->password) != '\0';
}

static void
show_refusal (KabSignInBox *self, const char *message)
{
  gboolean wrong = message != NULL;

  gtk_label_set_text (self->hint_text, wrong ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), wrong);
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->password), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->password), "has-hint");
      gtk_accessible_update_relation (target_of (self->password), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE,
                                      self->hint_text, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->password), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->password), "has-hint");
      gtk_accessible_reset_relation (target_of (self->password), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
  gtk_accessible_update_state (target_of (self->password), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
update (KabSignInBox *self)
{
  kab_still_set_busy (GTK_WIDGET (self->list), self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->recover), !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), !self->busy && is_complete (self));
  gtk_stack_set_visible_child_name (self->submit_stack, self->busy ? "busy" : "label");
}

static void
text_changed_cb (KabSignInBox *self)
{
  show_refusal (self, NULL);
  update (self);
}

static void
submit_cb (KabSignInBox *self)
{
  g_autofree char *login = g_strstrip (g_strdup (text_of (self->login)));

  if (self->busy)
    return;
  if (*login == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->login));
  else if (*text_of (self->password) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  else
    g_signal_emit (self, signals[SUBMIT], 0, login, text_of (self->password),
                   gtk_widget_get_visible (GTK_WIDGET (self->remember))
                       && adw_switch_row_get_active (self->remember));
}

static void
recover_cb (KabSignInBox *self)
{
  g_signal_emit (self, signals[RECOVER], 0);
}

static gboolean
submit_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  submit_cb (KAB_SIGN_IN_BOX (widget));
  return TRUE;
}

static void
kab_sign_in_box_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), KAB_TYPE_SIGN_IN_BOX);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kab_sign_in_box_parent_class)->dispose (object);
}

static void
kab_sign_in_box_class_init (KabSignInBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_sign_in_box_dispose;

  signals[SUBMIT] = g_signal_new ("submit", KAB_TYPE_SIGN_IN_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[RECOVER] = g_signal_new ("recover", KAB_TYPE_SIGN_IN_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/signin/kab-sign-in-box.ui");
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, list);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, login);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, password);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, hint);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, hint_text);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, remember);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, submit);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, submit_stack);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, submit_label);
  gtk_widget_class_bind_template_child (widget_class, KabSignInBox, recover);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, submit_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, submit_shortcut_cb, NULL);
}

static void
kab_sign_in_box_init (KabSignInBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/* The keyboard that helps with the logins that are taken. */
static GtkInputPurpose
purpose_of (const char *const *logins)
{
  if (logins == NULL || logins[0] == NULL || logins[1] != NULL)
    return GTK_INPUT_PURPOSE_FREE_FORM;
  if (g_str_equal (logins[0], "email"))
    return GTK_INPUT_PURPOSE_EMAIL;
  return g_str_equal (logins[0], "phone") ? GTK_INPUT_PURPOSE_PHONE : GTK_INPUT_PURPOSE_FREE_FORM;
}

/**
 * kab_sign_in_box_show:
 * @self: a #KabSignInBox
 * @sign_in: how people sign in here
 * @recovery: whether a forgotten password can be replaced
 * @login: (nullable): the login, if it is known
 */
void
kab_sign_in_box_show (KabSignInBox *self, KabSignIn *sign_in, gboolean recovery, const char *login)
{
  const char *recover;

  g_return_if_fail (KAB_IS_SIGN_IN_BOX (self));
  g_return_if_fail (KAB_IS_SIGN_IN (sign_in));

  recover = kab_sign_in_get_recover (sign_in);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->login), kab_sign_in_get_login_label (sign_in));
  adw_entry_row_set_input_purpose (self->login, purpose_of (kab_sign_in_get_logins (sign_in)));
  gtk_label_set_text (self->submit_label, kab_sign_in_get_submit (sign_in));
  gtk_widget_set_visible (GTK_WIDGET (self->remember), kab_sign_in_get_remember (sign_in));
  gtk_button_set_label (self->recover, recover != NULL ? recover : _ ("Forgot the password?"));
  gtk_widget_set_visible (GTK_WIDGET (self->recover), recovery);
  if (login != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->login), login);
  update (self);
}

/**
 * kab_sign_in_box_set_busy:
 * @self: a #KabSignInBox
 * @busy: whether an answer is awaited
 */
void
kab_sign_in_box_set_busy (KabSignInBox *self, gboolean busy)
{
  g_return_if_fail (KAB_IS_SIGN_IN_BOX (self));

  self->busy = busy;
  update (self);
}

/**
 * kab_sign_in_box_refuse:
 * @self: a #KabSignInBox
 * @message: why the sign-in was refused
 *
 * Shows it under the password; both fields keep their text.
 */
void
kab_sign_in_box_refuse (KabSignInBox *self, const char *message)
{
  g_return_if_fail (KAB_IS_SIGN_IN_BOX (self));
  g_return_if_fail (message != NULL);

  show_refusal (self, message);
  kab_announce (GTK_WIDGET (self), message, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

/**
 * kab_sign_in_box_focus:
 * @self: a #KabSignInBox
 *
 * Puts the focus where something is missing.
 */
void
kab_sign_in_box_focus (KabSignInBox *self)
{
  g_return_if_fail (KAB_IS_SIGN_IN_BOX (self));

  gtk_widget_grab_focus (*text_of (self->login) != '\0' ? GTK_WIDGET (self->password)
                                                        : GTK_WIDGET (self->login));
}

/**
 * kab_sign_in_box_get_password:
 * @self: a #KabSignInBox
 *
 * Returns: (transfer none): what stands in the field; it goes with the next change
 */
const char *
kab_sign_in_box_get_password (KabSignInBox *self)
{
  g_return_val_if_fail (KAB_IS_SIGN_IN_BOX (self), NULL);

  return text_of (self->password);
}
