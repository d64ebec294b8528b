/* kab-row.h: one place in a paged list: empty until its page has arrived. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KAB_TYPE_ROW (kab_row_get_type ())
G_DECLARE_FINAL_TYPE (KabRow, kab_row, KAB, ROW, GObject)

guint kab_row_get_position (KabRow *self);
gpointer kab_row_get_item (KabRow *self);
const char *kab_row_get_id (KabRow *self);

G_END_DECLS
