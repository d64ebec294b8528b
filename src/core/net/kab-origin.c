/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-origin.h"
#include "kab-net-error.h"

#include <string.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static char *
add_scheme (const char *text)
{
  g_autofree char *plain = g_strdup_printf ("http://%s", text);
  g_autoptr (GUri) uri = NULL;

  if (strstr (text, "://") != NULL)
    return g_strdup (text);
  uri = g_uri_parse (plain, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL && is_loopback (g_uri_get_host (uri)))
    return g_steal_pointer (&plain);
  return g_strdup_printf ("https://%s", text);
}

/* Nothing but scheme, host and port may be there. */
static gboolean
is_bare (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL
         && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL
         && (*path == '\0' || g_str_equal (path, "/"));
}

/**
 * kab_origin_of_uri:
 * @uri: any URI
 *
 * Returns: (transfer full) (nullable): scheme, host and port of @uri, lower case, without a default port;
 *   %NULL if @uri is neither https nor http on loopback (rule J7)
 */
char *
kab_origin_of_uri (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  gboolean secure = g_strcmp0 (scheme, "https") == 0;
  const char *host = g_uri_get_host (uri);
  int port = g_uri_get_port (uri);
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;

  if (host == NULL || *host == '\0' || (!secure && (g_strcmp0 (scheme, "http") != 0 || !is_loopback (host))))
    return NULL;
  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return NULL;
  lower = g_ascii_strdown (ascii, -1);
  if (strspn (lower, "abcdefghijklmnopqrstuvwxyz0123456789.-_:") != strlen (lower))
    return NULL;
  if (port == (secure ? 443 : 80))
    port = -1;
  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, lower, port, "", NULL, NULL);
}

/**
 * kab_origin_parse:
 * @text: an address as a person or an administrator writes it, with or without a scheme
 * @error: return location for %KAB_NET_ERROR_ADDRESS
 *
 * Returns: (transfer full): its origin, such as "https://example.org" or "http://127.0.0.1:8080"
 */
char *
kab_origin_parse (const char *text, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *full = NULL;
  g_autofree char *origin = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strstrip (g_strdup (text));
  full = add_scheme (trimmed);
  uri = g_uri_parse (full, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && is_bare (uri))
    origin = kab_origin_of_uri (uri);
  if (origin == NULL)
    g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_ADDRESS,
                         "The address is neither https nor http on loopback, or holds more than a host");
  return g_steal_pointer (&origin);
}
