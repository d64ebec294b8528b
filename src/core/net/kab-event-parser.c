/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-event-parser.h"
#include "kab-net-error.h"

#include <string.h>

/* KabEventParser keeps an unfinished line and an unfinished event between two calls. It knows no network,
 * no main loop and no clock. */
struct _KabEventParser
{
  GString *line;
  GString *data;
  char *type;
  char *last_id;    /* of the last complete event */
  char *pending_id; /* of the one that is being read */
  GQueue events;    /* of KabEvent */
  gint64 retry;     /* milliseconds; -1: not said */
  gboolean begun;   /* whether a byte order mark can no longer come */
  gboolean has_data;
  gboolean after_cr; /* whether a line feed belongs to the line that is over */
};

/**
 * kab_event_free:
 * @event: (nullable): an event
 *
 * Frees @event.
 */
void
kab_event_free (KabEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->type);
  g_free (event->data);
  g_free (event->id);
  g_free (event);
}

/**
 * kab_event_parser_new:
 *
 * Returns: (transfer full): a parser at the beginning of a stream
 */
KabEventParser *
kab_event_parser_new (void)
{
  KabEventParser *self = g_new0 (KabEventParser, 1);

  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->last_id = g_strdup ("");
  self->pending_id = g_strdup ("");
  self->retry = -1;
  g_queue_init (&self->events);
  return self;
}

/**
 * kab_event_parser_free:
 * @self: (nullable): a parser
 *
 * Frees @self and the events that were not taken. An event without its empty line was not complete, and
 * is nothing (the standard says so).
 */
void
kab_event_parser_free (KabEventParser *self)
{
  if (self == NULL)
    return;
  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self->type);
  g_free (self->last_id);
  g_free (self->pending_id);
  g_queue_clear_full (&self->events, (GDestroyNotify) kab_event_free);
  g_free (self);
}

static void
end_event (KabEventParser *self)
{
  g_set_str (&self->last_id, self->pending_id);
  if (self->has_data)
    {
      KabEvent *event = g_new0 (KabEvent, 1);

      event->type
          = self->type != NULL && *self->type != '\0' ? g_steal_pointer (&self->type) : g_strdup ("message");
      event->data = g_utf8_make_valid (self->data->str, self->data->len);
      event->id = g_strdup (self->last_id);
      g_queue_push_tail (&self->events, event);
    }
  g_clear_pointer (&self->type, g_free);
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;
}

static gboolean
add_data (KabEventParser *self, const char *value, gsize length, GError **error)
{
  if (self->data->len + length + 1 > KAB_EVENT_LIMIT)
    {
      g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_TOO_LARGE, "An event is too large");
      return FALSE;
    }
  if (self->has_data)
    g_string_append_c (self->data, '\n');
  g_string_append_len (self->data, value, length);
  self->has_data = TRUE;
  return TRUE;
}

static void
set_retry (KabEventParser *self, const char *value)
{
  guint64 milliseconds;

  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &milliseconds, NULL))
    self->retry = milliseconds;
}

static gboolean
is_field (const char *line, gsize name_length, const char *name)
{
  return name_length == strlen (name) && memcmp (line, name, name_length) == 0;
}

static gboolean
end_line (KabEventParser *self, GError **error)
{
  const char *line = self->line->str;
  gsize length = self->line->len;
  const char *colon = memchr (line, ':', length);
  gsize name_length = colon != NULL ? (gsize) (colon - line) : length;
  gsize value_at = colon != NULL ? name_length + 1 : length;

  if (length == 0)
    {
      end_event (self);
      return TRUE;
    }
  if (value_at < length && line[value_at] == ' ')
    value_at++;
  if (is_field (line, name_length, "data"))
    return add_data (self, line + value_at, length - value_at, error);
  if (is_field (line, name_length, "event"))
    {
      g_free (self->type);
      self->type = g_utf8_make_valid (line + value_at, length - value_at);
    }
  else if (is_field (line, name_length, "id") && memchr (line + value_at, '\0', length - value_at) == NULL)
    {
      g_free (self->pending_id);
      self->pending_id = g_utf8_make_valid (line + value_at, length - value_at);
    }
  else if (is_field (line, name_length, "retry"))
    set_retry (self, line + value_at);
  return TRUE;
}

static void
skip_byte_order_mark (KabEventParser *self)
{
  static const char mark[] = "\xef\xbb\xbf";

  if (self->begun)
    return;
  self->begun = TRUE;
  if (self->line->len >= strlen (mark) && memcmp (self->line->str, mark, strlen (mark)) == 0)
    g_string_erase (self->line, 0, strlen (mark));
}

static gboolean
take_byte (KabEventParser *self, char c, GError **error)
{
  gboolean ended = TRUE;

  if (c == '\n' && self->after_cr)
    {
      self->after_cr = FALSE;
      return TRUE;
    }
  self->after_cr = c == '\r';
  if (c == '\r' || c == '\n')
    {
      skip_byte_order_mark (self);
      ended = end_line (self, error);
      g_string_truncate (self->line, 0);
      return ended;
    }
  if (self->line->len >= KAB_EVENT_LINE_LIMIT)
    {
      g_set_error_literal (error, KAB_NET_ERROR, KAB_NET_ERROR_TOO_LARGE, "A line of the events is too long");
      return FALSE;
    }
  g_string_append_c (self->line, c);
  return TRUE;
}

/**
 * kab_event_parser_feed:
 * @self: a parser
 * @bytes: (array length=length): what came, cut anywhere
 * @length: how much came
 * @error: return location for %KAB_NET_ERROR_TOO_LARGE; the stream is then of no more use
 *
 * Reads on. The events that are complete can be taken with kab_event_parser_pop().
 *
 * Returns: whether the stream may go on
 */
gboolean
kab_event_parser_feed (KabEventParser *self, const char *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  for (gsize i = 0; i < length; i++)
    if (!take_byte (self, bytes[i], error))
      return FALSE;
  return TRUE;
}

/**
 * kab_event_parser_pop:
 * @self: a parser
 *
 * Returns: (transfer full) (nullable): the oldest event that was not taken yet
 */
KabEvent *
kab_event_parser_pop (KabEventParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_queue_pop_head (&self->events);
}

/**
 * kab_event_parser_get_last_id:
 * @self: a parser
 *
 * Returns: what to send as Last-Event-ID to go on from here; "" if the stream gave no id
 */
const char *
kab_event_parser_get_last_id (KabEventParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->last_id;
}

/**
 * kab_event_parser_get_retry:
 * @self: a parser
 *
 * Returns: after how many milliseconds the server wants to be called again, or -1 if it did not say
 */
gint64
kab_event_parser_get_retry (KabEventParser *self)
{
  g_return_val_if_fail (self != NULL, -1);
  return self->retry;
}
