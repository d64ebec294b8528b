/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-http-cache.h"

G_DEFINE_INTERFACE (KabHttpCache, kab_http_cache, G_TYPE_OBJECT)

static void
kab_http_cache_default_init (KabHttpCacheInterface *iface)
{
}

/**
 * kab_http_cache_lookup:
 * @self: a cache
 * @key: method and URL, "GET /org/documents?offset=0"
 * @etag: (out) (transfer full): the entity tag of the answer
 *
 * Returns: (transfer full) (nullable): the body that is kept for @key, or %NULL; then @etag is not set
 */
GBytes *
kab_http_cache_lookup (KabHttpCache *self, const char *key, char **etag)
{
  g_return_val_if_fail (KAB_IS_HTTP_CACHE (self), NULL);
  return KAB_HTTP_CACHE_GET_IFACE (self)->lookup (self, key, etag);
}

/**
 * kab_http_cache_store:
 * @self: a cache
 * @key: as in kab_http_cache_lookup()
 * @etag: the entity tag
 * @body: a body that was complete and decoded without error
 *
 * Keeps @body for @key in place of what was kept before.
 */
void
kab_http_cache_store (KabHttpCache *self, const char *key, const char *etag, GBytes *body)
{
  g_return_if_fail (KAB_IS_HTTP_CACHE (self));
  KAB_HTTP_CACHE_GET_IFACE (self)->store (self, key, etag, body);
}

/**
 * kab_http_cache_confirm:
 * @self: a cache
 * @key: as in kab_http_cache_lookup()
 *
 * The server said just now that what is kept for @key is still true: its age starts anew.
 */
void
kab_http_cache_confirm (KabHttpCache *self, const char *key)
{
  g_return_if_fail (KAB_IS_HTTP_CACHE (self));
  if (KAB_HTTP_CACHE_GET_IFACE (self)->confirm != NULL)
    KAB_HTTP_CACHE_GET_IFACE (self)->confirm (self, key);
}

/**
 * kab_http_cache_dup_time:
 * @self: a cache
 * @key: as in kab_http_cache_lookup()
 *
 * Returns: (transfer full) (nullable): when the server last said what is kept for @key
 */
GDateTime *
kab_http_cache_dup_time (KabHttpCache *self, const char *key)
{
  g_return_val_if_fail (KAB_IS_HTTP_CACHE (self), NULL);
  if (KAB_HTTP_CACHE_GET_IFACE (self)->dup_time == NULL)
    return NULL;
  return KAB_HTTP_CACHE_GET_IFACE (self)->dup_time (self, key);
}
