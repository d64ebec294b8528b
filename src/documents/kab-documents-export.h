/* kab-documents-export.h: shows how far the file of a whole list is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-export-run.h"

G_BEGIN_DECLS

#define KAB_TYPE_DOCUMENTS_EXPORT (kab_documents_export_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentsExport, kab_documents_export, KAB, DOCUMENTS_EXPORT, GtkWidget)

void
kab_documents_export_ask (KabDocumentsExport *self, KabClient *client, JsonNode *wanted, const char *name);
void kab_documents_export_start (KabDocumentsExport *self, KabClient *client, JsonNode *wanted, GFile *file);
gboolean kab_documents_export_get_busy (KabDocumentsExport *self);

G_END_DECLS
