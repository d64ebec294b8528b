/* call.h: one request and the answer to it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "person.h"
#include "problem.h"
#include "server.h"

G_BEGIN_DECLS

/* A handler reads the upper part and calls one of the reply functions; nothing is sent before its
 * transaction is committed. A status from 500 on rolls the transaction back, any other commits it. */
struct _KabCall
{
  KabServer *server;
  SoupServerMessage *message;
  const KabRoute *route;
  KabOrganisation *organisation; /* NULL outside /{org}/ */
  GHashTable *parameters;        /* parts of the path */
  GHashTable *query;             /* checked against the route */
  JsonNode *body;                /* an object for POST and PUT, otherwise NULL */
  GBytes *raw;                   /* what came where the route takes a file, otherwise NULL */
  KabPerson *person;             /* who is signed in, or NULL */
  char *path;
  char *request_id;
  char *address;

  gboolean password_good; /* results of the work asked for in prepare */
  char *password_hash;
  char *issued_password; /* what a prepare function chose for the person */
  struct _KabPasswordWork *work;

  guint status;
  char *content_type;
  GBytes *answer;
  GPtrArray *headers; /* name, value, name, value… */
};

KabCall *kab_call_new (KabServer *server, SoupServerMessage *message);
void kab_call_free (KabCall *self);

const char *kab_call_get_parameter (KabCall *self, const char *name);
const char *kab_call_get_query (KabCall *self, const char *name);
gint64 kab_call_get_query_integer (KabCall *self, const char *name, gint64 otherwise, gint64 min, gint64 max);
const char *kab_call_get_header (KabCall *self, const char *name);
JsonObject *kab_call_get_body (KabCall *self);
gboolean kab_call_is_answered (KabCall *self);
char *kab_call_format_time (KabCall *self, gint64 time) G_GNUC_WARN_UNUSED_RESULT;

void kab_call_set_header (KabCall *self, const char *name, const char *value);
gboolean kab_call_is_unmodified (KabCall *self, const char *etag);
gboolean kab_call_check_if_match (KabCall *self, const char *etag);
void kab_call_reply_node (KabCall *self, guint status, JsonNode *node);
void kab_call_reply_tagged (KabCall *self, JsonNode *node);
void kab_call_reply_object (KabCall *self, guint status, JsonObject *object);
void kab_call_reply_bytes (KabCall *self, guint status, const char *content_type, GBytes *bytes);
void kab_call_reply_empty (KabCall *self, guint status);
void kab_call_reply_problem (KabCall *self, const char *name, const char *detail);
void kab_call_reply_problem_object (KabCall *self, JsonObject *problem);
void kab_call_reply_field_errors (KabCall *self, KabFieldErrors *errors);
void kab_call_reply_too_many (KabCall *self, const char *scope, gint64 seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCall, kab_call_free)

G_END_DECLS
