/* kab-estimate-editor.h: the lines of a document, written anew by staff. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-document.h"

G_BEGIN_DECLS

/* Signal: changed. */
#define KAB_TYPE_ESTIMATE_EDITOR (kab_estimate_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabEstimateEditor, kab_estimate_editor, KAB, ESTIMATE_EDITOR, GtkBox)

GtkWidget *kab_estimate_editor_new (KabDocument *document, KabAction *action);

gboolean kab_estimate_editor_is_complete (KabEstimateEditor *self);
KabMoney *kab_estimate_editor_dup_total (KabEstimateEditor *self);
gboolean kab_estimate_editor_take_errors (KabEstimateEditor *self, GListModel *errors);
JsonArray *kab_estimate_editor_build (KabEstimateEditor *self);

G_END_DECLS
