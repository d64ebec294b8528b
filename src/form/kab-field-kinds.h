/* kab-field-kinds.h: which editor a field kind gets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

KabFieldEditor *kab_field_editor_new (KabField *field, KabFormContext *context);

G_END_DECLS
