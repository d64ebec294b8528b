/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-secret-store.h"

G_DEFINE_QUARK (kab-secret-error, kab_secret_error)

G_DEFINE_ENUM_TYPE (KabSecretSituation,
                    kab_secret_situation,
                    G_DEFINE_ENUM_VALUE (KAB_SECRET_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (KAB_SECRET_NO_SERVICE, "no-service"),
                    G_DEFINE_ENUM_VALUE (KAB_SECRET_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (KAB_SECRET_DENIED, "denied"),
                    G_DEFINE_ENUM_VALUE (KAB_SECRET_NO_ITEM, "no-item"))

G_DEFINE_INTERFACE (KabSecretStore, kab_secret_store, G_TYPE_OBJECT)

static void
kab_secret_store_default_init (KabSecretStoreInterface *iface)
{
}

/**
 * kab_secret_situation_from_error:
 * @error: (nullable): what a secret store's future rejected with
 *
 * Returns: the situation behind @error; a store that fails in any other way is as good as none
 */
KabSecretSituation
kab_secret_situation_from_error (const GError *error)
{
  if (error == NULL)
    return KAB_SECRET_OK;
  if (error->domain == KAB_SECRET_ERROR)
    return error->code;
  return KAB_SECRET_NO_SERVICE;
}

/**
 * kab_secret_store_lookup:
 * @self: a secret store
 * @key: what to look for
 *
 * Looks a secret up. Never asks the person anything: a locked keyring is an answer.
 *
 * Returns: (transfer full): a future that resolves to a #SecretValue, or rejects with
 *   %KAB_SECRET_NO_SERVICE, %KAB_SECRET_LOCKED, %KAB_SECRET_DENIED or %KAB_SECRET_NO_ITEM
 */
DexFuture *
kab_secret_store_lookup (KabSecretStore *self, const KabSecretKey *key)
{
  g_return_val_if_fail (KAB_IS_SECRET_STORE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  return KAB_SECRET_STORE_GET_IFACE (self)->lookup (self, key);
}

/**
 * kab_secret_store_store:
 * @self: a secret store
 * @key: what to keep it as
 * @label: what a person sees of it in the keyring's own program
 * @secret: the secret alone
 *
 * Keeps @secret in place of what @key held before. Never asks the person anything.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %KAB_SECRET_NO_SERVICE,
 *   %KAB_SECRET_LOCKED or %KAB_SECRET_DENIED
 */
DexFuture *
kab_secret_store_store (KabSecretStore *self, const KabSecretKey *key, const char *label, SecretValue *secret)
{
  g_return_val_if_fail (KAB_IS_SECRET_STORE (self), NULL);
  g_return_val_if_fail (key != NULL && label != NULL && secret != NULL, NULL);
  return KAB_SECRET_STORE_GET_IFACE (self)->store (self, key, label, secret);
}

/**
 * kab_secret_store_clear:
 * @self: a secret store
 * @key: what to forget
 *
 * Forgets a secret. That there was none is no error.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %KAB_SECRET_NO_SERVICE,
 *   %KAB_SECRET_LOCKED or %KAB_SECRET_DENIED
 */
DexFuture *
kab_secret_store_clear (KabSecretStore *self, const KabSecretKey *key)
{
  g_return_val_if_fail (KAB_IS_SECRET_STORE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  return KAB_SECRET_STORE_GET_IFACE (self)->clear (self, key);
}

/**
 * kab_secret_store_unlock:
 * @self: a secret store
 *
 * Asks the person to open the keyring (to make one where there is none yet). The question may stay
 * open for as long as the person likes, and dropping the future does not take it back: ask for no
 * second future to be faster than the first. All calls meanwhile settle with the one question.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the keyring is open, or rejects with
 *   %KAB_SECRET_NO_SERVICE or %KAB_SECRET_DENIED
 */
DexFuture *
kab_secret_store_unlock (KabSecretStore *self)
{
  g_return_val_if_fail (KAB_IS_SECRET_STORE (self), NULL);
  return KAB_SECRET_STORE_GET_IFACE (self)->unlock (self);
}
