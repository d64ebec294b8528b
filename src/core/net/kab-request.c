/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-request.h"
#include "kab-request-private.h"

#include <string.h>

#define DEADLINE 20
#define FILE_DEADLINE 120
#define LONG_BODY (64 * 1024)
#define TRIES 3

/* KabRequest is a description, filled by its maker and not changed after it was given to a client. */
G_DEFINE_FINAL_TYPE (KabRequest, kab_request, G_TYPE_OBJECT)

static guint sent_signal;

static void
kab_request_finalize (GObject *object)
{
  KabRequest *self = KAB_REQUEST (object);

  g_free (self->method);
  g_free (self->path);
  g_free (self->idempotency_key);
  g_free (self->content_type);
  g_clear_pointer (&self->query, g_ptr_array_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  G_OBJECT_CLASS (kab_request_parent_class)->finalize (object);
}

static void
kab_request_class_init (KabRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_request_finalize;

  /**
   * KabRequest::sent:
   * @bytes: how much of the body has left, of the try that is under way
   */
  sent_signal = g_signal_new ("sent", KAB_TYPE_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              1, G_TYPE_UINT64);
}

static void
kab_request_init (KabRequest *self)
{
  self->query = g_ptr_array_new_with_free_func (g_free);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->tries = TRIES;
}

static void
set_pair (GPtrArray *pairs, const char *name, const char *value)
{
  for (guint i = 0; i < pairs->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (pairs, i), name) == 0)
      {
        g_ptr_array_remove_range (pairs, i, 2);
        break;
      }
  if (value != NULL)
    {
      g_ptr_array_add (pairs, g_strdup (name));
      g_ptr_array_add (pairs, g_strdup (value));
    }
}

static char *
quote_etag (const char *etag)
{
  if (etag == NULL || *etag == '"' || g_str_has_prefix (etag, "W/\"") || g_str_equal (etag, "*"))
    return g_strdup (etag);
  return g_strdup_printf ("\"%s\"", etag);
}

/**
 * kab_request_new:
 * @method: "GET", "POST", "DELETE"…
 * @path: an escaped path inside the client's organisation that begins with a slash, "/documents"; to put
 *   ids into a path see kab_request_new_segments()
 *
 * A POST is given an idempotency key of its own at once: one request, however often it is tried, is done
 * once. A form that outlives the program sets its own, persisted key (rule B7).
 *
 * Returns: (transfer full): a request
 */
KabRequest *
kab_request_new (const char *method, const char *path)
{
  KabRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (path != NULL && (*path == '/' || *path == '\0'), NULL);
  g_return_val_if_fail (strpbrk (path, "?#") == NULL, NULL);

  self = g_object_new (KAB_TYPE_REQUEST, NULL);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  if (g_str_equal (method, "POST"))
    self->idempotency_key = g_uuid_string_random ();
  return self;
}

/* A segment of dots alone would walk up the path, and cannot be escaped. */
static void
append_segment (GString *path, const char *segment)
{
  g_string_append_c (path, '/');
  if (strspn (segment, ".") == strlen (segment))
    g_string_append_c (path, '-');
  else
    g_string_append_uri_escaped (path, segment, NULL, FALSE);
}

/**
 * kab_request_new_segments:
 * @method: "GET", "POST", "DELETE"…
 * @segment: the first part of the path, "documents"
 * @...: further parts, such as an id; %NULL ends them
 *
 * As kab_request_new(), with each part escaped: an id that came from a server cannot leave its place.
 *
 * Returns: (transfer full): a request
 */
KabRequest *
kab_request_new_segments (const char *method, const char *segment, ...)
{
  g_autoptr (GString) path = g_string_new (NULL);
  va_list segments;

  g_return_val_if_fail (method != NULL && segment != NULL, NULL);

  va_start (segments, segment);
  for (const char *each = segment; each != NULL; each = va_arg (segments, const char *))
    append_segment (path, each);
  va_end (segments);
  return kab_request_new (method, path->str);
}

/**
 * kab_request_get_method:
 * @self: a request
 *
 * Returns: its method
 */
const char *
kab_request_get_method (KabRequest *self)
{
  g_return_val_if_fail (KAB_IS_REQUEST (self), NULL);
  return self->method;
}

/**
 * kab_request_get_path:
 * @self: a request
 *
 * Returns: its path inside the organisation
 */
const char *
kab_request_get_path (KabRequest *self)
{
  g_return_val_if_fail (KAB_IS_REQUEST (self), NULL);
  return self->path;
}

/**
 * kab_request_set_query:
 * @self: a request
 * @name: a parameter of the query
 * @value: (nullable): its value, not escaped; %NULL takes it away
 */
void
kab_request_set_query (KabRequest *self, const char *name, const char *value)
{
  g_return_if_fail (KAB_IS_REQUEST (self) && name != NULL);
  set_pair (self->query, name, value);
}

/* A body may hold a password or a token (rule A10). */
static void
wipe_and_free (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * kab_request_set_body:
 * @self: a request
 * @body: (transfer none): the JSON to send
 */
void
kab_request_set_body (KabRequest *self, JsonNode *body)
{
  char *text;

  g_return_if_fail (KAB_IS_REQUEST (self) && body != NULL);

  text = json_to_string (body, FALSE);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new_with_free_func (text, strlen (text), wipe_and_free, text);
}

/**
 * kab_request_set_file:
 * @self: a request
 * @bytes: (transfer none): what a file holds
 * @content_type: its media type
 *
 * Sends a file in the place of JSON; see the signal “sent” for how far it is.
 */
void
kab_request_set_file (KabRequest *self, GBytes *bytes, const char *content_type)
{
  g_return_if_fail (KAB_IS_REQUEST (self) && bytes != NULL && content_type != NULL);
  g_return_if_fail (strpbrk (content_type, "\r\n") == NULL);

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (bytes);
  g_set_str (&self->content_type, content_type);
}

/*
 * kab_request_tell_sent:
 * @bytes: how much of the body has left
 */
void
kab_request_tell_sent (KabRequest *self, guint64 bytes)
{
  g_signal_emit (self, sent_signal, 0, bytes);
}

/**
 * kab_request_set_header:
 * @self: a request
 * @name: a header, such as "Flow-Token"; not one that the client sets itself
 * @value: (nullable): its value; %NULL takes it away
 */
void
kab_request_set_header (KabRequest *self, const char *name, const char *value)
{
  g_return_if_fail (KAB_IS_REQUEST (self) && name != NULL);
  g_return_if_fail (g_ascii_strcasecmp (name, "Authorization") != 0);
  g_return_if_fail (value == NULL || strpbrk (value, "\r\n") == NULL);
  set_pair (self->headers, name, value);
}

/**
 * kab_request_get_idempotency_key:
 * @self: a request
 *
 * Returns: (nullable): the key under which the server does this request once
 */
const char *
kab_request_get_idempotency_key (KabRequest *self)
{
  g_return_val_if_fail (KAB_IS_REQUEST (self), NULL);
  return self->idempotency_key;
}

/**
 * kab_request_set_idempotency_key:
 * @self: a request
 * @key: (nullable): a UUID; with %NULL a POST is never tried again
 */
void
kab_request_set_idempotency_key (KabRequest *self, const char *key)
{
  g_return_if_fail (KAB_IS_REQUEST (self));
  g_set_str (&self->idempotency_key, key);
}

/**
 * kab_request_set_if_match:
 * @self: a request
 * @etag: (nullable): the version that this change is based on, with or without quotes
 */
void
kab_request_set_if_match (KabRequest *self, const char *etag)
{
  g_autofree char *quoted = quote_etag (etag);

  kab_request_set_header (self, "If-Match", quoted);
}

/**
 * kab_request_set_if_none_match:
 * @self: a request
 * @etag: (nullable): the version that the caller has; if it is still the current one, the future rejects
 *   with %KAB_NET_ERROR_NOT_MODIFIED. Not needed where the client has a cache
 */
void
kab_request_set_if_none_match (KabRequest *self, const char *etag)
{
  g_autofree char *quoted = quote_etag (etag);

  kab_request_set_header (self, "If-None-Match", quoted);
}

/**
 * kab_request_set_deadline:
 * @self: a request
 * @seconds: how long it may take on the wire, all tries together; if not set, 120 for files, in either
 *   direction, and 20 for all else. Pauses between tries and a refresh of the access token do not count
 */
void
kab_request_set_deadline (KabRequest *self, guint seconds)
{
  g_return_if_fail (KAB_IS_REQUEST (self) && seconds > 0);
  self->deadline = seconds;
}

/**
 * kab_request_set_tries:
 * @self: a request
 * @tries: how often it is sent at most where trying again is harmless; 3 if not set. 1 suits a button
 *   whose person would rather read "try again in 20 seconds" than wait for them
 */
void
kab_request_set_tries (KabRequest *self, guint tries)
{
  g_return_if_fail (KAB_IS_REQUEST (self) && tries > 0);
  self->tries = tries;
}

/**
 * kab_request_set_anonymous:
 * @self: a request
 * @anonymous: whether it goes without the access token, as signing in does
 */
void
kab_request_set_anonymous (KabRequest *self, gboolean anonymous)
{
  g_return_if_fail (KAB_IS_REQUEST (self));
  self->anonymous = anonymous;
}

/*
 * kab_request_get_deadline:
 * @for_file: whether the answer is a file
 *
 * Returns: seconds (rule B3)
 */
guint
kab_request_get_deadline (KabRequest *self, gboolean for_file)
{
  if (self->deadline > 0)
    return self->deadline;
  if (for_file || (self->body != NULL && g_bytes_get_size (self->body) > LONG_BODY))
    return FILE_DEADLINE;
  return DEADLINE;
}

/*
 * kab_request_dup_query:
 *
 * Returns: (transfer full) (nullable): the query, escaped, in the order in which it was set
 */
char *
kab_request_dup_query (KabRequest *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->query->len; i += 2)
    {
      if (i > 0)
        g_string_append_c (text, '&');
      g_string_append_uri_escaped (text, g_ptr_array_index (self->query, i), NULL, FALSE);
      g_string_append_c (text, '=');
      g_string_append_uri_escaped (text, g_ptr_array_index (self->query, i + 1), NULL, FALSE);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/*
 * kab_request_get_header:
 *
 * Returns: (nullable): the value of @name, if the maker set it
 */
const char *
kab_request_get_header (KabRequest *self, const char *name)
{
  for (guint i = 0; i < self->headers->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->headers, i), name) == 0)
      return g_ptr_array_index (self->headers, i + 1);
  return NULL;
}
