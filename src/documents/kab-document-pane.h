/* kab-document-pane.h: one document whole: lines, sums, what happened, and what may be done now. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-descriptor.h"
#include "kab-document.h"
#include "kab-drafts.h"

G_BEGIN_DECLS

/* Signals: close (the person is done with it), changed (the server did something with the document). */
#define KAB_TYPE_DOCUMENT_PANE (kab_document_pane_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentPane, kab_document_pane, KAB, DOCUMENT_PANE, AdwBin)

void kab_document_pane_set_source (KabDocumentPane *self, KabClient *client, KabDescriptor *descriptor);
void kab_document_pane_show (KabDocumentPane *self, KabDocument *document);
void kab_document_pane_show_id (KabDocumentPane *self, const char *id);
void
kab_document_pane_set_cabinet (KabDocumentPane *self, const char *cabinet, KabDrafts *drafts, gboolean staff);

G_END_DECLS
