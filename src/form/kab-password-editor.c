/* kab-password-editor.c: a password, with its rules ticked off while it is typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-password-editor.h"

#include <adwaita.h>

#include "kab-password-text.h"

struct _KabPasswordEditor
{
  KabFieldEditor parent_instance;

  GtkWidget *row;
  KabPasswordRule *rule; /* NULL where none is to be kept: a repetition, the present password */
  GtkWidget *images[KAB_PASSWORD_MAX_VERDICTS];
  GtkWidget *labels[KAB_PASSWORD_MAX_VERDICTS];
};

G_DEFINE_FINAL_TYPE (KabPasswordEditor, kab_password_editor, KAB_TYPE_FIELD_EDITOR)

static const char *
text_of (KabPasswordEditor *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->row));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* A grey dot while nothing is typed, then a green tick or a red cross beside each part of the rule. */
static void
show_verdict (KabPasswordEditor *self, guint i, const KabPasswordVerdict *verdict, const char *text)
{
  GtkWidget *line = gtk_widget_get_parent (self->labels[i]);
  gboolean typed = *text_of (self) != '\0';
  const char *icon = "media-record-symbolic";

  if (typed)
    icon = verdict->kept ? "object-select-symbolic" : "window-close-symbolic";
  gtk_label_set_text (GTK_LABEL (self->labels[i]), text != NULL ? text : "");
  gtk_widget_set_visible (line, text != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->images[i]), icon);
  gtk_image_set_pixel_size (GTK_IMAGE (self->images[i]), typed ? 12 : 8);
  set_class (line, "success", typed && verdict->kept);
  set_class (line, "error", typed && !verdict->kept);
  set_class (line, "dim-label", !typed);
}

static void
show_verdicts (KabPasswordEditor *self)
{
  KabPasswordSpec spec;
  KabPasswordVerdict verdicts[KAB_PASSWORD_MAX_VERDICTS];
  KabIssue issue = { 0 };
  guint n;
  g_autoptr (GString) open = g_string_new (NULL);

  if (self->rule == NULL)
    return;
  spec = kab_password_text_read_rule (self->rule);
  n = kab_password_judge (&spec, text_of (self), verdicts);
  kab_password_check (&spec, text_of (self), &issue);
  for (guint i = 0; i < n; i++)
    {
      const char *culprit = verdicts[i].code == issue.code ? issue.culprit : NULL;
      g_autofree char *text = kab_password_text_dup_line (&spec, verdicts[i].code, culprit);

      show_verdict (self, i, &verdicts[i], text);
      if (text != NULL && !verdicts[i].kept)
        g_string_append_printf (open, "%s%s", open->len > 0 ? ", " : "", text);
    }
  /* What is still open, for those who cannot see the ticks. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->row))),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  open->len > 0 ? open->str : kab_password_rule_get_text (self->rule), -1);
}

static void
text_changed_cb (KabPasswordEditor *self)
{
  show_verdicts (self);
  kab_field_editor_changed (KAB_FIELD_EDITOR (self));
}

static GtkWidget *
make_rules (KabPasswordEditor *self)
{
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 14);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 4);
  for (guint i = 0; i < KAB_PASSWORD_MAX_VERDICTS; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

      self->images[i] = gtk_image_new ();
      gtk_widget_set_size_request (self->images[i], 12, 12);
      gtk_widget_set_valign (self->images[i], GTK_ALIGN_BASELINE_CENTER);
      self->labels[i] = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (self->labels[i]), TRUE);
      gtk_label_set_xalign (GTK_LABEL (self->labels[i]), 0);
      gtk_widget_add_css_class (self->labels[i], "caption");
      gtk_widget_set_visible (line, FALSE);
      gtk_box_append (GTK_BOX (line), self->images[i]);
      gtk_box_append (GTK_BOX (line), self->labels[i]);
      adw_wrap_box_append (ADW_WRAP_BOX (box), line);
    }
  return box;
}

static void
build (KabFieldEditor *editor)
{
  KabPasswordEditor *self = KAB_PASSWORD_EDITOR (editor);
  KabField *field = kab_field_editor_get_field (editor);
  GtkWidget *text;

  self->row = g_object_new (ADW_TYPE_PASSWORD_ENTRY_ROW, "use-markup", FALSE, NULL);
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), kab_field_editor_get_slot (editor));
  if (g_strcmp0 (kab_field_get_rule (field), "password") == 0)
    self->rule = kab_form_context_get_password_rule (kab_field_editor_get_context (editor));
  if (self->rule != NULL)
    kab_hint_row_set_extra (kab_field_editor_get_hint (editor), make_rules (self));
  show_verdicts (self);

  kab_field_editor_add_row (editor, self->row);
  kab_field_editor_set_target (editor, text);
  kab_field_editor_watch_focus (editor, text);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (kab_field_editor_activate), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  return *text_of (KAB_PASSWORD_EDITOR (editor)) == '\0';
}

static KabFault *
check (KabFieldEditor *editor)
{
  KabPasswordEditor *self = KAB_PASSWORD_EDITOR (editor);
  KabFieldEditor *original = kab_field_editor_get_original (editor);
  KabPasswordSpec spec;
  KabIssue issue;

  if (original != NULL)
    {
      g_autoptr (JsonNode) theirs = kab_field_editor_dup_value (original);

      return theirs != NULL && g_str_equal (json_node_get_string (theirs), text_of (self))
                 ? NULL
                 : kab_fault_new ("mismatch");
    }
  if (self->rule == NULL)
    return NULL;
  spec = kab_password_text_read_rule (self->rule);
  return kab_password_check (&spec, text_of (self), &issue) ? NULL : kab_fault_new_for_issue (&issue);
}

/* The lines of the rule say it already. */
static gboolean
shows_fault (KabFieldEditor *editor, const KabFault *fault)
{
  return KAB_PASSWORD_EDITOR (editor)->rule != NULL && g_str_has_prefix (fault->code, "password_");
}

/* A password goes out as it was typed, not trimmed. */
static JsonNode *
dup_value (KabFieldEditor *editor)
{
  return json_node_init_string (json_node_alloc (), text_of (KAB_PASSWORD_EDITOR (editor)));
}

static void
grab_focus (KabFieldEditor *editor)
{
  gtk_widget_grab_focus (KAB_PASSWORD_EDITOR (editor)->row);
}

static void
kab_password_editor_class_init (KabPasswordEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  editor_class->group = KAB_FIELD_GROUP_ENTRIES;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->check = check;
  editor_class->shows_fault = shows_fault;
  editor_class->dup_value = dup_value;
  editor_class->grab_focus = grab_focus;
}

static void
kab_password_editor_init (KabPasswordEditor *self)
{
}
