/* kab-field-editor-access.c: what forms and editors ask of one field. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-field-editor-private.h"

#include "kab-form-text.h"

/**
 * kab_field_editor_set_original:
 * @self: a #KabFieldEditor
 * @original: the field whose value must be typed here again
 */
void
kab_field_editor_set_original (KabFieldEditor *self, KabFieldEditor *original)
{
  g_return_if_fail (KAB_IS_FIELD_EDITOR (self));
  g_return_if_fail (KAB_IS_FIELD_EDITOR (original));

  g_set_weak_pointer (&_kab_field_editor_get_private (self)->original, original);
  g_signal_connect_object (original, "changed", G_CALLBACK (kab_field_editor_update), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kab_field_editor_get_original:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer none) (nullable): the field whose value must be typed here again
 */
KabFieldEditor *
kab_field_editor_get_original (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return _kab_field_editor_get_private (self)->original;
}

/**
 * kab_field_editor_get_group:
 * @self: a #KabFieldEditor
 *
 * Returns: which box its rows go into
 */
KabFieldGroup
kab_field_editor_get_group (KabFieldEditor *self)
{
  KabFieldEditorClass *klass;

  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), KAB_FIELD_GROUP_ENTRIES);

  klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  return klass->get_group != NULL ? klass->get_group (self) : klass->group;
}

/**
 * kab_field_editor_get_rows:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer none) (element-type GtkWidget): the rows, the hint last
 */
GPtrArray *
kab_field_editor_get_rows (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return _kab_field_editor_get_private (self)->rows;
}

/**
 * kab_field_editor_get_state:
 * @self: a #KabFieldEditor
 *
 * Returns: how the field stands
 */
KabFieldState
kab_field_editor_get_state (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), KAB_FIELD_EMPTY);

  return _kab_field_editor_get_private (self)->state;
}

/**
 * kab_field_editor_is_required:
 * @self: a #KabFieldEditor
 *
 * Returns: whether the form cannot go without it
 */
gboolean
kab_field_editor_is_required (KabFieldEditor *self)
{
  KabFieldEditorClass *klass;

  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), FALSE);

  /* What cannot be filled in here is for the server to miss. */
  klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  return klass->dup_value != NULL && kab_field_get_required (_kab_field_editor_get_private (self)->field);
}

/**
 * kab_field_editor_is_shown:
 * @self: a #KabFieldEditor
 *
 * Returns: whether the field's condition holds
 */
gboolean
kab_field_editor_is_shown (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), FALSE);

  return _kab_field_editor_get_private (self)->shown;
}

/**
 * kab_field_editor_is_empty:
 * @self: a #KabFieldEditor
 *
 * Returns: whether nothing is there
 */
gboolean
kab_field_editor_is_empty (KabFieldEditor *self)
{
  KabFieldEditorClass *klass;

  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), TRUE);

  klass = KAB_FIELD_EDITOR_GET_CLASS (self);
  return klass->is_empty == NULL || klass->is_empty (self);
}

/**
 * kab_field_editor_get_field:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer none): what is asked
 */
KabField *
kab_field_editor_get_field (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return _kab_field_editor_get_private (self)->field;
}

/**
 * kab_field_editor_get_context:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer none): the form's surroundings
 */
KabFormContext *
kab_field_editor_get_context (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return _kab_field_editor_get_private (self)->context;
}

/**
 * kab_field_editor_get_name:
 * @self: a #KabFieldEditor
 *
 * Returns: the member of the values
 */
const char *
kab_field_editor_get_name (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return kab_field_get_name (_kab_field_editor_get_private (self)->field);
}

/**
 * kab_field_editor_get_label:
 * @self: a #KabFieldEditor
 *
 * Returns: what the field is called; its kind if the server gave it no name
 */
const char *
kab_field_editor_get_label (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return kab_form_text_get_label (_kab_field_editor_get_private (self)->field);
}

/**
 * kab_field_editor_dup_short_name:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer full): the field in a word, for lists of what is missing
 */
char *
kab_field_editor_dup_short_name (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return kab_form_text_dup_short_name (_kab_field_editor_get_private (self)->field);
}

/**
 * kab_field_editor_get_hint:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer none): the row below the field
 */
KabHintRow *
kab_field_editor_get_hint (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return _kab_field_editor_get_private (self)->hint;
}

/**
 * kab_field_editor_get_slot:
 * @self: a #KabFieldEditor
 *
 * Returns: (transfer none): what belongs at the end of the main row
 */
GtkWidget *
kab_field_editor_get_slot (KabFieldEditor *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_EDITOR (self), NULL);

  return _kab_field_editor_get_private (self)->slot;
}
