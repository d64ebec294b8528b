/* exports-job.h: a list of documents on its way into a file, a few rows at a time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

typedef enum
{
  KAB_EXPORT_RUNNING,
  KAB_EXPORT_DONE,
  KAB_EXPORT_FAILED,
} KabExportState;

typedef struct
{
  KabServer *server;
  KabOrganisation *organisation;
  char *id;
  char *person;
  char *path;
  GArray *ids;   /* gint64, in the order of the file */
  GStrv columns; /* ids of columns */
  GFileOutputStream *stream;
  GChecksum *checksum;
  KabExportState state;
  guint done;
  gint64 size; /* bytes that are written */
  gint64 created_at;
  guint source;
} KabExportJob;

gboolean kab_export_knows_column (KabOrganisation *organisation, const char *column);
KabExportJob *kab_export_job_new (KabServer *server,
                                  KabOrganisation *organisation,
                                  const char *person,
                                  GArray *ids,
                                  const char *const *columns,
                                  const char *const *titles);
void kab_export_job_free (KabExportJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabExportJob, kab_export_job_free)

G_END_DECLS
