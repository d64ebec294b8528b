/* kab-record-private.h: what the record, its decoder and its encoder share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* Where a record holds the value of one member. */
typedef union
{
  gint64 integer;
  double real;
  gpointer pointer;
} KabSlot;

GType kab_record_member_value_type (const KabMember *member);
void kab_record_mark_present (KabRecord *self, guint index);
KabSlot *kab_record_get_slots (KabRecord *self);
void kab_record_seal (KabRecord *self);
gboolean kab_record_is_present (KabRecord *self, guint index);

G_END_DECLS
