/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-paged-model-private.h"

/* A window is a record of any type with the members items, total, as_of and counts. */

GListModel *
kab_window_dup_items (gpointer window)
{
  GListModel *items = NULL;

  g_object_get (window, "items", &items, NULL);
  return items;
}

/* How many rows the list has; -1 if the window does not say. */
gint64
kab_window_get_total (gpointer window)
{
  gint64 total = -1;

  if (kab_record_has (window, "total"))
    g_object_get (window, "total", &total, NULL);
  return CLAMP (total, -1, (gint64) G_MAXUINT - 1);
}

/* The mark under which the rows stay where they are (rule E6). */
char *
kab_window_dup_as_of (gpointer window)
{
  char *as_of = NULL;

  if (kab_record_has (window, "as_of"))
    g_object_get (window, "as-of", &as_of, NULL);
  return as_of;
}

JsonNode *
kab_window_dup_counts (gpointer window)
{
  JsonNode *counts = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (window), "counts") != NULL)
    g_object_get (window, "counts", &counts, NULL);
  return counts;
}
