/* password.h: argon2id, in a thread so that other requests go on meanwhile. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "router.h"

G_BEGIN_DECLS

typedef struct _KabPasswordWork KabPasswordWork;

/* Called by a route's prepare function; the results are call->password_good and call->password_hash. */
void kab_call_verify_password (KabCall *call, const char *password, const char *hash);
void kab_call_hash_password (KabCall *call, const char *password);

void kab_password_work_run (KabCall *call, GAsyncReadyCallback callback, gpointer data);
void kab_password_work_finish (KabCall *call, GAsyncResult *result);
void kab_password_work_free (KabPasswordWork *self);

void kab_password_wipe (char **password);

/* Blocks; for seeds and the start of the server. */
char *kab_password_hash (const char *password, gboolean quick) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
