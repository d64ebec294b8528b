/* kab-documents-saved.h: filters of a table of documents that the person has given a name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-views.h"

G_BEGIN_DECLS

GMenuModel *kab_documents_saved_build_menu (KabViews *views, gboolean can_save);
void
kab_documents_saved_ask_name (KabViews *views, const char *query, const char *suggestion, GtkWidget *parent);

char *kab_documents_saved_to_query (GHashTable *values) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *kab_documents_saved_from_query (const char *query) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
