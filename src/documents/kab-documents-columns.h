/* kab-documents-columns.h: which columns a table of documents has, and how the person has arranged them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-descriptor.h"
#include "kab-views.h"

G_BEGIN_DECLS

#define KAB_TYPE_DOCUMENTS_COLUMNS (kab_documents_columns_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentsColumns, kab_documents_columns, KAB, DOCUMENTS_COLUMNS, GObject)

KabDocumentsColumns *
kab_documents_columns_new (GtkColumnView *table, KabDescriptor *descriptor, gboolean staff);
void kab_documents_columns_set_views (KabDocumentsColumns *self, KabViews *views);
void kab_documents_columns_reset (KabDocumentsColumns *self);
void kab_documents_columns_close (KabDocumentsColumns *self);
GMenuModel *kab_documents_columns_build_menu (KabDocumentsColumns *self, GActionMap *actions);
char *kab_documents_columns_dup_sort (KabDocumentsColumns *self);
void kab_documents_columns_set_sort (KabDocumentsColumns *self, const char *sort);

G_END_DECLS
