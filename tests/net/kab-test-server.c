/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-test-server.h"

#include <string.h>

typedef struct
{
  guint status;
  char *type;
  char *body;
  GPtrArray *headers;
} Answer;

typedef struct
{
  char *line;
  char *body;
  SoupMessageHeaders *headers;
} Seen;

struct _KabTestServer
{
  SoupServer *server;
  char *origin;
  GPtrArray *answers;
  GPtrArray *seen;
  guint count;
  KabTestHandler handler;
  gpointer data;
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->type);
  g_free (answer->body);
  g_ptr_array_unref (answer->headers);
  g_free (answer);
}

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->line);
  g_free (seen->body);
  soup_message_headers_unref (seen->headers);
  g_free (seen);
}

static void
copy_header (const char *name, const char *value, gpointer data)
{
  soup_message_headers_append (data, name, value);
}

static void
remember (KabTestServer *self, SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  Seen *seen = g_new0 (Seen, 1);

  seen->line = g_strconcat (soup_server_message_get_method (message), " ", g_uri_get_path (uri),
                            query != NULL ? "?" : "", query, NULL);
  seen->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  seen->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header,
                                seen->headers);
  g_ptr_array_add (self->seen, seen);
}

/* The answers are given in their order, and the last one for ever. */
static void
request_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  KabTestServer *self = data;
  guint number = self->count++;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  Answer *answer;

  remember (self, message);
  soup_message_headers_replace (headers, "X-Kabinet", "1");
  if (self->handler != NULL)
    {
      self->handler (message, number, self->data);
      return;
    }
  g_assert_cmpuint (self->answers->len, >, 0);
  answer = g_ptr_array_index (self->answers, MIN (number, self->answers->len - 1));
  kab_test_server_reply (message, answer->status, answer->type, answer->body);
  for (guint i = 0; i < answer->headers->len; i += 2)
    {
      const char *value = g_ptr_array_index (answer->headers, i + 1);

      if (*value == '\0')
        soup_message_headers_remove (headers, g_ptr_array_index (answer->headers, i));
      else
        soup_message_headers_replace (headers, g_ptr_array_index (answer->headers, i), value);
    }
}

/* A server on a free port of loopback. */
KabTestServer *
kab_test_server_new (void)
{
  KabTestServer *self = g_new0 (KabTestServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  self->server = soup_server_new ("server-header", "test", "raw-paths", TRUE, NULL);
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  self->seen = g_ptr_array_new_with_free_func (seen_free);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->origin = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  return self;
}

void
kab_test_server_free (KabTestServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->seen);
  g_free (self->origin);
  g_free (self);
}

const char *
kab_test_server_get_origin (KabTestServer *self)
{
  return self->origin;
}

/* Adds an answer; headers follow as name and value, an empty value takes a header away. */
void
kab_test_server_add (KabTestServer *self, guint status, const char *type, const char *body, ...)
{
  Answer *answer = g_new0 (Answer, 1);
  va_list headers;

  answer->status = status;
  answer->type = g_strdup (type);
  answer->body = g_strdup (body);
  answer->headers = g_ptr_array_new_with_free_func (g_free);
  va_start (headers, body);
  for (const char *each = va_arg (headers, const char *); each != NULL; each = va_arg (headers, const char *))
    g_ptr_array_add (answer->headers, g_strdup (each));
  va_end (headers);
  g_ptr_array_add (self->answers, answer);
}

/* Lets @handler answer in place of the list. */
void
kab_test_server_set_handler (KabTestServer *self, KabTestHandler handler, gpointer data)
{
  self->handler = handler;
  self->data = data;
}

void
kab_test_server_reply (SoupServerMessage *message, guint status, const char *type, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (type != NULL && body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

const guint *
kab_test_server_get_count (KabTestServer *self)
{
  return &self->count;
}

static Seen *
get_seen (KabTestServer *self, guint number)
{
  g_assert_cmpuint (number, <, self->seen->len);
  return g_ptr_array_index (self->seen, number);
}

const char *
kab_test_server_get_header (KabTestServer *self, guint number, const char *name)
{
  return soup_message_headers_get_one (get_seen (self, number)->headers, name);
}

/* "GET /org/documents?limit=100" */
const char *
kab_test_server_get_line (KabTestServer *self, guint number)
{
  return get_seen (self, number)->line;
}

const char *
kab_test_server_get_body (KabTestServer *self, guint number)
{
  return get_seen (self, number)->body;
}
