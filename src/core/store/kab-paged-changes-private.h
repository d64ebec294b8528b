/* kab-paged-changes-private.h: what has changed between two views of a list that is only known in parts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KabListChange:
 * @position: where, in the list as it was
 * @to: where, in the list as it is now
 * @removed: how many rows have gone
 * @added: how many have come
 * @moved: whether some that have come are among those that have gone
 *
 * One place where the list has changed.
 */
typedef struct
{
  guint position;
  guint to;
  guint removed;
  guint added;
  gboolean moved;
} KabListChange;

void kab_list_changes_add_ids (GHashTable *ids, guint number, GListModel *items);
GArray *kab_list_changes_find (GHashTable *before, guint n_before, GHashTable *after, guint n_after);
GHashTable *kab_list_change_find_arrivals (const KabListChange *self, GHashTable *after, GHashTable *held);

G_END_DECLS
