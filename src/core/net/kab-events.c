/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-events.h"
#include "kab-changes.h"
#include "kab-event-parser.h"
#include "kab-events-private.h"
#include "kab-fiber.h"
#include "kab-json-scan.h"
#include "kab-net-private.h"

#include <libsoup/soup.h>

/*
 * KabEvents keeps one stream open while it is started, and says that something may have changed where it cannot.
 * A fiber reads the stream and holds KabEvents weakly; a tick looks at the clock. What is told are hints: the
 * subscribers ask for the things themselves. Main thread only.
 */

typedef enum
{
  IDLE,      /* not started */
  DIALING,   /* no answer yet */
  LISTENING, /* events come */
  WAITING,   /* for the next try */
  REFUSED,   /* the server does not want to be listened to: polling */
  PARKED,    /* nobody has looked for a while */
} State;

struct _KabEvents
{
  GObject parent_instance;

  KabClient *client;
  KabChanges *changes;
  KabEventsHooks hooks;
  State state;
  char *last_id;
  guint spread; /* milliseconds over which the server wants its listeners to come back */
  guint failures;
  DexFuture *stream;
  DexFuture *pause;
  guint tick;
  gint64 heard_at;     /* all by the monotonic clock, in microseconds */
  gint64 connected_at; /* 0: never since it was started */
  gint64 started_at;
  gint64 told_at; /* when everything was last said to have changed, or was known to be told */
  gint64 hidden_at;
  gint64 skew; /* of the two clocks */
};

/* What the fiber of a stream owns. */
typedef struct
{
  GWeakRef events;
  KabClient *client;
  KabRequest *request;
  KabEventParser *parser;
} Stream;

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void dial (KabEvents *self);

G_DEFINE_FINAL_TYPE (KabEvents, kab_events, G_TYPE_OBJECT)

static gint64
get_time (gpointer data)
{
  return g_get_monotonic_time ();
}

static gint64
get_real_time (gpointer data)
{
  return g_get_real_time ();
}

static DexFuture *
make_pause (guint milliseconds, gpointer data)
{
  return dex_timeout_new_msec (MIN (milliseconds, G_MAXINT));
}

static gint64
now (KabEvents *self)
{
  return self->hooks.monotonic (self->hooks.data);
}

static gint64
find_skew (KabEvents *self)
{
  return self->hooks.real (self->hooks.data) - now (self);
}

static gboolean
has_passed (KabEvents *self, gint64 since, gint64 seconds)
{
  return now (self) - since >= seconds * G_USEC_PER_SEC;
}

static void
tell (gpointer owner, const char *type, const char *id, gint64 version)
{
  g_signal_emit (owner, signals[CHANGED], 0, type, id, version);
}

static void
tell_all (KabEvents *self)
{
  self->told_at = now (self);
  kab_changes_add_all (self->changes);
}

static void
stream_free (gpointer data)
{
  Stream *stream = data;

  g_weak_ref_clear (&stream->events);
  g_object_unref (stream->client);
  g_object_unref (stream->request);
  kab_event_parser_free (stream->parser);
  g_free (stream);
}

/* A stream that came about late may have missed what the pages have read before. */
static void
connected (KabEvents *self)
{
  if (self->last_id == NULL && has_passed (self, self->started_at, KAB_EVENTS_TICK))
    tell_all (self);
  self->state = LISTENING;
  self->connected_at = self->heard_at = now (self);
}

/* What cannot be read is from a server of another age; what it hints at may be anything. */
static void
await_change (KabEvents *self, KabEvent *event)
{
  g_autoptr (GBytes) text = g_bytes_new (event->data, strlen (event->data));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = dex_await_boxed (kab_json_parse (text, KAB_EVENT_LIMIT), &error);
  g_autoptr (KabChange) change = node != NULL ? kab_record_decode (KAB_TYPE_CHANGE, node, &error) : NULL;

  if (change != NULL)
    kab_changes_add (self->changes, change);
  else if (error->domain != DEX_ERROR)
    tell_all (self);
}

static void
take_events (KabEvents *self, KabEventParser *parser)
{
  const char *last_id = kab_event_parser_get_last_id (parser);
  gint64 retry = kab_event_parser_get_retry (parser);
  KabEvent *next;

  while ((next = kab_event_parser_pop (parser)) != NULL)
    {
      g_autoptr (KabEvent) event = next;

      if (g_str_equal (event->type, "changed"))
        await_change (self, event);
      else if (g_str_equal (event->type, "reset"))
        tell_all (self);
    }
  if (*last_id != '\0')
    g_set_str (&self->last_id, last_id);
  if (retry >= 0)
    self->spread = MIN (retry, KAB_EVENTS_LONGEST_PAUSE);
}

/* Returns: whether the stream goes on */
static gboolean
await_piece (Stream *stream, GInputStream *input, GError **error)
{
  g_autoptr (GBytes) piece
      = dex_await_boxed (dex_input_stream_read_bytes (input, 4096, G_PRIORITY_DEFAULT), error);
  g_autoptr (KabEvents) self = NULL;
  gsize length;
  const char *bytes;

  if (piece == NULL)
    return FALSE;
  bytes = g_bytes_get_data (piece, &length);
  self = g_weak_ref_get (&stream->events);
  if (length == 0 || self == NULL || !kab_event_parser_feed (stream->parser, bytes, length, error))
    return FALSE;
  self->heard_at = now (self);
  take_events (self, stream->parser);
  return TRUE;
}

static DexFuture *
stream_fiber (gpointer data)
{
  Stream *stream = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input
      = dex_await_object (kab_client_send_for_stream (stream->client, stream->request), &error);
  g_autoptr (KabEvents) self = input != NULL ? g_weak_ref_get (&stream->events) : NULL;

  if (self != NULL)
    connected (self);
  g_clear_object (&self);
  while (input != NULL && await_piece (stream, input, &error))
    continue;
  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

/**
 * kab_events_choose_pause:
 * @lost: whether a stream was lost; otherwise it did not come about
 * @failures: how many there were in a row
 * @base: the longest first pause in milliseconds
 * @spread: over how many milliseconds the server wants those who lost it to come back
 * @chance: a random number from 0 to 1
 *
 * Full jitter (rules D3, D8): clients that lost one server together do not come back together.
 *
 * Returns: milliseconds
 */
guint
kab_events_choose_pause (gboolean lost, guint failures, guint base, guint spread, double chance)
{
  guint longest = MIN (KAB_EVENTS_LONGEST_PAUSE, base << MIN (failures, 16));

  if (lost)
    longest = MAX (longest, spread);
  return base + chance * (longest - MIN (base, longest));
}

static gpointer
take_weak (gpointer data)
{
  return g_weak_ref_get (data);
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static GWeakRef *
weak_new (KabEvents *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static DexFuture *
paused_cb (DexFuture *done, gpointer data)
{
  g_autoptr (KabEvents) self = take_weak (data);

  if (self != NULL && self->state == WAITING)
    dial (self);
  return dex_future_new_true ();
}

static void
wait_for_next_try (KabEvents *self, gboolean lost, gint64 retry_after)
{
  KabNet *net = kab_client_get_net (self->client);
  guint base = 2 * kab_net_get_retry_base (net);
  guint pause = kab_events_choose_pause (lost, self->failures, base, self->spread, g_random_double ());
  DexFuture *first;

  if (retry_after > 0)
    pause = MIN (MAX (pause, retry_after * 1000), KAB_EVENTS_LONGEST_PAUSE);
  self->state = WAITING;
  first = dex_future_first (self->hooks.pause (pause, self->hooks.data), kab_net_wait_for_change (net), NULL);
  dex_clear (&self->pause);
  self->pause = dex_future_finally (first, paused_cb, weak_new (self), weak_free);
}

/* Whether @error is the server's word that it will not be listened to (rule D3). */
static gboolean
is_refusal (const GError *error)
{
  guint status = kab_error_get_status (error);

  return status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN
         || status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE;
}

static void
ended (KabEvents *self, const GError *error)
{
  gboolean lost = self->state == LISTENING;

  if (lost && has_passed (self, self->connected_at, KAB_EVENTS_HEALTHY))
    self->failures = 0;
  else
    self->failures++;
  if (error != NULL && is_refusal (error))
    self->state = REFUSED;
  else if (!lost && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kab_events_stop (self);
  else
    wait_for_next_try (self, lost, error != NULL ? kab_error_get_retry_after (error) : -1);
}

static DexFuture *
ended_cb (DexFuture *done, gpointer data)
{
  g_autoptr (KabEvents) self = take_weak (data);
  g_autoptr (GError) error = NULL;

  dex_future_get_value (done, &error);
  if (self != NULL && (self->state == LISTENING || self->state == DIALING))
    ended (self, error);
  return dex_future_new_true ();
}

static void
dial (KabEvents *self)
{
  Stream *stream = g_new0 (Stream, 1);

  dex_clear (&self->stream);
  self->state = DIALING;
  g_weak_ref_init (&stream->events, self);
  stream->client = g_object_ref (self->client);
  stream->parser = kab_event_parser_new ();
  stream->request = kab_request_new ("GET", "/events");
  kab_request_set_deadline (stream->request, KAB_EVENTS_DIAL);
  kab_request_set_tries (stream->request, 1);
  if (self->last_id != NULL)
    kab_request_set_header (stream->request, "Last-Event-ID", self->last_id);
  self->stream = dex_future_finally (kab_fiber_spawn (stream_fiber, stream, stream_free), ended_cb,
                                     weak_new (self), weak_free);
}

static gboolean
tick_cb (gpointer data)
{
  kab_events_tick (data);
  return G_SOURCE_CONTINUE;
}

/* kab_events_tick: looks at the clock: whether the machine has slept, the stream is dead, nobody looks. */
void
kab_events_tick (KabEvents *self)
{
  gint64 skew = find_skew (self);
  gboolean slept = ABS (skew - self->skew) > KAB_EVENTS_CLOCK_JUMP * G_USEC_PER_SEC;

  self->skew = skew;
  if (self->state != PARKED && self->hidden_at != 0 && has_passed (self, self->hidden_at, KAB_EVENTS_HIDDEN))
    {
      dex_clear (&self->stream);
      dex_clear (&self->pause);
      self->state = PARKED;
    }
  if (self->state == PARKED)
    return;
  if (slept || (self->state == LISTENING && has_passed (self, self->heard_at, KAB_EVENTS_SILENCE)))
    kab_events_redial (self);
  if (self->state == LISTENING)
    self->told_at = now (self);
  else if (has_passed (self, self->told_at, KAB_EVENTS_POLL))
    tell_all (self);
}

static void
kab_events_dispose (GObject *object)
{
  KabEvents *self = KAB_EVENTS (object);

  kab_events_stop (self);
  g_clear_pointer (&self->changes, kab_changes_free);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (kab_events_parent_class)->dispose (object);
}

static void
kab_events_finalize (GObject *object)
{
  g_free (KAB_EVENTS (object)->last_id);
  G_OBJECT_CLASS (kab_events_parent_class)->finalize (object);
}

static void
kab_events_class_init (KabEventsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_events_dispose;
  G_OBJECT_CLASS (klass)->finalize = kab_events_finalize;

  /**
   * KabEvents::changed:
   * @self: the events
   * @type: (nullable): what has changed: "document", "payment"…; %NULL: anything may have
   * @id: (nullable): which; %NULL: several, or not known
   * @version: its version, or 0
   *
   * Something is to be asked for again; see kab_events_concern(). At most four times a second for each type.
   */
  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_EVENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);
}

static void
kab_events_init (KabEvents *self)
{
  self->hooks = (KabEventsHooks) { get_time, get_real_time, make_pause, NULL };
  self->changes = kab_changes_new (KAB_EVENTS_COALESCE, tell, self);
}

/* kab_events_set_hooks: for tests: another clock. */
void
kab_events_set_hooks (KabEvents *self, const KabEventsHooks *hooks)
{
  self->hooks = *hooks;
}

/**
 * kab_events_new:
 * @client: whose events
 *
 * Returns: (transfer full): events that nobody listens to yet
 */
KabEvents *
kab_events_new (KabClient *client)
{
  KabEvents *self;

  g_return_val_if_fail (KAB_IS_CLIENT (client), NULL);

  self = g_object_new (KAB_TYPE_EVENTS, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * kab_events_start:
 * @self: events
 *
 * Listens, and goes on trying where that fails.
 */
void
kab_events_start (KabEvents *self)
{
  g_return_if_fail (KAB_IS_EVENTS (self));

  if (self->state != IDLE)
    return;
  self->failures = 0;
  self->started_at = self->told_at = now (self);
  self->skew = find_skew (self);
  self->tick = g_timeout_add_seconds (KAB_EVENTS_TICK, tick_cb, self);
  dial (self);
}

/**
 * kab_events_stop:
 * @self: events
 *
 * Listens no more. Started again, it asks for what was missed.
 */
void
kab_events_stop (KabEvents *self)
{
  g_return_if_fail (KAB_IS_EVENTS (self));

  self->state = IDLE;
  dex_clear (&self->stream);
  dex_clear (&self->pause);
  g_clear_handle_id (&self->tick, g_source_remove);
}

/**
 * kab_events_redial:
 * @self: events
 *
 * Drops a stream that may be dead, as after a suspend, and tries again at once (rule D5). Does nothing where
 * nobody listens.
 */
void
kab_events_redial (KabEvents *self)
{
  g_return_if_fail (KAB_IS_EVENTS (self));

  if (self->state == IDLE || self->state == REFUSED || self->state == PARKED)
    return;
  dex_clear (&self->pause);
  dial (self);
}

/**
 * kab_events_set_hidden:
 * @self: events
 * @hidden: whether nobody sees what is shown
 *
 * After five minutes of that the stream is closed (rule D6); seen again, it goes on at once.
 */
void
kab_events_set_hidden (KabEvents *self, gboolean hidden)
{
  g_return_if_fail (KAB_IS_EVENTS (self));

  if (!hidden)
    self->hidden_at = 0;
  else if (self->hidden_at == 0)
    self->hidden_at = MAX (now (self), 1);
  if (!hidden && self->state == PARKED)
    dial (self);
}

/**
 * kab_events_get_live:
 * @self: events
 *
 * Returns: whether changes are told while they happen
 */
gboolean
kab_events_get_live (KabEvents *self)
{
  g_return_val_if_fail (KAB_IS_EVENTS (self), FALSE);
  return self->state == LISTENING;
}

/**
 * kab_events_concern:
 * @type: (nullable): as KabEvents::changed told
 * @wanted: a type of things
 *
 * Returns: whether things of that type are to be asked for again
 */
gboolean
kab_events_concern (const char *type, const char *wanted)
{
  return type == NULL || g_strcmp0 (type, wanted) == 0;
}
