/* kab-item-text.h: what rows, pages and a screen reader say of an item. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-item.h"

G_BEGIN_DECLS

char *kab_item_dup_note (KabItem *item);
char *kab_item_dup_supply (KabItem *item);
char *kab_item_dup_sentence (KabItem *item);
GtkWidget *kab_item_row_new (KabItem *item);
GtkListItemFactory *kab_item_rows_new (GCallback added, gpointer data);

G_END_DECLS
