/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-test-raw.h"
#include "kab-fiber.h"

#include <string.h>

struct _KabTestRaw
{
  GSocketService *service;
  char *origin;
  GPtrArray *fibers;
  guint count;
  gboolean eager;
  GTlsCertificate *certificate;
  KabTestScript script;
  gpointer data;
};

typedef struct
{
  KabTestRaw *server;
  GIOStream *stream;
} Connection;

static void
connection_free (gpointer data)
{
  Connection *connection = data;

  g_object_unref (connection->stream);
  g_free (connection);
}

/* A client that goes away without a word has sent nothing to answer. */
static gboolean
read_head (GIOStream *stream)
{
  g_autoptr (GString) head = g_string_new (NULL);

  while (strstr (head->str, "\r\n\r\n") == NULL)
    {
      GInputStream *input = g_io_stream_get_input_stream (stream);
      g_autoptr (GBytes) bytes
          = dex_await_boxed (dex_input_stream_read_bytes (input, 4096, G_PRIORITY_DEFAULT), NULL);

      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        return FALSE;
      g_string_append_len (head, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  return TRUE;
}

static void
start_tls (Connection *connection)
{
  g_autoptr (GError) error = NULL;
  GIOStream *secure
      = g_tls_server_connection_new (connection->stream, connection->server->certificate, &error);

  g_assert_no_error (error);
  g_object_unref (connection->stream);
  connection->stream = secure;
}

static DexFuture *
connection_fiber (gpointer data)
{
  Connection *connection = data;
  KabTestRaw *server = connection->server;

  if (server->certificate != NULL)
    start_tls (connection);
  if (server->eager || read_head (connection->stream))
    {
      server->count++;
      server->script (connection->stream, server->data);
    }
  dex_await (dex_io_stream_close (connection->stream, G_PRIORITY_DEFAULT), NULL);
  return dex_future_new_true ();
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *stream, GObject *source, gpointer data)
{
  KabTestRaw *self = data;
  Connection *connection = g_new0 (Connection, 1);

  connection->server = self;
  connection->stream = g_object_ref (G_IO_STREAM (stream));
  g_ptr_array_add (self->fibers, kab_fiber_spawn (connection_fiber, connection, connection_free));
  return TRUE;
}

KabTestRaw *
kab_test_raw_new (KabTestScript script, gpointer data)
{
  KabTestRaw *self = g_new0 (KabTestRaw, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  self->fibers = g_ptr_array_new_with_free_func (dex_unref);
  self->script = script;
  self->data = data;
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_DEFAULT, NULL, &given, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  self->origin = g_strdup_printf ("http://127.0.0.1:%u",
                                  g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given)));
  return self;
}

/* Ends what still runs for its connections. */
void
kab_test_raw_free (KabTestRaw *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  g_ptr_array_unref (self->fibers);
  g_clear_object (&self->certificate);
  g_free (self->origin);
  g_free (self);
}

/* Lets the server speak TLS, with @certificate. */
void
kab_test_raw_set_certificate (KabTestRaw *self, GTlsCertificate *certificate)
{
  char *origin = g_strconcat ("https", strchr (self->origin, ':'), NULL);

  g_free (self->origin);
  self->origin = origin;
  g_set_object (&self->certificate, certificate);
}

/* Lets the server speak first. */
void
kab_test_raw_set_eager (KabTestRaw *self)
{
  self->eager = TRUE;
}

const char *
kab_test_raw_get_origin (KabTestRaw *self)
{
  return self->origin;
}

const guint *
kab_test_raw_get_count (KabTestRaw *self)
{
  return &self->count;
}

/* Returns: whether the client is still there */
gboolean
kab_test_raw_write_bytes (GIOStream *stream, GBytes *bytes)
{
  g_autoptr (GBytes) rest = g_bytes_ref (bytes);

  while (g_bytes_get_size (rest) > 0)
    {
      GOutputStream *output = g_io_stream_get_output_stream (stream);
      gint64 written
          = dex_await_int64 (dex_output_stream_write_bytes (output, rest, G_PRIORITY_DEFAULT), NULL);
      g_autoptr (GBytes) before = g_steal_pointer (&rest);

      if (written <= 0)
        return FALSE;
      rest = g_bytes_new_from_bytes (before, written, g_bytes_get_size (before) - written);
    }
  return TRUE;
}

gboolean
kab_test_raw_write (GIOStream *stream, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return kab_test_raw_write_bytes (stream, bytes);
}

/* Says nothing more, until the test ends. */
void
kab_test_raw_hang (void)
{
  dex_await (dex_future_new_infinite (), NULL);
}
