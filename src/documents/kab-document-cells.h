/* kab-document-cells.h: what stands in the rows of a table or a list of documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-descriptor.h"
#include "kab-document.h"

G_BEGIN_DECLS

GtkListItemFactory *kab_document_cells_new (const char *column, KabDescriptor *descriptor);
GtkListItemFactory *kab_document_rows_new (void);
GtkListItem *kab_document_cell_get_item (GtkWidget *widget, const char **column);
char *kab_document_dup_cell (KabDocument *document,
                             const char *column,
                             KabDescriptor *descriptor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
