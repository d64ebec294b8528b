/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-transport.h"
#include "kab-net-error-private.h"

static char *
make_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *hex = NULL;
  GString *text = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (const char *p = hex; *p != '\0'; p += 2)
    g_string_append_printf (text, "%s%c%c", p == hex ? "" : ":", g_ascii_toupper (p[0]),
                            g_ascii_toupper (p[1]));
  return g_string_free (text, FALSE);
}

/* A name that is not known, or a route that is not there, is our own side's trouble only if the system
 * says that there is no network at all; a refusal comes from the other side in any case. */
static int
classify_io (const GError *error, gboolean available, gboolean answered)
{
  switch ((GIOErrorEnum) error->code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return KAB_NET_ERROR_TIMED_OUT;
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return KAB_NET_ERROR_OFFLINE;
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_HOST_NOT_FOUND:
      return available ? KAB_NET_ERROR_CONNECT : KAB_NET_ERROR_OFFLINE;
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return KAB_NET_ERROR_PROXY;
    case G_IO_ERROR_INVALID_DATA:
      return KAB_NET_ERROR_UNEXPECTED;
    default:
      return answered ? KAB_NET_ERROR_TRUNCATED : KAB_NET_ERROR_CONNECT;
    }
}

static int
classify (const GError *error, gboolean available, gboolean answered)
{
  if (error->domain == G_TLS_ERROR)
    return g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF)
               ? (answered ? KAB_NET_ERROR_TRUNCATED : KAB_NET_ERROR_CONNECT)
               : KAB_NET_ERROR_TLS;
  if (error->domain == G_RESOLVER_ERROR)
    return available ? KAB_NET_ERROR_CONNECT : KAB_NET_ERROR_OFFLINE;
  if (error->domain == G_IO_ERROR)
    return classify_io (error, available, answered);
  return KAB_NET_ERROR_UNEXPECTED;
}

/**
 * kab_transport_error:
 * @message: the request
 * @error: why sending it, or reading its answer, failed
 * @available: whether the system says that there is a network
 * @answered: whether the answer's headers had come
 *
 * Returns: (transfer full): the same as a %KAB_NET_ERROR; for TLS, with what is wrong with the
 *   certificate (rule B9)
 */
GError *
kab_transport_error (SoupMessage *message, const GError *error, gboolean available, gboolean answered)
{
  GError *made = g_error_new (KAB_NET_ERROR, classify (error, available, answered), "%s %d",
                              g_quark_to_string (error->domain), error->code);
  KabNetErrorPrivate *details = kab_net_error_get_details (made);
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);

  if (made->code == KAB_NET_ERROR_TLS && certificate != NULL)
    {
      details->tls_flags = soup_message_get_tls_peer_certificate_errors (message);
      details->fingerprint = make_fingerprint (certificate);
    }
  return made;
}
