/* kab-documents-page.h: the documents of a cabinet as a table, and the chosen one beside it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

#define KAB_TYPE_DOCUMENTS_PAGE (kab_documents_page_get_type ())
G_DECLARE_FINAL_TYPE (KabDocumentsPage, kab_documents_page, KAB, DOCUMENTS_PAGE, AdwNavigationPage)

AdwNavigationPage *kab_documents_page_new (KabClient *client, KabDescriptor *descriptor, gboolean staff);
void kab_documents_page_show_document (KabDocumentsPage *self, const char *id);
void kab_documents_page_attach (KabDocumentsPage *self, KabViews *views, KabEvents *events);
void kab_documents_page_set_cabinet (KabDocumentsPage *self,
                                     const char *cabinet,
                                     KabDrafts *drafts,
                                     gboolean staff);

G_END_DECLS
