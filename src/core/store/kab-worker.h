/* kab-worker.h: one thread that does small jobs for the disk in their order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KabWorker KabWorker;

/**
 * KabWorkerFunc:
 * @data: the job's own data
 *
 * A job. Runs on another thread.
 */
typedef void (*KabWorkerFunc) (gpointer data);

KabWorker *kab_worker_new (void);
void kab_worker_free (KabWorker *self);
void kab_worker_push (KabWorker *self, KabWorkerFunc func, gpointer data, GDestroyNotify destroy);
void kab_worker_drain (KabWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabWorker, kab_worker_free)

G_END_DECLS
