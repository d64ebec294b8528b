/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-session-private.h"

#include "kab-fiber.h"
#include "kab-problem.h"

/*
 * KabSession holds the access token in memory only and the refresh token in memory and, if the person
 * wants to be remembered, in the secret store. It is the authority of its client, which knows it weakly.
 * Main thread only. A refresh runs as one fiber for all who wait; it is the session's own, so that it
 * goes on when they give up, and ends when the session is forgotten.
 */
enum
{
  PROP_KEYRING = 1,
  N_PROPERTIES,
};

enum
{
  REFRESHED,
  ENDED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (KabSession,
                               kab_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAB_TYPE_AUTHORITY, kab_session_init_authority))

/* Overwrites a secret that lies in an object of ours that is about to go (rule A10). */
void
kab_session_wipe (const char *text)
{
  if (text != NULL)
    secret_password_wipe ((char *) text);
}

static void
set_keyring (KabSession *self, KabSecretSituation situation)
{
  if (self->keyring == situation)
    return;
  self->keyring = situation;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING]);
}

KabSecretKey
kab_session_make_key (KabSession *self, const char *kind)
{
  return (KabSecretKey) { self->account_id, kab_client_get_origin (self->client), kind };
}

DexFuture *
kab_session_store_as (KabSession *self, const char *kind)
{
  KabSecretKey key = kab_session_make_key (self, kind);
  /* What is only left to be revoked names nobody. */
  const char *label = g_str_equal (kind, KAB_SECRET_KIND_REVOKE) ? "Kabinet" : self->label;

  return kab_secret_store_store (self->store, &key, label, self->refresh_token);
}

/* Awaits that the refresh token is kept. Where it cannot be, the session goes on in memory. */
static void
await_kept (KabSession *self)
{
  g_autoptr (DexPromise) stored = NULL;
  g_autoptr (GError) error = NULL;

  while (self->storing != NULL)
    dex_await (dex_ref (DEX_FUTURE (self->storing)), NULL);
  if (!self->keep || self->closed || self->refresh_token == NULL)
    return;
  stored = self->storing = dex_promise_new ();
  dex_await (kab_session_store_as (self, self->kind), &error);
  self->storing = NULL;
  dex_promise_resolve_boolean (stored, TRUE);
  set_keyring (self, kab_secret_situation_from_error (error));
}

/* Takes @token; the one before is wiped. */
void
kab_session_set_refresh_token (KabSession *self, SecretValue *token)
{
  g_clear_pointer (&self->refresh_token, secret_value_unref);
  self->refresh_token = token;
}

void
kab_session_set_access_token (KabSession *self, const char *token)
{
  g_clear_pointer (&self->access_token, secret_password_free);
  self->access_token = g_strdup (token);
}

void
kab_session_clear_item (KabSession *self)
{
  KabSecretKey key = kab_session_make_key (self, self->kind);

  dex_future_disown (kab_secret_store_clear (self->store, &key));
}

/* The new refresh token is kept before anybody can use the new access token (rule A6): who could would
 * make the server forget the old one. */
void
kab_session_await_adopted (KabSession *self, KabTokens *tokens)
{
  const char *refresh = kab_tokens_get_refresh_token (tokens);
  const char *access = kab_tokens_get_access_token (tokens);

  kab_session_set_refresh_token (self, secret_value_new (refresh, -1, "text/plain"));
  await_kept (self);
  if (self->closed)
    kab_session_set_refresh_token (self, NULL);
  kab_session_set_access_token (self, self->closed ? NULL : access);
  g_clear_error (&self->ended);
  kab_session_wipe (refresh);
  kab_session_wipe (access);
}

void
kab_session_emit_refreshed (KabSession *self, KabPerson *person)
{
  g_signal_emit (self, signals[REFRESHED], 0, person);
}

void
kab_session_emit_ended (KabSession *self, KabSignInEvent event, KabProblem *problem)
{
  g_signal_emit (self, signals[ENDED], 0, event, problem);
}

static void
kab_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KEYRING)
    g_value_set_enum (value, KAB_SESSION (object)->keyring);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kab_session_finalize (GObject *object)
{
  KabSession *self = KAB_SESSION (object);

  dex_clear (&self->refresh);
  dex_clear (&self->refreshing);
  kab_session_set_refresh_token (self, NULL);
  kab_session_set_access_token (self, NULL);
  g_clear_error (&self->ended);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_free (self->account_id);
  g_free (self->kind);
  g_free (self->lock_path);
  g_free (self->label);
  G_OBJECT_CLASS (kab_session_parent_class)->finalize (object);
}

static void
kab_session_class_init (KabSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_session_get_property;
  object_class->finalize = kab_session_finalize;

  properties[PROP_KEYRING]
      = g_param_spec_enum ("keyring", NULL, NULL, KAB_TYPE_SECRET_SITUATION, KAB_SECRET_OK,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * KabSession::refreshed:
   * @self: a session
   * @person: the #KabPerson as the server knows them now
   */
  signals[REFRESHED] = g_signal_new ("refreshed", KAB_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, KAB_TYPE_PERSON);

  /**
   * KabSession::ended:
   * @self: a session
   * @event: %KAB_SIGN_IN_REFUSED or %KAB_SIGN_IN_BLOCKED
   * @problem: (nullable): the #KabProblem that the server explained it by
   */
  signals[ENDED] = g_signal_new ("ended", KAB_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_INT, KAB_TYPE_PROBLEM);
}

static void
kab_session_init (KabSession *self)
{
}

/**
 * kab_session_new:
 * @client: what it sends by; it becomes the client's authority
 * @store: where the refresh token is kept
 * @account_id: whose
 * @kind: as what: %KAB_SECRET_KIND_REFRESH or %KAB_SECRET_KIND_REVOKE
 * @lock_path: (nullable): the file that all processes of this user lock to take turns
 *
 * Returns: (transfer full): a session without tokens
 */
KabSession *
kab_session_new (
    KabClient *client, KabSecretStore *store, const char *account_id, const char *kind, const char *lock_path)
{
  KabSession *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client) && KAB_IS_SECRET_STORE (store), NULL);
  g_return_val_if_fail (account_id != NULL && kind != NULL, NULL);

  self = g_object_new (KAB_TYPE_SESSION, NULL);
  self->client = g_object_ref (client);
  self->store = g_object_ref (store);
  self->account_id = g_strdup (account_id);
  self->kind = g_strdup (kind);
  self->lock_path = g_strdup (lock_path);
  self->label = g_strdup ("Kabinet");
  kab_client_set_authority (client, KAB_AUTHORITY (self));
  return self;
}

/**
 * kab_session_set_label:
 * @self: a session
 * @label: what a person sees of its item in the keyring's own program
 */
void
kab_session_set_label (KabSession *self, const char *label)
{
  g_return_if_fail (KAB_IS_SESSION (self) && label != NULL);
  g_set_str (&self->label, label);
}

/**
 * kab_session_has_token:
 * @self: a session
 *
 * Returns: whether there is a refresh token
 */
gboolean
kab_session_has_token (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), FALSE);
  return self->refresh_token != NULL;
}

/**
 * kab_session_get_keyring:
 * @self: a session
 *
 * Returns: how it stood with the secret store when it was last needed
 */
KabSecretSituation
kab_session_get_keyring (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), KAB_SECRET_NO_SERVICE);
  return self->keyring;
}

/**
 * kab_session_get_kept:
 * @self: a session
 *
 * Returns: whether the session will be there after a restart
 */
gboolean
kab_session_get_kept (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), FALSE);
  return self->refresh_token != NULL && self->keep && self->keyring == KAB_SECRET_OK;
}

static DexFuture *
load_fiber (gpointer data)
{
  KabSession *self = data;
  KabSecretKey key = kab_session_make_key (self, self->kind);
  g_autoptr (GError) error = NULL;
  SecretValue *kept = dex_await_boxed (kab_secret_store_lookup (self->store, &key), &error);

  if (kept == NULL)
    {
      if (error->domain == KAB_SECRET_ERROR)
        set_keyring (self, error->code);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }
  set_keyring (self, KAB_SECRET_OK);
  self->keep = TRUE;
  kab_session_set_refresh_token (self, kept);
  g_clear_error (&self->ended);
  return dex_future_new_true ();
}

/**
 * kab_session_load:
 * @self: a session
 *
 * Takes the refresh token that the secret store keeps. The server is not asked.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects as kab_secret_store_lookup()
 */
DexFuture *
kab_session_load (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), NULL);
  return kab_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref);
}

typedef struct
{
  KabSession *self;
  KabTokens *tokens;
} Adoption;

static void
adoption_free (gpointer data)
{
  Adoption *adoption = data;

  g_object_unref (adoption->self);
  g_object_unref (adoption->tokens);
  g_free (adoption);
}

static DexFuture *
adopt_fiber (gpointer data)
{
  Adoption *adoption = data;

  kab_session_await_adopted (adoption->self, adoption->tokens);
  return dex_future_new_true ();
}

/**
 * kab_session_adopt:
 * @self: a session
 * @tokens: what the server gave for password or ticket; its tokens are wiped out of it
 * @keep: whether the person wants to be remembered
 *
 * Takes new tokens. Where the secret store does not take the refresh token, the session is for this run
 * of the program only (rule A4): see kab_session_get_kept().
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
kab_session_adopt (KabSession *self, KabTokens *tokens, gboolean keep)
{
  Adoption *adoption;

  g_return_val_if_fail (KAB_IS_SESSION (self) && KAB_IS_TOKENS (tokens), NULL);

  if (!keep)
    kab_session_clear_item (self);
  self->keep = keep;
  set_keyring (self, KAB_SECRET_OK);
  adoption = g_new (Adoption, 1);
  *adoption = (Adoption) { g_object_ref (self), g_object_ref (tokens) };
  return kab_fiber_spawn (adopt_fiber, adoption, adoption_free);
}

static DexFuture *
keep_fiber (gpointer data)
{
  KabSession *self = data;

  self->keep = TRUE;
  await_kept (self);
  return dex_future_new_for_boolean (kab_session_get_kept (self));
}

/**
 * kab_session_keep:
 * @self: a session with a token
 *
 * Tries once more to put the refresh token into the secret store, as when that has been opened.
 *
 * Returns: (transfer full): a future that resolves to whether it is there
 */
DexFuture *
kab_session_keep (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self) && self->refresh_token != NULL, NULL);
  return kab_fiber_spawn (keep_fiber, g_object_ref (self), g_object_unref);
}
