/* kab-state-page.c: one page, five states: every page of the program has the same five. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-announce.h"
#include "kab-contact-row.h"
#include "kab-error-text.h"
#include "kab-format.h"
#include "kab-state-page.h"

#define SPINNER_AFTER_MS 300
#define FIRST_RETRY_SECONDS 30
#define LONGEST_RETRY_SECONDS 480

/* Draws the load that it is given. What is known stays on the screen while it is loaded again, so the spinner
 * and the failure are only ever seen where there is nothing to show. */
struct _KabStatePage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed;
  GtkButton *retry;
  GtkListBox *help;
  AdwExpanderRow *details;
  AdwActionRow *request;
  AdwStatusPage *empty;
  AdwBin *content;

  KabLoad *load;
  char *loading_text;
  char *empty_icon;
  char *empty_title;
  char *empty_text;
  char *empty_action;
  char *empty_action_name;

  guint spinner_source;
  guint retry_source;
  int retry_wait; /* how long the next pause is */
  int retry_left; /* seconds of this pause */
};

G_DEFINE_FINAL_TYPE (KabStatePage, kab_state_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LOAD = 1,
  PROP_CHILD,
  PROP_LOADING_TEXT,
  PROP_EMPTY_ICON,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_TEXT,
  PROP_EMPTY_ACTION,
  PROP_EMPTY_ACTION_NAME,
} Property;

static GParamSpec *properties[PROP_EMPTY_ACTION_NAME + 1];
static guint retry_signal;

static void
stop_clocks (KabStatePage *self)
{
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_handle_id (&self->retry_source, g_source_remove);
}

static gboolean
spinner_due_cb (gpointer data)
{
  KabStatePage *self = data;

  self->spinner_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
count_down (KabStatePage *self)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (
      ngettext ("Next try in %d second", "Next try in %d seconds", (gulong) self->retry_left),
      self->retry_left);
  adw_expander_row_set_subtitle (self->details, text);
}

static gboolean
second_passed_cb (gpointer data)
{
  KabStatePage *self = data;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_CONTINUE;
  if (--self->retry_left > 0)
    {
      count_down (self);
      return G_SOURCE_CONTINUE;
    }
  self->retry_source = 0;
  g_signal_emit (self, retry_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
start_retry_clock (KabStatePage *self, const GError *error)
{
  gint64 asked = kab_error_get_retry_after (error);

  self->retry_left = asked > 0 ? (int) MIN (asked, LONGEST_RETRY_SECONDS) : self->retry_wait;
  self->retry_wait = MIN (2 * self->retry_wait, LONGEST_RETRY_SECONDS);
  self->retry_source = g_timeout_add_seconds (1, second_passed_cb, self);
  count_down (self);
}

static void
show_details (KabStatePage *self, const GError *error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GString) text = g_string_new (NULL);
  const char *id = kab_error_get_request_id (error);
  guint status = kab_error_get_status (error);
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");

  if (id != NULL)
    g_string_append_printf (text, "%s · ", id);
  g_string_append (text, time);
  if (status != 0)
    {
      g_string_append (text, " · ");
      /* Translators: the number is an HTTP status such as 504. */
      g_string_append_printf (text, _ ("answer %u"), status);
    }
  adw_action_row_set_subtitle (self->request, text->str);
}

static void
show_failure (KabStatePage *self)
{
  const GError *error = kab_load_get_error (self->load);
  KabErrorActions actions = kab_error_get_actions (error);
  gboolean sign_in = (actions & KAB_ERROR_ACTION_SIGN_IN) != 0;
  const char *title = kab_error_get_title (error);
  g_autofree char *text = g_markup_escape_text (kab_load_get_message (self->load), -1);

  adw_status_page_set_title (self->failed, title != NULL ? title : _ ("Could Not Load"));
  adw_status_page_set_description (self->failed, text);
  gtk_button_set_label (self->retry, sign_in ? _ ("Sign In Again") : _ ("Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry), sign_in ? "win.sign-in-again" : NULL);
  adw_expander_row_set_subtitle (self->details, "");
  show_details (self, error);
  if (!sign_in && (actions & KAB_ERROR_ACTION_RETRY) != 0)
    start_retry_clock (self, error);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  kab_announce (GTK_WIDGET (self), kab_load_get_message (self->load), FALSE);
}

static void
show_state (KabStatePage *self)
{
  stop_clocks (self);
  switch (self->load != NULL ? kab_load_get_state (self->load) : KAB_LOAD_IDLE)
    {
    case KAB_LOAD_IDLE:
      gtk_stack_set_visible_child_name (self->stack, "blank");
      break;
    case KAB_LOAD_LOADING:
      if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "failed") != 0)
        gtk_stack_set_visible_child_name (self->stack, "blank");
      self->spinner_source = g_timeout_add (SPINNER_AFTER_MS, spinner_due_cb, self);
      break;
    case KAB_LOAD_READY:
      self->retry_wait = FIRST_RETRY_SECONDS;
      gtk_stack_set_visible_child_name (self->stack, "ready");
      break;
    case KAB_LOAD_EMPTY:
      self->retry_wait = FIRST_RETRY_SECONDS;
      gtk_stack_set_visible_child_name (self->stack, "empty");
      kab_announce (GTK_WIDGET (self), self->empty_title, FALSE);
      break;
    case KAB_LOAD_FAILED:
      show_failure (self);
      break;
    }
}

static void
retry_clicked_cb (KabStatePage *self)
{
  if (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->retry)) == NULL)
    g_signal_emit (self, retry_signal, 0);
}

static void
copy_clicked_cb (KabStatePage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->request));
}

/* What a status page says below its title is markup to libadwaita, and text to everybody else. */
static void
set_empty_text (KabStatePage *self, const char *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  if (g_set_str (&self->empty_text, text))
    {
      adw_status_page_set_description (self->empty, escaped);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY_TEXT]);
    }
}

static void
kab_state_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabStatePage *self = KAB_STATE_PAGE (object);

  switch ((Property) id)
    {
    case PROP_LOAD:
      g_value_set_object (value, self->load);
      break;
    case PROP_CHILD:
      g_value_set_object (value, adw_bin_get_child (self->content));
      break;
    case PROP_LOADING_TEXT:
      g_value_set_string (value, self->loading_text);
      break;
    case PROP_EMPTY_ICON:
      g_value_set_string (value, self->empty_icon);
      break;
    case PROP_EMPTY_TITLE:
      g_value_set_string (value, self->empty_title);
      break;
    case PROP_EMPTY_TEXT:
      g_value_set_string (value, self->empty_text);
      break;
    case PROP_EMPTY_ACTION:
      g_value_set_string (value, self->empty_action);
      break;
    case PROP_EMPTY_ACTION_NAME:
      g_value_set_string (value, self->empty_action_name);
      break;
    }
}

static void
set_string (KabStatePage *self, char **place, const GValue *value, Property property)
{
  if (g_set_str (place, g_value_get_string (value)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
kab_state_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabStatePage *self = KAB_STATE_PAGE (object);
  GtkWidget *button = adw_status_page_get_child (self->empty);

  switch ((Property) id)
    {
    case PROP_LOAD:
      kab_state_page_set_load (self, g_value_get_object (value));
      break;
    case PROP_CHILD:
      adw_bin_set_child (self->content, g_value_get_object (value));
      break;
    case PROP_LOADING_TEXT:
      set_string (self, &self->loading_text, value, PROP_LOADING_TEXT);
      break;
    case PROP_EMPTY_ICON:
      set_string (self, &self->empty_icon, value, PROP_EMPTY_ICON);
      break;
    case PROP_EMPTY_TITLE:
      set_string (self, &self->empty_title, value, PROP_EMPTY_TITLE);
      break;
    case PROP_EMPTY_TEXT:
      set_empty_text (self, g_value_get_string (value));
      break;
    case PROP_EMPTY_ACTION:
      set_string (self, &self->empty_action, value, PROP_EMPTY_ACTION);
      gtk_widget_set_visible (button, self->empty_action != NULL && self->empty_action[0] != '\0');
      break;
    case PROP_EMPTY_ACTION_NAME:
      set_string (self, &self->empty_action_name, value, PROP_EMPTY_ACTION_NAME);
      break;
    }
}

static void
kab_state_page_dispose (GObject *object)
{
  KabStatePage *self = KAB_STATE_PAGE (object);

  stop_clocks (self);
  if (self->load != NULL)
    g_signal_handlers_disconnect_by_data (self->load, self);
  g_clear_object (&self->load);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAB_TYPE_STATE_PAGE);
  G_OBJECT_CLASS (kab_state_page_parent_class)->dispose (object);
}

static void
kab_state_page_finalize (GObject *object)
{
  KabStatePage *self = KAB_STATE_PAGE (object);

  g_free (self->loading_text);
  g_free (self->empty_icon);
  g_free (self->empty_title);
  g_free (self->empty_text);
  g_free (self->empty_action);
  g_free (self->empty_action_name);
  G_OBJECT_CLASS (kab_state_page_parent_class)->finalize (object);
}

static void
kab_state_page_class_init (KabStatePageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  static const char *const strings[]
      = { [PROP_LOADING_TEXT] = "loading-text", [PROP_EMPTY_ICON] = "empty-icon",
          [PROP_EMPTY_TITLE] = "empty-title",   [PROP_EMPTY_TEXT] = "empty-text",
          [PROP_EMPTY_ACTION] = "empty-action", [PROP_EMPTY_ACTION_NAME] = "empty-action-name" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_state_page_get_property;
  object_class->set_property = kab_state_page_set_property;
  object_class->dispose = kab_state_page_dispose;
  object_class->finalize = kab_state_page_finalize;

  properties[PROP_LOAD] = g_param_spec_object ("load", NULL, NULL, KAB_TYPE_LOAD, flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  for (guint i = PROP_LOADING_TEXT; i < G_N_ELEMENTS (strings); i++)
    properties[i] = g_param_spec_string (strings[i], NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  retry_signal = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kabinet/Kabinet/widgets/kab-state-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabStatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, KabStatePage, failed);
  gtk_widget_class_bind_template_child (widget_class, KabStatePage, retry);
  gtk_widget_class_bind_template_child (widget_class, KabStatePage, help);
  gtk_widget_class_bind_template_child (widget_class, KabStatePage, details);
  gtk_widget_class_bind_template_child (widget_class, KabStatePage, request);
  gtk_widget_class_bind_template_child (widget_class, KabStatePage, empty);
  gtk_widget_class_bind_template_child (widget_class, KabStatePage, content);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
kab_state_page_init (KabStatePage *self)
{
  self->retry_wait = FIRST_RETRY_SECONDS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * kab_state_page_get_load:
 * @self: a state page
 *
 * Returns: (transfer none) (nullable): the load that it draws
 */
KabLoad *
kab_state_page_get_load (KabStatePage *self)
{
  g_return_val_if_fail (KAB_IS_STATE_PAGE (self), NULL);

  return self->load;
}

/**
 * kab_state_page_set_load:
 * @self: a state page
 * @load: (nullable): what to draw
 */
void
kab_state_page_set_load (KabStatePage *self, KabLoad *load)
{
  g_return_if_fail (KAB_IS_STATE_PAGE (self));
  g_return_if_fail (load == NULL || KAB_IS_LOAD (load));

  if (self->load == load)
    return;
  if (self->load != NULL)
    g_signal_handlers_disconnect_by_data (self->load, self);
  g_set_object (&self->load, load);
  if (load != NULL)
    {
      g_signal_connect_object (load, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (load, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
    }
  show_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOAD]);
}

/**
 * kab_state_page_set_organisation:
 * @self: a state page
 * @descriptor: (nullable): whom to turn to when nothing can be loaded
 */
void
kab_state_page_set_organisation (KabStatePage *self, KabDescriptor *descriptor)
{
  GtkListBoxRow *row;
  GListModel *contacts;

  g_return_if_fail (KAB_IS_STATE_PAGE (self));

  while ((row = gtk_list_box_get_row_at_index (self->help, 1)) != NULL)
    gtk_list_box_remove (self->help, GTK_WIDGET (row));
  contacts = descriptor != NULL ? kab_descriptor_get_contacts (descriptor) : NULL;
  for (guint i = 0; contacts != NULL && i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (KabContact) contact = g_list_model_get_item (contacts, i);

      if (g_strcmp0 (kab_contact_get_kind (contact), "phone") == 0)
        gtk_list_box_append (self->help, kab_contact_row_new (contact));
    }
}

/**
 * kab_state_page_set_empty_suggested:
 * @self: a state page
 * @suggested: whether the button of the empty state is what most people want there
 */
void
kab_state_page_set_empty_suggested (KabStatePage *self, gboolean suggested)
{
  GtkWidget *button;

  g_return_if_fail (KAB_IS_STATE_PAGE (self));

  button = adw_status_page_get_child (self->empty);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/**
 * kab_state_page_get_shown:
 * @self: a state page
 *
 * Returns: (transfer none): what is drawn now: blank, loading, failed, empty or ready
 */
const char *
kab_state_page_get_shown (KabStatePage *self)
{
  g_return_val_if_fail (KAB_IS_STATE_PAGE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
