/* kab-documents-filter.h: the chips above a table of documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-descriptor.h"
#include "kab-paged-model.h"

G_BEGIN_DECLS

#define KAB_TYPE_DOCUMENTS_FILTER (kab_documents_filter_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentsFilter, kab_documents_filter, KAB, DOCUMENTS_FILTER, GtkWidget)

void
kab_documents_filter_set_descriptor (KabDocumentsFilter *self, KabDescriptor *descriptor, gboolean staff);
void kab_documents_filter_apply (KabDocumentsFilter *self, KabPagedModel *model);
void kab_documents_filter_show_counts (KabDocumentsFilter *self, KabPagedModel *model);
gboolean kab_documents_filter_get_active (KabDocumentsFilter *self);
char *kab_documents_filter_dup_words (KabDocumentsFilter *self);
void kab_documents_filter_add_to (KabDocumentsFilter *self, GHashTable *values);
void kab_documents_filter_take_from (KabDocumentsFilter *self, GHashTable *values);

G_END_DECLS
