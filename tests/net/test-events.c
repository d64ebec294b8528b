/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-events-private.h"
#include "kab-test-fixture.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Kabinet: 1\r\nConnection: close\r\n\r\n"
#define EVENT(id, type, thing, version)                                                                      \
  "id: " #id "\nevent: changed\ndata: {\"type\":\"" type "\",\"id\":\"" thing "\",\"version\":" #version     \
  "}\n\n"

/* A stage with a clock of its own: pauses are noted and last no time unless they are held. */
typedef struct
{
  KabTestFixture *fixture;
  KabEvents *events;
  KabEventsHooks hooks;
  GPtrArray *told;
  guint n_told;
  gint64 monotonic;
  gint64 real;
  GArray *pauses;
  guint n_pauses;
  gboolean held;
  guint connections;
} Stage;

static gint64
get_monotonic (gpointer data)
{
  return ((Stage *) data)->monotonic;
}

static gint64
get_real (gpointer data)
{
  return ((Stage *) data)->real;
}

static DexFuture *
take_pause (guint milliseconds, gpointer data)
{
  Stage *stage = data;

  g_array_append_val (stage->pauses, milliseconds);
  stage->n_pauses++;
  return stage->held ? DEX_FUTURE (dex_promise_new ()) : dex_timeout_new_msec (0);
}

static void
changed_cb (KabEvents *events, const char *type, const char *id, gint64 version, gpointer data)
{
  Stage *stage = data;

  g_ptr_array_add (stage->told, g_strdup_printf ("%s %s %d", type != NULL ? type : "*", id != NULL ? id : "*",
                                                 (int) version));
  stage->n_told++;
}

static Stage *
stage_new (KabTestFixture *fixture)
{
  Stage *stage = g_new0 (Stage, 1);

  stage->fixture = fixture;
  stage->monotonic = G_GINT64_CONSTANT (1000) * G_USEC_PER_SEC;
  stage->real = G_GINT64_CONSTANT (5000) * G_USEC_PER_SEC;
  stage->told = g_ptr_array_new_with_free_func (g_free);
  stage->pauses = g_array_new (FALSE, FALSE, sizeof (guint));
  stage->hooks = (KabEventsHooks) { get_monotonic, get_real, take_pause, stage };
  stage->events = kab_events_new (fixture->client);
  kab_events_set_hooks (stage->events, &stage->hooks);
  g_signal_connect (stage->events, "changed", G_CALLBACK (changed_cb), stage);
  return stage;
}

static void
stage_free (Stage *stage)
{
  kab_events_stop (stage->events);
  kab_test_settle ();
  kab_test_await_last (stage->events);
  g_assert_finalize_object (stage->events);
  kab_test_fixture_free (stage->fixture);
  g_ptr_array_unref (stage->told);
  g_array_unref (stage->pauses);
  g_free (stage);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

static void
pass_time (Stage *stage, int seconds)
{
  stage->monotonic += (gint64) seconds * G_USEC_PER_SEC;
  stage->real += (gint64) seconds * G_USEC_PER_SEC;
  kab_events_tick (stage->events);
}

static void
await_live (Stage *stage)
{
  while (!kab_events_get_live (stage->events))
    dex_await (dex_timeout_new_msec (1), NULL);
}

static const char *
get_told (Stage *stage, guint number)
{
  return g_ptr_array_index (stage->told, number);
}

/* A server that says what the test has put down, all at once, and then keeps the connection: who hears the head has
 * the rest at hand. */
static void
talk (GIOStream *stream, gpointer data)
{
  g_autofree char *answer = g_strconcat (HEAD, data, NULL);

  kab_test_raw_write (stream, answer);
  kab_test_raw_hang ();
}

/* 3.16 server push: each kind of thing is told apart. */
static void
test_told (void)
{
  g_autoptr (Stage) stage = stage_new (kab_test_fixture_new_raw (
      talk, (gpointer) "id: 3\n\n: ping\n\n" EVENT (4, "document", "17", 3) EVENT (5, "payment", "9", 1)));

  kab_events_start (stage->events);
  kab_test_await_count (&stage->n_told, 2);
  g_ptr_array_sort_values (stage->told, (GCompareFunc) g_strcmp0);
  g_assert_cmpstr (get_told (stage, 0), ==, "document 17 3");
  g_assert_cmpstr (get_told (stage, 1), ==, "payment 9 1");
  g_assert_true (kab_events_get_live (stage->events));
  g_assert_true (kab_events_concern ("document", "document") && !kab_events_concern ("payment", "document"));
  g_assert_true (kab_events_concern (NULL, "document"));
}

/* D7: a burst is told once. */
static void
test_coalesced (void)
{
  g_autoptr (GString) burst = g_string_new (NULL);
  g_autoptr (Stage) stage = NULL;

  for (int i = 0; i < 500; i++)
    g_string_append_printf (
        burst, "id: %d\nevent: changed\ndata: {\"type\":\"document\",\"id\":\"%d\",\"version\":2}\n\n", i + 1,
        i);
  g_string_append (burst, EVENT (600, "late", "1", 1));
  stage = stage_new (kab_test_fixture_new_raw (talk, burst->str));
  kab_events_start (stage->events);
  while (stage->told->len == 0
         || !g_ptr_array_find_with_equal_func (stage->told, "late 1 1", g_str_equal, NULL))
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_true (g_ptr_array_find_with_equal_func (stage->told, "document * 0", g_str_equal, NULL));
  g_assert_cmpuint (stage->n_told, <=, 8);
}

/* D4: a reset, and what cannot be read, mean that anything may have changed. */
static void
test_reset (void)
{
  static const char *const said[] = { "id: 9\nevent: reset\ndata: {}\n\n", "event: changed\ndata: {\"ty\n\n",
                                      "event: changed\ndata: [1]\n\n" };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (Stage) stage = stage_new (kab_test_fixture_new_raw (talk, (gpointer) said[i]));

      kab_events_start (stage->events);
      kab_test_await_count (&stage->n_told, 1);
      g_assert_cmpstr (get_told (stage, 0), ==, "* * 0");
    }
}

/* Drops the connection after each event. */
static void
drop_each (GIOStream *stream, gpointer data)
{
  guint *connections = data;
  g_autofree char *event = g_strdup_printf (
      "retry: 7\nid: %u\nevent: changed\ndata: {\"type\":\"t%u\",\"id\":\"1\",\"version\":1}\n\n",
      *connections + 1, *connections);

  ++*connections;
  kab_test_raw_write (stream, HEAD);
  kab_test_raw_write (stream, event);
}

/* D4: dropped at each event of a run, everything is told and nothing twice. */
static void
test_dropped (void)
{
  guint connections = 0;
  g_autoptr (Stage) stage = stage_new (kab_test_fixture_new_raw (drop_each, &connections));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  kab_events_start (stage->events);
  kab_test_await_count (&connections, 100);
  kab_events_stop (stage->events);
  kab_test_await_count (&stage->n_told, 99);
  for (guint i = 0; i < stage->told->len; i++)
    g_assert_true (g_hash_table_add (seen, g_ptr_array_index (stage->told, i)));
}

/* D4: the id of the last event goes along. */
static void
answer_stream (SoupServerMessage *message, guint number, gpointer data)
{
  kab_test_server_reply (message, 200, "text/event-stream", number == 0 ? "id: 41\n\n" : "");
}

static void
test_last_id (void)
{
  g_autoptr (Stage) stage = stage_new (kab_test_fixture_new ());
  KabTestServer *server = stage->fixture->server;

  kab_test_server_set_handler (server, answer_stream, NULL);
  kab_events_start (stage->events);
  kab_test_await_count (kab_test_server_get_count (server), 2);
  g_assert_null (kab_test_server_get_header (server, 0, "Last-Event-ID"));
  g_assert_cmpstr (kab_test_server_get_header (server, 1, "Last-Event-ID"), ==, "41");
  g_assert_cmpstr (kab_test_server_get_header (server, 1, "Accept"), ==,
                   "text/event-stream, application/problem+json");
  g_assert_null (strchr (kab_test_server_get_line (server, 0), '?'));
}

/* D2: forty seconds of silence are the death of a stream. */
static void
test_silence (void)
{
  g_autoptr (Stage) stage = stage_new (kab_test_fixture_new_raw (talk, (gpointer) "id: 3\n\n"));
  const guint *count = kab_test_raw_get_count (stage->fixture->raw);

  kab_events_start (stage->events);
  await_live (stage);
  for (int seconds = 0; seconds < 35; seconds += KAB_EVENTS_TICK)
    pass_time (stage, KAB_EVENTS_TICK);
  g_assert_true (kab_events_get_live (stage->events));
  pass_time (stage, KAB_EVENTS_TICK);
  g_assert_false (kab_events_get_live (stage->events));
  kab_test_await_count (count, 2);
  await_live (stage);
}

/* D5: the machine has slept: one clock has run and the other has not. */
static void
test_slept (void)
{
  g_autoptr (Stage) stage = stage_new (kab_test_fixture_new_raw (talk, (gpointer) "id: 3\n\n"));
  const guint *count = kab_test_raw_get_count (stage->fixture->raw);

  kab_events_start (stage->events);
  await_live (stage);
  stage->real += 9 * G_USEC_PER_SEC;
  pass_time (stage, KAB_EVENTS_TICK);
  g_assert_true (kab_events_get_live (stage->events));
  stage->real += G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  pass_time (stage, KAB_EVENTS_TICK);
  g_assert_false (kab_events_get_live (stage->events));
  kab_test_await_count (count, 2);
}

/* D6: nobody has looked for five minutes. */
static void
test_hidden (void)
{
  g_autoptr (Stage) stage = stage_new (kab_test_fixture_new_raw (talk, (gpointer) "id: 3\n\n"));
  const guint *count = kab_test_raw_get_count (stage->fixture->raw);
  guint before;

  kab_events_start (stage->events);
  await_live (stage);
  kab_events_set_hidden (stage->events, TRUE);
  for (int i = 0; i < 7; i++)
    {
      kab_test_settle ();
      pass_time (stage, 37);
      await_live (stage);
    }
  pass_time (stage, 37);
  pass_time (stage, 37);
  g_assert_false (kab_events_get_live (stage->events));
  kab_test_settle ();
  g_assert_cmpuint (stage->n_told, ==, 0);
  before = *count;
  pass_time (stage, 600);
  kab_test_settle ();
  g_assert_cmpuint (*count, ==, before);
  kab_events_set_hidden (stage->events, FALSE);
  kab_test_await_count (count, before + 1);
  await_live (stage);
}

/* D3: what the server refuses is not tried again: it is looked at once a minute. */
static void
test_refused (void)
{
  static const guint statuses[] = { 403, 404, 410 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (Stage) stage = stage_new (kab_test_fixture_new ());
      KabTestServer *server = stage->fixture->server;

      kab_test_server_add (server, statuses[i], PROBLEM_TYPE, PROBLEM ("forbidden", 403), NULL);
      kab_events_start (stage->events);
      kab_test_await_count (kab_test_server_get_count (server), 1);
      kab_test_settle ();
      for (int minutes = 0; minutes < 3; minutes++)
        {
          pass_time (stage, KAB_EVENTS_POLL - 1);
          pass_time (stage, 1);
          kab_test_await_count (&stage->n_told, minutes + 1);
        }
      g_assert_cmpstr (get_told (stage, 0), ==, "* * 0");
      g_assert_cmpuint (stage->n_pauses, ==, 0);
      g_assert_cmpuint (*kab_test_server_get_count (server), ==, 1);
    }
}

/* D3: everything else is tried again, for longer and longer; meanwhile it is looked at once a minute. */
static void
answer_badly (SoupServerMessage *message, guint number, gpointer data)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
  } answers[]
      = { { 500, "text/html", "<p>" },       { 200, "text/html", "<p>" },
          { 200, "application/json", "{}" }, { 503, PROBLEM_TYPE, PROBLEM ("maintenance", 503) },
          { 502, "text/plain", "?" },        { 429, PROBLEM_TYPE, PROBLEM ("too-many-requests", 429) } };
  guint i = number % G_N_ELEMENTS (answers);

  kab_test_server_reply (message, answers[i].status, answers[i].type, answers[i].body);
}

static void
test_tried_again (void)
{
  g_autoptr (Stage) stage = stage_new (kab_test_fixture_new ());

  kab_test_server_set_handler (stage->fixture->server, answer_badly, NULL);
  kab_events_start (stage->events);
  kab_test_await_count (&stage->n_pauses, 12);
  g_assert_cmpuint (stage->n_told, ==, 0);
  pass_time (stage, KAB_EVENTS_POLL);
  kab_test_await_count (&stage->n_told, 1);
}

/* D3 and D8: pauses grow up to a minute; those who lost one server spread out. */
static void
test_pauses (void)
{
  const guint clients = 200;
  guint first = G_MAXUINT;
  guint last = 0;

  for (guint failures = 1; failures < 40; failures++)
    {
      guint most = kab_events_choose_pause (FALSE, failures, 1000, 30000, 1);

      g_assert_cmpuint (kab_events_choose_pause (FALSE, failures, 1000, 30000, 0), ==, 1000);
      g_assert_cmpuint (most, ==, MIN (60000, 1000 << MIN (failures, 6)));
    }
  for (guint i = 0; i < clients; i++)
    {
      guint pause = kab_events_choose_pause (TRUE, 0, 1000, 30000, g_random_double ());

      first = MIN (first, pause);
      last = MAX (last, pause);
    }
  g_assert_cmpuint (last - first, >=, 20000);
  g_assert_cmpuint (last, <=, 30000);
}

/* Keeps the connection until the test says that it is enough. */
static void
talk_until (GIOStream *stream, gpointer data)
{
  const guint *enough = data;

  kab_test_raw_write (stream, HEAD "retry: 1\nid: 3\n\n");
  kab_test_await_count (enough, 1);
}

/* D3: a stream that was well for half a minute forgets what was before. */
static void
test_healthy (void)
{
  guint enough = 0;
  g_autoptr (Stage) stage = stage_new (kab_test_fixture_new_raw (talk_until, &enough));

  for (int well = 0; well <= 1; well++)
    {
      enough = 0;
      kab_events_start (stage->events);
      await_live (stage);
      stage->monotonic += well * KAB_EVENTS_HEALTHY * (gint64) G_USEC_PER_SEC;
      stage->held = TRUE;
      enough = 1;
      kab_test_await_count (&stage->n_pauses, well + 1);
      g_assert_false (kab_events_get_live (stage->events));
      kab_events_stop (stage->events);
    }
  /* The retry base of the tests is a millisecond: twice as much at first, four times after a failure. */
  g_assert_cmpuint (g_array_index (stage->pauses, guint, 0), <=, 4);
  g_assert_cmpuint (g_array_index (stage->pauses, guint, 1), <=, 2);
}

/* A9: stopped means stopped, in every state. */
static void
test_stopped (void)
{
  g_autoptr (Stage) stage
      = stage_new (kab_test_fixture_new_raw (talk, (gpointer) EVENT (4, "document", "17", 3)));

  kab_events_start (stage->events);
  kab_events_stop (stage->events);
  kab_events_start (stage->events);
  await_live (stage);
  kab_events_stop (stage->events);
  g_assert_false (kab_events_get_live (stage->events));
  kab_test_settle ();
  kab_events_start (stage->events);
  await_live (stage);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  kab_test_add ("/events/3.16/told", test_told);
  kab_test_add ("/events/D7/coalesced", test_coalesced);
  kab_test_add ("/events/D4/reset", test_reset);
  kab_test_add ("/events/D4/dropped", test_dropped);
  kab_test_add ("/events/D4/last-id", test_last_id);
  kab_test_add ("/events/D2/silence", test_silence);
  kab_test_add ("/events/D5/slept", test_slept);
  kab_test_add ("/events/D6/hidden", test_hidden);
  kab_test_add ("/events/D3/refused", test_refused);
  kab_test_add ("/events/D3/tried-again", test_tried_again);
  kab_test_add ("/events/D8/pauses", test_pauses);
  kab_test_add ("/events/D3/healthy", test_healthy);
  kab_test_add ("/events/A9/stopped", test_stopped);
  return g_test_run ();
}
