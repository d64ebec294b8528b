/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-memory-secret-store.h"

typedef struct
{
  DexPromise *promise;
  char *name;
  SecretValue *secret;
} Held;

struct _KabMemorySecretStore
{
  GObject parent_instance;

  GHashTable *items;  /* "account kind" → SecretValue */
  GPtrArray *held;    /* of Held: stores that wait to be let through */
  DexPromise *asking; /* the question for the password */
  KabSecretSituation situation;
  gboolean hold;
};

static void secret_store_iface_init (KabSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabMemorySecretStore,
                               kab_memory_secret_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAB_TYPE_SECRET_STORE, secret_store_iface_init))

static char *
name_item (const char *account_id, const char *kind)
{
  return g_strdup_printf ("%s %s", account_id, kind);
}

static void
held_free (gpointer data)
{
  Held *held = data;

  dex_unref (held->promise);
  g_free (held->name);
  secret_value_unref (held->secret);
  g_free (held);
}

static DexFuture *
refuse (KabMemorySecretStore *self)
{
  return dex_future_new_reject (KAB_SECRET_ERROR, self->situation, "Told to refuse");
}

static DexFuture *
kab_memory_secret_store_lookup (KabSecretStore *store, const KabSecretKey *key)
{
  KabMemorySecretStore *self = KAB_MEMORY_SECRET_STORE (store);
  g_autofree char *name = name_item (key->account_id, key->kind);
  SecretValue *secret = g_hash_table_lookup (self->items, name);

  if (self->situation != KAB_SECRET_OK)
    return refuse (self);
  if (secret == NULL)
    return dex_future_new_reject (KAB_SECRET_ERROR, KAB_SECRET_NO_ITEM, "Not there");
  return dex_future_new_take_boxed (SECRET_TYPE_VALUE, secret_value_ref (secret));
}

static DexFuture *
kab_memory_secret_store_store (KabSecretStore *store,
                               const KabSecretKey *key,
                               const char *label,
                               SecretValue *secret)
{
  KabMemorySecretStore *self = KAB_MEMORY_SECRET_STORE (store);

  if (self->situation != KAB_SECRET_OK)
    return refuse (self);
  if (self->hold)
    {
      Held *held = g_new (Held, 1);

      *held
          = (Held) { dex_promise_new (), name_item (key->account_id, key->kind), secret_value_ref (secret) };
      g_ptr_array_add (self->held, held);
      return dex_ref (DEX_FUTURE (held->promise));
    }
  g_hash_table_replace (self->items, name_item (key->account_id, key->kind), secret_value_ref (secret));
  return dex_future_new_true ();
}

static DexFuture *
kab_memory_secret_store_clear (KabSecretStore *store, const KabSecretKey *key)
{
  KabMemorySecretStore *self = KAB_MEMORY_SECRET_STORE (store);
  g_autofree char *name = name_item (key->account_id, key->kind);

  if (self->situation != KAB_SECRET_OK)
    return refuse (self);
  g_hash_table_remove (self->items, name);
  return dex_future_new_true ();
}

static DexFuture *
kab_memory_secret_store_unlock (KabSecretStore *store)
{
  KabMemorySecretStore *self = KAB_MEMORY_SECRET_STORE (store);

  if (self->situation == KAB_SECRET_NO_SERVICE)
    return refuse (self);
  if (self->situation == KAB_SECRET_OK)
    return dex_future_new_true ();
  if (self->asking == NULL)
    self->asking = dex_promise_new ();
  return dex_ref (DEX_FUTURE (self->asking));
}

static void
secret_store_iface_init (KabSecretStoreInterface *iface)
{
  iface->lookup = kab_memory_secret_store_lookup;
  iface->store = kab_memory_secret_store_store;
  iface->clear = kab_memory_secret_store_clear;
  iface->unlock = kab_memory_secret_store_unlock;
}

static void
kab_memory_secret_store_finalize (GObject *object)
{
  KabMemorySecretStore *self = KAB_MEMORY_SECRET_STORE (object);

  dex_clear (&self->asking);
  g_ptr_array_unref (self->held);
  g_hash_table_unref (self->items);
  G_OBJECT_CLASS (kab_memory_secret_store_parent_class)->finalize (object);
}

static void
kab_memory_secret_store_class_init (KabMemorySecretStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_memory_secret_store_finalize;
}

static void
kab_memory_secret_store_init (KabMemorySecretStore *self)
{
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);
  self->held = g_ptr_array_new_with_free_func (held_free);
}

/**
 * kab_memory_secret_store_new:
 *
 * Returns: (transfer full): an open and empty store
 */
KabMemorySecretStore *
kab_memory_secret_store_new (void)
{
  return g_object_new (KAB_TYPE_MEMORY_SECRET_STORE, NULL);
}

/**
 * kab_memory_secret_store_set_situation:
 * @self: a store
 * @situation: what all calls find from now on
 */
void
kab_memory_secret_store_set_situation (KabMemorySecretStore *self, KabSecretSituation situation)
{
  self->situation = situation;
}

/**
 * kab_memory_secret_store_hold:
 * @self: a store
 * @hold: whether stores hang from now on; if not, those that hang are let through
 */
void
kab_memory_secret_store_hold (KabMemorySecretStore *self, gboolean hold)
{
  self->hold = hold;
  while (!hold && self->held->len > 0)
    {
      Held *held = g_ptr_array_steal_index (self->held, 0);

      g_hash_table_replace (self->items, g_strdup (held->name), secret_value_ref (held->secret));
      dex_promise_resolve_boolean (held->promise, TRUE);
      held_free (held);
    }
}

/**
 * kab_memory_secret_store_lose_held:
 * @self: a store
 *
 * What hangs never arrives, as if the program had died; new stores are taken again.
 */
void
kab_memory_secret_store_lose_held (KabMemorySecretStore *self)
{
  self->hold = FALSE;
  while (self->held->len > 0)
    {
      Held *held = g_ptr_array_steal_index (self->held, 0);

      dex_promise_reject (held->promise,
                          g_error_new_literal (KAB_SECRET_ERROR, KAB_SECRET_NO_SERVICE, "The program died"));
      held_free (held);
    }
}

/**
 * kab_memory_secret_store_is_asking:
 * @self: a store
 *
 * Returns: whether the person is being asked for the password
 */
gboolean
kab_memory_secret_store_is_asking (KabMemorySecretStore *self)
{
  return self->asking != NULL;
}

/**
 * kab_memory_secret_store_answer:
 * @self: a store that asks
 * @open: whether the person gives the password
 *
 * Answers the question for the password.
 */
void
kab_memory_secret_store_answer (KabMemorySecretStore *self, gboolean open)
{
  g_autoptr (DexPromise) asking = g_steal_pointer (&self->asking);

  g_assert_nonnull (asking);
  if (open)
    {
      self->situation = KAB_SECRET_OK;
      dex_promise_resolve_boolean (asking, TRUE);
    }
  else
    dex_promise_reject (asking, g_error_new_literal (KAB_SECRET_ERROR, KAB_SECRET_DENIED, "Dismissed"));
}

/**
 * kab_memory_secret_store_get_n_items:
 * @self: a store
 *
 * Returns: how many secrets it holds
 */
guint
kab_memory_secret_store_get_n_items (KabMemorySecretStore *self)
{
  return g_hash_table_size (self->items);
}

/**
 * kab_memory_secret_store_get_n_held:
 * @self: a store
 *
 * Returns: how many stores hang
 */
guint
kab_memory_secret_store_get_n_held (KabMemorySecretStore *self)
{
  return self->held->len;
}

/**
 * kab_memory_secret_store_dup:
 * @self: a store
 * @account_id: the account of a secret
 * @kind: its kind
 *
 * Returns: (transfer full) (nullable): the secret, whatever the situation
 */
char *
kab_memory_secret_store_dup (KabMemorySecretStore *self, const char *account_id, const char *kind)
{
  g_autofree char *name = name_item (account_id, kind);
  SecretValue *secret = g_hash_table_lookup (self->items, name);

  return secret != NULL ? g_strdup (secret_value_get_text (secret)) : NULL;
}
