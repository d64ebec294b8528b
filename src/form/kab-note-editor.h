/* kab-note-editor.h: a text among the fields, and fields that this Kabinet does not know. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_NOTE_EDITOR (kab_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabNoteEditor, kab_note_editor, KAB, NOTE_EDITOR, KabFieldEditor)

G_END_DECLS
