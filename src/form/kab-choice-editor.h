/* kab-choice-editor.h: one out of several. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_CHOICE_EDITOR (kab_choice_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabChoiceEditor, kab_choice_editor, KAB, CHOICE_EDITOR, KabFieldEditor)

G_END_DECLS
