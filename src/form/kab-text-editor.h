/* kab-text-editor.h: a field that is typed into a row. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_TEXT_EDITOR (kab_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabTextEditor, kab_text_editor, KAB, TEXT_EDITOR, KabFieldEditor)

G_END_DECLS
