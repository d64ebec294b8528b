/* kab-date-editor.h: a day, typed or picked from a calendar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_DATE_EDITOR (kab_date_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabDateEditor, kab_date_editor, KAB, DATE_EDITOR, KabFieldEditor)

G_END_DECLS
