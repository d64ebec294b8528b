/* kab-estimate-editor.c: the lines of a document, written anew by staff. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-estimate-editor.h"
#include "kab-line-editor.h"
#include "kab-problem.h"

/* Lines that the action does not touch are not here: the server keeps them. */
struct _KabEstimateEditor
{
  GtkBox parent_instance;

  GHashTable *groups; /* title to AdwPreferencesGroup */
  GPtrArray *editors; /* of KabLineEditor, in the order in which they are sent */
  GPtrArray *titles;  /* of the groups, in their order */
  char *currency;
};

G_DEFINE_FINAL_TYPE (KabEstimateEditor, kab_estimate_editor, GTK_TYPE_BOX)

static guint changed_signal;

static void
editor_changed_cb (KabEstimateEditor *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
editor_remove_cb (KabEstimateEditor *self, KabLineEditor *editor)
{
  AdwPreferencesGroup *group = g_hash_table_lookup (self->groups, kab_line_editor_get_group (editor));

  g_ptr_array_remove (self->editors, editor);
  adw_preferences_group_remove (group, GTK_WIDGET (editor));
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
add_editor (KabEstimateEditor *self, const char *group, KabDocumentLine *line)
{
  GtkWidget *editor = kab_line_editor_new (group, self->currency, line);

  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "remove", G_CALLBACK (editor_remove_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->editors, editor);
  adw_preferences_group_add (g_hash_table_lookup (self->groups, group), editor);
  return editor;
}

static void
add_clicked_cb (KabEstimateEditor *self, GtkButton *button)
{
  GtkWidget *editor = add_editor (self, g_object_get_data (G_OBJECT (button), "group"), NULL);

  gtk_widget_child_focus (editor, GTK_DIR_TAB_FORWARD);
  g_signal_emit (self, changed_signal, 0);
}

static void
ensure_group (KabEstimateEditor *self, const char *title)
{
  GtkWidget *group;
  GtkWidget *add;
  g_autofree char *escaped = NULL;
  g_autofree char *tip = NULL;

  if (g_hash_table_contains (self->groups, title))
    return;
  escaped = g_markup_escape_text (title, -1);
  /* Translators: %s is a group of lines, such as works. */
  tip = g_strdup_printf (_ ("Add Line: %s"), title);
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, tip);
  g_object_set_data_full (G_OBJECT (add), "group", g_strdup (title), g_free);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), add);
  gtk_box_append (GTK_BOX (self), group);
  g_hash_table_insert (self->groups, g_strdup (title), group);
  g_ptr_array_add (self->titles, g_strdup (title));
}

static void
kab_estimate_editor_finalize (GObject *object)
{
  KabEstimateEditor *self = KAB_ESTIMATE_EDITOR (object);

  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_free (self->currency);
  G_OBJECT_CLASS (kab_estimate_editor_parent_class)->finalize (object);
}

static void
kab_estimate_editor_class_init (KabEstimateEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_estimate_editor_finalize;
  changed_signal = g_signal_new ("changed", KAB_TYPE_ESTIMATE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
kab_estimate_editor_init (KabEstimateEditor *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->editors = g_ptr_array_new ();
  self->titles = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
is_closed (KabAction *action, const char *line)
{
  GListModel *closed = kab_action_get_closed_lines (action);

  for (guint i = 0; i < g_list_model_get_n_items (closed); i++)
    {
      g_autoptr (KabClosedLine) one = g_list_model_get_item (closed, i);

      if (g_strcmp0 (kab_closed_line_get_id (one), line) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * kab_estimate_editor_new:
 * @document: a document as staff see it
 * @action: its action that writes lines
 *
 * Returns: (transfer floating): an editor of the lines that may be written
 */
GtkWidget *
kab_estimate_editor_new (KabDocument *document, KabAction *action)
{
  KabEstimateEditor *self;
  const char *const *groups;
  GListModel *lines;

  g_return_val_if_fail (KAB_IS_DOCUMENT (document) && KAB_IS_ACTION (action), NULL);

  self = g_object_new (KAB_TYPE_ESTIMATE_EDITOR, NULL);
  self->currency = g_strdup (kab_document_get_currency (document));
  groups = kab_action_get_groups (action);
  for (guint i = 0; groups[i] != NULL; i++)
    ensure_group (self, groups[i]);
  lines = kab_document_get_lines (document);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabDocumentLine) line = g_list_model_get_item (lines, i);
      const char *group = kab_document_line_get_group (line);

      if (is_closed (action, kab_document_line_get_id (line)))
        continue;
      if (group == NULL)
        group = groups[0] != NULL ? groups[0] : _ ("Lines");
      ensure_group (self, group);
      add_editor (self, group, line);
    }
  return GTK_WIDGET (self);
}

/**
 * kab_estimate_editor_is_complete:
 * @self: an editor
 *
 * Returns: whether there is a line, and no line lacks anything
 */
gboolean
kab_estimate_editor_is_complete (KabEstimateEditor *self)
{
  g_return_val_if_fail (KAB_IS_ESTIMATE_EDITOR (self), FALSE);

  for (guint i = 0; i < self->editors->len; i++)
    if (!kab_line_editor_is_complete (g_ptr_array_index (self->editors, i)))
      return FALSE;
  return self->editors->len > 0;
}

/**
 * kab_estimate_editor_dup_total:
 * @self: an editor
 *
 * Returns: (transfer full): what the lines that can be counted come to
 */
KabMoney *
kab_estimate_editor_dup_total (KabEstimateEditor *self)
{
  KabMoney *total;

  g_return_val_if_fail (KAB_IS_ESTIMATE_EDITOR (self), NULL);

  total = kab_money_new (0, self->currency);
  for (guint i = 0; i < self->editors->len; i++)
    {
      g_autoptr (KabMoney) amount = kab_line_editor_dup_amount (g_ptr_array_index (self->editors, i));

      total->minor += amount != NULL ? amount->minor : 0;
    }
  return total;
}

/* Lines go group by group, so that those of one group stand together whatever was added when. */
static GPtrArray *
order (KabEstimateEditor *self)
{
  GPtrArray *ordered = g_ptr_array_new ();

  for (guint t = 0; t < self->titles->len; t++)
    for (guint i = 0; i < self->editors->len; i++)
      {
        KabLineEditor *editor = g_ptr_array_index (self->editors, i);

        if (g_str_equal (kab_line_editor_get_group (editor), g_ptr_array_index (self->titles, t)))
          g_ptr_array_add (ordered, editor);
      }
  return ordered;
}

/**
 * kab_estimate_editor_take_errors:
 * @self: an editor
 * @errors: a list of #KabFieldError
 *
 * Shows what the server did not take on the lines that it speaks of.
 *
 * Returns: whether each of them was about a line
 */
gboolean
kab_estimate_editor_take_errors (KabEstimateEditor *self, GListModel *errors)
{
  g_autoptr (GPtrArray) ordered = NULL;
  gboolean all = TRUE;

  g_return_val_if_fail (KAB_IS_ESTIMATE_EDITOR (self), FALSE);
  g_return_val_if_fail (G_IS_LIST_MODEL (errors), FALSE);

  ordered = order (self);
  for (guint i = g_list_model_get_n_items (errors); i > 0; i--)
    {
      g_autoptr (KabFieldError) error = g_list_model_get_item (errors, i - 1);
      g_auto (GStrv) parts = g_strsplit (kab_field_error_get_pointer (error), "/", 4);
      guint64 index;

      if (g_strv_length (parts) >= 3 && g_str_equal (parts[1], "lines")
          && g_ascii_string_to_unsigned (parts[2], 10, 0, G_MAXUINT, &index, NULL) && index < ordered->len)
        kab_line_editor_show_fault (g_ptr_array_index (ordered, (guint) index), parts[3]);
      else
        all = FALSE;
    }
  return all;
}

/**
 * kab_estimate_editor_build:
 * @self: a complete editor
 *
 * Returns: (transfer full): the lines as the action's request has them
 */
JsonArray *
kab_estimate_editor_build (KabEstimateEditor *self)
{
  g_autoptr (GPtrArray) ordered = NULL;
  JsonArray *lines;

  g_return_val_if_fail (KAB_IS_ESTIMATE_EDITOR (self), NULL);

  lines = json_array_new ();
  ordered = order (self);
  for (guint i = 0; i < ordered->len; i++)
    json_array_add_object_element (lines, kab_line_editor_build (g_ptr_array_index (ordered, i)));
  return lines;
}
