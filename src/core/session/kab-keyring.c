/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-keyring.h"

#include "kab-dex-secret.h"
#include "kab-fiber.h"

#include <glib/gi18n.h>

/*
 * KabKeyring holds nothing but the one question that may be open before the person. Each call is a
 * fiber on the main thread that owns a copy of its key. libsecret gives nothing and no error for an item
 * in a locked collection, and would put up a question of its own for most other calls; so the collection
 * is asked first, and only unlock() asks the person.
 */
struct _KabKeyring
{
  GObject parent_instance;

  DexPromise *unlocking; /* settles with the question that is open, if one is */
};

static void secret_store_iface_init (KabSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabKeyring,
                               kab_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAB_TYPE_SECRET_STORE, secret_store_iface_init))

/* Attributes of a later format get another generation, so that two versions never read each other's. */
#define GENERATION "1"

/* What the service may take for anything that asks nobody. */
#define ANSWER_SECONDS 10

static const SecretSchema schema = {
  "org.kabinet.Kabinet.Session",
  SECRET_SCHEMA_NONE,
  {
      { "account-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "generation", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

typedef struct
{
  KabKeyring *self;
  GHashTable *attributes;
  char *label;
  SecretValue *secret;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->self);
  g_hash_table_unref (call->attributes);
  g_free (call->label);
  g_clear_pointer (&call->secret, secret_value_unref);
  g_free (call);
}

static Call *
call_new (KabSecretStore *store, const KabSecretKey *key)
{
  Call *call = g_new0 (Call, 1);

  call->self = g_object_ref (KAB_KEYRING (store));
  call->attributes = secret_attributes_build (&schema, "account-id", key->account_id, "origin", key->origin,
                                              "kind", key->kind, "generation", GENERATION, NULL);
  return call;
}

static KabSecretSituation
find_situation (const GError *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return KAB_SECRET_LOCKED;
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    return KAB_SECRET_NO_ITEM;
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_AUTH_FAILED))
    return KAB_SECRET_DENIED;
  return KAB_SECRET_NO_SERVICE;
}

/* Takes an error of libsecret or the bus and gives one of ours. */
static GError *
translate (GError *error)
{
  GError *ours;

  if (error->domain == KAB_SECRET_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    return error;
  ours = g_error_new_literal (KAB_SECRET_ERROR, find_situation (error), error->message);
  g_error_free (error);
  return ours;
}

static DexFuture *
reject (GError *error)
{
  return dex_future_new_for_error (translate (error));
}

static DexFuture *
soon (DexFuture *answer)
{
  return dex_future_first (answer, dex_timeout_new_seconds (ANSWER_SECONDS), NULL);
}

/* Awaits whether new items can be kept right now, and says in @error why not. Inside a sandbox libsecret
 * keeps a file of its own, and there is no service with a lock to ask for; where there is nothing at all,
 * the call that follows says so. */
static gboolean
await_open (GError **error)
{
  g_autoptr (SecretService) service = dex_await_object (soon (kab_dex_secret_get_service ()), NULL);
  g_autoptr (SecretCollection) collection = NULL;

  if (service == NULL)
    return TRUE;
  collection = dex_await_object (soon (kab_dex_secret_get_default_collection (service)), error);
  if (collection == NULL)
    return FALSE;
  if (!secret_collection_get_locked (collection))
    return TRUE;
  g_set_error_literal (error, KAB_SECRET_ERROR, KAB_SECRET_LOCKED, "The default collection is locked");
  return FALSE;
}

static gboolean
is_locked (SecretRetrievable *item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item));
}

static DexFuture *
lookup_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = dex_await_boxed (soon (kab_dex_secret_search (&schema, call->attributes)), &error);
  SecretValue *secret;

  if (items == NULL)
    return reject (g_steal_pointer (&error));
  if (items->len == 0)
    {
      /* An empty answer of a locked keyring says nothing about what is in it. */
      if (!await_open (&error))
        return reject (g_steal_pointer (&error));
      return dex_future_new_reject (KAB_SECRET_ERROR, KAB_SECRET_NO_ITEM, "The keyring has no such item");
    }
  if (is_locked (items->pdata[0]))
    return dex_future_new_reject (KAB_SECRET_ERROR, KAB_SECRET_LOCKED, "The item is locked");
  secret = dex_await_boxed (soon (kab_dex_secret_retrieve (items->pdata[0])), &error);
  if (secret == NULL)
    return reject (g_steal_pointer (&error));
  return dex_future_new_take_boxed (SECRET_TYPE_VALUE, secret);
}

static DexFuture *
kab_keyring_lookup (KabSecretStore *store, const KabSecretKey *key)
{
  return kab_fiber_spawn (lookup_fiber, call_new (store, key), call_free);
}

static DexFuture *
store_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr (GError) error = NULL;

  if (!await_open (&error))
    {
      if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
        return dex_future_new_reject (KAB_SECRET_ERROR, KAB_SECRET_LOCKED, "There is no collection yet");
      return reject (g_steal_pointer (&error));
    }
  if (!dex_await (soon (kab_dex_secret_store (&schema, call->attributes, call->label, call->secret)), &error))
    return reject (g_steal_pointer (&error));
  return dex_future_new_true ();
}

static DexFuture *
kab_keyring_store (KabSecretStore *store, const KabSecretKey *key, const char *label, SecretValue *secret)
{
  Call *call = call_new (store, key);

  call->label = g_strdup (label);
  call->secret = secret_value_ref (secret);
  return kab_fiber_spawn (store_fiber, call, call_free);
}

static DexFuture *
clear_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = dex_await_boxed (soon (kab_dex_secret_search (&schema, call->attributes)), &error);

  if (items == NULL)
    return reject (g_steal_pointer (&error));
  if (items->len == 0)
    {
      if (!await_open (&error) && !g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
        return reject (g_steal_pointer (&error));
      return dex_future_new_true ();
    }
  for (guint i = 0; i < items->len; i++)
    if (is_locked (items->pdata[i]))
      return dex_future_new_reject (KAB_SECRET_ERROR, KAB_SECRET_LOCKED, "The item is locked");
  if (!dex_await (soon (kab_dex_secret_clear (&schema, call->attributes)), &error))
    return reject (g_steal_pointer (&error));
  return dex_future_new_true ();
}

static DexFuture *
kab_keyring_clear (KabSecretStore *store, const KabSecretKey *key)
{
  return kab_fiber_spawn (clear_fiber, call_new (store, key), call_free);
}

/* Awaits the person's answer to the question for a password of a first collection. */
static gboolean
await_creation (SecretService *service, GError **error)
{
  g_autoptr (GError) none = NULL;
  g_autoptr (SecretCollection) collection
      = dex_await_object (kab_dex_secret_create_default_collection (service, _ ("Default Keyring")), &none);

  if (collection != NULL)
    return TRUE;
  /* A dismissed question is answered with the path "/", which libsecret then looks for. */
  if (g_error_matches (none, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT)
      || g_error_matches (none, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    g_set_error_literal (error, KAB_SECRET_ERROR, KAB_SECRET_DENIED, "No keyring was made");
  else
    g_propagate_error (error, g_steal_pointer (&none));
  return FALSE;
}

/* Awaits the person's answer to the question for the password. */
static gboolean
await_unlock (GError **error)
{
  g_autoptr (GError) none = NULL;
  g_autoptr (SecretService) service = dex_await_object (soon (kab_dex_secret_get_service ()), error);
  g_autoptr (SecretCollection) collection = NULL;
  int opened;

  if (service == NULL)
    return FALSE;
  collection = dex_await_object (soon (kab_dex_secret_get_default_collection (service)), &none);
  if (g_error_matches (none, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    return await_creation (service, error);
  if (collection == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&none));
      return FALSE;
    }
  if (!secret_collection_get_locked (collection))
    return TRUE;
  opened = dex_await_int (kab_dex_secret_unlock (service, collection), &none);
  if (none != NULL)
    g_propagate_error (error, g_steal_pointer (&none));
  else if (opened == 0)
    g_set_error_literal (error, KAB_SECRET_ERROR, KAB_SECRET_DENIED, "The keyring stays closed");
  return opened > 0;
}

static DexFuture *
unlock_fiber (gpointer data)
{
  KabKeyring *self = data;
  g_autoptr (DexPromise) promise = NULL;
  g_autoptr (GError) error = NULL;
  gboolean open = await_unlock (&error);

  promise = g_steal_pointer (&self->unlocking);
  if (open)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, translate (g_steal_pointer (&error)));
  return dex_future_new_true ();
}

static DexFuture *
kab_keyring_unlock (KabSecretStore *store)
{
  KabKeyring *self = KAB_KEYRING (store);

  if (self->unlocking == NULL)
    {
      self->unlocking = dex_promise_new ();
      dex_future_disown (kab_fiber_spawn (unlock_fiber, g_object_ref (self), g_object_unref));
    }
  return dex_ref (DEX_FUTURE (self->unlocking));
}

static void
secret_store_iface_init (KabSecretStoreInterface *iface)
{
  iface->lookup = kab_keyring_lookup;
  iface->store = kab_keyring_store;
  iface->clear = kab_keyring_clear;
  iface->unlock = kab_keyring_unlock;
}

static void
kab_keyring_class_init (KabKeyringClass *klass)
{
}

static void
kab_keyring_init (KabKeyring *self)
{
}

/**
 * kab_keyring_new:
 *
 * Returns: (transfer full): the desktop's keyring; nothing is asked of it yet
 */
KabKeyring *
kab_keyring_new (void)
{
  return g_object_new (KAB_TYPE_KEYRING, NULL);
}
