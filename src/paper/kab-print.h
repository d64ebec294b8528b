/* kab-print.h: paper from a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-renderer.h"

G_BEGIN_DECLS

DexFuture *kab_print_document (GtkWidget *from, KabRenderer *renderer, guint current, const char *title)
    G_GNUC_WARN_UNUSED_RESULT;

guint32 *kab_print_choose_pages (GtkPrintSettings *settings, guint n_pages, guint current, gsize *n_chosen);

G_END_DECLS
