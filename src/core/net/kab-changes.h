/* kab-changes.h: hints that came close together, told a few times a second. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-change.h"

G_BEGIN_DECLS

typedef struct _KabChanges KabChanges;

/* @type %NULL: anything; @id %NULL: several of the type. */
typedef void (*KabChangesFunc) (gpointer owner, const char *type, const char *id, gint64 version);

KabChanges *kab_changes_new (guint milliseconds, KabChangesFunc func, gpointer owner);
void kab_changes_free (KabChanges *self);
void kab_changes_add (KabChanges *self, KabChange *change);
void kab_changes_add_all (KabChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabChanges, kab_changes_free)

G_END_DECLS
