/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-changes.h"

/* What is known of one type since it was last told. */
typedef struct
{
  char *id;
  gint64 version;
  gboolean several;
} Pending;

struct _KabChanges
{
  KabChangesFunc func;
  gpointer owner;
  guint interval; /* milliseconds */

  GHashTable *pending; /* type → Pending */
  gboolean all;
  guint source;
  gint64 told_at; /* by the monotonic clock */
};

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_free (pending->id);
  g_free (pending);
}

/**
 * kab_changes_new:
 * @milliseconds: the least time from one round of telling to the next
 * @func: is told
 * @owner: for @func; outlives what is returned
 *
 * The first hint after a while is told at once (in the next turn of the main loop), the others are gathered: each
 * type is then told once.
 *
 * Returns: (transfer full): nothing to tell yet
 */
KabChanges *
kab_changes_new (guint milliseconds, KabChangesFunc func, gpointer owner)
{
  KabChanges *self = g_new0 (KabChanges, 1);

  self->interval = milliseconds;
  self->func = func;
  self->owner = owner;
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pending_free);
  return self;
}

/**
 * kab_changes_free:
 * @self: (nullable): changes; what was not told is forgotten
 */
void
kab_changes_free (KabChanges *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_unref (self->pending);
  g_free (self);
}

/* Whoever is told may drop the owner, and with it this. */
static gboolean
tell_cb (gpointer data)
{
  KabChanges *self = data;
  KabChangesFunc func = self->func;
  g_autoptr (GObject) owner = g_object_ref (self->owner);
  g_autoptr (GHashTable) pending = g_steal_pointer (&self->pending);
  gboolean all = self->all;
  GHashTableIter iter;
  gpointer type;
  gpointer each;

  self->source = 0;
  self->all = FALSE;
  self->told_at = g_get_monotonic_time ();
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pending_free);
  if (all)
    {
      func (owner, NULL, NULL, 0);
      return G_SOURCE_REMOVE;
    }
  g_hash_table_iter_init (&iter, pending);
  while (g_hash_table_iter_next (&iter, &type, &each))
    {
      Pending *change = each;

      func (owner, type, change->several ? NULL : change->id, change->several ? 0 : change->version);
    }
  return G_SOURCE_REMOVE;
}

static void
schedule (KabChanges *self)
{
  gint64 since = (g_get_monotonic_time () - self->told_at) / 1000;

  if (self->source == 0)
    self->source = g_timeout_add (self->told_at == 0 || since >= self->interval ? 0 : self->interval - since,
                                  tell_cb, self);
}

/**
 * kab_changes_add:
 * @self: changes
 * @change: a hint
 */
void
kab_changes_add (KabChanges *self, KabChange *change)
{
  Pending *known = g_hash_table_lookup (self->pending, kab_change_get_type_id (change));

  if (known == NULL)
    {
      known = g_new0 (Pending, 1);
      known->id = g_strdup (kab_change_get_id (change));
      g_hash_table_insert (self->pending, g_strdup (kab_change_get_type_id (change)), known);
    }
  known->several |= !g_str_equal (known->id, kab_change_get_id (change));
  known->version = MAX (known->version, kab_change_get_version (change));
  schedule (self);
}

/**
 * kab_changes_add_all:
 * @self: changes
 *
 * Anything may have changed.
 */
void
kab_changes_add_all (KabChanges *self)
{
  self->all = TRUE;
  schedule (self);
}
