/* kab-export-run.h: has the server make a file of a whole list, and brings it here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"

G_BEGIN_DECLS

/* Properties: done and total, in rows; both are 0 until the server has said anything. */
#define KAB_TYPE_EXPORT_RUN (kab_export_run_get_type ())
G_DECLARE_FINAL_TYPE (KabExportRun, kab_export_run, KAB, EXPORT_RUN, GObject)

KabExportRun *kab_export_run_new (KabClient *client, JsonNode *wanted, GFile *file);
DexFuture *kab_export_run_start (KabExportRun *self) G_GNUC_WARN_UNUSED_RESULT;
guint kab_export_run_get_done (KabExportRun *self);
guint kab_export_run_get_total (KabExportRun *self);
GFile *kab_export_run_get_file (KabExportRun *self);

G_END_DECLS
