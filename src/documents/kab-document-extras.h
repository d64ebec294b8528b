/* kab-document-extras.h: what hangs on a document: files, other documents, what may be filed out of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-client.h"
#include "kab-document.h"

G_BEGIN_DECLS

/* Signal: open (string id: a document that the person wants to see). */
#define KAB_TYPE_DOCUMENT_EXTRAS (kab_document_extras_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentExtras, kab_document_extras, KAB, DOCUMENT_EXTRAS, GtkWidget)

void kab_document_extras_set_cabinet (KabDocumentExtras *self, const char *cabinet);
void kab_document_extras_show (KabDocumentExtras *self, KabClient *client, KabDocument *document);

G_END_DECLS
