/* kab-memory-secret-store.h: a keyring that tests can lock, take away and look into. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-secret-store.h"

G_BEGIN_DECLS

#define KAB_TYPE_MEMORY_SECRET_STORE (kab_memory_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (KabMemorySecretStore, kab_memory_secret_store, KAB, MEMORY_SECRET_STORE, GObject)

KabMemorySecretStore *kab_memory_secret_store_new (void);
void kab_memory_secret_store_set_situation (KabMemorySecretStore *self, KabSecretSituation situation);
void kab_memory_secret_store_hold (KabMemorySecretStore *self, gboolean hold);
void kab_memory_secret_store_lose_held (KabMemorySecretStore *self);
gboolean kab_memory_secret_store_is_asking (KabMemorySecretStore *self);
void kab_memory_secret_store_answer (KabMemorySecretStore *self, gboolean open);
guint kab_memory_secret_store_get_n_items (KabMemorySecretStore *self);
guint kab_memory_secret_store_get_n_held (KabMemorySecretStore *self);
char *kab_memory_secret_store_dup (KabMemorySecretStore *self, const char *account_id, const char *kind);

G_END_DECLS
