/* kab-period-job.h: the receipts of some months become files, or one file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "kab-client.h"

G_BEGIN_DECLS

/* Properties: done (uint), how many receipts were looked at so far. */
#define KAB_TYPE_PERIOD_JOB (kab_period_job_get_type ())
G_DECLARE_FINAL_TYPE (KabPeriodJob, kab_period_job, KAB, PERIOD_JOB, GObject)

KabPeriodJob *kab_period_job_new (
    KabClient *client, GListModel *receipts, const char *program, GFile *target, gboolean merged);
DexFuture *kab_period_job_run (KabPeriodJob *self) G_GNUC_WARN_UNUSED_RESULT;
guint kab_period_job_get_done (KabPeriodJob *self);
guint kab_period_job_get_saved (KabPeriodJob *self);
const char *const *kab_period_job_get_left_out (KabPeriodJob *self);

G_END_DECLS
