/* kab-request-private.h: a request's parts, for the client that sends it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-request.h"

G_BEGIN_DECLS

struct _KabRequest
{
  GObject parent_instance;

  char *method;
  char *path;
  GPtrArray *query;   /* of char *: name, value, name, value */
  GPtrArray *headers; /* of char *: name, value, name, value */
  GBytes *body;
  char *content_type; /* of the body; NULL: JSON */
  char *idempotency_key;
  guint deadline; /* seconds on the wire; 0: as usual */
  guint tries;
  gboolean anonymous;
};

void kab_request_tell_sent (KabRequest *self, guint64 bytes);
guint kab_request_get_deadline (KabRequest *self, gboolean for_file);
char *kab_request_dup_query (KabRequest *self);
const char *kab_request_get_header (KabRequest *self, const char *name);

G_END_DECLS
