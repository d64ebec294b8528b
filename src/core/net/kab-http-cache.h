/* kab-http-cache.h: where a client keeps answers with their entity tags; the store implements it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KAB_TYPE_HTTP_CACHE (kab_http_cache_get_type ())
G_DECLARE_INTERFACE (KabHttpCache, kab_http_cache, KAB, HTTP_CACHE, GObject)

/**
 * KabHttpCacheInterface:
 * @lookup: see kab_http_cache_lookup()
 * @store: see kab_http_cache_store()
 * @confirm: (nullable): see kab_http_cache_confirm()
 * @dup_time: (nullable): see kab_http_cache_dup_time()
 *
 * One cache belongs to one account (rule B2): the key does not name the person. All are called
 * on the main thread and must return quickly: an implementation writes behind.
 */
struct _KabHttpCacheInterface
{
  GTypeInterface parent;

  GBytes *(*lookup) (KabHttpCache *self, const char *key, char **etag);
  void (*store) (KabHttpCache *self, const char *key, const char *etag, GBytes *body);
  void (*confirm) (KabHttpCache *self, const char *key);
  GDateTime *(*dup_time) (KabHttpCache *self, const char *key);
};

GBytes *kab_http_cache_lookup (KabHttpCache *self, const char *key, char **etag);
void kab_http_cache_store (KabHttpCache *self, const char *key, const char *etag, GBytes *body);
void kab_http_cache_confirm (KabHttpCache *self, const char *key);
GDateTime *kab_http_cache_dup_time (KabHttpCache *self, const char *key);

G_END_DECLS
