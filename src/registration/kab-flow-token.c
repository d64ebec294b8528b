/* kab-flow-token.c: proves that a half-done flow is ours; lies in the keyring. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-flow-token.h"
#include "kab-settle.h"

/* Without a keyring the token lives as long as the program: the flow can then be resumed in this run, and later
 * by confirming its address again. It is never written anywhere else (rule A4). */
struct _KabFlowToken
{
  GObject parent_instance;

  KabSecretStore *store;
  char *origin;
  char *key;
  char *token;
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (KabFlowToken, kab_flow_token, G_TYPE_OBJECT)

static void
kab_flow_token_dispose (GObject *object)
{
  KabFlowToken *self = KAB_FLOW_TOKEN (object);

  /* What is to be kept or cleared still is. */
  if (self->pending != NULL)
    dex_future_disown (g_steal_pointer (&self->pending));
  g_clear_object (&self->store);
  G_OBJECT_CLASS (kab_flow_token_parent_class)->dispose (object);
}

static void
kab_flow_token_finalize (GObject *object)
{
  KabFlowToken *self = KAB_FLOW_TOKEN (object);

  g_free (self->origin);
  g_free (self->key);
  secret_password_free (self->token);
  G_OBJECT_CLASS (kab_flow_token_parent_class)->finalize (object);
}

static void
kab_flow_token_class_init (KabFlowTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_flow_token_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_flow_token_finalize;
}

static void
kab_flow_token_init (KabFlowToken *self)
{
}

/**
 * kab_flow_token_new:
 * @store: where secrets are kept
 * @origin: the server's origin
 * @key: names the flow among those of this computer
 *
 * Returns: (transfer full): no token yet
 */
KabFlowToken *
kab_flow_token_new (KabSecretStore *store, const char *origin, const char *key)
{
  KabFlowToken *self;

  g_return_val_if_fail (KAB_IS_SECRET_STORE (store) && origin != NULL && key != NULL, NULL);

  self = g_object_new (KAB_TYPE_FLOW_TOKEN, NULL);
  self->store = g_object_ref (store);
  self->origin = g_strdup (origin);
  self->key = g_strdup (key);
  return self;
}

static KabSecretKey
name_secret (KabFlowToken *self)
{
  return (KabSecretKey) { .account_id = self->key, .origin = self->origin, .kind = KAB_SECRET_KIND_FLOW };
}

/**
 * kab_flow_token_get:
 * @self: a token
 *
 * Returns: (nullable): the token, once it was kept or found
 */
const char *
kab_flow_token_get (KabFlowToken *self)
{
  g_return_val_if_fail (KAB_IS_FLOW_TOKEN (self), NULL);

  return self->token;
}

static DexFuture *
found (DexFuture *future, gpointer data)
{
  KabFlowToken *self = data;
  const GValue *value = dex_future_get_value (future, NULL);

  secret_password_free (self->token);
  self->token = g_strdup (secret_value_get_text (g_value_get_boxed (value)));
  return dex_future_new_true ();
}

/**
 * kab_flow_token_find:
 * @self: a token
 *
 * Returns: (transfer full): resolves to %TRUE when the keyring has it; rejects as kab_secret_store_lookup() does
 */
DexFuture *
kab_flow_token_find (KabFlowToken *self)
{
  KabSecretKey key;

  g_return_val_if_fail (KAB_IS_FLOW_TOKEN (self), NULL);

  key = name_secret (self);
  return dex_future_then (kab_secret_store_lookup (self->store, &key), found, g_object_ref (self),
                          g_object_unref);
}

static void
settled_cb (gpointer object, const GValue *value, const GError *error)
{
  if (error != NULL && !kab_error_is_cancelled (error))
    g_debug ("The keyring does not keep the flow: %s", error->message);
}

/**
 * kab_flow_token_keep:
 * @self: a token
 * @token: what the server gave
 */
void
kab_flow_token_keep (KabFlowToken *self, const char *token)
{
  KabSecretKey key;
  SecretValue *secret;

  g_return_if_fail (KAB_IS_FLOW_TOKEN (self) && token != NULL);

  secret_password_free (self->token);
  self->token = g_strdup (token);
  key = name_secret (self);
  secret = secret_value_new (token, -1, "text/plain");
  dex_clear (&self->pending);
  self->pending
      = kab_settle (kab_secret_store_store (self->store, &key, "Kabinet", secret), self, settled_cb);
  secret_value_unref (secret);
}

/**
 * kab_flow_token_clear:
 * @self: a token
 *
 * The flow is done, or is left: nothing of it stays in the keyring.
 */
void
kab_flow_token_clear (KabFlowToken *self)
{
  KabSecretKey key;

  g_return_if_fail (KAB_IS_FLOW_TOKEN (self));

  g_clear_pointer (&self->token, secret_password_free);
  key = name_secret (self);
  dex_clear (&self->pending);
  self->pending = kab_settle (kab_secret_store_clear (self->store, &key), self, settled_cb);
}
