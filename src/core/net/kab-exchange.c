/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-exchange.h"
#include "kab-answer.h"
#include "kab-body.h"
#include "kab-dex-soup.h"
#include "kab-fiber.h"
#include "kab-net-log.h"
#include "kab-net-error-private.h"
#include "kab-net-private.h"
#include "kab-origin.h"
#include "kab-request-private.h"
#include "kab-transport.h"

#include <string.h>

#define REDIRECTS 5

/*
 * kab_exchange_new:
 * @organisation: (nullable): the first part of the path
 *
 * Returns: (transfer full): an exchange that wants nothing yet
 */
KabExchange *
kab_exchange_new (KabNet *net, KabRequest *request, const char *origin, const char *organisation)
{
  KabExchange *self = g_rc_box_new0 (KabExchange);
  g_autofree char *query = kab_request_dup_query (request);
  g_autofree char *segment = organisation != NULL ? g_uri_escape_string (organisation, NULL, FALSE) : NULL;
  g_autofree char *text = g_strconcat (origin, segment != NULL ? "/" : "", segment != NULL ? segment : "",
                                       request->path, query != NULL ? "?" : "", query, NULL);

  self->net = g_object_ref (net);
  self->request = g_object_ref (request);
  self->origin = g_strdup (origin);
  self->uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  return self;
}

/*
 * kab_exchange_ref:
 *
 * Returns: (transfer full): @self
 */
KabExchange *
kab_exchange_ref (KabExchange *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_outcome (KabExchange *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body_etag, g_free);
}

static void
clear (gpointer data)
{
  KabExchange *self = data;

  clear_outcome (self);
  g_clear_object (&self->net);
  g_clear_object (&self->request);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->etag, g_free);
}

/*
 * kab_exchange_unref:
 *
 * Gives up a reference; the last one frees @self and what is left of its outcome.
 */
void
kab_exchange_unref (KabExchange *self)
{
  g_rc_box_release_full (self, clear);
}

/* The token goes nowhere but to the origin that it is for (rule J7). */
static void
set_authorization (KabExchange *self, SoupMessageHeaders *headers, const char *target)
{
  g_autofree char *value = NULL;

  if (self->token == NULL || g_strcmp0 (target, self->origin) != 0)
    return;
  value = g_strconcat ("Bearer ", self->token, NULL);
  soup_message_headers_replace (headers, "Authorization", value);
}

/* libsoup tells each piece; the count begins anew with each message, and so with each try. */
static void
wrote_cb (SoupMessage *message, guint chunk, gpointer data)
{
  guint64 *sent = g_object_get_data (G_OBJECT (message), "sent");

  *sent += chunk;
  kab_request_tell_sent (data, *sent);
}

static void
fill_body (SoupMessage *message, KabRequest *request)
{
  const char *type = request->content_type != NULL ? request->content_type : "application/json";
  guint64 *sent = g_object_get_data (G_OBJECT (message), "sent");

  soup_message_set_request_body_from_bytes (message, type, request->body);
  if (sent != NULL)
    *sent = 0;
}

/* Where a kept connection had been closed, libsoup begins a PUT or DELETE again by itself, and without its body
 * unless that is set once more. */
static void
set_body (KabRequest *request, SoupMessage *message)
{
  fill_body (message, request);
  g_signal_connect_object (message, "restarted", G_CALLBACK (fill_body), request, 0);
  if (request->content_type == NULL)
    return;
  g_object_set_data_full (G_OBJECT (message), "sent", g_new0 (guint64, 1), g_free);
  g_signal_connect_object (message, "wrote-body-data", G_CALLBACK (wrote_cb), request, 0);
}

static SoupMessage *
make_message (KabExchange *self, GUri *uri)
{
  KabRequest *request = self->request;
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *target = kab_origin_of_uri (uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS
                                       | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  for (guint i = 0; i < request->headers->len; i += 2)
    soup_message_headers_replace (headers, g_ptr_array_index (request->headers, i),
                                  g_ptr_array_index (request->headers, i + 1));
  soup_message_headers_replace (headers, "X-Request-ID", id);
  if (self->content_type != NULL)
    {
      g_autofree char *accept = g_strconcat (self->content_type, ", application/problem+json", NULL);

      soup_message_headers_replace (headers, "Accept", accept);
    }
  if (request->idempotency_key != NULL)
    soup_message_headers_replace (headers, "Idempotency-Key", request->idempotency_key);
  if (self->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", self->etag);
  if (request->body != NULL)
    set_body (request, message);
  set_authorization (self, headers, target);
  return message;
}

static GInputStream *
send (KabExchange *self, SoupMessage *message, GError **error)
{
  SoupSession *session = self->kind == KAB_EXCHANGE_STREAM ? kab_net_get_stream_session (self->net)
                                                           : kab_net_get_api_session (self->net);

  return dex_await_object (kab_dex_soup_send (session, message), error);
}

/* What is left unread is not worth keeping the connection for. */
static void
drop_stream (GInputStream *stream)
{
  if (stream == NULL)
    return;
  if (!g_input_stream_is_closed (stream) && !g_input_stream_has_pending (stream))
    dex_future_disown (dex_input_stream_close (stream, G_PRIORITY_DEFAULT));
  g_object_unref (stream);
}

typedef GInputStream DroppedStream;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DroppedStream, drop_stream)

/* Cancelled by our own side, the fiber itself is woken; G_IO_ERROR_CANCELLED alone means that the session
 * was aborted under the request, which is a lost connection to whoever waits for it. */
static void
translate (KabExchange *self, SoupMessage *message, gboolean answered, GError **error)
{
  GError *made;

  if ((*error)->domain == DEX_ERROR)
    return;
  if ((*error)->domain != KAB_NET_ERROR)
    {
      made = kab_transport_error (message, *error, kab_net_get_available (self->net), answered);
      g_clear_error (error);
      *error = made;
    }
  kab_answer_complete_error (message, *error);
}

static gboolean
take_body (KabExchange *self, SoupMessage *message, GInputStream *stream, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *cache_control = soup_message_headers_get_list (headers, "Cache-Control");

  self->body = kab_body_read (message, stream, self->limit, error);
  if (self->body == NULL || !kab_body_check (self->body, self->content_type, headers, error))
    return FALSE;
  if (cache_control == NULL || strstr (cache_control, "no-store") == NULL)
    self->body_etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  return TRUE;
}

/* The way of one message. @next is set if the answer sends us on. */
static gboolean
pass (KabExchange *self, SoupMessage *message, GUri **next, gboolean *answered, GError **error)
{
  g_autoptr (DroppedStream) stream = send (self, message, error);

  if (stream == NULL)
    return FALSE;
  *answered = TRUE;
  if (kab_answer_is_redirect (message))
    {
      *next = kab_answer_get_redirect (message, self->origin, error);
      return *next != NULL;
    }
  if (!kab_answer_judge (message, stream, self->content_type, error))
    return FALSE;
  if (self->kind == KAB_EXCHANGE_BODY)
    return take_body (self, message, stream, error);
  if (self->kind == KAB_EXCHANGE_STREAM)
    self->stream = g_steal_pointer (&stream);
  return TRUE;
}

static DexFuture *
try_fiber (gpointer data)
{
  KabExchange *self = data;
  g_autoptr (GUri) uri = g_uri_ref (self->uri);

  for (guint i = 0; i <= REDIRECTS; i++)
    {
      g_autoptr (SoupMessage) message = make_message (self, uri);
      g_autoptr (GUri) next = NULL;
      g_autoptr (GError) error = NULL;
      gint64 started = g_get_monotonic_time ();
      gboolean answered = FALSE;

      g_set_object (&self->message, message);
      if (!pass (self, message, &next, &answered, &error))
        translate (self, message, answered, &error);
      kab_net_log (message, started, self->body != NULL ? g_bytes_get_size (self->body) : 0, error);
      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (next == NULL)
        return dex_future_new_true ();
      g_uri_unref (uri);
      uri = g_steal_pointer (&next);
    }
  return dex_future_new_reject (KAB_NET_ERROR, KAB_NET_ERROR_REDIRECTED, "Redirected in a circle");
}

/*
 * kab_exchange_try:
 * @error: return location for any %KAB_NET_ERROR or a cancellation
 *
 * Sends the request once, within what is left of its deadline; only in a fiber. The session's own timeout
 * starts anew with each byte, so that it does not hold a server that drips (rule B3).
 *
 * Returns: whether the outcome is in @self
 */
gboolean
kab_exchange_try (KabExchange *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gint64 started = g_get_monotonic_time ();
  DexFuture *carried;

  clear_outcome (self);
  carried = kab_fiber_spawn (try_fiber, kab_exchange_ref (self), (GDestroyNotify) kab_exchange_unref);
  if (dex_await (dex_future_first (carried, dex_timeout_new_usec (MAX (1, self->time_left)), NULL), &reason))
    return TRUE;
  self->time_left -= g_get_monotonic_time () - started;
  if (!g_error_matches (reason, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  self->time_left = 0;
  g_set_error (error, KAB_NET_ERROR, KAB_NET_ERROR_TIMED_OUT, "No answer within %u seconds", self->deadline);
  if (error != NULL)
    kab_net_error_get_details (*error)->host = g_strdup (g_uri_get_host (self->uri));
  return FALSE;
}
