/* kab-hint-row.h: what belongs to the field above: help, what is wrong, a way to put it right. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-field.h"

G_BEGIN_DECLS

/* Signal: action: the small button was pressed. */
#define KAB_TYPE_HINT_ROW (kab_hint_row_get_type ())
G_DECLARE_FINAL_TYPE (KabHintRow, kab_hint_row, KAB, HINT_ROW, GtkListBoxRow)

GtkWidget *kab_hint_row_new (KabFieldWhere *where);
void kab_hint_row_show (KabHintRow *self, const char *text, gboolean wrong, const char *action);
void kab_hint_row_set_extra (KabHintRow *self, GtkWidget *extra);
const char *kab_hint_row_get_text (KabHintRow *self);
const char *kab_hint_row_get_action (KabHintRow *self);
GtkWidget *kab_hint_row_get_label (KabHintRow *self);
gboolean kab_hint_row_has_content (KabHintRow *self);

G_END_DECLS
