/* kab-file-editor.c: files to be sent along. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-file-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-error.h"
#include "kab-picked-file.h"
#include "kab-settle.h"
#include "kab-weak.h"

/* What a file may weigh where the field does not say. */
#define DEFAULT_LIMIT (5 * 1024 * 1024)

struct _KabFileEditor
{
  KabFieldEditor parent_instance;

  GtkWidget *row;
  GtkWidget *button;
  GtkWidget *list;
  GListStore *files;
  GPtrArray *pending;
};

G_DEFINE_FINAL_TYPE (KabFileEditor, kab_file_editor, KAB_TYPE_FIELD_EDITOR)

static KabField *
field_of (KabFileEditor *self)
{
  return kab_field_editor_get_field (KAB_FIELD_EDITOR (self));
}

static gsize
limit_of (KabFileEditor *self)
{
  gint64 limit = kab_field_get_max_size (field_of (self));

  return limit > 0 ? (gsize) limit : DEFAULT_LIMIT;
}

static guint
count_of (KabFileEditor *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->files));
}

static void show_files (KabFileEditor *self);

static void
remove_clicked_cb (KabFileEditor *self, GtkButton *button)
{
  KabPickedFile *file = g_object_get_data (G_OBJECT (button), "file");
  guint position;

  if (g_list_store_find (self->files, file, &position))
    g_list_store_remove (self->files, position);
  show_files (self);
  kab_field_editor_changed (KAB_FIELD_EDITOR (self));
  gtk_widget_grab_focus (self->button);
}

static GtkWidget *
make_line (KabFileEditor *self, KabPickedFile *file)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (kab_picked_file_get_name (file));
  GtkWidget *remove = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  g_autofree char *weight = g_format_size (kab_picked_file_get_size (file));
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), kab_picked_file_get_name (file));
  GtkWidget *size = gtk_label_new (weight);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (size, "dim-label");
  gtk_widget_add_css_class (size, "caption");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_set_tooltip_text (remove, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (remove), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), size);
  gtk_box_append (GTK_BOX (line), remove);
  return line;
}

static void
show_files (KabFileEditor *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < count_of (self); i++)
    {
      g_autoptr (KabPickedFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      gtk_box_append (GTK_BOX (self->list), make_line (self, file));
    }
  gtk_widget_set_visible (self->list, count_of (self) > 0);
}

static void
refuse (KabFileEditor *self, const GError *error)
{
  gboolean large = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  KabFault *fault = kab_fault_new (large ? "file_size" : "file_unreadable");

  kab_field_editor_take_fault (KAB_FIELD_EDITOR (self),
                               kab_fault_with_number (fault, "max", (gint64) limit_of (self)));
}

static void
take (KabFileEditor *self, KabPickedFile *file)
{
  gint64 max = kab_field_get_max_count (field_of (self));

  if (!kab_picked_file_fits (file, kab_field_get_accept (field_of (self))))
    {
      kab_field_editor_take_fault (KAB_FIELD_EDITOR (self), kab_fault_new ("file_type"));
      return;
    }
  if (max > 0 && count_of (self) >= (guint) max)
    {
      kab_field_editor_take_fault (KAB_FIELD_EDITOR (self),
                                   kab_fault_with_number (kab_fault_new ("file_count"), "max", max));
      return;
    }
  g_list_store_append (self->files, file);
  show_files (self);
  kab_field_editor_changed (KAB_FIELD_EDITOR (self));
}

static void
read_cb (gpointer object, const GValue *value, const GError *error)
{
  KabFileEditor *self = object;

  if (kab_error_is_cancelled (error))
    return;
  if (value != NULL)
    take (self, g_value_get_object (value));
  else
    refuse (self, error);
}

/**
 * kab_file_editor_add:
 * @self: a #KabFileEditor
 * @file: a file that the person chose
 *
 * Reads the file; it is in the form once it has been read and found acceptable.
 */
void
kab_file_editor_add (KabFileEditor *self, GFile *file)
{
  g_return_if_fail (KAB_IS_FILE_EDITOR (self));
  g_return_if_fail (G_IS_FILE (file));

  g_ptr_array_add (self->pending, kab_settle (kab_picked_file_read (file, limit_of (self)), self, read_cb));
}

static void
files_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabFileEditor) self = kab_weak_get (data);
  g_autoptr (GListModel) files
      = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  kab_weak_free (data);
  if (self == NULL || files == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      kab_file_editor_add (self, file);
    }
}

static void
choose_clicked_cb (KabFileEditor *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  const char *const *accept = kab_field_get_accept (field_of (self));
  GtkRoot *root = gtk_widget_get_root (self->row);

  gtk_file_dialog_set_title (dialog, kab_field_editor_get_label (KAB_FIELD_EDITOR (self)));
  if (accept != NULL && accept[0] != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      for (guint i = 0; accept[i] != NULL; i++)
        gtk_file_filter_add_mime_type (filter, accept[i]);
      gtk_file_dialog_set_default_filter (dialog, filter);
    }
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (root), NULL, files_chosen_cb, kab_weak_new (self));
}

static void
build (KabFieldEditor *editor)
{
  KabFileEditor *self = KAB_FILE_EDITOR (editor);

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->button = gtk_button_new_with_label (_ ("Choose…"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (choose_clicked_cb), self, G_CONNECT_SWAPPED);
  self->row
      = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable-widget", self->button, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), kab_field_editor_get_slot (editor));
  kab_field_editor_add_row (editor, self->row);
  kab_field_editor_set_target (editor, self->button);
  kab_hint_row_set_extra (kab_field_editor_get_hint (editor), self->list);
  show_files (self);
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  return count_of (KAB_FILE_EDITOR (editor)) == 0;
}

static JsonNode *
dup_value (KabFieldEditor *editor)
{
  KabFileEditor *self = KAB_FILE_EDITOR (editor);
  JsonArray *array = json_array_new ();
  JsonNode *node;

  for (guint i = 0; i < count_of (self); i++)
    {
      g_autoptr (KabPickedFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      json_array_add_object_element (array, kab_picked_file_encode (file));
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return node;
}

static void
stop (KabFieldEditor *editor)
{
  g_ptr_array_set_size (KAB_FILE_EDITOR (editor)->pending, 0);
}

static void
grab_focus (KabFieldEditor *editor)
{
  gtk_widget_grab_focus (KAB_FILE_EDITOR (editor)->button);
}

static void
kab_file_editor_finalize (GObject *object)
{
  KabFileEditor *self = KAB_FILE_EDITOR (object);

  g_clear_object (&self->files);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  G_OBJECT_CLASS (kab_file_editor_parent_class)->finalize (object);
}

static void
kab_file_editor_class_init (KabFileEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_file_editor_finalize;
  editor_class->group = KAB_FIELD_GROUP_ENTRIES;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->dup_value = dup_value;
  editor_class->stop = stop;
  editor_class->grab_focus = grab_focus;
}

static void
kab_file_editor_init (KabFileEditor *self)
{
  self->files = g_list_store_new (KAB_TYPE_PICKED_FILE);
  self->pending = g_ptr_array_new_with_free_func (dex_unref);
}
