/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-paged-changes-private.h"

#include "kab-paged-model-private.h"

/* Both views are known in parts only: positions with the id of their record. Records that are in both, in
 * the same order, hold the two together like anchors; between two anchors rows have come, gone or been
 * replaced. Records that have changed their order make one larger change of all between them, so that
 * whoever holds one of them finds it in it again. */

/* A larger change than this would cost more than it saves. */
#define MAX_MOVED 2000

typedef struct
{
  gint64 before;
  gint64 after;
  gboolean moved; /* the gap before this anchor has rows that changed their order */
} Anchor;

/* kab_list_changes_add_ids: notes the ids of a page. */
void
kab_list_changes_add_ids (GHashTable *ids, guint number, GListModel *items)
{
  guint n = items != NULL ? g_list_model_get_n_items (items) : 0;

  for (guint i = 0; i < MIN (n, KAB_PAGED_MODEL_PAGE); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);
      char *id = kab_row_dup_item_id (item);

      if (id != NULL)
        g_hash_table_insert (ids, GUINT_TO_POINTER (number * KAB_PAGED_MODEL_PAGE + i), id);
    }
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

static GArray *
sort_positions (GHashTable *ids)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint position = GPOINTER_TO_UINT (key);

      g_array_append_val (positions, position);
    }
  g_array_sort (positions, compare_positions);
  return positions;
}

/* Records that are in both views, in the order of the new one. */
static GArray *
find_matches (GHashTable *before, GHashTable *after, GArray *positions)
{
  GArray *matches = g_array_new (FALSE, TRUE, sizeof (Anchor));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;
  gpointer id;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &id))
    g_hash_table_insert (places, id, key);
  for (guint i = 0; i < positions->len; i++)
    {
      guint position = g_array_index (positions, guint, i);

      id = g_hash_table_lookup (after, GUINT_TO_POINTER (position));
      if (g_hash_table_lookup_extended (places, id, NULL, &key))
        {
          Anchor match = { GPOINTER_TO_UINT (key), position, FALSE };

          g_array_append_val (matches, match);
        }
    }
  return matches;
}

/* The longest run of matches whose order is the same in both views. */
static GArray *
find_ordered (GArray *matches)
{
  g_autofree guint *length = g_new0 (guint, matches->len + 1);
  g_autofree int *previous = g_new0 (int, matches->len + 1);
  GArray *ordered = g_array_new (FALSE, TRUE, sizeof (Anchor));
  int best = -1;

  for (guint i = 0; i < matches->len; i++)
    {
      length[i] = 1;
      previous[i] = -1;
      for (guint k = i; k > 0; k--)
        if (g_array_index (matches, Anchor, k - 1).before < g_array_index (matches, Anchor, i).before
            && length[k - 1] + 1 > length[i])
          {
            length[i] = length[k - 1] + 1;
            previous[i] = (int) (k - 1);
          }
      if (best < 0 || length[i] > length[best])
        best = (int) i;
    }
  for (int i = best; i >= 0; i = previous[i])
    g_array_prepend_val (ordered, g_array_index (matches, Anchor, i));
  return ordered;
}

static gboolean
contains (GArray *ordered, const Anchor *match)
{
  for (guint i = 0; i < ordered->len; i++)
    if (g_array_index (ordered, Anchor, i).after == match->after)
      return TRUE;
  return FALSE;
}

/* Takes the anchors between rows that changed their order away, so that they lie in one gap. */
static void
widen_for_moved (GArray *anchors, GArray *matches)
{
  gint64 first = G_MAXINT64;
  gint64 last = -1;
  guint from = 0;
  guint to;

  for (guint i = 0; i < matches->len; i++)
    {
      const Anchor *match = &g_array_index (matches, Anchor, i);

      if (contains (anchors, match))
        continue;
      first = MIN (first, MIN (match->before, match->after));
      last = MAX (last, MAX (match->before, match->after));
    }
  if (last < 0)
    return;
  for (guint i = 0; i < anchors->len; i++)
    if (MAX (g_array_index (anchors, Anchor, i).before, g_array_index (anchors, Anchor, i).after) < first)
      from = i + 1;
  for (to = from; to < anchors->len - 1; to++)
    if (MIN (g_array_index (anchors, Anchor, to).before, g_array_index (anchors, Anchor, to).after) > last)
      break;
  if (last - first > MAX_MOVED)
    return;
  g_array_index (anchors, Anchor, to).moved = TRUE;
  g_array_remove_range (anchors, from, to - from);
}

static void
add_change (GArray *changes, gint64 position, gint64 to, gint64 removed, gint64 added, gboolean moved)
{
  KabListChange change = { position, to, removed, added, moved };
  KabListChange *last = changes->len > 0 ? &g_array_index (changes, KabListChange, changes->len - 1) : NULL;

  if (last != NULL && !last->moved && !moved && last->position + last->removed == position
      && last->to + last->added == to)
    {
      last->removed += removed;
      last->added += added;
    }
  else
    g_array_append_val (changes, change);
}

/* Rows that stand face to face, and are known to be different records. */
static void
add_replaced (GArray *changes,
              GHashTable *before,
              GHashTable *after,
              GArray *positions,
              gint64 position,
              gint64 to,
              gint64 n)
{
  for (guint i = 0; i < positions->len; i++)
    {
      guint place = g_array_index (positions, guint, i);
      gint64 opposite = position + ((gint64) place - to);
      const char *id;
      const char *old_id;

      if (place < to || place >= to + n)
        continue;
      id = g_hash_table_lookup (after, GUINT_TO_POINTER (place));
      old_id = g_hash_table_lookup (before, GUINT_TO_POINTER ((guint) opposite));
      if (old_id != NULL && !g_str_equal (id, old_id))
        add_change (changes, opposite, place, 1, 1, FALSE);
    }
}

static void
add_gap (GArray *changes,
         GHashTable *before,
         GHashTable *after,
         GArray *positions,
         const Anchor *left,
         const Anchor *right)
{
  gint64 position = left->before + 1;
  gint64 to = left->after + 1;
  gint64 n_before = right->before - position;
  gint64 n_after = right->after - to;
  gint64 removed = MAX (n_before - n_after, 0);
  gint64 added = MAX (n_after - n_before, 0);

  if (right->moved)
    {
      add_change (changes, position, to, n_before, n_after, TRUE);
      return;
    }
  if (removed > 0 || added > 0)
    add_change (changes, position, to, removed, added, FALSE);
  add_replaced (changes, before, after, positions, position + removed, to + added, MIN (n_before, n_after));
}

/* kab_list_changes_find:
 * @before: position → id, of the list as it was
 * @n_before: its length
 * @after: position → id, of the list as it is
 * @n_after: its length
 *
 * Returns: (transfer full) (element-type KabListChange): the changes from the front to the back. Made from
 *   the back to the front, each finds the list before it as it was */
GArray *
kab_list_changes_find (GHashTable *before, guint n_before, GHashTable *after, guint n_after)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (KabListChange));
  g_autoptr (GArray) positions = sort_positions (after);
  g_autoptr (GArray) matches = find_matches (before, after, positions);
  g_autoptr (GArray) anchors = find_ordered (matches);
  Anchor left = { -1, -1, FALSE };
  Anchor end = { n_before, n_after, FALSE };

  g_array_append_val (anchors, end);
  widen_for_moved (anchors, matches);
  for (guint i = 0; i < anchors->len; i++)
    {
      add_gap (changes, before, after, positions, &left, &g_array_index (anchors, Anchor, i));
      left = g_array_index (anchors, Anchor, i);
    }
  return changes;
}

/* kab_list_change_find_arrivals:
 * @self: a change
 * @after: position → id, of the list as it is
 * @held: id → #KabRow
 *
 * Returns: (transfer full) (nullable): position → #KabRow: rows that come back in this change, as
 *   kab_paged_model_splice() takes them */
GHashTable *
kab_list_change_find_arrivals (const KabListChange *self, GHashTable *after, GHashTable *held)
{
  GHashTable *arrivals;

  if (!self->moved)
    return NULL;
  arrivals = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  for (guint i = 0; i < self->added; i++)
    {
      const char *id = g_hash_table_lookup (after, GUINT_TO_POINTER (self->to + i));
      KabRow *row = id != NULL ? g_hash_table_lookup (held, id) : NULL;

      if (row != NULL)
        g_hash_table_insert (arrivals, GUINT_TO_POINTER (self->position + i), g_object_ref (row));
    }
  return arrivals;
}
