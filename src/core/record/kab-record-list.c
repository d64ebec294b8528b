/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-record-list.h"

/* Never changes after it is made, so it emits no signal and may be read from any thread. */
struct _KabRecordList
{
  GObject parent_instance;

  GType item_type;
  GPtrArray *items;
};

static GType
get_item_type (GListModel *model)
{
  return KAB_RECORD_LIST (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return KAB_RECORD_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KabRecordList *self = KAB_RECORD_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KabRecordList,
                               kab_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
kab_record_list_finalize (GObject *object)
{
  KabRecordList *self = KAB_RECORD_LIST (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (kab_record_list_parent_class)->finalize (object);
}

static void
kab_record_list_class_init (KabRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_record_list_finalize;
}

static void
kab_record_list_init (KabRecordList *self)
{
}

/**
 * kab_record_list_new:
 * @item_type: the type of the items
 * @items: (transfer full): the objects, in an array that frees them with g_object_unref()
 *
 * Returns: (transfer full): a list model of @items that never changes
 */
KabRecordList *
kab_record_list_new (GType item_type, GPtrArray *items)
{
  KabRecordList *self;

  g_return_val_if_fail (g_type_is_a (item_type, G_TYPE_OBJECT), NULL);
  g_return_val_if_fail (items != NULL, NULL);

  self = g_object_new (KAB_TYPE_RECORD_LIST, NULL);
  self->item_type = item_type;
  self->items = items;
  return self;
}
