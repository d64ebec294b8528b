/* kab-net-error-private.h: how the parts of net make and complete its errors. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-net-error.h"

G_BEGIN_DECLS

/* What rides along with an error beside domain, code and technical message. */
typedef struct
{
  KabProblem *problem;
  char *host;
  char *fingerprint;
  char *request_id;
  GTlsCertificateFlags tls_flags;
  guint status;
  gint64 retry_after; /* seconds; -1: not said */
} KabNetErrorPrivate;

KabNetErrorPrivate *kab_net_error_get_details (const GError *error);

G_END_DECLS
