/* kab-text-editor.c: a field that is typed into a row. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-text-editor.h"

#include <adwaita.h>

#include "kab-text-kinds.h"

struct _KabTextEditor
{
  KabFieldEditor parent_instance;

  const KabTextKind *kind;
  GtkWidget *row;
  char *note;        /* what was done to the text when the person left it */
  gboolean settling; /* the text changes, but not by the person */
};

G_DEFINE_FINAL_TYPE (KabTextEditor, kab_text_editor, KAB_TYPE_FIELD_EDITOR)

static const char *
text_of (KabTextEditor *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->row));
}

static void
settle (KabTextEditor *self, const char *text)
{
  if (g_str_equal (text_of (self), text))
    return;
  self->settling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  gtk_editable_set_position (GTK_EDITABLE (self->row), -1);
  self->settling = FALSE;
}

static void
text_changed_cb (KabTextEditor *self)
{
  if (self->settling)
    return;
  g_clear_pointer (&self->note, g_free);
  kab_field_editor_changed (KAB_FIELD_EDITOR (self));
}

static void
add_prefix (KabTextEditor *self, const char *prefix)
{
  GtkWidget *label = gtk_label_new (prefix);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (self->row), label);
}

static void
add_currency (KabTextEditor *self, const char *currency)
{
  GtkWidget *label = gtk_label_new (currency);

  gtk_widget_add_css_class (label, "dim-label");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), label);
}

static void
build (KabFieldEditor *editor)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);
  KabField *field = kab_field_editor_get_field (editor);
  KabFormContext *context = kab_field_editor_get_context (editor);
  const char *prefix = kab_field_get_prefix (field);
  const char *currency = kab_field_get_currency (field);
  GtkWidget *text;

  self->kind = kab_text_kind_find (kab_field_get_kind (field));
  self->row
      = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "input-purpose", self->kind->purpose, NULL);
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
  if (prefix != NULL)
    add_prefix (self, prefix);
  if (currency == NULL)
    currency = kab_form_context_get_currency (context);
  if (g_str_equal (self->kind->kind, "money") && currency != NULL)
    add_currency (self, currency);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), kab_field_editor_get_slot (editor));

  kab_field_editor_add_row (editor, self->row);
  kab_field_editor_set_target (editor, text);
  kab_field_editor_watch_focus (editor, text);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (kab_field_editor_activate), self,
                           G_CONNECT_SWAPPED);
}

/* Of a text that must be typed a second time, all that matters is whether it is the same. */
static KabFault *
check_repetition (KabTextEditor *self, KabFieldEditor *original)
{
  g_autoptr (JsonNode) mine = kab_field_editor_dup_value (KAB_FIELD_EDITOR (self));
  g_autoptr (JsonNode) theirs = kab_field_editor_dup_value (original);

  return theirs != NULL && json_node_equal (mine, theirs) ? NULL : kab_fault_new ("mismatch");
}

static KabFault *
check (KabFieldEditor *editor)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);
  KabFieldEditor *original = kab_field_editor_get_original (editor);

  if (original != NULL)
    return check_repetition (self, original);
  return kab_text_kind_check (self->kind, kab_field_editor_get_field (editor),
                              kab_field_editor_get_context (editor), text_of (self));
}

static gboolean
is_empty (KabFieldEditor *editor)
{
  return *text_of (KAB_TEXT_EDITOR (editor)) == '\0';
}

static JsonNode *
dup_value (KabFieldEditor *editor)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);

  return kab_text_kind_dup_value (self->kind, kab_field_editor_get_field (editor),
                                  kab_field_editor_get_context (editor), text_of (self));
}

static JsonNode *
dup_draft (KabFieldEditor *editor)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);

  if (g_str_equal (self->kind->kind, "code"))
    return NULL;
  return json_node_init_string (json_node_alloc (), text_of (self));
}

static void
set_value (KabFieldEditor *editor, JsonNode *value)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);
  g_autofree char *text = kab_text_kind_dup_text (self->kind, kab_field_editor_get_field (editor),
                                                  kab_field_editor_get_context (editor), value);

  g_clear_pointer (&self->note, g_free);
  if (text != NULL)
    settle (self, text);
}

static void
leave (KabFieldEditor *editor)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);
  g_autofree char *note = NULL;
  g_autofree char *tidy = NULL;

  if (self->kind->tidy == NULL || is_empty (editor))
    return;
  tidy = self->kind->tidy (kab_field_editor_get_field (editor), kab_field_editor_get_context (editor),
                           text_of (self), &note);
  if (tidy == NULL)
    return;
  settle (self, tidy);
  if (note != NULL)
    g_set_str (&self->note, note);
}

static char *
dup_notice (KabFieldEditor *editor, char **action)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);
  g_autofree char *offer = NULL;

  if (self->note != NULL)
    return g_strdup (self->note);
  if (self->kind->notice == NULL || kab_field_editor_get_state (editor) != KAB_FIELD_GOOD)
    return NULL;
  return self->kind->notice (kab_field_editor_get_field (editor), kab_field_editor_get_context (editor),
                             text_of (self), action, &offer);
}

/* The small button: take what is offered, or what is left when the mistake is taken out. */
static void
act (KabFieldEditor *editor)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);
  KabField *field = kab_field_editor_get_field (editor);
  KabFormContext *context = kab_field_editor_get_context (editor);
  g_autofree char *better = NULL;

  if (kab_field_editor_get_state (editor) == KAB_FIELD_BAD)
    {
      better = kab_text_kind_repair (self->kind, field, context, text_of (self));
    }
  else if (self->kind->notice != NULL)
    {
      g_autofree char *action = NULL;
      g_autofree char *notice = self->kind->notice (field, context, text_of (self), &action, &better);
    }
  if (better != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->row), better);
      kab_field_editor_grab_focus (editor);
    }
}

static void
grab_focus (KabFieldEditor *editor)
{
  KabTextEditor *self = KAB_TEXT_EDITOR (editor);

  gtk_widget_grab_focus (self->row);
  gtk_editable_set_position (GTK_EDITABLE (self->row), -1);
}

static void
kab_text_editor_finalize (GObject *object)
{
  g_free (KAB_TEXT_EDITOR (object)->note);
  G_OBJECT_CLASS (kab_text_editor_parent_class)->finalize (object);
}

static void
kab_text_editor_class_init (KabTextEditorClass *klass)
{
  KabFieldEditorClass *editor_class = KAB_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_text_editor_finalize;
  editor_class->group = KAB_FIELD_GROUP_ENTRIES;
  editor_class->build = build;
  editor_class->is_empty = is_empty;
  editor_class->check = check;
  editor_class->dup_value = dup_value;
  editor_class->dup_draft = dup_draft;
  editor_class->set_value = set_value;
  editor_class->leave = leave;
  editor_class->grab_focus = grab_focus;
  editor_class->dup_notice = dup_notice;
  editor_class->act = act;
}

static void
kab_text_editor_init (KabTextEditor *self)
{
}
