/* kab-overview-item.c: one line of the overview: something of a cabinet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-overview-item.h"

struct _KabOverviewItem
{
  GObject parent_instance;

  KabOverviewKind kind;
  KabCabinet *cabinet;
  GObject *record; /* document, account, or nothing */
};

G_DEFINE_FINAL_TYPE (KabOverviewItem, kab_overview_item, G_TYPE_OBJECT)

static void
kab_overview_item_finalize (GObject *object)
{
  KabOverviewItem *self = KAB_OVERVIEW_ITEM (object);

  g_clear_object (&self->cabinet);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (kab_overview_item_parent_class)->finalize (object);
}

static void
kab_overview_item_class_init (KabOverviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_overview_item_finalize;
}

static void
kab_overview_item_init (KabOverviewItem *self)
{
}

/**
 * kab_overview_item_new:
 * @kind: what it is
 * @cabinet: whose it is
 * @record: (nullable): the document or account
 *
 * Returns: (transfer full): a line of the overview
 */
KabOverviewItem *
kab_overview_item_new (KabOverviewKind kind, KabCabinet *cabinet, gpointer record)
{
  KabOverviewItem *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);
  g_return_val_if_fail ((kind == KAB_OVERVIEW_KIND_DOCUMENT) == KAB_IS_DOCUMENT (record), NULL);
  g_return_val_if_fail ((kind == KAB_OVERVIEW_KIND_ACCOUNT) == KAB_IS_ACCOUNT (record), NULL);

  self = g_object_new (KAB_TYPE_OVERVIEW_ITEM, NULL);
  self->kind = kind;
  self->cabinet = g_object_ref (cabinet);
  g_set_object (&self->record, record);
  return self;
}

/**
 * kab_overview_item_get_kind:
 * @self: a line
 *
 * Returns: what it is
 */
KabOverviewKind
kab_overview_item_get_kind (KabOverviewItem *self)
{
  g_return_val_if_fail (KAB_IS_OVERVIEW_ITEM (self), KAB_OVERVIEW_KIND_DOCUMENT);

  return self->kind;
}

/**
 * kab_overview_item_get_cabinet:
 * @self: a line
 *
 * Returns: (transfer none): whose it is
 */
KabCabinet *
kab_overview_item_get_cabinet (KabOverviewItem *self)
{
  g_return_val_if_fail (KAB_IS_OVERVIEW_ITEM (self), NULL);

  return self->cabinet;
}

/**
 * kab_overview_item_get_document:
 * @self: a line
 *
 * Returns: (transfer none): its document, which it must have
 */
KabDocument *
kab_overview_item_get_document (KabOverviewItem *self)
{
  g_return_val_if_fail (KAB_IS_OVERVIEW_ITEM (self) && self->kind == KAB_OVERVIEW_KIND_DOCUMENT, NULL);

  return KAB_DOCUMENT (self->record);
}

/**
 * kab_overview_item_get_account:
 * @self: a line
 *
 * Returns: (transfer none): its account, which it must have
 */
KabAccount *
kab_overview_item_get_account (KabOverviewItem *self)
{
  g_return_val_if_fail (KAB_IS_OVERVIEW_ITEM (self) && self->kind == KAB_OVERVIEW_KIND_ACCOUNT, NULL);

  return KAB_ACCOUNT (self->record);
}

/**
 * kab_overview_item_get_organisation:
 * @self: a line
 *
 * Returns: (transfer none): the name of the organisation, as far as it is known
 */
const char *
kab_overview_item_get_organisation (KabOverviewItem *self)
{
  KabDescriptor *descriptor;

  g_return_val_if_fail (KAB_IS_OVERVIEW_ITEM (self), NULL);

  descriptor = kab_cabinet_get_descriptor (self->cabinet);
  return descriptor != NULL ? kab_descriptor_get_name (descriptor)
                            : kab_cabinet_get_organisation (self->cabinet);
}

static GDateTime *
get_due (const KabOverviewItem *item)
{
  return item->kind == KAB_OVERVIEW_KIND_DOCUMENT ? kab_document_get_due_at (KAB_DOCUMENT (item->record))
                                                  : NULL;
}

/**
 * kab_overview_item_compare_due:
 *
 * A #GCompareDataFunc: what is due first comes first; what has no end comes before it when it keeps a cabinet
 * from working, and after it otherwise.
 *
 * Returns: less than, equal to or greater than 0
 */
int
kab_overview_item_compare_due (gconstpointer a, gconstpointer b, gpointer data)
{
  const KabOverviewItem *first = a, *second = b;
  GDateTime *first_due = get_due (first), *second_due = get_due (second);

  if ((first->kind == KAB_OVERVIEW_KIND_DOCUMENT) != (second->kind == KAB_OVERVIEW_KIND_DOCUMENT))
    return first->kind == KAB_OVERVIEW_KIND_DOCUMENT ? 1 : -1;
  if (first_due != NULL && second_due != NULL)
    return g_date_time_compare (first_due, second_due);
  return (first_due == NULL) - (second_due == NULL);
}

/**
 * kab_overview_item_compare_newest:
 *
 * A #GCompareDataFunc for documents: the newest comes first (E-51).
 *
 * Returns: less than, equal to or greater than 0
 */
int
kab_overview_item_compare_newest (gconstpointer a, gconstpointer b, gpointer data)
{
  const KabOverviewItem *first = a, *second = b;

  return g_date_time_compare (kab_document_get_date (KAB_DOCUMENT (second->record)),
                              kab_document_get_date (KAB_DOCUMENT (first->record)));
}
