/* kab-file-editor.h: files to be sent along. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_FILE_EDITOR (kab_file_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabFileEditor, kab_file_editor, KAB, FILE_EDITOR, KabFieldEditor)

void kab_file_editor_add (KabFileEditor *self, GFile *file);

G_END_DECLS
