/* kab-cache.h: the offline copy of one cabinet: last known answers, with their age. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-http-cache.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KAB_TYPE_CACHE (kab_cache_get_type ())
G_DECLARE_FINAL_TYPE (KabCache, kab_cache, KAB, CACHE, GObject)

KabCache *kab_cache_new (const char *path);
const char *kab_cache_get_path (KabCache *self);
GBytes *kab_cache_get (KabCache *self, const char *key, char **etag, GDateTime **fetched_at);
void kab_cache_put (KabCache *self, const char *key, const char *etag, GBytes *body);
void kab_cache_confirm (KabCache *self, const char *key);
gint64 kab_cache_get_age (KabCache *self, const char *key);
gboolean kab_cache_get_reset (KabCache *self);
void kab_cache_clear (KabCache *self);
void kab_cache_close (KabCache *self);
void kab_cache_unlink (KabCache *self);

G_END_DECLS
