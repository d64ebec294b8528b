/* kab-rating-editor.h: one to five stars. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_RATING_EDITOR (kab_rating_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabRatingEditor, kab_rating_editor, KAB, RATING_EDITOR, KabFieldEditor)

G_END_DECLS
