/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "events.h"

#include "events-stream.h"
#include "json.h"
#include "session.h"

#define PING_SECONDS 15
#define KEPT_SECONDS (24 * 60 * 60)
#define MAX_STREAMS 256
#define MAX_STREAMS_OF_ONE 8
#define BATCH 500

/* Published events lie in the database, so that they come about and vanish with the transaction that they tell
 * of; streams read from there. */
struct _KabEventStreams
{
  KabServer *server;
  GPtrArray *streams; /* of KabEventStream */
  guint ping;         /* timer */
  guint flushing;     /* source: something was published */
  guint reviewing;    /* source: a session has ended */
};

static gint64
find_newest (KabServer *server)
{
  return kab_database_select_integer (server->database,
                                      "SELECT seq FROM sqlite_sequence WHERE name = 'events'", "");
}

/* Whether everything after @last is still there. */
static gboolean
can_replay (KabServer *server, gint64 last)
{
  gint64 oldest = kab_database_select_integer (server->database, "SELECT min(id) FROM events", "");
  gint64 newest = find_newest (server);

  return last <= newest && last + 1 >= (oldest > 0 ? oldest : newest + 1);
}

static char *
build_event (KabRows *rows)
{
  g_autoptr (JsonObject) hint = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (hint, "type", kab_rows_get_text (rows, 1));
  json_object_set_string_member (hint, "id", kab_rows_get_text (rows, 2));
  json_object_set_int_member (hint, "version", kab_rows_get_integer (rows, 3));
  text = kab_json_object_to_text (hint);
  return g_strdup_printf ("id: %" G_GINT64_FORMAT "\nevent: changed\ndata: %s\n\n",
                          kab_rows_get_integer (rows, 0), text);
}

/* Returns: whether there may be more */
static gboolean
write_batch (KabServer *server, KabEventStream *stream)
{
  g_autoptr (KabRows) rows
      = kab_database_select (server->database,
                             "SELECT id, type, subject, version FROM events WHERE id > ? AND organisation = ?"
                             " AND (person = ? OR (? AND person IS NULL)) ORDER BY id LIMIT ?",
                             "lssii", stream->last, kab_organisation_get_id (stream->organisation),
                             stream->person, (int) stream->staff, BATCH);
  int written = 0;

  for (; stream->message != NULL && kab_rows_next (rows); written++)
    {
      g_autofree char *event = build_event (rows);

      stream->last = kab_rows_get_integer (rows, 0);
      kab_event_stream_write (stream, event);
    }
  return written == BATCH && stream->message != NULL;
}

static void
write_news (KabServer *server, KabEventStream *stream)
{
  while (write_batch (server, stream))
    continue;
}

static void
drop_ended (KabEventStreams *self)
{
  for (guint i = self->streams->len; i-- > 0;)
    if (((KabEventStream *) g_ptr_array_index (self->streams, i))->message == NULL)
      g_ptr_array_remove_index (self->streams, i);
}

static gboolean
flush_cb (gpointer data)
{
  KabEventStreams *self = data;

  self->flushing = 0;
  for (guint i = 0; i < self->streams->len; i++)
    write_news (self->server, g_ptr_array_index (self->streams, i));
  drop_ended (self);
  return G_SOURCE_REMOVE;
}

/* A sign-out, here or elsewhere, ends the stream as well. */
static void
end_orphans (KabEventStreams *self)
{
  for (guint i = 0; i < self->streams->len; i++)
    {
      KabEventStream *stream = g_ptr_array_index (self->streams, i);

      if (!kab_session_is_alive (self->server, stream->session))
        kab_event_stream_end (stream);
    }
  drop_ended (self);
}

static gboolean
review_cb (gpointer data)
{
  KabEventStreams *self = data;

  self->reviewing = 0;
  end_orphans (self);
  return G_SOURCE_REMOVE;
}

static gboolean
ping_cb (gpointer data)
{
  KabEventStreams *self = data;

  end_orphans (self);
  for (guint i = 0; i < self->streams->len; i++)
    kab_event_stream_write (g_ptr_array_index (self->streams, i), ": ping\n\n");
  drop_ended (self);
  return G_SOURCE_CONTINUE;
}

static guint
count_streams_of (KabEventStreams *self, const char *person)
{
  guint count = 0;

  for (guint i = 0; i < self->streams->len; i++)
    count += g_str_equal (((KabEventStream *) g_ptr_array_index (self->streams, i))->person, person);
  return count;
}

/* Where the client left off; what is no number of ours was said by another server. */
static gboolean
read_last_id (KabServer *server, KabCall *call, gint64 *last)
{
  const char *given = kab_call_get_header (call, "Last-Event-ID");

  if (given != NULL && g_ascii_string_to_signed (given, 10, 0, G_MAXINT64, last, NULL)
      && can_replay (server, *last))
    return TRUE;
  *last = find_newest (server);
  return given == NULL;
}

static void
listen_to_events (KabServer *server, KabCall *call)
{
  KabEventStreams *self = server->event_streams;
  KabEventStream *stream;
  g_autofree char *greeting = NULL;
  gboolean known;
  gint64 last;

  drop_ended (self);
  if (self->streams->len >= MAX_STREAMS || count_streams_of (self, call->person->id) >= MAX_STREAMS_OF_ONE)
    {
      kab_call_reply_too_many (call, "streams", 60);
      return;
    }
  known = read_last_id (server, call, &last);
  stream = kab_event_stream_new (call);
  stream->last = last;
  g_ptr_array_add (self->streams, stream);
  /* The id without an event tells from where to go on after a lost connection. */
  greeting = g_strdup_printf ("retry: %d\nid: %" G_GINT64_FORMAT "\n%s\n", server->options->events_retry,
                              last, known ? "" : "event: reset\ndata: {}\n");
  kab_event_stream_write (stream, greeting);
  write_news (server, stream);
}

static const KabRoute routes[] = {
  { "GET", "/{org}/events", listen_to_events, KAB_ACCESS_PERSON },
  { NULL },
};

/**
 * kab_events_open:
 * @server: the server
 * @error: return location for what went wrong
 *
 * Returns: whether the part is ready
 */
gboolean
kab_events_open (KabServer *server, GError **error)
{
  if (!kab_database_migrate (server->database, "events", error))
    return FALSE;
  server->event_streams = g_new0 (KabEventStreams, 1);
  server->event_streams->server = server;
  server->event_streams->streams = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_event_stream_free);
  server->event_streams->ping = g_timeout_add_seconds (PING_SECONDS, ping_cb, server->event_streams);
  kab_router_add (server->router, routes);
  return TRUE;
}

/**
 * kab_events_close:
 * @server: the server
 */
void
kab_events_close (KabServer *server)
{
  KabEventStreams *self = g_steal_pointer (&server->event_streams);

  if (self == NULL)
    return;
  g_clear_handle_id (&self->ping, g_source_remove);
  g_clear_handle_id (&self->flushing, g_source_remove);
  g_clear_handle_id (&self->reviewing, g_source_remove);
  g_ptr_array_unref (self->streams);
  g_free (self);
}

/**
 * kab_events_publish:
 * @server: the server
 * @organisation: whose
 * @person: (nullable): id of the person whom it concerns; %NULL: the staff
 * @type: what has changed: "document", "payment", "price"…
 * @id: which of them
 * @version: its version, or 0 where it has none
 *
 * Notes inside the caller's transaction that something has changed, to be told when that is committed. It is a
 * hint: whoever hears it asks for the thing itself. While the server fills itself with data nobody listens, and
 * nothing is noted.
 */
void
kab_events_publish (KabServer *server,
                    KabOrganisation *organisation,
                    const char *person,
                    const char *type,
                    const char *id,
                    gint64 version)
{
  g_return_if_fail (type != NULL && id != NULL);

  if (server->event_streams == NULL)
    return;
  kab_database_run (server->database,
                    "INSERT INTO events (organisation, person, type, subject, version, at)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    "ssssll", kab_organisation_get_id (organisation), person, type, id, version,
                    kab_server_now (server));
  if (server->event_streams->flushing == 0)
    server->event_streams->flushing = g_idle_add (flush_cb, server->event_streams);
}

/**
 * kab_events_review:
 * @server: the server
 *
 * A session has ended, inside the caller's transaction: once that is committed, its streams end too.
 */
void
kab_events_review (KabServer *server)
{
  if (server->event_streams != NULL && server->event_streams->reviewing == 0)
    server->event_streams->reviewing = g_idle_add (review_cb, server->event_streams);
}

/**
 * kab_events_forget:
 * @server: the server
 *
 * Drops events that are a day old: whoever comes back after that is told to look at everything anew.
 */
void
kab_events_forget (KabServer *server)
{
  kab_database_run (server->database, "DELETE FROM events WHERE at < ?", "l",
                    kab_server_now (server) - KEPT_SECONDS);
}
