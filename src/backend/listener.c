/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "listener.h"

#include <libsoup/soup.h>

#include "dispatch.h"

#define MAX_CONNECTIONS 512
#define ANSWER_SECONDS 120

/* A body that is refused is read on and thrown away up to here, so that the client sees the answer. */
#define MAX_DRAINED (8 * 1024 * 1024)

struct _KabListener
{
  KabServer *server;
  SoupServer *soup;
  guint connections;
};

/* One connection: it hangs on the socket, and goes with it. */
typedef struct
{
  KabListener *listener;
  GSocket *socket;            /* not owned */
  SoupServerMessage *reading; /* the request that is coming in, or NULL; not owned */
  guint timer;
  guint closing;
  gsize received; /* of the body of the request that is coming in */
  gsize limit;
} Connection;

/* Shutting the socket down while libsoup reads leaves it waiting now and then: the connection is taken from it. */
static gboolean
closing_cb (gpointer data)
{
  Connection *self = data;
  g_autoptr (GIOStream) stream = NULL;

  self->closing = 0;
  if (self->reading == NULL)
    {
      g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
      return G_SOURCE_REMOVE;
    }
  stream = soup_server_message_steal_connection (g_steal_pointer (&self->reading));
  g_io_stream_close (stream, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* Not at once: it may be asked for in the middle of a read. */
static void
connection_close (Connection *self)
{
  if (self->closing == 0)
    self->closing = g_idle_add (closing_cb, self);
}

static gboolean
timed_out_cb (gpointer data)
{
  Connection *self = data;

  self->timer = 0;
  connection_close (self);
  return G_SOURCE_REMOVE;
}

/* Every phase of a connection has its time: reading, answering, and idle, longer than clients keep idle ones. */
static void
connection_allow (Connection *self, guint seconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (seconds, timed_out_cb, self);
}

static void
connection_free (gpointer data)
{
  Connection *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->closing, g_source_remove);
  self->listener->connections--;
  g_free (self);
}

static Connection *
get_connection (KabListener *self, SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  Connection *connection = g_object_get_data (G_OBJECT (socket), "kab-connection");

  if (connection != NULL)
    return connection;
  connection = g_new0 (Connection, 1);
  connection->listener = self;
  connection->socket = socket;
  self->connections++;
  g_object_set_data_full (G_OBJECT (socket), "kab-connection", connection, connection_free);
  return connection;
}

static void
body_read_cb (SoupServerMessage *message, gpointer data)
{
  Connection *connection = data;

  connection->reading = NULL;
  connection_allow (connection, ANSWER_SECONDS);
}

/* However it ended, it is read no more. */
static void
request_over_cb (SoupServerMessage *message, gpointer data)
{
  Connection *connection = data;

  if (connection->reading == message)
    connection->reading = NULL;
}

static void
answer_sent_cb (SoupServerMessage *message, gpointer data)
{
  Connection *connection = data;

  connection_allow (connection, 3 * connection->listener->server->options->read_timeout);
}

static void
refuse (Connection *connection, SoupServerMessage *message)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  if (soup_server_message_get_status (message) == 0)
    kab_dispatch_refuse (connection->listener->server, message, "too-large");
}

/* Whatever length was declared, what comes is counted, and nothing over the limit is kept. */
static void
chunk_read_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  Connection *connection = data;

  connection->received += g_bytes_get_size (chunk);
  if (connection->received > MAX (connection->limit, MAX_DRAINED))
    connection_close (connection);
  else if (connection->received > connection->limit)
    refuse (connection, message);
}

static void
request_started_cb (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  KabListener *self = data;
  Connection *connection = get_connection (self, message);

  connection->reading = message;
  connection->received = 0;
  connection->limit = G_MAXSIZE;
  connection_allow (connection, self->server->options->read_timeout);
  g_signal_connect (message, "got-chunk", G_CALLBACK (chunk_read_cb), connection);
  g_signal_connect (message, "got-body", G_CALLBACK (body_read_cb), connection);
  g_signal_connect (message, "finished", G_CALLBACK (request_over_cb), connection);
  g_signal_connect (message, "wrote-body", G_CALLBACK (answer_sent_cb), connection);
  if (self->connections > MAX_CONNECTIONS)
    connection_close (connection);
}

static void
headers_read (
    SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  KabListener *self = data;
  Connection *connection = get_connection (self, message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  connection->limit = kab_dispatch_get_max_body (self->server, message);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && (gsize) soup_message_headers_get_content_length (headers) > connection->limit)
    refuse (connection, message);
}

static void
request_read (
    SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  KabListener *self = data;

  kab_dispatch (self->server, message);
}

/**
 * kab_listener_new:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: (transfer full) (nullable): a socket on the loopback address that answers requests
 */
KabListener *
kab_listener_new (KabServer *server, GError **error)
{
  g_autoptr (KabListener) self = g_new0 (KabListener, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, server->options->port);

  self->server = server;
  self->soup = soup_server_new ("server-header", "kabinet-backend/" KAB_VERSION, "raw-paths", TRUE, NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (request_started_cb), self);
  soup_server_add_early_handler (self->soup, NULL, headers_read, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_read, self, NULL);
  if (!soup_server_listen (self->soup, address, 0, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * kab_listener_free:
 * @self: (transfer full): a listener; its connections are closed
 */
void
kab_listener_free (KabListener *self)
{
  if (self == NULL)
    return;
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_free (self);
}

static Connection *
find_connection (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  return socket != NULL ? g_object_get_data (G_OBJECT (socket), "kab-connection") : NULL;
}

/**
 * kab_listener_allow_stream:
 * @message: a request whose answer does not end by itself
 *
 * Lets its connection be for as long as the client wants to listen.
 */
void
kab_listener_allow_stream (SoupServerMessage *message)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    g_clear_handle_id (&connection->timer, g_source_remove);
}

/**
 * kab_listener_hang_up:
 * @message: a request whose client does not read its answer
 */
void
kab_listener_hang_up (SoupServerMessage *message)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    connection_close (connection);
}

/**
 * kab_listener_get_port:
 * @self: a listener
 *
 * Returns: the port that it has
 */
guint
kab_listener_get_port (KabListener *self)
{
  g_autoslist (GUri) uris = soup_server_get_uris (self->soup);

  return (guint) g_uri_get_port (uris->data);
}
