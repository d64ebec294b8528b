/* kab-file-row.h: a file that came with a document, to be saved. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-filing.h"

G_BEGIN_DECLS

#define KAB_TYPE_FILE_ROW (kab_file_row_get_type ())
G_DECLARE_FINAL_TYPE (KabFileRow, kab_file_row, KAB, FILE_ROW, AdwActionRow)

GtkWidget *kab_file_row_new (KabClient *client, KabFileInfo *file);
DexFuture *kab_file_row_save (KabFileRow *self, GFile *target) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
