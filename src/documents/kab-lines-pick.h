/* kab-lines-pick.h: which lines of a document a person chose, or said yes to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-document.h"

G_BEGIN_DECLS

#define KAB_TYPE_LINES_PICK (kab_lines_pick_get_type ())
G_DECLARE_FINAL_TYPE (KabLinesPick, kab_lines_pick, KAB, LINES_PICK, GObject)

KabLinesPick *kab_lines_pick_new (KabDocument *document, KabAction *action);

KabAction *kab_lines_pick_get_action (KabLinesPick *self);
gboolean kab_lines_pick_decides (KabLinesPick *self);
gboolean kab_lines_pick_is_open (KabLinesPick *self, const char *line, const char **reason);
gboolean kab_lines_pick_get_picked (KabLinesPick *self, const char *line);
void kab_lines_pick_set_picked (KabLinesPick *self, const char *line, gboolean picked);
void kab_lines_pick_set_quantity (KabLinesPick *self, const char *line, const char *quantity);
void kab_lines_pick_follow (KabLinesPick *self, KabLinesPick *other);
guint kab_lines_pick_count (KabLinesPick *self, guint *open);
KabMoney *kab_lines_pick_dup_total (KabLinesPick *self);
JsonArray *kab_lines_pick_build (KabLinesPick *self);

G_END_DECLS
