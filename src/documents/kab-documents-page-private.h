/* kab-documents-page-private.h: what the parts of the page of documents share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-document-pane.h"
#include "kab-documents-columns.h"
#include "kab-documents-export.h"
#include "kab-documents-filter.h"
#include "kab-documents-news.h"
#include "kab-documents-page.h"
#include "kab-paged-model.h"
#include "kab-state-page.h"

G_BEGIN_DECLS

/* The table and the narrow list are two views of one model and one selection. The model asks the server for
 * what is to be seen; sorting, searching and filtering are the server's too (rule E5). */
struct _KabDocumentsPage
{
  AdwNavigationPage parent_instance;

  AdwOverlaySplitView *panes;
  AdwWindowTitle *heading;
  GtkMenuButton *file;
  GtkMenuButton *saved;
  GtkMenuButton *columns;
  GtkSearchEntry *search;
  KabDocumentsFilter *filter;
  KabStatePage *state;
  GtkRevealer *news_bar;
  GtkButton *news_chip;
  GtkStack *views;
  GtkColumnView *table;
  GtkListView *cards;
  KabDocumentsExport *export_bar;
  GtkLabel *foot;
  KabDocumentPane *pane;

  KabClient *client;
  KabDescriptor *descriptor;
  KabPagedModel *model;
  GtkSingleSelection *selection;
  KabDocumentsColumns *arrangement;
  KabDocumentsNews *news;
  KabViews *kept; /* NULL where nothing is kept */
  char *shown;    /* id of the document in the pane */
};

KabDocument *kab_documents_page_get_selected (KabDocumentsPage *self);
void kab_documents_page_open_selected (KabDocumentsPage *self);
gboolean kab_documents_page_is_narrowed (KabDocumentsPage *self);
gboolean kab_documents_page_is_list (KabDocumentsPage *self);

void kab_documents_page_install_row_actions (GtkWidgetClass *widget_class);
void kab_documents_page_add_menus (KabDocumentsPage *self);
void kab_documents_page_show_saved (KabDocumentsPage *self);
void kab_documents_page_show_menu (KabDocumentsPage *self);

G_END_DECLS
