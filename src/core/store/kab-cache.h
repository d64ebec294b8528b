/* kab-cache.h: the offline copy of one cabinet: last known answers, with their age. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-http-cache.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A longer body is not kept: reading it back would take longer than a frame has. */
#define KAB_CACHE_MAX_BODY (256 * 1024)

#define KAB_TYPE_CACHE (kab_cache_get_type ())
G_DECLARE_FINAL_TYPE (KabCache, kab_cache, KAB, CACHE, GObject)

KabCache *kab_cache_new (const char *path);
GBytes *kab_cache_get (KabCache *self, const char *key, char **etag, GDateTime **fetched_at);
void kab_cache_put (KabCache *self, const char *key, const char *etag, GBytes *body);
void kab_cache_confirm (KabCache *self, const char *key);
void kab_cache_clear (KabCache *self);
gboolean kab_cache_get_reset (KabCache *self);
void kab_cache_flush (KabCache *self);
void kab_cache_unlink (KabCache *self);

G_END_DECLS
