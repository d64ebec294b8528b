/* kab-line-editor.h: one line of an estimate that is being written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-document.h"

G_BEGIN_DECLS

/* Signals: changed, remove. */
#define KAB_TYPE_LINE_EDITOR (kab_line_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabLineEditor, kab_line_editor, KAB, LINE_EDITOR, AdwExpanderRow)

GtkWidget *kab_line_editor_new (const char *group, const char *currency, KabDocumentLine *line);

const char *kab_line_editor_get_group (KabLineEditor *self);
KabMoney *kab_line_editor_dup_amount (KabLineEditor *self);
gboolean kab_line_editor_is_complete (KabLineEditor *self);
void kab_line_editor_show_fault (KabLineEditor *self, const char *member);
JsonObject *kab_line_editor_build (KabLineEditor *self);

G_END_DECLS
