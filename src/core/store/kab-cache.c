/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cache.h"

#include "kab-cache-db-private.h"
#include "kab-private-file.h"
#include "kab-worker.h"

/*
 * KabCache is read on the main thread, where a row costs a fraction of a millisecond, and written behind
 * by a worker with a handle of its own (WAL lets the two alone). What is on its way to the disk is in
 * `fresh` meanwhile, so that a reader always sees the last word. A cache without a path keeps everything
 * there and leaves nothing on the disk: for people who do not want to be remembered.
 */
struct _KabCache
{
  GObject parent_instance;

  char *path;
  KabWorker *worker;
  KabCacheDb *writer; /* the worker's alone */
  KabCacheDb *reader;
  guint reader_life;
  gboolean closed;
  gboolean told_reset;

  GMutex mutex;      /* of what follows */
  GHashTable *fresh; /* key → Entry */
  guint life;        /* grows when the file is made anew */
  gboolean reset;
};

typedef struct
{
  char *key;
  char *etag;
  GBytes *body; /* NULL: only the age has changed */
  gint64 fetched_at;
} Entry;

typedef struct
{
  KabCache *self; /* outlives its worker */
  Entry *entry;
} Job;

enum
{
  PROP_RESET = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* So many answers are kept where there is no disk to keep them on. */
#define MAX_IN_MEMORY 500

static void http_cache_iface_init (KabHttpCacheInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabCache,
                               kab_cache,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAB_TYPE_HTTP_CACHE, http_cache_iface_init))

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_free (entry->etag);
  g_clear_pointer (&entry->body, g_bytes_unref);
}

static void
entry_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, entry_clear);
}

static Entry *
entry_new (const char *key, const char *etag, GBytes *body)
{
  Entry *entry = g_atomic_rc_box_new0 (Entry);

  entry->key = g_strdup (key);
  entry->etag = g_strdup (etag);
  entry->body = body != NULL ? g_bytes_ref (body) : NULL;
  entry->fetched_at = g_get_real_time ();
  return entry;
}

/* On the worker's thread: opens the file, or makes it anew. */
static gboolean
open_writer (KabCache *self)
{
  gboolean reset = FALSE;

  if (self->writer != NULL)
    return TRUE;
  self->writer = kab_cache_db_open_writer (self->path, &reset);
  g_mutex_lock (&self->mutex);
  if (reset)
    {
      self->reset = TRUE;
      self->life++;
    }
  g_mutex_unlock (&self->mutex);
  return self->writer != NULL;
}

/* On the worker's thread: the file is damaged, and only a copy (rule C6). */
static gboolean
start_again (KabCache *self)
{
  g_clear_pointer (&self->writer, kab_cache_db_free);
  kab_cache_db_unlink (self->path);
  g_mutex_lock (&self->mutex);
  self->reset = TRUE;
  self->life++;
  g_mutex_unlock (&self->mutex);
  return open_writer (self);
}

static void
open_job (gpointer data)
{
  open_writer (data);
}

static void
restart_job (gpointer data)
{
  start_again (data);
}

static void
clear_job (gpointer data)
{
  KabCache *self = data;
  gboolean broken = FALSE;

  if (open_writer (self) && !kab_cache_db_clear (self->writer, &broken) && broken)
    start_again (self);
}

static gboolean
write_entry (KabCache *self, Entry *entry, gboolean *broken)
{
  if (entry->body == NULL)
    return kab_cache_db_confirm (self->writer, entry->key, entry->fetched_at, broken);
  return kab_cache_db_put (self->writer, entry->key, entry->etag, entry->body, entry->fetched_at, broken);
}

static void
write_job (gpointer data)
{
  Job *job = data;
  KabCache *self = job->self;
  gboolean broken = FALSE;

  if (open_writer (self) && !write_entry (self, job->entry, &broken) && broken && start_again (self))
    write_entry (self, job->entry, &broken);

  g_mutex_lock (&self->mutex);
  if (g_hash_table_lookup (self->fresh, job->entry->key) == job->entry)
    g_hash_table_remove (self->fresh, job->entry->key);
  g_mutex_unlock (&self->mutex);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  entry_unref (job->entry);
  g_free (job);
}

/* Takes @entry, which others see from now on. */
static void
keep (KabCache *self, Entry *entry)
{
  g_mutex_lock (&self->mutex);
  if (self->path == NULL && g_hash_table_size (self->fresh) >= MAX_IN_MEMORY)
    g_hash_table_remove_all (self->fresh);
  g_hash_table_replace (self->fresh, entry->key, entry);
  g_mutex_unlock (&self->mutex);

  if (self->path != NULL)
    {
      Job *job = g_new (Job, 1);

      *job = (Job) { self, g_atomic_rc_box_acquire (entry) };
      kab_worker_push (self->worker, write_job, job, job_free);
    }
}

static Entry *
dup_fresh (KabCache *self, const char *key)
{
  Entry *entry;

  g_mutex_lock (&self->mutex);
  entry = g_hash_table_lookup (self->fresh, key);
  if (entry != NULL)
    g_atomic_rc_box_acquire (entry);
  g_mutex_unlock (&self->mutex);
  return entry;
}

/* Tells of a file that had to go, on the thread that listeners live on. */
static void
tell_reset (KabCache *self)
{
  gboolean reset;

  g_mutex_lock (&self->mutex);
  reset = self->reset;
  g_mutex_unlock (&self->mutex);
  if (!reset || self->told_reset)
    return;
  self->told_reset = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESET]);
}

static KabCacheDb *
get_reader (KabCache *self)
{
  guint life;

  g_mutex_lock (&self->mutex);
  life = self->life;
  g_mutex_unlock (&self->mutex);
  if (self->reader != NULL && self->reader_life != life)
    g_clear_pointer (&self->reader, kab_cache_db_free);
  if (self->reader == NULL)
    self->reader = kab_cache_db_open_reader (self->path);
  self->reader_life = life;
  return self->reader;
}

static GBytes *
read_disk (KabCache *self, const char *key, char **etag, gint64 *fetched_at)
{
  KabCacheDb *reader = self->path != NULL ? get_reader (self) : NULL;
  gboolean broken = FALSE;
  GBytes *body;

  if (reader == NULL)
    return NULL;
  body = kab_cache_db_get (reader, key, etag, fetched_at, &broken);
  if (broken)
    {
      g_clear_pointer (&self->reader, kab_cache_db_free);
      kab_worker_push (self->worker, restart_job, self, NULL);
    }
  return body;
}

static GBytes *
kab_cache_lookup (KabHttpCache *cache, const char *key, char **etag)
{
  return kab_cache_get (KAB_CACHE (cache), key, etag, NULL);
}

static void
kab_cache_store (KabHttpCache *cache, const char *key, const char *etag, GBytes *body)
{
  kab_cache_put (KAB_CACHE (cache), key, etag, body);
}

static void
kab_cache_confirm_answer (KabHttpCache *cache, const char *key)
{
  kab_cache_confirm (KAB_CACHE (cache), key);
}

static GDateTime *
kab_cache_dup_time (KabHttpCache *cache, const char *key)
{
  GDateTime *time = NULL;
  g_autoptr (GBytes) body = kab_cache_get (KAB_CACHE (cache), key, NULL, &time);

  return time;
}

static void
http_cache_iface_init (KabHttpCacheInterface *iface)
{
  iface->lookup = kab_cache_lookup;
  iface->store = kab_cache_store;
  iface->confirm = kab_cache_confirm_answer;
  iface->dup_time = kab_cache_dup_time;
}

static void
kab_cache_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RESET)
    g_value_set_boolean (value, kab_cache_get_reset (KAB_CACHE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
close_file (KabCache *self)
{
  if (self->worker != NULL)
    kab_worker_drain (self->worker);
  g_clear_pointer (&self->reader, kab_cache_db_free);
  g_clear_pointer (&self->writer, kab_cache_db_free);
}

static void
kab_cache_finalize (GObject *object)
{
  KabCache *self = KAB_CACHE (object);

  close_file (self);
  g_clear_pointer (&self->worker, kab_worker_free);
  g_hash_table_unref (self->fresh);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  G_OBJECT_CLASS (kab_cache_parent_class)->finalize (object);
}

static void
kab_cache_class_init (KabCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_cache_get_property;
  object_class->finalize = kab_cache_finalize;

  /**
   * KabCache:reset:
   *
   * Whether the file was damaged and had to be made anew (rule C6): a person is told once.
   */
  properties[PROP_RESET] = g_param_spec_boolean (
      "reset", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_cache_init (KabCache *self)
{
  g_mutex_init (&self->mutex);
  self->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_unref);
}

/**
 * kab_cache_new:
 * @path: (nullable): the file, which need not be there; %NULL keeps everything in memory
 *
 * Opens an offline copy behind the caller's back: nothing here waits for the disk.
 *
 * Returns: (transfer full): the offline copy
 */
KabCache *
kab_cache_new (const char *path)
{
  KabCache *self = g_object_new (KAB_TYPE_CACHE, NULL);

  if (path == NULL)
    return self;
  self->path = g_strdup (path);
  self->worker = kab_worker_new ();
  kab_worker_push (self->worker, open_job, self, NULL);
  return self;
}

/**
 * kab_cache_get:
 * @self: an offline copy
 * @key: method and URL, "GET /org/documents?offset=0"
 * @etag: (out) (optional) (transfer full): the entity tag
 * @fetched_at: (out) (optional) (transfer full): when the server last said so
 *
 * Returns: (transfer full) (nullable): the last known answer, or %NULL; then nothing else is set
 */
GBytes *
kab_cache_get (KabCache *self, const char *key, char **etag, GDateTime **fetched_at)
{
  Entry *entry;
  g_autofree char *tag = NULL;
  gint64 time = 0;
  GBytes *body;

  g_return_val_if_fail (KAB_IS_CACHE (self) && key != NULL, NULL);

  if (self->closed)
    return NULL;
  tell_reset (self);
  entry = dup_fresh (self, key);
  if (entry != NULL && entry->body != NULL)
    {
      body = g_bytes_ref (entry->body);
      tag = g_strdup (entry->etag);
    }
  else
    body = read_disk (self, key, &tag, &time);
  if (entry != NULL)
    {
      time = entry->fetched_at;
      entry_unref (entry);
    }
  if (body == NULL)
    return NULL;
  if (etag != NULL)
    *etag = g_steal_pointer (&tag);
  if (fetched_at != NULL)
    *fetched_at = g_date_time_new_from_unix_local_usec (time);
  return body;
}

/**
 * kab_cache_put:
 * @self: an offline copy
 * @key: as in kab_cache_get()
 * @etag: the entity tag
 * @body: the answer
 *
 * Keeps @body in place of what was kept before. A body above %KAB_CACHE_MAX_BODY is not kept.
 */
void
kab_cache_put (KabCache *self, const char *key, const char *etag, GBytes *body)
{
  g_return_if_fail (KAB_IS_CACHE (self) && key != NULL && etag != NULL && body != NULL);

  if (!self->closed && g_bytes_get_size (body) <= KAB_CACHE_MAX_BODY)
    keep (self, entry_new (key, etag, body));
}

/**
 * kab_cache_confirm:
 * @self: an offline copy
 * @key: as in kab_cache_get()
 *
 * What is kept for @key is still true: its age starts anew.
 */
void
kab_cache_confirm (KabCache *self, const char *key)
{
  Entry *known;
  Entry *entry;

  g_return_if_fail (KAB_IS_CACHE (self) && key != NULL);

  if (self->closed)
    return;
  known = dup_fresh (self, key);
  if (known != NULL)
    {
      entry = entry_new (key, known->etag, known->body);
      entry_unref (known);
    }
  else
    entry = entry_new (key, NULL, NULL);
  keep (self, entry);
}

/**
 * kab_cache_clear:
 * @self: an offline copy
 *
 * Forgets everything that is kept; the person stays signed in (rule C6).
 */
void
kab_cache_clear (KabCache *self)
{
  g_return_if_fail (KAB_IS_CACHE (self));

  if (self->closed)
    return;
  g_mutex_lock (&self->mutex);
  g_hash_table_remove_all (self->fresh);
  g_mutex_unlock (&self->mutex);
  if (self->path == NULL)
    return;
  kab_worker_push (self->worker, clear_job, self, NULL);
  kab_worker_drain (self->worker);
}

/**
 * kab_cache_get_reset:
 * @self: an offline copy
 *
 * Returns: whether the file was damaged and had to be made anew
 */
gboolean
kab_cache_get_reset (KabCache *self)
{
  gboolean reset;

  g_return_val_if_fail (KAB_IS_CACHE (self), FALSE);

  g_mutex_lock (&self->mutex);
  reset = self->reset;
  g_mutex_unlock (&self->mutex);
  return reset;
}

/**
 * kab_cache_flush:
 * @self: an offline copy
 *
 * Waits until everything is on the disk.
 */
void
kab_cache_flush (KabCache *self)
{
  g_return_if_fail (KAB_IS_CACHE (self));

  if (self->worker != NULL)
    kab_worker_drain (self->worker);
}

/**
 * kab_cache_unlink:
 * @self: an offline copy
 *
 * Deletes the copy for good: nothing is left on the disk, and whatever comes late is not kept any more
 * (rule A9).
 */
void
kab_cache_unlink (KabCache *self)
{
  g_return_if_fail (KAB_IS_CACHE (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  close_file (self);
  g_hash_table_remove_all (self->fresh);
  if (self->path != NULL)
    kab_cache_db_unlink (self->path);
}
