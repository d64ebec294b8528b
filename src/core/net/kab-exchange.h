/* kab-exchange.h: one request on its way through the pipe, from the wire to bytes that may be parsed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-net.h"
#include "kab-request.h"

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  KAB_EXCHANGE_NOTHING, /* whether it succeeded is all that is wanted */
  KAB_EXCHANGE_BODY,
  KAB_EXCHANGE_STREAM,
} KabExchangeKind;

/* Shared by the fiber that directs a request and the one that carries out a try; the last frees it. */
typedef struct
{
  KabNet *net;
  KabRequest *request;
  GUri *uri;
  char *origin;
  KabExchangeKind kind;
  char *content_type;
  gsize limit;
  guint deadline;   /* seconds on the wire */
  gint64 time_left; /* of them, in microseconds */

  char *token; /* the access token to send */
  char *etag;  /* of what the cache holds */

  /* The outcome of a try. */
  SoupMessage *message;
  GBytes *body;
  GInputStream *stream;
  char *body_etag; /* if the body may be kept */
} KabExchange;

KabExchange *
kab_exchange_new (KabNet *net, KabRequest *request, const char *origin, const char *organisation);
KabExchange *kab_exchange_ref (KabExchange *self);
void kab_exchange_unref (KabExchange *self);
gboolean kab_exchange_try (KabExchange *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabExchange, kab_exchange_unref)

G_END_DECLS
