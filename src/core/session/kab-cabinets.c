/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-cabinets-private.h"

#include "kab-cabinet-private.h"
#include "kab-fiber.h"
#include "kab-private-file.h"

#include <glib/gstdio.h>

/*
 * KabCabinets is the list model of all cabinets and the only writer of the file that they are listed in.
 * That file names servers and people and holds no secret; who does not want to be remembered is not in
 * it. Main thread only.
 */

#define LIST_FILE "cabinets.ini"
#define DRAFTS_DIR "drafts"

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabCabinets,
                               kab_cabinets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
kab_cabinets_get_item_type (GListModel *model)
{
  return KAB_TYPE_CABINET;
}

static guint
kab_cabinets_get_n_items (GListModel *model)
{
  return KAB_CABINETS (model)->cabinets->len;
}

static gpointer
kab_cabinets_get_item (GListModel *model, guint position)
{
  KabCabinets *self = KAB_CABINETS (model);

  return position < self->cabinets->len ? g_object_ref (self->cabinets->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = kab_cabinets_get_item_type;
  iface->get_n_items = kab_cabinets_get_n_items;
  iface->get_item = kab_cabinets_get_item;
}

/* kab_cabinets_save: writes the list as it stands, behind the caller's back. */
void
kab_cabinets_save (KabCabinets *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_cabinet_entry_free);
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->cabinets->len; i++)
    {
      KabCabinet *cabinet = self->cabinets->pdata[i];

      if (cabinet->remembered)
        g_ptr_array_add (entries, kab_cabinet_entry_new (cabinet->id, cabinet->origin, cabinet->organisation,
                                                         cabinet->person));
    }
  for (guint i = 0; i < self->revocations->len; i++)
    {
      KabCabinetEntry *entry = self->revocations->pdata[i];

      g_ptr_array_add (entries, kab_cabinet_entry_new (entry->id, entry->origin, entry->organisation, NULL));
    }
  text = kab_cabinets_file_to_text (entries);
  if (g_set_str (&self->written, text))
    kab_private_file_write_behind (self->writer, self->list_path, text);
}

/* The keyring is open: whoever waits for it goes on. */
static void
cabinet_opened_cb (KabCabinet *opened, KabCabinets *self)
{
  for (guint i = 0; i < self->cabinets->len; i++)
    {
      KabCabinet *cabinet = self->cabinets->pdata[i];
      KabCabinetState state = cabinet->state;

      if (cabinet != opened
          && (state == KAB_CABINET_LOCKED || state == KAB_CABINET_DENIED
              || kab_cabinet_get_session_only (cabinet)))
        dex_future_disown (kab_cabinet_take_up (cabinet));
    }
  dex_future_disown (kab_cabinets_send_revocations (self));
}

static void
cabinet_forgotten_cb (KabCabinet *cabinet, gboolean unfinished, KabCabinets *self)
{
  g_autoptr (KabCabinet) kept = g_object_ref (cabinet);
  guint position;

  if (!g_ptr_array_find (self->cabinets, cabinet, &position))
    return;
  if (unfinished)
    g_ptr_array_add (self->revocations,
                     kab_cabinet_entry_new (cabinet->id, cabinet->origin, cabinet->organisation, NULL));
  g_signal_handlers_disconnect_by_data (cabinet, self);
  g_ptr_array_remove_index (self->cabinets, position);
  kab_cabinets_save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* kab_cabinets_make: a cabinet that this list will hear of. */
KabCabinet *
kab_cabinets_make (KabCabinets *self,
                   const char *id,
                   const char *origin,
                   const char *organisation,
                   KabPerson *person,
                   gboolean remembered)
{
  KabCabinet *cabinet = kab_cabinet_new (self->net, self->store, self->state_dir, id, origin, organisation,
                                         person, remembered);

  g_signal_connect_object (cabinet, "notify::person", G_CALLBACK (kab_cabinets_save), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cabinet, "opened", G_CALLBACK (cabinet_opened_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (cabinet, "forgotten", G_CALLBACK (cabinet_forgotten_cb), self, G_CONNECT_DEFAULT);
  kab_cabinet_set_live (cabinet, self->live);
  kab_events_set_hidden (cabinet->events, self->hidden);
  return cabinet;
}

/* kab_cabinets_append: takes @cabinet into the list, if it is not there. */
void
kab_cabinets_append (KabCabinets *self, KabCabinet *cabinet)
{
  if (g_ptr_array_find (self->cabinets, cabinet, NULL))
    return;
  g_ptr_array_add (self->cabinets, g_object_ref (cabinet));
  g_list_model_items_changed (G_LIST_MODEL (self), self->cabinets->len - 1, 0, 1);
}

static void
read_list (KabCabinets *self)
{
  g_autoptr (GPtrArray) entries = kab_cabinets_file_read (self->list_path);

  for (guint i = 0; i < entries->len; i++)
    {
      KabCabinetEntry *entry = entries->pdata[i];

      if (entry->person != NULL)
        g_ptr_array_add (self->cabinets, kab_cabinets_make (self, entry->id, entry->origin,
                                                            entry->organisation, entry->person, TRUE));
      else
        g_ptr_array_add (self->revocations,
                         kab_cabinet_entry_new (entry->id, entry->origin, entry->organisation, NULL));
    }
}

/* Whether a file is a cabinet's that is no longer in the list: a sign-out that was cut short. */
static gboolean
is_stray (KabCabinets *self, const char *name)
{
  static const char *const prefixes[]
      = { KAB_CABINET_CACHE_PREFIX, KAB_CABINET_DRAFTS_PREFIX, KAB_CABINET_VIEWS_PREFIX };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *id = NULL;

      if (!g_str_has_prefix (name, prefixes[i]))
        continue;
      id = g_strndup (name + strlen (prefixes[i]), strlen ("00000000-0000-0000-0000-000000000000"));
      return g_uuid_string_is_valid (id) && kab_cabinets_find (self, id) == NULL;
    }
  return FALSE;
}

static void
remove_strays (KabCabinets *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->state_dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->state_dir, name, NULL);

      if (!is_stray (self, name))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          g_autoptr (KabDrafts) drafts = kab_drafts_new (path);

          kab_drafts_unlink (drafts);
        }
      else
        g_unlink (path);
    }
}

static void
kab_cabinets_finalize (GObject *object)
{
  KabCabinets *self = KAB_CABINETS (object);

  g_ptr_array_unref (self->cabinets);
  g_ptr_array_unref (self->revocations);
  g_clear_pointer (&self->writer, kab_worker_free);
  g_clear_object (&self->drafts);
  g_clear_object (&self->net);
  g_clear_object (&self->store);
  g_free (self->state_dir);
  g_free (self->list_path);
  g_free (self->written);
  G_OBJECT_CLASS (kab_cabinets_parent_class)->finalize (object);
}

static void
kab_cabinets_class_init (KabCabinetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_cabinets_finalize;
}

static void
kab_cabinets_init (KabCabinets *self)
{
  self->cabinets = g_ptr_array_new_with_free_func (g_object_unref);
  self->revocations = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_cabinet_entry_free);
  self->writer = kab_worker_new ();
}

/**
 * kab_cabinets_new:
 * @net: the network
 * @store: where secrets are kept
 * @state_dir: a directory of this program's own; made, and closed to others, if it is not there
 *
 * Reads which cabinets this computer knows. Neither the keyring nor a server is asked:
 * see kab_cabinets_restore().
 *
 * Returns: (transfer full): a #GListModel of #KabCabinet
 */
KabCabinets *
kab_cabinets_new (KabNet *net, KabSecretStore *store, const char *state_dir)
{
  KabCabinets *self;
  g_autofree char *drafts_dir = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (KAB_IS_NET (net) && KAB_IS_SECRET_STORE (store), NULL);
  g_return_val_if_fail (state_dir != NULL, NULL);

  self = g_object_new (KAB_TYPE_CABINETS, NULL);
  self->net = g_object_ref (net);
  self->store = g_object_ref (store);
  self->state_dir = g_strdup (state_dir);
  self->list_path = g_build_filename (state_dir, LIST_FILE, NULL);
  drafts_dir = g_build_filename (state_dir, DRAFTS_DIR, NULL);
  self->drafts = kab_drafts_new (drafts_dir);
  if (!kab_private_dir_make (state_dir, &error))
    g_info ("Nothing can be kept: %s", error->message);
  read_list (self);
  remove_strays (self);
  return self;
}

/**
 * kab_cabinets_get_net:
 * @self: a list of cabinets
 *
 * Returns: (transfer none): the network
 */
KabNet *
kab_cabinets_get_net (KabCabinets *self)
{
  g_return_val_if_fail (KAB_IS_CABINETS (self), NULL);
  return self->net;
}

/**
 * kab_cabinets_get_secret_store:
 * @self: a list of cabinets
 *
 * Returns: (transfer none): where secrets are kept
 */
KabSecretStore *
kab_cabinets_get_secret_store (KabCabinets *self)
{
  g_return_val_if_fail (KAB_IS_CABINETS (self), NULL);
  return self->store;
}

/**
 * kab_cabinets_get_drafts:
 * @self: a list of cabinets
 *
 * Returns: (transfer none): drafts of people who are not signed in yet
 */
KabDrafts *
kab_cabinets_get_drafts (KabCabinets *self)
{
  g_return_val_if_fail (KAB_IS_CABINETS (self), NULL);
  return self->drafts;
}

/**
 * kab_cabinets_set_live:
 * @self: a list of cabinets
 * @live: whether those in it, now and later, hear of changes on their servers
 */
void
kab_cabinets_set_live (KabCabinets *self, gboolean live)
{
  g_return_if_fail (KAB_IS_CABINETS (self));

  self->live = live;
  for (guint i = 0; i < self->cabinets->len; i++)
    kab_cabinet_set_live (self->cabinets->pdata[i], live);
}

/**
 * kab_cabinets_set_hidden:
 * @self: a list of cabinets
 * @hidden: whether nobody sees a window of ours (rule D6)
 */
void
kab_cabinets_set_hidden (KabCabinets *self, gboolean hidden)
{
  g_return_if_fail (KAB_IS_CABINETS (self));

  self->hidden = hidden;
  for (guint i = 0; i < self->cabinets->len; i++)
    kab_events_set_hidden (kab_cabinet_get_events (self->cabinets->pdata[i]), hidden);
}

/**
 * kab_cabinets_find:
 * @self: a list of cabinets
 * @id: (nullable): the id of a cabinet
 *
 * Returns: (transfer none) (nullable): the cabinet, or %NULL if it is not known
 */
KabCabinet *
kab_cabinets_find (KabCabinets *self, const char *id)
{
  g_return_val_if_fail (KAB_IS_CABINETS (self), NULL);

  for (guint i = 0; i < self->cabinets->len; i++)
    if (g_strcmp0 (kab_cabinet_get_id (self->cabinets->pdata[i]), id) == 0)
      return self->cabinets->pdata[i];
  return NULL;
}

static DexFuture *
restore_fiber (gpointer data)
{
  KabCabinets *self = data;
  g_autoptr (GPtrArray) restoring = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < self->cabinets->len; i++)
    g_ptr_array_add (restoring, kab_cabinet_restore (self->cabinets->pdata[i]));
  for (guint i = 0; i < restoring->len; i++)
    dex_await (dex_ref (restoring->pdata[i]), NULL);
  dex_future_disown (kab_cabinets_send_revocations (self));
  return dex_future_new_true ();
}

/**
 * kab_cabinets_restore:
 * @self: a list of cabinets
 *
 * Takes up all sessions that the keyring keeps, as kab_cabinet_restore() does, and tells servers of
 * sign-outs that they could not be told before.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the state of each cabinet is known
 */
DexFuture *
kab_cabinets_restore (KabCabinets *self)
{
  g_return_val_if_fail (KAB_IS_CABINETS (self), NULL);
  return kab_fiber_spawn (restore_fiber, g_object_ref (self), g_object_unref);
}
