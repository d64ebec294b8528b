/* kab-area-editor.h: a field for a text of several lines. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_AREA_EDITOR (kab_area_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabAreaEditor, kab_area_editor, KAB, AREA_EDITOR, KabFieldEditor)

gboolean kab_area_editor_suits (KabField *field);

G_END_DECLS
