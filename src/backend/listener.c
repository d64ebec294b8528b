/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "listener.h"

#include <libsoup/soup.h>

#include "dispatch.h"

#define MAX_CONNECTIONS 512

/* A body that is refused is read on and thrown away up to here, so that the client sees the answer. */
#define MAX_DRAINED (8 * 1024 * 1024)

struct _KabListener
{
  KabServer *server;
  SoupServer *soup;
  guint connections;
};

/* One request while it is on its way in. */
typedef struct
{
  KabListener *listener;
  SoupServerMessage *message;
  guint timer;
  gsize received;
  gsize limit;
} Arrival;

static void
close_connection (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static gboolean
arrival_timed_out_cb (gpointer data)
{
  Arrival *arrival = data;

  arrival->timer = 0;
  close_connection (arrival->message);
  return G_SOURCE_REMOVE;
}

static void
message_read_cb (SoupServerMessage *message, gpointer data)
{
  Arrival *arrival = data;

  g_clear_handle_id (&arrival->timer, g_source_remove);
}

static void
refuse (Arrival *arrival)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (arrival->message), FALSE);
  if (soup_server_message_get_status (arrival->message) == 0)
    kab_dispatch_refuse (arrival->listener->server, arrival->message, "too-large");
}

/* Whatever length was declared, what comes is counted, and nothing over the limit is kept. */
static void
chunk_read_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  Arrival *arrival = data;

  arrival->received += g_bytes_get_size (chunk);
  if (arrival->received > MAX (arrival->limit, MAX_DRAINED))
    close_connection (message);
  else if (arrival->received > arrival->limit)
    refuse (arrival);
}

static void
arrival_free (gpointer data)
{
  Arrival *arrival = data;

  g_clear_handle_id (&arrival->timer, g_source_remove);
  arrival->listener->connections--;
  g_free (arrival);
}

static void
request_started_cb (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  KabListener *self = data;
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->listener = self;
  arrival->message = message;
  arrival->limit = G_MAXSIZE;
  arrival->timer = g_timeout_add_seconds (self->server->options->read_timeout, arrival_timed_out_cb, arrival);
  g_object_set_data_full (G_OBJECT (message), "kab-arrival", arrival, arrival_free);
  g_signal_connect (message, "got-body", G_CALLBACK (message_read_cb), arrival);
  g_signal_connect (message, "got-chunk", G_CALLBACK (chunk_read_cb), arrival);
  if (++self->connections > MAX_CONNECTIONS)
    close_connection (message);
}

static void
headers_read (
    SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  KabListener *self = data;
  Arrival *arrival = g_object_get_data (G_OBJECT (message), "kab-arrival");
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  arrival->limit = kab_dispatch_get_max_body (self->server, message);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && (gsize) soup_message_headers_get_content_length (headers) > arrival->limit)
    refuse (arrival);
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
