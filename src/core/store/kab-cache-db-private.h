/* kab-cache-db-private.h: the SQLite file under an offline copy; one handle belongs to one thread. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KabCacheDb KabCacheDb;

KabCacheDb *kab_cache_db_open_writer (const char *path, gboolean *reset);
KabCacheDb *kab_cache_db_open_reader (const char *path);
void kab_cache_db_free (KabCacheDb *self);
GBytes *
kab_cache_db_get (KabCacheDb *self, const char *key, char **etag, gint64 *fetched_at, gboolean *broken);
gboolean kab_cache_db_put (
    KabCacheDb *self, const char *key, const char *etag, GBytes *body, gint64 fetched_at, gboolean *broken);
gboolean kab_cache_db_confirm (KabCacheDb *self, const char *key, gint64 fetched_at, gboolean *broken);
gboolean kab_cache_db_clear (KabCacheDb *self, gboolean *broken);
void kab_cache_db_unlink (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCacheDb, kab_cache_db_free)

G_END_DECLS
