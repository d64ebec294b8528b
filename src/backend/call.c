/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "call.h"

#include "json.h"
#include "password.h"

static char *
find_address (KabServer *server, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *forwarded = soup_message_headers_get_list (headers, "X-Forwarded-For");
  const char *host = soup_server_message_get_remote_host (message);

  if (server->options->behind_proxy && forwarded != NULL)
    {
      const char *last = strrchr (forwarded, ',');

      return g_strstrip (g_strdup (last != NULL ? last + 1 : forwarded));
    }
  return g_strdup (host != NULL ? host : "unknown");
}

/* An id that the client chose is kept, as long as it can do no harm in a log. */
static char *
find_request_id (SoupServerMessage *message)
{
  const char *given
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Request-ID");

  if (given != NULL && g_regex_match_simple ("^[A-Za-z0-9._-]{1,64}$", given, 0, 0))
    return g_strdup (given);
  return g_uuid_string_random ();
}

/**
 * kab_call_new:
 * @server: the server
 * @message: what came in
 *
 * Returns: (transfer full): a call without route and answer yet
 */
KabCall *
kab_call_new (KabServer *server, SoupServerMessage *message)
{
  KabCall *self = g_new0 (KabCall, 1);

  self->server = server;
  self->message = g_object_ref (message);
  self->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->path = g_strdup (g_uri_get_path (soup_server_message_get_uri (message)));
  self->request_id = find_request_id (message);
  self->address = find_address (server, message);
  return self;
}

/**
 * kab_call_free:
 * @self: (transfer full): a call
 */
void
kab_call_free (KabCall *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->parameters, g_hash_table_unref);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_clear_pointer (&self->person, kab_person_free);
  g_clear_pointer (&self->work, kab_password_work_free);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_object (&self->message);
  g_free (self->path);
  g_free (self->request_id);
  g_free (self->address);
  g_free (self->password_hash);
  kab_password_wipe (&self->issued_password);
  g_free (self->content_type);
  g_free (self);
}

/**
 * kab_call_get_parameter:
 * @self: a call
 * @name: name of a {parameter} in the route's pattern
 *
 * Returns: its text
 */
const char *
kab_call_get_parameter (KabCall *self, const char *name)
{
  return g_hash_table_lookup (self->parameters, name);
}

/**
 * kab_call_get_query:
 * @self: a call
 * @name: name of a query parameter
 *
 * Returns: (nullable): its text; %NULL where it is missing or empty
 */
const char *
kab_call_get_query (KabCall *self, const char *name)
{
  const char *value = g_hash_table_lookup (self->query, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * kab_call_get_query_integer:
 * @self: a call
 * @name: name of a query parameter
 * @otherwise: what a missing one means
 * @min: smallest
 * @max: largest
 *
 * Answers 400 where the parameter is no such number; see kab_call_is_answered ().
 *
 * Returns: the number
 */
gint64
kab_call_get_query_integer (KabCall *self, const char *name, gint64 otherwise, gint64 min, gint64 max)
{
  const char *text = kab_call_get_query (self, name);
  gint64 value = otherwise;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, min, max, &value, NULL))
    {
      g_autofree char *detail = g_strdup_printf (
          "“%s” takes a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, name, min, max);

      kab_call_reply_problem (self, "bad-request", detail);
      return otherwise;
    }
  return value;
}

/**
 * kab_call_get_header:
 * @self: a call
 * @name: name of a request header
 *
 * Returns: (nullable): its value
 */
const char *
kab_call_get_header (KabCall *self, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message), name);
}

/**
 * kab_call_get_body:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): the object that came with a POST or PUT
 */
JsonObject *
kab_call_get_body (KabCall *self)
{
  return self->body != NULL ? json_node_get_object (self->body) : NULL;
}

/**
 * kab_call_is_answered:
 * @self: a call
 *
 * Returns: whether some reply is already set
 */
gboolean
kab_call_is_answered (KabCall *self)
{
  return self->status != 0;
}

/**
 * kab_call_format_time:
 * @self: a call to an organisation
 * @time: seconds since 1970
 *
 * Returns: (transfer full): ISO 8601 in the organisation's zone
 */
char *
kab_call_format_time (KabCall *self, gint64 time)
{
  return kab_organisation_format_time (self->organisation, time);
}

/**
 * kab_call_set_header:
 * @self: a call
 * @name: name of a header of the answer
 * @value: its value
 */
void
kab_call_set_header (KabCall *self, const char *name, const char *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

static gboolean
names_etag (const char *list, const char *etag)
{
  g_auto (GStrv) tags = NULL;

  if (list == NULL)
    return FALSE;
  tags = g_strsplit (list, ",", -1);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);

      if (g_str_has_prefix (tag, "W/"))
        tag += 2;
      if (g_str_equal (tag, etag) || g_str_equal (tag, "*"))
        return TRUE;
    }
  return FALSE;
}

/**
 * kab_call_is_unmodified:
 * @self: a call that reads
 * @etag: quoted tag of what would be answered
 *
 * Sets the ETag, and answers 304 where the client has just that.
 *
 * Returns: whether the call is answered
 */
gboolean
kab_call_is_unmodified (KabCall *self, const char *etag)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);

  kab_call_set_header (self, "ETag", etag);
  if (!names_etag (soup_message_headers_get_list (headers, "If-None-Match"), etag))
    return FALSE;
  kab_call_reply_empty (self, 304);
  return TRUE;
}

/**
 * kab_call_check_if_match:
 * @self: a call that changes something
 * @etag: quoted tag of what it is now
 *
 * Answers 428 without If-Match and 412 where it names another state.
 *
 * Returns: whether the change may go on
 */
gboolean
kab_call_check_if_match (KabCall *self, const char *etag)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *given = soup_message_headers_get_list (headers, "If-Match");

  if (given == NULL)
    kab_call_reply_problem (self, "precondition-required", "If-Match is missing");
  else if (!names_etag (given, etag))
    kab_call_reply_problem (self, "precondition-failed", NULL);
  else
    return TRUE;
  return FALSE;
}

static void
take_answer (KabCall *self, guint status, const char *content_type, GBytes *bytes)
{
  g_set_str (&self->content_type, content_type);
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = bytes;
  self->status = status;
}

static void
answer_json (KabCall *self, guint status, const char *content_type, JsonNode *node)
{
  char *text = kab_json_to_text (node);

  take_answer (self, status, content_type, g_bytes_new_take (text, strlen (text)));
  json_node_unref (node);
}

/**
 * kab_call_reply_node:
 * @self: a call
 * @status: HTTP status
 * @node: (transfer full): the answer
 */
void
kab_call_reply_node (KabCall *self, guint status, JsonNode *node)
{
  answer_json (self, status, "application/json", node);
}

/**
 * kab_call_reply_tagged:
 * @self: a call that reads
 * @node: (transfer full): the answer
 *
 * Answers 200 with an ETag made of what is said, or 304 where the client has just that.
 */
void
kab_call_reply_tagged (KabCall *self, JsonNode *node)
{
  g_autofree char *text = kab_json_to_text (node);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *etag = g_strdup_printf ("\"%.32s\"", digest);

  if (kab_call_is_unmodified (self, etag))
    json_node_unref (node);
  else
    kab_call_reply_node (self, 200, node);
}

/**
 * kab_call_reply_object:
 * @self: a call
 * @status: HTTP status
 * @object: (transfer full): the answer
 */
void
kab_call_reply_object (KabCall *self, guint status, JsonObject *object)
{
  kab_call_reply_node (self, status, kab_json_take_object (object));
}

/**
 * kab_call_reply_bytes:
 * @self: a call
 * @status: HTTP status
 * @content_type: what the bytes are
 * @bytes: (transfer none): the answer
 */
void
kab_call_reply_bytes (KabCall *self, guint status, const char *content_type, GBytes *bytes)
{
  take_answer (self, status, content_type, g_bytes_ref (bytes));
}

/**
 * kab_call_reply_empty:
 * @self: a call
 * @status: HTTP status of an answer without body
 */
void
kab_call_reply_empty (KabCall *self, guint status)
{
  take_answer (self, status, NULL, NULL);
}

/**
 * kab_call_reply_problem_object:
 * @self: a call
 * @problem: (transfer full): from kab_problem_new (), with members added
 */
void
kab_call_reply_problem_object (KabCall *self, JsonObject *problem)
{
  guint status = (guint) json_object_get_int_member (problem, "status");

  answer_json (self, status, "application/problem+json", kab_json_take_object (problem));
}

/**
 * kab_call_reply_problem:
 * @self: a call
 * @name: name of the problem
 * @detail: (nullable): a sentence about this occurrence
 */
void
kab_call_reply_problem (KabCall *self, const char *name, const char *detail)
{
  kab_call_reply_problem_object (self, kab_problem_new (name, detail, self->path));
}

/**
 * kab_call_reply_field_errors:
 * @self: a call
 * @errors: what is wrong with which field
 */
void
kab_call_reply_field_errors (KabCall *self, KabFieldErrors *errors)
{
  JsonObject *problem = kab_problem_new ("validation", NULL, self->path);

  json_object_set_array_member (problem, "errors", json_array_ref (kab_field_errors_get_list (errors)));
  kab_call_reply_problem_object (self, problem);
}

/**
 * kab_call_reply_too_many:
 * @self: a call
 * @scope: what there was too much of: "address", "login", "resend"…
 * @seconds: after how many it may be tried again
 */
void
kab_call_reply_too_many (KabCall *self, const char *scope, gint64 seconds)
{
  JsonObject *problem = kab_problem_new ("too-many-requests", NULL, self->path);
  g_autofree char *after = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (seconds, 1));

  json_object_set_string_member (problem, "scope", scope);
  json_object_set_int_member (problem, "retry_after", MAX (seconds, 1));
  kab_call_reply_problem_object (self, problem);
  kab_call_set_header (self, "Retry-After", after);
}
