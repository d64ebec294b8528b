/* kab-field-kinds.c: which editor a field kind gets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-field-kinds.h"

#include "kab-area-editor.h"
#include "kab-captcha-editor.h"
#include "kab-choice-editor.h"
#include "kab-consent-editor.h"
#include "kab-date-editor.h"
#include "kab-file-editor.h"
#include "kab-note-editor.h"
#include "kab-password-editor.h"
#include "kab-rating-editor.h"
#include "kab-text-editor.h"

/* A kind that is not in the table gets a row that asks to update Kabinet. */
static GType
find_type (KabField *field)
{
  static const struct
  {
    const char *kind;
    GType (*get_type) (void);
  } kinds[] = {
    { "text", kab_text_editor_get_type },       { "email", kab_text_editor_get_type },
    { "phone", kab_text_editor_get_type },      { "password", kab_password_editor_get_type },
    { "code", kab_text_editor_get_type },       { "choice", kab_choice_editor_get_type },
    { "date", kab_date_editor_get_type },       { "number", kab_text_editor_get_type },
    { "money", kab_text_editor_get_type },      { "account_number", kab_text_editor_get_type },
    { "vin", kab_text_editor_get_type },        { "captcha", kab_captcha_editor_get_type },
    { "consent", kab_consent_editor_get_type }, { "file", kab_file_editor_get_type },
    { "rating", kab_rating_editor_get_type },   { "note", kab_note_editor_get_type },
  };
  const char *kind = kab_field_get_kind (field);

  /* One of the person's own vehicles, or one that has not been seen before. */
  if (g_str_equal (kind, "vehicle"))
    return g_list_model_get_n_items (kab_field_get_options (field)) > 0 ? KAB_TYPE_CHOICE_EDITOR
                                                                        : KAB_TYPE_TEXT_EDITOR;
  if (kab_area_editor_suits (field))
    return KAB_TYPE_AREA_EDITOR;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].get_type ();
  return KAB_TYPE_NOTE_EDITOR;
}

/**
 * kab_field_editor_new:
 * @field: what is asked
 * @context: the form's surroundings
 *
 * Returns: (transfer full): the field's editor, with its rows made
 */
KabFieldEditor *
kab_field_editor_new (KabField *field, KabFormContext *context)
{
  KabFieldEditor *self;

  g_return_val_if_fail (KAB_IS_FIELD (field), NULL);
  g_return_val_if_fail (KAB_IS_FORM_CONTEXT (context), NULL);

  self = g_object_new (find_type (field), "field", field, "context", context, NULL);
  kab_field_editor_build (self);
  return self;
}
