/* kab-expenses.c: what was spent in a period, over one cabinet or all of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-client.h"
#include "kab-expenses.h"
#include "kab-fiber.h"
#include "kab-format.h"

/* No server sees what a person spends with all of them; the client puts their statements together. A
 * server that does not answer is named, the others are shown. */
struct _KabExpenses
{
  GObject parent_instance;

  GDate from, to;
  GPtrArray *entries; /* of KabExpense, the newest first */
  GStrvBuilder *silent;
  GStrv silent_list;
};

G_DEFINE_FINAL_TYPE (KabExpenses, kab_expenses, G_TYPE_OBJECT)

typedef struct
{
  GListModel *cabinets;
  GDate from, to;
} Job;

static void
expense_free (gpointer data)
{
  KabExpense *expense = data;

  g_free (expense->cabinet);
  g_free (expense->organisation);
  g_clear_object (&expense->item);
  g_free (expense);
}

static void
group_free (gpointer data)
{
  KabExpensesGroup *group = data;

  g_free (group->title);
  g_ptr_array_unref (group->entries);
  g_clear_pointer (&group->sums, g_ptr_array_unref);
  g_free (group);
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const KabExpense *one = *(KabExpense *const *) a, *other = *(KabExpense *const *) b;

  return g_date_compare (kab_statement_item_get_date (other->item), kab_statement_item_get_date (one->item));
}

/**
 * kab_expenses_add:
 * @self: expenses
 * @cabinet: id of the cabinet that they come from
 * @organisation: name of its organisation
 * @statement: what its server says
 */
void
kab_expenses_add (KabExpenses *self, const char *cabinet, const char *organisation, KabStatement *statement)
{
  GListModel *items;

  g_return_if_fail (KAB_IS_EXPENSES (self) && KAB_IS_STATEMENT (statement));
  g_return_if_fail (cabinet != NULL && organisation != NULL);

  items = kab_statement_get_items (statement);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      KabExpense *expense = g_new0 (KabExpense, 1);

      expense->cabinet = g_strdup (cabinet);
      expense->organisation = g_strdup (organisation);
      expense->item = g_list_model_get_item (items, i);
      g_ptr_array_add (self->entries, expense);
    }
  g_ptr_array_sort (self->entries, compare_dates);
}

static char *
format_day (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

static DexFuture *
ask (KabCabinet *cabinet, const Job *job)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "/statement");
  g_autofree char *from = format_day (&job->from);
  g_autofree char *to = format_day (&job->to);

  kab_request_set_query (request, "from", from);
  kab_request_set_query (request, "to", to);
  return kab_client_send (kab_cabinet_get_client (cabinet), request, KAB_TYPE_STATEMENT);
}

static void
clear_future (gpointer data)
{
  dex_unref (data);
}

/* All servers are asked at once; only where none answers it fails. */
static DexFuture *
fetch_fiber (gpointer data)
{
  Job *job = data;
  guint n = g_list_model_get_n_items (job->cabinets);
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (clear_future);
  g_autoptr (KabExpenses) self = kab_expenses_new (&job->from, &job->to);
  g_autoptr (GError) first = NULL;
  guint answered = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (job->cabinets, i);

      g_ptr_array_add (asked, ask (cabinet, job));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabCabinet) cabinet = g_list_model_get_item (job->cabinets, i);
      const char *name = kab_descriptor_get_name (kab_cabinet_get_descriptor (cabinet));
      g_autoptr (GError) error = NULL;
      g_autoptr (KabStatement) statement = dex_await_object (dex_ref (asked->pdata[i]), &error);

      if (statement != NULL)
        {
          kab_expenses_add (self, kab_cabinet_get_id (cabinet), name, statement);
          answered++;
          continue;
        }
      g_strv_builder_add (self->silent, name);
      if (first == NULL)
        first = g_steal_pointer (&error);
    }
  if (answered == 0 && first != NULL)
    return dex_future_new_for_error (g_steal_pointer (&first));
  return dex_future_new_take_object (g_steal_pointer (&self));
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->cabinets);
  g_free (job);
}

/**
 * kab_expenses_fetch:
 * @cabinets: (element-type KabCabinet): whose servers to ask
 * @from: first day
 * @to: last day
 *
 * Returns: (transfer full): a future that resolves to #KabExpenses, or rejects where no server answered
 */
DexFuture *
kab_expenses_fetch (GListModel *cabinets, const GDate *from, const GDate *to)
{
  Job *job;

  g_return_val_if_fail (G_IS_LIST_MODEL (cabinets) && from != NULL && to != NULL, NULL);

  job = g_new0 (Job, 1);
  job->cabinets = g_object_ref (cabinets);
  job->from = *from;
  job->to = *to;
  return kab_fiber_spawn (fetch_fiber, job, job_free);
}

/**
 * kab_expenses_get_from:
 * @self: expenses
 *
 * Returns: (transfer none): the first day
 */
const GDate *
kab_expenses_get_from (KabExpenses *self)
{
  g_return_val_if_fail (KAB_IS_EXPENSES (self), NULL);

  return &self->from;
}

/**
 * kab_expenses_get_to:
 * @self: expenses
 *
 * Returns: (transfer none): the last day
 */
const GDate *
kab_expenses_get_to (KabExpenses *self)
{
  g_return_val_if_fail (KAB_IS_EXPENSES (self), NULL);

  return &self->to;
}

/**
 * kab_expenses_get_entries:
 * @self: expenses
 *
 * Returns: (transfer none) (element-type KabExpense): all of them, the newest first
 */
GPtrArray *
kab_expenses_get_entries (KabExpenses *self)
{
  g_return_val_if_fail (KAB_IS_EXPENSES (self), NULL);

  return self->entries;
}

/**
 * kab_expenses_get_silent:
 * @self: expenses
 *
 * Returns: (transfer none): names of organisations whose expenses are missing
 */
const char *const *
kab_expenses_get_silent (KabExpenses *self)
{
  g_return_val_if_fail (KAB_IS_EXPENSES (self), NULL);

  if (self->silent_list == NULL)
    self->silent_list = g_strv_builder_end (self->silent);
  return (const char *const *) self->silent_list;
}

static char *
dup_group_title (const KabExpense *expense, KabExpensesBy by)
{
  switch (by)
    {
    case KAB_EXPENSES_BY_CATEGORY:
      return g_strdup (kab_statement_item_get_category_title (expense->item));
    case KAB_EXPENSES_BY_ORGANISATION:
      return g_strdup (expense->organisation);
    case KAB_EXPENSES_BY_MONTH:
      break;
    }
  return kab_format_month_title (kab_statement_item_get_date (expense->item));
}

static gint64
weight (const KabExpensesGroup *group)
{
  return group->sums->len > 0 ? ((const KabMoney *) group->sums->pdata[0])->minor : 0;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  gint64 one = weight (*(KabExpensesGroup *const *) a), other = weight (*(KabExpensesGroup *const *) b);

  return one > other ? -1 : one < other;
}

/**
 * kab_expenses_sum:
 * @entries: (element-type KabExpense): expenses
 *
 * Returns: (transfer full) (element-type KabMoney): one sum for each currency
 */
GPtrArray *
kab_expenses_sum (GPtrArray *entries)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_money_free);

  g_return_val_if_fail (entries != NULL, sums);

  for (guint i = 0; i < entries->len; i++)
    {
      const KabMoney *amount = kab_statement_item_get_amount (((KabExpense *) entries->pdata[i])->item);
      KabMoney *sum = NULL;

      for (guint j = 0; j < sums->len && sum == NULL; j++)
        if (g_str_equal (((KabMoney *) sums->pdata[j])->currency, amount->currency))
          sum = sums->pdata[j];
      if (sum == NULL)
        g_ptr_array_add (sums, kab_money_new (amount->minor, amount->currency));
      else
        sum->minor += amount->minor;
    }
  return sums;
}

/**
 * kab_expenses_format_sums:
 * @sums: (element-type KabMoney): sums
 *
 * Returns: (transfer full): all of them, beside each other
 */
char *
kab_expenses_format_sums (GPtrArray *sums)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (sums != NULL, NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *one = kab_money_format (sums->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kab_expenses_group:
 * @self: expenses
 * @by: what belongs together
 *
 * Returns: (transfer full) (element-type KabExpensesGroup): the groups; months by time, others by weight
 */
GPtrArray *
kab_expenses_group (KabExpenses *self, KabExpensesBy by)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (KAB_IS_EXPENSES (self), groups);

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *title = dup_group_title (self->entries->pdata[i], by);
      KabExpensesGroup *group = g_hash_table_lookup (known, title);

      if (group == NULL)
        {
          group = g_new0 (KabExpensesGroup, 1);
          group->title = g_steal_pointer (&title);
          group->entries = g_ptr_array_new ();
          g_hash_table_insert (known, group->title, group);
          g_ptr_array_add (groups, group);
        }
      g_ptr_array_add (group->entries, self->entries->pdata[i]);
    }
  for (guint i = 0; i < groups->len; i++)
    ((KabExpensesGroup *) groups->pdata[i])->sums
        = kab_expenses_sum (((KabExpensesGroup *) groups->pdata[i])->entries);
  if (by != KAB_EXPENSES_BY_MONTH)
    g_ptr_array_sort (groups, compare_groups);
  return groups;
}

static void
kab_expenses_finalize (GObject *object)
{
  KabExpenses *self = KAB_EXPENSES (object);

  g_ptr_array_unref (self->entries);
  g_strv_builder_unref (self->silent);
  g_strfreev (self->silent_list);
  G_OBJECT_CLASS (kab_expenses_parent_class)->finalize (object);
}

static void
kab_expenses_class_init (KabExpensesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_expenses_finalize;
}

static void
kab_expenses_init (KabExpenses *self)
{
  self->entries = g_ptr_array_new_with_free_func (expense_free);
  self->silent = g_strv_builder_new ();
}

/**
 * kab_expenses_new:
 * @from: first day
 * @to: last day
 *
 * Returns: (transfer full): no expenses yet
 */
KabExpenses *
kab_expenses_new (const GDate *from, const GDate *to)
{
  KabExpenses *self;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  self = g_object_new (KAB_TYPE_EXPENSES, NULL);
  self->from = *from;
  self->to = *to;
  return self;
}
