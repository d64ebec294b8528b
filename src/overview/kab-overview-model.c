/* kab-overview-model.c: what an overview lists, over one cabinet or all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-overview-model.h"
#include "kab-summary.h"

static gpointer
document_to_item (gpointer document, gpointer cabinet)
{
  KabOverviewItem *item = kab_overview_item_new (KAB_OVERVIEW_KIND_DOCUMENT, cabinet, document);

  g_object_unref (document);
  return item;
}

static gpointer
account_to_item (gpointer account, gpointer cabinet)
{
  KabOverviewItem *item = kab_overview_item_new (KAB_OVERVIEW_KIND_ACCOUNT, cabinet, account);

  g_object_unref (account);
  return item;
}

/* Takes ownership of CABINET. */
static gpointer
to_items (KabCabinet *cabinet, GListModel *records, GtkMapListModelMapFunc map)
{
  return gtk_map_list_model_new (g_object_ref (records), map, cabinet, g_object_unref);
}

static gpointer
cabinet_to_documents (gpointer cabinet, gpointer data)
{
  return to_items (cabinet, kab_summary_get_documents (kab_summary_get (cabinet)), document_to_item);
}

static gpointer
cabinet_to_waiting (gpointer cabinet, gpointer data)
{
  return to_items (cabinet, kab_summary_get_waiting (kab_summary_get (cabinet)), document_to_item);
}

static gpointer
cabinet_to_planned (gpointer cabinet, gpointer data)
{
  return to_items (cabinet, kab_summary_get_planned (kab_summary_get (cabinet)), document_to_item);
}

static gpointer
cabinet_to_accounts (gpointer cabinet, gpointer data)
{
  return to_items (cabinet, kab_summary_get_accounts (kab_summary_get (cabinet)), account_to_item);
}

static GListModel *
over_all (GListModel *cabinets, GtkMapListModelMapFunc map)
{
  GListModel *lists = G_LIST_MODEL (gtk_map_list_model_new (g_object_ref (cabinets), map, NULL, NULL));

  return G_LIST_MODEL (gtk_flatten_list_model_new (lists));
}

static GListModel *
sorted (GListModel *items, GCompareDataFunc compare)
{
  return G_LIST_MODEL (
      gtk_sort_list_model_new (items, GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL))));
}

/**
 * kab_overview_model_newest:
 * @cabinets: a list of #KabCabinet
 * @count: how many
 *
 * Returns: (transfer full): the newest documents of all @cabinets, the newest first (E-51)
 */
GListModel *
kab_overview_model_newest (GListModel *cabinets, guint count)
{
  GListModel *documents;

  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets), NULL);

  documents = sorted (over_all (cabinets, cabinet_to_documents), kab_overview_item_compare_newest);
  return G_LIST_MODEL (gtk_slice_list_model_new (documents, 0, count));
}

/**
 * kab_overview_model_waiting:
 * @cabinets: a list of #KabCabinet
 * @lacks: a list of #KabOverviewItem: what cabinets lack
 *
 * Returns: (transfer full): what wants attention, in the order in which it is due
 */
GListModel *
kab_overview_model_waiting (GListModel *cabinets, GListModel *lacks)
{
  g_autoptr (GListStore) both = NULL;
  g_autoptr (GListModel) documents = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets) && G_IS_LIST_MODEL (lacks), NULL);

  both = g_list_store_new (G_TYPE_LIST_MODEL);
  documents = over_all (cabinets, cabinet_to_waiting);
  g_list_store_append (both, lacks);
  g_list_store_append (both, documents);
  return sorted (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&both)))),
                 kab_overview_item_compare_due);
}

/* How many documents of this type are called. */
static char *
dup_type_title (KabOverviewItem *item)
{
  KabDocument *document = kab_overview_item_get_document (item);
  KabDescriptor *descriptor = kab_cabinet_get_descriptor (kab_overview_item_get_cabinet (item));
  g_autoptr (KabDocumentType) type = NULL;

  if (descriptor != NULL)
    type = kab_descriptor_dup_document_type (descriptor, kab_document_get_type_id (document));
  if (type != NULL && kab_document_type_get_plural (type) != NULL)
    return g_strdup (kab_document_type_get_plural (type));
  return g_strdup (kab_document_get_type_title (document));
}

/**
 * kab_overview_model_planned:
 * @cabinets: a list of #KabCabinet
 *
 * Returns: (transfer full): what is agreed for a day in all @cabinets, the soonest first (E-07, E-39)
 */
GListModel *
kab_overview_model_planned (GListModel *cabinets)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets), NULL);

  return sorted (over_all (cabinets, cabinet_to_planned), kab_overview_item_compare_due);
}

/**
 * kab_overview_model_dup_planned_title:
 * @planned: what is agreed for a day
 *
 * Returns: (transfer full) (nullable): how the organisation calls it, or %NULL if it is of several kinds
 */
char *
kab_overview_model_dup_planned_title (GListModel *planned)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (planned), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (planned); i++)
    {
      g_autoptr (KabOverviewItem) item = g_list_model_get_item (planned, i);
      g_autofree char *own = dup_type_title (item);

      if (title != NULL && !g_str_equal (title, own))
        return NULL;
      g_set_str (&title, own);
    }
  return g_steal_pointer (&title);
}

/**
 * kab_overview_model_accounts:
 * @cabinets: a list of #KabCabinet
 *
 * Returns: (transfer full): the linked accounts of all @cabinets
 */
GListModel *
kab_overview_model_accounts (GListModel *cabinets)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets), NULL);

  return over_all (cabinets, cabinet_to_accounts);
}

/* Adds AMOUNT to the sum of its currency. */
static void
add_up (GPtrArray *sums, const KabMoney *amount)
{
  for (guint i = 0; i < sums->len; i++)
    {
      KabMoney *sum = kab_money_add (sums->pdata[i], amount, NULL);

      if (sum != NULL)
        {
          kab_money_free (sums->pdata[i]);
          sums->pdata[i] = sum;
          return;
        }
    }
  g_ptr_array_add (sums, kab_money_copy (amount));
}

/**
 * kab_overview_model_dup_totals:
 * @cabinets: a list of #KabCabinet
 *
 * Two currencies are never added, so each has a total of its own.
 *
 * Returns: (transfer full): what is to pay in all, a line for each currency; empty if nothing is known
 */
char *
kab_overview_model_dup_totals (GListModel *cabinets)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_money_free);
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (cabinets, i);
      KabSummary *summary = kab_summary_get (cabinet);
      GListModel *accounts = kab_summary_get_accounts (summary);

      /* S-15: nothing is to pay before an account is linked, and that is said in figures. */
      if (g_list_model_get_n_items (accounts) == 0 && kab_summary_get_to_pay (summary) != NULL)
        add_up (sums, kab_summary_get_to_pay (summary));
      for (guint j = 0; j < g_list_model_get_n_items (accounts); j++)
        {
          g_autoptr (KabAccount) account = g_list_model_get_item (accounts, j);

          if (kab_account_get_to_pay (account) != NULL)
            add_up (sums, kab_account_get_to_pay (account));
        }
    }
  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *sum = kab_money_format (sums->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sum);
    }
  return g_string_free (text, FALSE);
}

/**
 * kab_overview_model_can_pay:
 * @cabinets: a list of #KabCabinet
 *
 * Returns: whether something is due where it can be paid from here
 */
gboolean
kab_overview_model_can_pay (GListModel *cabinets)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (cabinets); i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (cabinets, i);
      KabDescriptor *descriptor = kab_cabinet_get_descriptor (cabinet);
      const KabMoney *to_pay = kab_summary_get_to_pay (kab_summary_get (cabinet));

      if (descriptor != NULL && kab_descriptor_get_payments (descriptor) != NULL && to_pay != NULL
          && to_pay->minor > 0)
        return TRUE;
    }
  return FALSE;
}
