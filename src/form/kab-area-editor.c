/* kab-area-editor.c: a field for a text of several lines. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-area-editor.h"

#include <adwaita.h>

#include "kab-text-kinds.h"

/* A text that may be longer than this is not typed into one line. */
#define LONGEST_LINE 250
#define HEIGHT 96
#define ZERO_WIDTH_JOINER 0x200d

struct _KabAreaEditor
{
  KabFieldEditor parent_instance;

  GtkTextView *view;
  gboolean settling; /* the text changes, but not by the person */
};

G_DEFINE_FINAL_TYPE (KabAreaEditor, kab_area_editor, KAB_TYPE_FIELD_EDITOR)

/**
 * kab_area_editor_suits:
 * @field: a field
 *
 * Returns: whether its text wants room for several lines
 */
gboolean
kab_area_editor_suits (KabField *field)
{
  g_return_val_if_fail (KAB_IS_FIELD (field), FALSE);

  return g_str_equal (kab_field_get_kind (field), "text") && kab_field_get_max_length (field) > LONGEST_LINE;
}

static char *
dup_text (KabAreaEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
text_changed_cb (KabAreaEditor *self)
{
  if (!self->settling)
    kab_field_editor_changed (KAB_FIELD_EDITOR (self));
}

static GtkWidget *
make_head (KabAreaEditor *self, GtkWidget *row)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  g_object_bind_property (row, "title", title, "label", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), kab_field_editor_get_slot (KAB_FIELD_EDITOR (self)));
  return head;
}

static GtkWidget *
make_view (KabAreaEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  /* Tab leads on to the next field, as in every other one. */
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "area");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 3 * HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  return scroller;
}

static void
build (KabFieldEditor *editor)
{
  KabAreaEditor *self = KAB_AREA_EDITOR (editor);
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "use-markup", FALSE, "activatable", FALSE,
                                 "focusable", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "area-row");
  gtk_box_append (GTK_BOX (box), make_head (self, row));
  gtk_box_append (GTK_BOX (box), make_view (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  kab_field_editor_add_row (editor, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kab_field_editor_get_label (editor), -1);
  kab_field_editor_set_target (editor, GTK_WIDGET (self->view));
  kab_field_editor_watch_focus (editor, GTK_WIDGET (self->view));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (text_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/* Line ends belong into such a text, and so does what joins the parts of an emoji. */
static char *
dup_line (KabAreaEditor *self)
{
  g_autofree char *text = dup_text (self);
  GString *line = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, c == '\n' || c == '\r' || c == '\t' || c == ZERO_WIDTH_JOINER ? ' ' : c);
    }
  return g_string_free (line, FALSE);
}

static KabFault *
check (KabFieldEditor *editor)
{
  g_autofree char *text = dup_line (KAB_AREA_EDITOR (editor));

  return kab_text_kind_check (kab_text_kind_find ("text"), kab_field_editor_get_field (editor),
                              kab_field_editor_get_context (editor), text);
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  g_autofree char *text = dup_text (KAB_AREA_EDITOR (editor));

  return *g_strstrip (text) == '\0';
}

static JsonNode *
dup_value (KabFieldEditor *editor)
{
  g_autofree char *text = dup_text (KAB_AREA_EDITOR (editor));

  return json_node_init_string (json_node_alloc (), g_strstrip (text));
}

static JsonNode *
dup_draft (KabFieldEditor *editor)
{
  g_autofree char *text = dup_text (KAB_AREA_EDITOR (editor));

  return json_node_init_string (json_node_alloc (), text);
}

static void
set_value (KabFieldEditor *editor, JsonNode *value)
{
  KabAreaEditor *self = KAB_AREA_EDITOR (editor);

  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return;
  self->settling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), json_node_get_string (value), -1);
  self->settling = FALSE;
}

static void
grab_focus (KabFieldEditor *editor)
{
  gtk_widget_grab_focus (GTK_WIDGET (KAB_AREA_EDITOR (editor)->view));
}

static void
kab_area_editor_class_init (KabAreaEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  editor_class->group = KAB_FIELD_GROUP_ENTRIES;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->check = check;
  editor_class->dup_value = dup_value;
  editor_class->dup_draft = dup_draft;
  editor_class->set_value = set_value;
  editor_class->grab_focus = grab_focus;
}

static void
kab_area_editor_init (KabAreaEditor *self)
{
}
