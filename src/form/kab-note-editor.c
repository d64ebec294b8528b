/* kab-note-editor.c: a text among the fields, and fields that this Kabinet does not know. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-note-editor.h"
#include "kab-plain-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-legal-dialog.h"

/* The height at which a legal text in a form begins to scroll. */
#define TEXT_HEIGHT 180

struct _KabNoteEditor
{
  KabFieldEditor parent_instance;
};

G_DEFINE_FINAL_TYPE (KabNoteEditor, kab_note_editor, KAB_TYPE_FIELD_EDITOR)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The text itself, in a box of its own that scrolls. */
static GtkWidget *
make_legal (KabLegalText *legal)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (view), 6);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), kab_legal_text_get_text (legal),
                            -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kab_legal_text_get_title (legal), -1);
  gtk_widget_add_css_class (view, "legal");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_add_css_class (scrolled, "legal-card");
  return scrolled;
}

static void
build_note (KabNoteEditor *self)
{
  KabFieldEditor *editor = KAB_FIELD_EDITOR (self);
  KabField *field = kab_field_editor_get_field (editor);
  g_autoptr (KabLegalText) legal = kab_form_context_dup_legal_text (kab_field_editor_get_context (editor),
                                                                    kab_field_get_document (field));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (kab_field_get_label (field) != NULL)
    gtk_box_append (GTK_BOX (box), make_label (kab_field_get_label (field), "heading"));
  if (kab_field_get_help (field) != NULL)
    gtk_box_append (GTK_BOX (box), make_label (kab_field_get_help (field), "dim-label"));
  if (legal != NULL)
    {
      g_autofree char *version = kab_legal_dialog_describe_version (legal);
      GtkWidget *caption = make_label (version, "caption");

      gtk_widget_add_css_class (caption, "dim-label");
      gtk_box_append (GTK_BOX (box), make_legal (legal));
      gtk_box_append (GTK_BOX (box), caption);
    }
  kab_field_editor_add_row (editor, box);
}

/* A kind of a newer server: said on this field alone, the rest of the form works. */
static void
build_unknown (KabNoteEditor *self)
{
  KabFieldEditor *editor = KAB_FIELD_EDITOR (self);
  GtkWidget *image = gtk_image_new_from_icon_name ("software-update-available-symbolic");
  GtkWidget *row
      = kab_plain_row_new (NULL, _ ("This Kabinet does not know such a field yet. Please update Kabinet."));

  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Update needed"),
                                  -1);
  gtk_widget_add_css_class (image, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  kab_field_editor_add_row (editor, row);
}

static void
build (KabFieldEditor *editor)
{
  if (g_str_equal (kab_field_get_kind (kab_field_editor_get_field (editor)), "note"))
    build_note (KAB_NOTE_EDITOR (editor));
  else
    build_unknown (KAB_NOTE_EDITOR (editor));
}

/* A note stands by itself, a field that is not known stands among those that are. */
static KabFieldGroup
get_group (KabFieldEditor *editor)
{
  return g_str_equal (kab_field_get_kind (kab_field_editor_get_field (editor)), "note")
             ? KAB_FIELD_GROUP_TEXT
             : KAB_FIELD_GROUP_ENTRIES;
}

static void
kab_note_editor_class_init (KabNoteEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  editor_class->get_group = get_group;
  editor_class->own_help = TRUE;
  editor_class->build = build;
}

static void
kab_note_editor_init (KabNoteEditor *self)
{
}
