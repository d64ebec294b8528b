/* kab-consent-editor.h: one consent with its text; never ticked beforehand. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_CONSENT_EDITOR (kab_consent_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabConsentEditor, kab_consent_editor, KAB, CONSENT_EDITOR, KabFieldEditor)

G_END_DECLS
