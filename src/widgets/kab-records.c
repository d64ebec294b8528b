/* kab-records.c: brings a list of records up to date. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "kab-record.h"
#include "kab-records.h"

static char *
dup_text (gpointer record)
{
  g_autoptr (JsonNode) node = kab_record_encode (record);

  return json_to_string (node, FALSE);
}

static gboolean
is_same (GListModel *old, GListModel *records)
{
  guint count = g_list_model_get_n_items (records);

  if (g_list_model_get_n_items (old) != count)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GObject) before = g_list_model_get_item (old, i);
      g_autoptr (GObject) after = g_list_model_get_item (records, i);
      g_autofree char *was = dup_text (before);
      g_autofree char *is = dup_text (after);

      if (!g_str_equal (was, is))
        return FALSE;
    }
  return TRUE;
}

/**
 * kab_records_take:
 * @store: a list of records
 * @records: what the service says now
 *
 * Makes @store hold what @records holds. Where nothing has changed, nobody is told, so that a refresh takes
 * the focus from no row.
 */
void
kab_records_take (GListStore *store, GListModel *records)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_if_fail (G_IS_LIST_STORE (store) && G_IS_LIST_MODEL (records));

  if (is_same (G_LIST_MODEL (store), records))
    return;
  all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    g_ptr_array_add (all, g_list_model_get_item (records, i));
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), all->pdata, all->len);
}
