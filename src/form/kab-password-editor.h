/* kab-password-editor.h: a password, with its rules ticked off while it is typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_PASSWORD_EDITOR (kab_password_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabPasswordEditor, kab_password_editor, KAB, PASSWORD_EDITOR, KabFieldEditor)

G_END_DECLS
