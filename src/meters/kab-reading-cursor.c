/* kab-reading-cursor.c: from entry to entry through the rows of the round. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-reading-cursor.h"

/**
 * kab_reading_cursor_find:
 * @rows: (element-type KabReadingRow): rows
 *
 * Returns: (transfer none) (nullable): the one in which the person types
 */
KabReadingRow *
kab_reading_cursor_find (GPtrArray *rows)
{
  g_return_val_if_fail (rows != NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    if (kab_reading_row_has_cursor (g_ptr_array_index (rows, i)))
      return g_ptr_array_index (rows, i);
  return NULL;
}

/**
 * kab_reading_cursor_move:
 * @rows: (element-type KabReadingRow): rows in their order
 * @step: 1 for the next one, -1 for the one before
 *
 * Rows in which nothing is to be typed are passed over.
 *
 * Returns: whether there was another one
 */
gboolean
kab_reading_cursor_move (GPtrArray *rows, int step)
{
  KabReadingRow *row = kab_reading_cursor_find (rows);
  guint position;

  if (row == NULL || !g_ptr_array_find (rows, row, &position))
    return FALSE;
  for (int i = (int) position + step; i >= 0 && i < (int) rows->len; i += step)
    if (kab_reading_row_grab (g_ptr_array_index (rows, (guint) i)))
      return TRUE;
  return FALSE;
}
