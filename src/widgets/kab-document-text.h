/* kab-document-text.h: what a table, a row and a screen reader say of a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-descriptor.h"
#include "kab-document.h"

G_BEGIN_DECLS

char *kab_document_dup_icon (KabDocument *document, KabDescriptor *descriptor);
char *kab_document_dup_amount (KabDocument *document);
char *kab_document_dup_date (KabDocument *document, gboolean seconds);
char *kab_document_dup_state (KabDocument *document);
char *kab_document_dup_sentence (KabDocument *document);
char *kab_document_line_dup_note (KabDocumentLine *line);

G_END_DECLS
