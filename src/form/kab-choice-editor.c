/* kab-choice-editor.c: one out of several. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-choice-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A few short choices stand side by side, each as wide as the widest; more of them, or longer ones, open as a
 * list. So many characters fit into a narrow window. */
#define MAX_TOGGLES 3
#define MAX_CHARACTERS 28

struct _KabChoiceEditor
{
  KabFieldEditor parent_instance;

  GListModel *options;
  AdwComboRow *combo;
  AdwToggleGroup *toggles;
  guint offset; /* of the options in the list, after "Not chosen" */
  gboolean settling;
};

G_DEFINE_FINAL_TYPE (KabChoiceEditor, kab_choice_editor, KAB_TYPE_FIELD_EDITOR)

static guint
selected_of (KabChoiceEditor *self)
{
  guint selected;

  if (self->toggles != NULL)
    return adw_toggle_group_get_active (self->toggles);
  selected = adw_combo_row_get_selected (self->combo);
  return selected == GTK_INVALID_LIST_POSITION || selected < self->offset ? GTK_INVALID_LIST_POSITION
                                                                          : selected - self->offset;
}

static void
select_option (KabChoiceEditor *self, guint position)
{
  gboolean none = position == GTK_INVALID_LIST_POSITION;

  self->settling = TRUE;
  if (self->toggles != NULL)
    adw_toggle_group_set_active (self->toggles, position);
  else
    adw_combo_row_set_selected (self->combo, none ? 0 : position + self->offset);
  self->settling = FALSE;
}

static void
selected_cb (KabChoiceEditor *self)
{
  if (!self->settling)
    kab_field_editor_changed (KAB_FIELD_EDITOR (self));
}

static gboolean
fits_toggles (GListModel *options)
{
  guint n = g_list_model_get_n_items (options);
  glong widest = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabFieldOption) option = g_list_model_get_item (options, i);

      if (kab_field_option_get_note (option) != NULL)
        return FALSE;
      widest = MAX (widest, g_utf8_strlen (kab_field_option_get_title (option), -1));
    }
  return n > 0 && n <= MAX_TOGGLES && widest * n <= MAX_CHARACTERS;
}

/* A row with the label above and the choices below it: that fits 360 pixels too. */
static void
build_toggles (KabChoiceEditor *self)
{
  KabFieldEditor *editor = KAB_FIELD_EDITOR (self);
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "use-markup", FALSE, "activatable", FALSE,
                                 "focusable", FALSE, NULL);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (kab_field_editor_get_label (editor));

  self->toggles = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  adw_toggle_group_set_homogeneous (self->toggles, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (self->options); i++)
    {
      g_autoptr (KabFieldOption) option = g_list_model_get_item (self->options, i);
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, kab_field_option_get_title (option));
      adw_toggle_group_add (self->toggles, toggle);
    }
  adw_toggle_group_set_active (self->toggles, GTK_INVALID_LIST_POSITION);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->toggles), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), kab_field_editor_get_slot (editor));
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->toggles));
  gtk_widget_add_css_class (column, "form-cell");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), column);

  kab_field_editor_add_row (editor, row);
  kab_field_editor_set_target (editor, GTK_WIDGET (self->toggles));
  kab_field_editor_watch_focus (editor, GTK_WIDGET (self->toggles));
  g_signal_connect_object (self->toggles, "notify::active", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
build_combo (KabChoiceEditor *self)
{
  KabFieldEditor *editor = KAB_FIELD_EDITOR (self);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  /* The list always has something selected: where nothing is given, that is "nothing". */
  if (kab_field_get_default (kab_field_editor_get_field (editor)) == NULL)
    {
      gtk_string_list_append (titles, _ ("Not Chosen"));
      self->offset = 1;
    }
  for (guint i = 0; i < g_list_model_get_n_items (self->options); i++)
    {
      g_autoptr (KabFieldOption) option = g_list_model_get_item (self->options, i);

      gtk_string_list_append (titles, kab_field_option_get_title (option));
    }
  self->combo = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "model", titles, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->combo), kab_field_editor_get_slot (editor));
  kab_field_editor_add_row (editor, GTK_WIDGET (self->combo));
  kab_field_editor_set_target (editor, GTK_WIDGET (self->combo));
  kab_field_editor_watch_focus (editor, GTK_WIDGET (self->combo));
  g_signal_connect_object (self->combo, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
build (KabFieldEditor *editor)
{
  KabChoiceEditor *self = KAB_CHOICE_EDITOR (editor);

  self->options = kab_field_get_options (kab_field_editor_get_field (editor));
  if (fits_toggles (self->options))
    build_toggles (self);
  else
    build_combo (self);
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  return selected_of (KAB_CHOICE_EDITOR (editor)) == GTK_INVALID_LIST_POSITION;
}

static JsonNode *
dup_value (KabFieldEditor *editor)
{
  KabChoiceEditor *self = KAB_CHOICE_EDITOR (editor);
  g_autoptr (KabFieldOption) option = g_list_model_get_item (self->options, selected_of (self));

  return json_node_init_string (json_node_alloc (), kab_field_option_get_value (option));
}

/* A value that is not among the options (any more) leaves the choice open. */
static void
set_value (KabFieldEditor *editor, JsonNode *value)
{
  KabChoiceEditor *self = KAB_CHOICE_EDITOR (editor);
  guint found = GTK_INVALID_LIST_POSITION;

  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (self->options); i++)
    {
      g_autoptr (KabFieldOption) option = g_list_model_get_item (self->options, i);

      if (g_str_equal (kab_field_option_get_value (option), json_node_get_string (value)))
        found = i;
    }
  select_option (self, found);
}

static char *
dup_notice (KabFieldEditor *editor, char **action)
{
  KabChoiceEditor *self = KAB_CHOICE_EDITOR (editor);
  g_autoptr (KabFieldOption) option = g_list_model_get_item (self->options, selected_of (self));

  return g_strdup (kab_field_option_get_note (option));
}

static void
grab_focus (KabFieldEditor *editor)
{
  KabChoiceEditor *self = KAB_CHOICE_EDITOR (editor);

  if (self->toggles != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->toggles), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->combo));
}

static void
kab_choice_editor_class_init (KabChoiceEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  editor_class->group = KAB_FIELD_GROUP_ENTRIES;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->dup_value = dup_value;
  editor_class->dup_draft = dup_value;
  editor_class->set_value = set_value;
  editor_class->dup_notice = dup_notice;
  editor_class->grab_focus = grab_focus;
}

static void
kab_choice_editor_init (KabChoiceEditor *self)
{
}
