/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-net-error.h"
#include "kab-net-error-private.h"

static void
kab_net_error_private_init (KabNetErrorPrivate *details)
{
  details->retry_after = -1;
}

static void
kab_net_error_private_copy (const KabNetErrorPrivate *from, KabNetErrorPrivate *to)
{
  to->problem = from->problem != NULL ? g_object_ref (from->problem) : NULL;
  to->host = g_strdup (from->host);
  to->fingerprint = g_strdup (from->fingerprint);
  to->request_id = g_strdup (from->request_id);
  to->tls_flags = from->tls_flags;
  to->status = from->status;
  to->retry_after = from->retry_after;
}

static void
kab_net_error_private_clear (KabNetErrorPrivate *details)
{
  g_clear_pointer (&details->problem, g_object_unref);
  g_clear_pointer (&details->host, g_free);
  g_clear_pointer (&details->fingerprint, g_free);
  g_clear_pointer (&details->request_id, g_free);
}

G_DEFINE_EXTENDED_ERROR (KabNetError, kab_net_error)

/*
 * kab_net_error_get_details:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): what rides along, or %NULL if @error is not of this domain
 */
KabNetErrorPrivate *
kab_net_error_get_details (const GError *error)
{
  if (error == NULL || error->domain != KAB_NET_ERROR)
    return NULL;
  return kab_net_error_get_private (error);
}

/**
 * kab_error_get_problem:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): the problem details that the server sent, if it sent any
 */
KabProblem *
kab_error_get_problem (const GError *error)
{
  const KabNetErrorPrivate *details = kab_net_error_get_details (error);

  return details != NULL ? details->problem : NULL;
}

/**
 * kab_error_get_problem_name:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the name of the server's problem, such as "wrong-code", or %NULL if there is none
 *   or it is of a kind that is not ours
 */
const char *
kab_error_get_problem_name (const GError *error)
{
  KabProblem *problem = kab_error_get_problem (error);

  return problem != NULL ? kab_problem_get_name (problem) : NULL;
}

/**
 * kab_error_has_problem:
 * @error: (nullable): any error
 * @name: the name of a problem, such as "wrong-code"
 *
 * Returns: whether the server explained itself with the problem @name
 */
gboolean
kab_error_has_problem (const GError *error, const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);
  return g_strcmp0 (kab_error_get_problem_name (error), name) == 0;
}

/**
 * kab_error_get_status:
 * @error: (nullable): any error
 *
 * Returns: the HTTP status of the answer that became @error, or 0
 */
guint
kab_error_get_status (const GError *error)
{
  const KabNetErrorPrivate *details = kab_net_error_get_details (error);

  return details != NULL ? details->status : 0;
}

/**
 * kab_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: in how many seconds the server wants to be asked again, or -1 if it did not say
 */
gint64
kab_error_get_retry_after (const GError *error)
{
  const KabNetErrorPrivate *details = kab_net_error_get_details (error);

  return details != NULL ? details->retry_after : -1;
}

/**
 * kab_error_get_request_id:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the X-Request-ID by which the service's people find the request in their log
 */
const char *
kab_error_get_request_id (const GError *error)
{
  const KabNetErrorPrivate *details = kab_net_error_get_details (error);

  return details != NULL ? details->request_id : NULL;
}

/**
 * kab_error_get_host:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the host that was asked
 */
const char *
kab_error_get_host (const GError *error)
{
  const KabNetErrorPrivate *details = kab_net_error_get_details (error);

  return details != NULL ? details->host : NULL;
}

/**
 * kab_error_get_fingerprint:
 * @error: (nullable): any error
 *
 * Returns: (nullable): for %KAB_NET_ERROR_TLS, the SHA-256 of the certificate as "AB:CD:…"
 */
const char *
kab_error_get_fingerprint (const GError *error)
{
  const KabNetErrorPrivate *details = kab_net_error_get_details (error);

  return details != NULL ? details->fingerprint : NULL;
}

/**
 * kab_error_get_tls_flags:
 * @error: (nullable): any error
 *
 * Returns: for %KAB_NET_ERROR_TLS, what is wrong with the certificate
 */
GTlsCertificateFlags
kab_error_get_tls_flags (const GError *error)
{
  const KabNetErrorPrivate *details = kab_net_error_get_details (error);

  return details != NULL ? details->tls_flags : G_TLS_CERTIFICATE_NO_FLAGS;
}
