/* kab-timeline.h: what happened, the newest on top. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAB_TYPE_TIMELINE (kab_timeline_get_type ())
G_DECLARE_FINAL_TYPE (KabTimeline, kab_timeline, KAB, TIMELINE, GtkWidget)

GtkWidget *kab_timeline_new (void);
void kab_timeline_show (KabTimeline *self, GListModel *entries, gboolean seconds);

G_END_DECLS
