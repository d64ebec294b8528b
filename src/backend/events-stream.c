/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "events-stream.h"

#include "listener.h"

/* What a client may leave unread before it is given up; it comes back and asks for the rest. */
#define MAX_UNSENT 200

static void
piece_sent_cb (SoupServerMessage *message, KabEventStream *self)
{
  self->unsent -= MIN (self->unsent, 1);
}

static void
drop_message (KabEventStream *self)
{
  if (self->message == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
}

static void
gone_cb (SoupServerMessage *message, KabEventStream *self)
{
  drop_message (self);
}

/**
 * kab_event_stream_new:
 * @call: a call of a signed-in person
 *
 * Answers the call with a stream that events are written to.
 *
 * Returns: (transfer full): the stream
 */
KabEventStream *
kab_event_stream_new (KabCall *call)
{
  KabEventStream *self = g_new0 (KabEventStream, 1);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (call->message);

  self->organisation = call->organisation;
  self->person = g_strdup (call->person->id);
  self->session = g_strdup (call->person->session);
  self->staff = kab_person_is_staff (call->person);
  self->message = g_object_ref (call->message);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (call->message), FALSE);
  /* Proxies hold such answers back unless they are told not to (rule D2). */
  kab_call_set_header (call, "X-Accel-Buffering", "no");
  kab_call_reply_empty (call, 200);
  kab_listener_allow_stream (call->message);
  g_signal_connect (self->message, "wrote-chunk", G_CALLBACK (piece_sent_cb), self);
  g_signal_connect (self->message, "finished", G_CALLBACK (gone_cb), self);
  g_signal_connect (self->message, "disconnected", G_CALLBACK (gone_cb), self);
  return self;
}

/**
 * kab_event_stream_write:
 * @self: a stream
 * @text: lines of an event
 */
void
kab_event_stream_write (KabEventStream *self, const char *text)
{
  if (self->message == NULL)
    return;
  if (self->unsent >= MAX_UNSENT)
    {
      g_autoptr (SoupServerMessage) message = g_object_ref (self->message);

      drop_message (self);
      kab_listener_hang_up (message);
      return;
    }
  self->unsent++;
  soup_message_body_append (soup_server_message_get_response_body (self->message), SOUP_MEMORY_COPY, text,
                            strlen (text));
  soup_server_message_unpause (self->message);
}

/**
 * kab_event_stream_end:
 * @self: a stream
 *
 * Ends the answer in an orderly way.
 */
void
kab_event_stream_end (KabEventStream *self)
{
  g_autoptr (SoupServerMessage) message = NULL;

  if (self->message == NULL)
    return;
  message = g_object_ref (self->message);
  drop_message (self);
  soup_message_body_complete (soup_server_message_get_response_body (message));
  soup_server_message_unpause (message);
}

/**
 * kab_event_stream_free:
 * @self: (transfer full): a stream
 */
void
kab_event_stream_free (KabEventStream *self)
{
  drop_message (self);
  g_free (self->person);
  g_free (self->session);
  g_free (self);
}
