/* kab-row-private.h: how the list fills its rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-row.h"

G_BEGIN_DECLS

KabRow *kab_row_new (guint position, gpointer item);
void kab_row_set_position (KabRow *self, guint position);
void kab_row_set_item (KabRow *self, gpointer item);
gboolean kab_row_is_held (KabRow *self);
char *kab_row_dup_item_id (gpointer item);

G_END_DECLS
