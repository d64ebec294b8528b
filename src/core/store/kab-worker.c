/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-worker.h"

/* A pool of one thread, so that jobs end in the order in which they came. The thread is GLib's and goes
 * back to it when there is nothing to do. */
struct _KabWorker
{
  GThreadPool *pool;
  GMutex mutex;
  GCond idle;
  guint pending;
};

typedef struct
{
  KabWorkerFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Job;

static void
run (gpointer data, gpointer user_data)
{
  Job *job = data;
  KabWorker *self = user_data;

  job->func (job->data);
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);

  g_mutex_lock (&self->mutex);
  if (--self->pending == 0)
    g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
}

/**
 * kab_worker_new:
 *
 * Returns: (transfer full): a worker without work
 */
KabWorker *
kab_worker_new (void)
{
  KabWorker *self = g_new0 (KabWorker, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->pool = g_thread_pool_new (run, self, 1, FALSE, NULL);
  return self;
}

/**
 * kab_worker_free:
 * @self: (transfer full): a worker
 *
 * Waits until all jobs are done.
 */
void
kab_worker_free (KabWorker *self)
{
  g_return_if_fail (self != NULL);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);
  g_free (self);
}

/**
 * kab_worker_push:
 * @self: a worker
 * @func: the job
 * @data: (closure func): what it works on, its own from now on
 * @destroy: (nullable): frees @data afterwards, on the other thread too
 *
 * Puts a job at the end of the queue.
 */
void
kab_worker_push (KabWorker *self, KabWorkerFunc func, gpointer data, GDestroyNotify destroy)
{
  Job *job;

  g_return_if_fail (self != NULL && func != NULL);

  job = g_new (Job, 1);
  *job = (Job) { func, data, destroy };
  g_mutex_lock (&self->mutex);
  self->pending++;
  g_mutex_unlock (&self->mutex);
  g_thread_pool_push (self->pool, job, NULL);
}

/**
 * kab_worker_drain:
 * @self: a worker
 *
 * Waits until all jobs are done: for the moments when files must be as they are going to stay.
 */
void
kab_worker_drain (KabWorker *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  while (self->pending > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
