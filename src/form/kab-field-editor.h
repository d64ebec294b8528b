/* kab-field-editor.h: one field of a form: its rows, how it stands, its value. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "kab-fault.h"
#include "kab-field-slot.h"
#include "kab-field.h"
#include "kab-form-context.h"
#include "kab-hint-row.h"

G_BEGIN_DECLS

/* Which box of the form a field's rows go into; neighbours of one kind share a box. */
typedef enum
{
  KAB_FIELD_GROUP_ENTRIES,
  KAB_FIELD_GROUP_CAPTCHA,
  KAB_FIELD_GROUP_CONSENTS,
  KAB_FIELD_GROUP_TEXT, /* no box around it */
} KabFieldGroup;

/* Signals: changed (the person changed the value), state-changed (the verdict is another), activate (Enter). */
#define KAB_TYPE_FIELD_EDITOR (kab_field_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (KabFieldEditor, kab_field_editor, KAB, FIELD_EDITOR, GObject)

/**
 * KabFieldEditorClass:
 * @group: where the rows go
 * @get_group: (nullable): where the rows go, if that depends on the field
 * @build: makes the rows and hands them to kab_field_editor_add_row(), the main one first
 * @is_empty: whether nothing is there
 * @check: what is wrong with what is there; not asked while nothing is
 * @dup_value: the value as the server takes it; not asked while nothing is there
 * @dup_draft: the value as typed, for a draft; %NULL if it is never kept
 * @set_value: takes a value of the server's or of a draft
 * @leave: the person left the field: tidy the value up
 * @grab_focus: puts the focus into the field
 * @dup_notice: a word about a value that can be sent all the same, and a button that changes it
 * @act: the hint's button was pressed
 * @shows_fault: whether the rows say by themselves what is wrong, so that the hint need not
 * @own_help: whether the rows show the field's help by themselves
 * @stop: drop what is under way
 */
struct _KabFieldEditorClass
{
  GObjectClass parent_class;

  KabFieldGroup group;
  KabFieldGroup (*get_group) (KabFieldEditor *self);
  void (*build) (KabFieldEditor *self);
  gboolean (*is_empty) (KabFieldEditor *self);
  KabFault *(*check) (KabFieldEditor *self);
  JsonNode *(*dup_value) (KabFieldEditor *self);
  JsonNode *(*dup_draft) (KabFieldEditor *self);
  void (*set_value) (KabFieldEditor *self, JsonNode *value);
  void (*leave) (KabFieldEditor *self);
  void (*grab_focus) (KabFieldEditor *self);
  char *(*dup_notice) (KabFieldEditor *self, char **action);
  void (*act) (KabFieldEditor *self);
  gboolean (*shows_fault) (KabFieldEditor *self, const KabFault *fault);
  gboolean own_help;
  void (*stop) (KabFieldEditor *self);
};

/* For forms. */
void kab_field_editor_build (KabFieldEditor *self);
void kab_field_editor_stop (KabFieldEditor *self);
KabFieldGroup kab_field_editor_get_group (KabFieldEditor *self);
GPtrArray *kab_field_editor_get_rows (KabFieldEditor *self);
KabFieldState kab_field_editor_get_state (KabFieldEditor *self);
gboolean kab_field_editor_is_required (KabFieldEditor *self);
gboolean kab_field_editor_is_shown (KabFieldEditor *self);
void kab_field_editor_set_shown (KabFieldEditor *self, gboolean shown);
void kab_field_editor_set_original (KabFieldEditor *self, KabFieldEditor *original);
JsonNode *kab_field_editor_dup_value (KabFieldEditor *self);
JsonNode *kab_field_editor_dup_draft (KabFieldEditor *self);
void kab_field_editor_set_value (KabFieldEditor *self, JsonNode *value);
void kab_field_editor_take_fault (KabFieldEditor *self, KabFault *fault);
void kab_field_editor_reveal (KabFieldEditor *self);
void kab_field_editor_grab_focus (KabFieldEditor *self);
char *kab_field_editor_dup_short_name (KabFieldEditor *self);

/* For forms and editors. */
KabField *kab_field_editor_get_field (KabFieldEditor *self);
KabFormContext *kab_field_editor_get_context (KabFieldEditor *self);
const char *kab_field_editor_get_name (KabFieldEditor *self);
const char *kab_field_editor_get_label (KabFieldEditor *self);
KabHintRow *kab_field_editor_get_hint (KabFieldEditor *self);
gboolean kab_field_editor_is_empty (KabFieldEditor *self);

/* For editors. */
KabFieldEditor *kab_field_editor_get_original (KabFieldEditor *self);
void kab_field_editor_add_row (KabFieldEditor *self, GtkWidget *row);
void kab_field_editor_prepend_row (KabFieldEditor *self, GtkWidget *row);
GtkWidget *kab_field_editor_get_slot (KabFieldEditor *self);
void kab_field_editor_set_target (KabFieldEditor *self, GtkWidget *target);
void kab_field_editor_watch_focus (KabFieldEditor *self, GtkWidget *widget);
void kab_field_editor_changed (KabFieldEditor *self);
void kab_field_editor_update (KabFieldEditor *self);
void kab_field_editor_activate (KabFieldEditor *self);

G_END_DECLS
