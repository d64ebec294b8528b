/* kab-net-error.h: what can go wrong between here and a server, with what the server said about it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-problem.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KAB_NET_ERROR:
 *
 * The domain of every error that a #KabClient's futures reject with, cancellation aside.
 */
#define KAB_NET_ERROR (kab_net_error_quark ())

/**
 * KabNetError:
 * @KAB_NET_ERROR_ADDRESS: the origin is no address that may be used (only https, or http on loopback)
 * @KAB_NET_ERROR_OFFLINE: there is no way out of this computer
 * @KAB_NET_ERROR_CONNECT: the network is there, the server is not (refused, unknown name, dropped)
 * @KAB_NET_ERROR_TIMED_OUT: the deadline passed
 * @KAB_NET_ERROR_TLS: the certificate or the handshake is not acceptable
 * @KAB_NET_ERROR_TRUNCATED: the answer broke off
 * @KAB_NET_ERROR_TOO_LARGE: the answer is larger than it may be
 * @KAB_NET_ERROR_TOO_DEEP: the answer is nested deeper than it may be
 * @KAB_NET_ERROR_UNEXPECTED: the answer is not one of this protocol's
 * @KAB_NET_ERROR_DECODE: the answer is JSON, but not the record that was asked for
 * @KAB_NET_ERROR_REDIRECTED: the server sent us elsewhere, where we do not go
 * @KAB_NET_ERROR_CAPTIVE_PORTAL: something on the way answered in the server's place
 * @KAB_NET_ERROR_PROXY: the proxy refuses or wants a sign-in
 * @KAB_NET_ERROR_SERVER: the server, or what stands before it, is down or busy and did not say why
 * @KAB_NET_ERROR_PROBLEM: the server explained itself: see kab_error_get_problem()
 * @KAB_NET_ERROR_NOT_MODIFIED: nothing new since the given entity tag
 */
typedef enum
{
  KAB_NET_ERROR_ADDRESS,
  KAB_NET_ERROR_OFFLINE,
  KAB_NET_ERROR_CONNECT,
  KAB_NET_ERROR_TIMED_OUT,
  KAB_NET_ERROR_TLS,
  KAB_NET_ERROR_TRUNCATED,
  KAB_NET_ERROR_TOO_LARGE,
  KAB_NET_ERROR_TOO_DEEP,
  KAB_NET_ERROR_UNEXPECTED,
  KAB_NET_ERROR_DECODE,
  KAB_NET_ERROR_REDIRECTED,
  KAB_NET_ERROR_CAPTIVE_PORTAL,
  KAB_NET_ERROR_PROXY,
  KAB_NET_ERROR_SERVER,
  KAB_NET_ERROR_PROBLEM,
  KAB_NET_ERROR_NOT_MODIFIED,
} KabNetError;

GQuark kab_net_error_quark (void);

KabProblem *kab_error_get_problem (const GError *error);
const char *kab_error_get_problem_name (const GError *error);
gboolean kab_error_has_problem (const GError *error, const char *name);
guint kab_error_get_status (const GError *error);
gint64 kab_error_get_retry_after (const GError *error);
const char *kab_error_get_request_id (const GError *error);
const char *kab_error_get_host (const GError *error);
const char *kab_error_get_fingerprint (const GError *error);
GTlsCertificateFlags kab_error_get_tls_flags (const GError *error);

G_END_DECLS
