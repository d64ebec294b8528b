/* kab-line-choice.h: lines of a document to choose from, and how much of each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Signal: changed (another line is chosen, or more or less of one). */
#define KAB_TYPE_LINE_CHOICE (kab_line_choice_get_type ())
G_DECLARE_FINAL_TYPE (KabLineChoice, kab_line_choice, KAB, LINE_CHOICE, GtkWidget)

GtkWidget *kab_line_choice_new (GListModel *lines);
gboolean kab_line_choice_is_complete (KabLineChoice *self);
JsonArray *kab_line_choice_dup_lines (KabLineChoice *self);

G_END_DECLS
