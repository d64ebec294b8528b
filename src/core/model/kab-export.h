/* kab-export.h: a file of a whole list, on its way. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* A file that the server is making. */
#define KAB_TYPE_EXPORT (kab_export_get_type ())
G_DECLARE_FINAL_TYPE (KabExport, kab_export, KAB, EXPORT, KabRecord)

const char *kab_export_get_id (KabExport *self);
const char *kab_export_get_state (KabExport *self); /* running, done or failed */
gint64 kab_export_get_done (KabExport *self);       /* rows */
gint64 kab_export_get_total (KabExport *self);      /* rows */
gint64 kab_export_get_size (KabExport *self);       /* bytes so far */

G_END_DECLS
