/* kab-record-list.h: the immutable list model that a record's list member is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KAB_TYPE_RECORD_LIST (kab_record_list_get_type ())
G_DECLARE_FINAL_TYPE (KabRecordList, kab_record_list, KAB, RECORD_LIST, GObject)

KabRecordList *kab_record_list_new (GType item_type, GPtrArray *items);

G_END_DECLS
