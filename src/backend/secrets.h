/* secrets.h: random tokens, their hashes, and sealing; libsodium is named here and in password.c alone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KabSecrets KabSecrets;

KabSecrets *kab_secrets_open (const char *folder, GError **error);
void kab_secrets_close (KabSecrets *self);

char *kab_secrets_new_id (void) G_GNUC_WARN_UNUSED_RESULT;
char *kab_secrets_new_token (void) G_GNUC_WARN_UNUSED_RESULT;
char *kab_secrets_new_digits (guint length) G_GNUC_WARN_UNUSED_RESULT;
char *kab_secrets_new_text (const char *alphabet, guint length) G_GNUC_WARN_UNUSED_RESULT;
guint32 kab_secrets_uniform (guint32 bound);

char *kab_secrets_hash (const char *token) G_GNUC_WARN_UNUSED_RESULT;
char *kab_secrets_hash_code (KabSecrets *self, const char *owner, const char *code) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_secrets_equal (const char *a, const char *b);

GBytes *kab_secrets_seal (const char *token, GBytes *plain) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kab_secrets_unseal (const char *token, GBytes *sealed) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kab_secrets_seal_own (KabSecrets *self, const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *kab_secrets_unseal_own (KabSecrets *self, GBytes *sealed) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabSecrets, kab_secrets_close)

G_END_DECLS
