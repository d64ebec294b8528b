/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-net-log.h"

/**
 * kab_net_log:
 * @message: a request that has ended
 * @started: the monotonic time when it began
 * @length: the length of its body, as far as it was read
 * @error: (nullable): how it failed
 *
 * Writes a line of debug. What may be in it is listed here and nowhere else: method, origin and path,
 * status, milliseconds, bytes, request id, and the domain and code of an error. No query, no header, no
 * body, no error message (rule J1).
 */
void
kab_net_log (SoupMessage *message, gint64 started, gsize length, const GError *error)
{
  GUri *uri = soup_message_get_uri (message);
  const char *id = soup_message_headers_get_one (soup_message_get_request_headers (message), "X-Request-ID");
  g_autofree char *where
      = g_uri_join (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                    g_uri_get_port (uri), g_uri_get_path (uri), NULL, NULL);
  g_autofree char *outcome
      = error != NULL ? g_strdup_printf (" (%s %d)", g_quark_to_string (error->domain), error->code) : NULL;

  g_debug ("%s %s: %u%s, %" G_GINT64_FORMAT " ms, %" G_GSIZE_FORMAT " bytes, request %s",
           soup_message_get_method (message), where, soup_message_get_status (message),
           outcome != NULL ? outcome : "", (g_get_monotonic_time () - started) / 1000, length, id);
}
