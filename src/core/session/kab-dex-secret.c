/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-dex-secret.h"

/* Calls that may put a question before the person (store, unlock, create) are never cancelled:
 * libsecret loses a cancelled prompt and its task with it. Dropping their future only means that
 * nobody listens. The others are cancelled with their future. */

static void
settle_object (DexPromise *promise, gpointer object, GError *error)
{
  if (object != NULL)
    dex_promise_resolve_object (promise, object);
  else if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_reject (promise,
                        g_error_new_literal (SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT, "Not there"));
}

static void
settle_boolean (DexPromise *promise, GError *error)
{
  if (error == NULL)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GList *items = secret_password_search_finish (result, &error);
  GPtrArray *found;

  if (error != NULL)
    {
      dex_promise_reject (promise, g_steal_pointer (&error));
      return;
    }
  found = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *l = items; l != NULL; l = l->next)
    g_ptr_array_add (found, l->data);
  g_list_free (items);
  dex_promise_resolve_boxed (promise, G_TYPE_PTR_ARRAY, found);
}

/**
 * kab_dex_secret_search:
 * @schema: a schema
 * @attributes: (element-type utf8 utf8): what the items must have
 *
 * Looks for items, locked ones too, without opening anything.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #SecretRetrievable
 */
DexFuture *
kab_dex_secret_search (const SecretSchema *schema, GHashTable *attributes)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_searchv (schema, attributes, SECRET_SEARCH_ALL, dex_promise_get_cancellable (promise),
                           searched_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
retrieved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  SecretValue *secret
      = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (secret != NULL)
    dex_promise_resolve_boxed (promise, SECRET_TYPE_VALUE, secret);
  else
    settle_object (promise, NULL, g_steal_pointer (&error));
}

/**
 * kab_dex_secret_retrieve:
 * @item: an item that is not locked
 *
 * Returns: (transfer full): a future that resolves to the #SecretValue of @item
 */
DexFuture *
kab_dex_secret_retrieve (SecretRetrievable *item)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_retrievable_retrieve_secret (item, dex_promise_get_cancellable (promise), retrieved_cb,
                                      dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  secret_password_store_finish (result, &error);
  settle_boolean (promise, g_steal_pointer (&error));
}

/**
 * kab_dex_secret_store:
 * @schema: a schema
 * @attributes: (element-type utf8 utf8): what the item is found by
 * @label: what a person sees of it
 * @secret: the secret
 *
 * Keeps @secret in the default collection. Where that is locked, the person is asked.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
kab_dex_secret_store (const SecretSchema *schema,
                      GHashTable *attributes,
                      const char *label,
                      SecretValue *secret)
{
  DexPromise *promise = dex_promise_new ();

  secret_password_storev_binary (schema, attributes, SECRET_COLLECTION_DEFAULT, label, secret, NULL,
                                 stored_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  settle_boolean (promise, g_steal_pointer (&error));
}

/**
 * kab_dex_secret_clear:
 * @schema: a schema
 * @attributes: (element-type utf8 utf8): what the items must have
 *
 * Forgets all items that match and are not locked.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
kab_dex_secret_clear (const SecretSchema *schema, GHashTable *attributes)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_clearv (schema, attributes, dex_promise_get_cancellable (promise), cleared_cb,
                          dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
service_got_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  SecretService *service = secret_service_get_finish (result, &error);

  settle_object (promise, service, g_steal_pointer (&error));
}

/**
 * kab_dex_secret_get_service:
 *
 * Returns: (transfer full): a future that resolves to the #SecretService of this session
 */
DexFuture *
kab_dex_secret_get_service (void)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_service_get (SECRET_SERVICE_NONE, dex_promise_get_cancellable (promise), service_got_cb,
                      dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
collection_got_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  SecretCollection *collection = secret_collection_for_alias_finish (result, &error);

  settle_object (promise, collection, g_steal_pointer (&error));
}

/**
 * kab_dex_secret_get_default_collection:
 * @service: the keyring's service
 *
 * Returns: (transfer full): a future that resolves to the #SecretCollection where new items go, or
 *   rejects with %SECRET_ERROR_NO_SUCH_OBJECT where there is none yet
 */
DexFuture *
kab_dex_secret_get_default_collection (SecretService *service)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               dex_promise_get_cancellable (promise), collection_got_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
collection_created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  SecretCollection *collection = secret_collection_create_finish (result, &error);

  settle_object (promise, collection, g_steal_pointer (&error));
}

/**
 * kab_dex_secret_create_default_collection:
 * @service: the keyring's service
 * @label: its name
 *
 * Makes the collection where new items go. The person is asked for its password.
 *
 * Returns: (transfer full): a future that resolves to the #SecretCollection
 */
DexFuture *
kab_dex_secret_create_default_collection (SecretService *service, const char *label)
{
  DexPromise *promise = dex_promise_new ();

  secret_collection_create (service, label, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_CREATE_NONE, NULL,
                            collection_created_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  int unlocked = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_int (promise, unlocked);
}

/**
 * kab_dex_secret_unlock:
 * @service: the keyring's service
 * @collection: what to open
 *
 * Opens @collection. The person is asked, and may take any time.
 *
 * Returns: (transfer full): a future that resolves to how many collections were opened: 0 or 1
 */
DexFuture *
kab_dex_secret_unlock (SecretService *service, SecretCollection *collection)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GList) objects = g_list_append (NULL, collection);

  secret_service_unlock (service, objects, NULL, unlocked_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}
