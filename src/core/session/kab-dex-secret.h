/* kab-dex-secret.h: libsecret's callbacks as futures; nothing else calls libsecret. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

DexFuture *kab_dex_secret_search (const SecretSchema *schema,
                                  GHashTable *attributes) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_dex_secret_retrieve (SecretRetrievable *item) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_dex_secret_store (const SecretSchema *schema,
                                 GHashTable *attributes,
                                 const char *label,
                                 SecretValue *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_dex_secret_clear (const SecretSchema *schema,
                                 GHashTable *attributes) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_dex_secret_get_service (void) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_dex_secret_get_default_collection (SecretService *service) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_dex_secret_create_default_collection (SecretService *service,
                                                     const char *label) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_dex_secret_unlock (SecretService *service,
                                  SecretCollection *collection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
