/* kab-secret-store.h: where secrets are kept; the keyring is one, tests bring another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/* What a secret may be: the value of the attribute "kind". */
#define KAB_SECRET_KIND_REFRESH "refresh" /* the refresh token of a cabinet */
#define KAB_SECRET_KIND_REVOKE "revoke"   /* the refresh token of a session that is still to be revoked */
#define KAB_SECRET_KIND_FLOW "flow"       /* the token of a half-done registration */

/**
 * KAB_SECRET_ERROR:
 *
 * The domain of every error that a #KabSecretStore's futures reject with, cancellation aside.
 */
#define KAB_SECRET_ERROR (kab_secret_error_quark ())

/**
 * KabSecretSituation:
 * @KAB_SECRET_OK: the keyring answered
 * @KAB_SECRET_NO_SERVICE: there is no keyring in this session, or it does not answer
 * @KAB_SECRET_LOCKED: the keyring is there, but locked
 * @KAB_SECRET_DENIED: the person, or the keyring, said no
 * @KAB_SECRET_NO_ITEM: the keyring is open and does not hold the secret
 *
 * How it stands with a secret (rule A2). All but the first are also the codes of %KAB_SECRET_ERROR.
 */
typedef enum
{
  KAB_SECRET_OK,
  KAB_SECRET_NO_SERVICE,
  KAB_SECRET_LOCKED,
  KAB_SECRET_DENIED,
  KAB_SECRET_NO_ITEM,
} KabSecretSituation;

#define KAB_TYPE_SECRET_SITUATION (kab_secret_situation_get_type ())
GType kab_secret_situation_get_type (void);

GQuark kab_secret_error_quark (void);
KabSecretSituation kab_secret_situation_from_error (const GError *error);

/**
 * KabSecretKey:
 * @account_id: id of the cabinet, or of whatever else the secret belongs to
 * @origin: the server's origin
 * @kind: one of the KAB_SECRET_KIND_* words
 *
 * What names a secret. The strings belong to the caller.
 */
typedef struct
{
  const char *account_id;
  const char *origin;
  const char *kind;
} KabSecretKey;

#define KAB_TYPE_SECRET_STORE (kab_secret_store_get_type ())
G_DECLARE_INTERFACE (KabSecretStore, kab_secret_store, KAB, SECRET_STORE, GObject)

/**
 * KabSecretStoreInterface:
 * @lookup: see kab_secret_store_lookup()
 * @store: see kab_secret_store_store()
 * @clear: see kab_secret_store_clear()
 * @unlock: see kab_secret_store_unlock()
 */
struct _KabSecretStoreInterface
{
  GTypeInterface parent;

  DexFuture *(*lookup) (KabSecretStore *self, const KabSecretKey *key);
  DexFuture *(*store) (KabSecretStore *self, const KabSecretKey *key, const char *label, SecretValue *secret);
  DexFuture *(*clear) (KabSecretStore *self, const KabSecretKey *key);
  DexFuture *(*unlock) (KabSecretStore *self);
};

DexFuture *kab_secret_store_lookup (KabSecretStore *self, const KabSecretKey *key) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_secret_store_store (KabSecretStore *self,
                                   const KabSecretKey *key,
                                   const char *label,
                                   SecretValue *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_secret_store_clear (KabSecretStore *self, const KabSecretKey *key) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_secret_store_unlock (KabSecretStore *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
