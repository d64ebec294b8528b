/* kab-document-lines.h: the lines of a document in groups: works, materials, parts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-lines-pick.h"

G_BEGIN_DECLS

void kab_document_lines_fill (GtkBox *box, GListModel *lines, KabLinesPick *pick);

G_END_DECLS
