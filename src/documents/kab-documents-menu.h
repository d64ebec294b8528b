/* kab-documents-menu.h: what may be done with a row of a list of documents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-document.h"

G_BEGIN_DECLS

GtkListItem *kab_documents_menu_find_cell (GtkWidget *view, double x, double y, const char **column);
GMenuModel *kab_documents_menu_build (KabDocument *document,
                                      GtkColumnView *table,
                                      const char *column,
                                      const char *thing_title);
void kab_documents_menu_popup (GtkWidget *view, GMenuModel *menu, double x, double y);
void kab_documents_menu_popup_at_focus (GtkWidget *view, GMenuModel *menu);

G_END_DECLS
