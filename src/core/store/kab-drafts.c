/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-drafts.h"

#include "kab-draft-private.h"
#include "kab-private-file.h"
#include "kab-worker.h"

#include <glib/gstdio.h>

/*
 * KabDrafts keeps one small file a draft, under a name that tells nothing. Drafts are read when first
 * asked for and written behind by a worker, so that saving costs the person who types nothing. Without a
 * directory they live in memory, for people who do not want to be remembered.
 */
struct _KabDrafts
{
  GObject parent_instance;

  char *dir;
  char *fingerprint_key;
  GHashTable *drafts; /* key → KabDraft */
  KabWorker *worker;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (KabDrafts, kab_drafts, G_TYPE_OBJECT)

#define MAX_AGE_DAYS 60

static char *
make_path (KabDrafts *self, const char *key)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strdup_printf ("%.32s.json", sum);

  return g_build_filename (self->dir, name, NULL);
}

static void
write_draft (KabDrafts *self, const char *key, KabDraft *draft)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (self->dir == NULL || self->closed)
    return;
  path = make_path (self, key);
  text = draft != NULL ? kab_draft_to_text (draft, key) : NULL;
  kab_private_file_write_behind (self->worker, path, text);
}

/* On the worker's thread: what nobody has touched for so long has been given up (a registration holds a
 * name and an address). */
static void
forget_old_job (gpointer data)
{
  const char *dir = data;
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - MAX_AGE_DAYS * 24 * 60 * 60;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      GStatBuf status;

      if (g_stat (path, &status) == 0 && status.st_mtime < oldest)
        g_unlink (path);
    }
}

static KabDraft *
read_draft (KabDrafts *self, const char *key)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (self->dir == NULL || self->closed)
    return NULL;
  path = make_path (self, key);
  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  return kab_draft_from_text (text, length, key);
}

/* The draft of @key, from memory or disk; made if it is not there and @make. */
static KabDraft *
find (KabDrafts *self, const char *key, gboolean make)
{
  KabDraft *draft = g_hash_table_lookup (self->drafts, key);

  if (draft == NULL)
    draft = read_draft (self, key);
  else
    return draft;
  if (draft == NULL && make)
    draft = kab_draft_new ();
  if (draft != NULL)
    g_hash_table_insert (self->drafts, g_strdup (key), draft);
  return draft;
}

static void
kab_drafts_finalize (GObject *object)
{
  KabDrafts *self = KAB_DRAFTS (object);

  g_clear_pointer (&self->worker, kab_worker_free);
  g_hash_table_unref (self->drafts);
  g_free (self->fingerprint_key);
  g_free (self->dir);
  G_OBJECT_CLASS (kab_drafts_parent_class)->finalize (object);
}

static void
kab_drafts_class_init (KabDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_drafts_finalize;
}

static void
kab_drafts_init (KabDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) kab_draft_free);
  self->fingerprint_key = g_uuid_string_random ();
}

/**
 * kab_drafts_new:
 * @dir: (nullable): where they are kept, a directory of their own; %NULL keeps them in memory
 *
 * Drafts that nobody has touched for 60 days are forgotten.
 *
 * Returns: (transfer full): the drafts that are there
 */
KabDrafts *
kab_drafts_new (const char *dir)
{
  KabDrafts *self = g_object_new (KAB_TYPE_DRAFTS, NULL);

  self->dir = g_strdup (dir);
  self->worker = kab_worker_new ();
  if (dir != NULL)
    kab_worker_push (self->worker, forget_old_job, g_strdup (dir), g_free);
  return self;
}

/**
 * kab_drafts_load:
 * @self: drafts
 * @key: what the draft is of: "ORG/registration/STEP", "ORG/documents/ID/ACTION"
 *
 * Returns: (transfer full) (nullable): the values that were typed, or %NULL if there are none
 */
JsonObject *
kab_drafts_load (KabDrafts *self, const char *key)
{
  KabDraft *draft;

  g_return_val_if_fail (KAB_IS_DRAFTS (self) && key != NULL, NULL);

  draft = find (self, key, FALSE);
  return draft != NULL && draft->values != NULL ? json_object_ref (draft->values) : NULL;
}

/**
 * kab_drafts_save:
 * @self: drafts
 * @key: as in kab_drafts_load()
 * @fields: of #KabField: all that the form asks for
 * @values: all that was typed, secrets too
 *
 * Keeps what a person typed, but no password, captcha or code, nothing that a field calls a secret, and
 * nothing that no field asks for (rules A10, C9). Values that differ from the kept ones, secret or not,
 * will be sent under another idempotency key (rule B7).
 */
void
kab_drafts_save (KabDrafts *self, const char *key, GListModel *fields, JsonObject *values)
{
  KabDraft *draft;

  g_return_if_fail (KAB_IS_DRAFTS (self) && key != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (fields) && values != NULL);

  draft = find (self, key, TRUE);
  if (kab_draft_take_values (draft, fields, values, self->fingerprint_key))
    write_draft (self, key, draft);
}

/**
 * kab_drafts_dup_idempotency_key:
 * @self: drafts
 * @key: as in kab_drafts_load()
 *
 * Gives the key that the next attempt goes under: the same for all attempts with the same values, over
 * restarts too; so that what a person sends twice happens once (rule B7).
 *
 * Returns: (transfer full): a UUID
 */
char *
kab_drafts_dup_idempotency_key (KabDrafts *self, const char *key)
{
  KabDraft *draft;

  g_return_val_if_fail (KAB_IS_DRAFTS (self) && key != NULL, NULL);

  draft = find (self, key, TRUE);
  if (draft->idempotency_key == NULL)
    {
      draft->idempotency_key = g_uuid_string_random ();
      write_draft (self, key, draft);
    }
  return g_strdup (draft->idempotency_key);
}

/**
 * kab_drafts_accept:
 * @self: drafts
 * @key: as in kab_drafts_load()
 *
 * Tells that the server took what was sent: the next attempt is a new one. The values stay; use
 * kab_drafts_drop() where they are of no more use.
 */
void
kab_drafts_accept (KabDrafts *self, const char *key)
{
  KabDraft *draft;

  g_return_if_fail (KAB_IS_DRAFTS (self) && key != NULL);

  draft = find (self, key, FALSE);
  if (draft == NULL || draft->idempotency_key == NULL)
    return;
  g_clear_pointer (&draft->idempotency_key, g_free);
  write_draft (self, key, draft);
}

/**
 * kab_drafts_dup_flow:
 * @self: drafts
 * @key: what the flow is: "ORG/registration"
 *
 * Returns: (transfer full) (nullable): the id of the half-done flow, or %NULL if there is none
 */
char *
kab_drafts_dup_flow (KabDrafts *self, const char *key)
{
  KabDraft *draft;

  g_return_val_if_fail (KAB_IS_DRAFTS (self) && key != NULL, NULL);

  draft = find (self, key, FALSE);
  return draft != NULL ? g_strdup (draft->flow) : NULL;
}

/**
 * kab_drafts_set_flow:
 * @self: drafts
 * @key: as in kab_drafts_dup_flow()
 * @flow_id: (nullable): the id of the flow; its token goes to the secret store
 */
void
kab_drafts_set_flow (KabDrafts *self, const char *key, const char *flow_id)
{
  KabDraft *draft;

  g_return_if_fail (KAB_IS_DRAFTS (self) && key != NULL);

  draft = find (self, key, TRUE);
  if (g_set_str (&draft->flow, flow_id))
    write_draft (self, key, draft);
}

/**
 * kab_drafts_drop:
 * @self: drafts
 * @key: as in kab_drafts_load()
 *
 * Forgets a draft with its key and flow.
 */
void
kab_drafts_drop (KabDrafts *self, const char *key)
{
  g_return_if_fail (KAB_IS_DRAFTS (self) && key != NULL);

  /* An empty one stands in for the file until that is gone. */
  g_hash_table_replace (self->drafts, g_strdup (key), kab_draft_new ());
  write_draft (self, key, NULL);
}

/**
 * kab_drafts_flush:
 * @self: drafts
 *
 * Waits until everything is on the disk.
 */
void
kab_drafts_flush (KabDrafts *self)
{
  g_return_if_fail (KAB_IS_DRAFTS (self));

  kab_worker_drain (self->worker);
}

static void
remove_files (const char *dir)
{
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (dir);
}

/**
 * kab_drafts_unlink:
 * @self: drafts
 *
 * Deletes all drafts for good; whatever comes late is not kept any more (rule A9).
 */
void
kab_drafts_unlink (KabDrafts *self)
{
  g_return_if_fail (KAB_IS_DRAFTS (self));

  self->closed = TRUE;
  g_hash_table_remove_all (self->drafts);
  kab_worker_drain (self->worker);
  if (self->dir != NULL)
    remove_files (self->dir);
}
