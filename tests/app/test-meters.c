/* test-meters.c: the round of readings over two cabinets, with a server that takes, refuses, and is cut off. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "kab-cabinets.h"
#include "kab-memory-secret-store.h"
#include "kab-meter-history-page.h"
#include "kab-reading-row.h"
#include "kab-readings-page.h"
#include "kab-state-page.h"
#include "kab-summary.h"
#include "kab-test-pages.h"
#include "kab-test-server.h"
#include "kab-use-chart.h"

#define TOKENS                                                                                               \
  "{\"access_token\":\"a\",\"expires_in\":600,\"refresh_token\":\"r\",\"session_id\":\"s\",\"person\":{"     \
  "\"id\":\"p\",\"login\":\"demo@example.org\",\"name\":\"N\",\"role\":\"customer\","                        \
  "\"must_change_password\":false}}"
#define ACCOUNTS                                                                                             \
  "{\"items\":[{\"id\":\"7\",\"number\":\"123\",\"address\":\"ул. <b>Озёрная</b> & 14\",\"to_pay\":{"        \
  "\"minor\":0,\"currency\":\"RUB\"},\"linked_at\":\"2026-10-01T10:00:00+03:00\",\"currency\":\"RUB\"}]}"
#define READING(value, state, title, tone, more)                                                             \
  "{\"id\":\"1\",\"zone\":\"all\",\"month\":\"2026-10\",\"value\":\"" value                                  \
  "\",\"source\":\"customer\",\"source_title\":\"передал жилец\",\"state\":{\"id\":\"" state                 \
  "\",\"title\":\"" title "\",\"tone\":\"" tone "\"},\"sent_at\":\"2026-10-22T20:15:00+03:00\"" more "}"
#define LAST(value) READING (value, "taken", "Принято", "good", "")
#define METER(id, title, kind, unit, digits, decimals, last, usual, more)                                    \
  "{\"id\":\"" id "\",\"number\":\"N" id "\",\"title\":\"" title "\",\"kind\":\"" kind "\",\"unit\":\"" unit \
  "\",\"digits\":" digits ",\"decimals\":" decimals                                                          \
  ",\"zones\":[{\"id\":\"all\",\"last\":" LAST (last) ",\"usual\":\"" usual "\"" more "}]}"
#define WINDOW(open, days)                                                                                   \
  "\"window\":{\"month\":\"2026-11\",\"open\":" open ",\"from\":\"2026-11-15\",\"to\":\"2026-11-25\","       \
  "\"days_left\":" days "}"
#define HISTORY_ROW(month, value, used, source)                                                              \
  "{\"id\":\"" month "\",\"zone\":\"all\",\"month\":\"" month "\",\"value\":\"" value "\",\"used\":\"" used  \
  "\",\"source\":\"" source "\",\"source_title\":\"" source                                                  \
  "\",\"state\":{\"id\":\"taken\",\"title\":\"T\",\"tone\":\"good\"},\"sent_at\":\"2026-10-22T20:15:00Z\"}"
#define HISTORY                                                                                              \
  "{\"items\":[" HISTORY_ROW ("2026-10", "482.319", "6.204", "customer") "," HISTORY_ROW (                   \
      "2026-09", "476.115", "9.1", "estimate") "," HISTORY_ROW ("2026-08", "467.015", "5.9", "staff") "]}"

/* What became of the one meter that the tests send. */
typedef enum
{
  UNTOUCHED,
  SENT,
  TAKEN,
  QUESTIONED,
} Standing;

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabSecretStore *store;
  KabCabinets *cabinets;
  GtkWidget *window;
  AdwNavigationPage *page;
  char *folder;
  Standing standing;
  gboolean closed;
  gboolean no_meters;
  gboolean broken;
  gboolean refuse;
  guint cuts; /* so many answers to a POST are lost */
  guint posts;
  guint committed; /* POSTs with a key that was not seen before */
  GHashTable *keys;
  char *body;
} World;

static const char *
get_current (World *world)
{
  switch (world->standing)
    {
    case SENT:
      return ",\"current\":" READING ("488.523", "sent", "Отправлено", "accent", "");
    case TAKEN:
      return ",\"current\":" READING ("488.523", "taken", "Принято", "good", "");
    case QUESTIONED:
      return ",\"current\":" READING ("488.523", "questioned", "Под вопросом", "waits",
                                      ",\"note\":\"Нет ли <i>течи</i>?\"");
    case UNTOUCHED:
      break;
    }
  return "";
}

static void
reply_meters (World *world, SoupServerMessage *message, gboolean second)
{
  const char *window = world->closed ? WINDOW ("false", "0") : WINDOW ("true", "1");
  g_autofree char *text = NULL;

  if (world->no_meters)
    text = g_strdup_printf ("{\"items\":[],%s,\"empty\":\"Приборов <b>нет</b>\"}", window);
  else if (second)
    text = g_strdup_printf ("{\"items\":[" METER ("9", "Электричество", "electricity", "кВт·ч", "6", "0",
                                                  "1204", "90", "") "],%s}",
                            window);
  else
    text = g_strdup_printf (
        "{\"items\":[" METER ("1", "Холодная вода", "cold_water", "м³", "6", "3", "482.319", "6.1",
                              "%s") "," METER ("2", "Горячая вода", "hot_water", "м³", "6", "3", "211.402",
                                               "4.2", "") "," METER ("3", "Газ", "gas", "м³", "3", "0", "998",
                                                                     "4", "") "],%s}",
        get_current (world), window);
  kab_test_server_reply (message, 200, JSON_TYPE, text);
}

static void
take_readings (World *world, SoupServerMessage *message)
{
  const char *key
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Idempotency-Key");
  GBytes *body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  world->posts++;
  g_free (world->body);
  world->body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (g_hash_table_add (world->keys, g_strdup (key)))
    world->committed++;
  g_bytes_unref (body);
  if (!world->refuse && strstr (world->body, "\"1\"") != NULL)
    world->standing = SENT;
  if (world->cuts > 0)
    {
      world->cuts--;
      kab_test_server_reply (message, 503, PROBLEM_TYPE, PROBLEM ("maintenance", 503));
      return;
    }
  kab_test_server_reply (message, 200, JSON_TYPE,
                         world->refuse
                             ? "{\"items\":[{\"meter\":\"1\",\"zone\":\"all\",\"error\":{\"pointer\":\"/"
                               "items/0/value\",\"code\":"
                               "\"meter_replaced\",\"params\":{}}}]}"
                             : "{\"items\":[{\"meter\":\"1\",\"zone\":\"all\",\"reading\":" READING (
                                   "488.523", "sent", "Отправлено", "accent", "") "}]}");
}

static void
answer (SoupServerMessage *message, guint number, gpointer data)
{
  World *world = data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  gboolean second = g_str_has_prefix (path, "/second");

  if (g_str_has_suffix (path, "/sessions"))
    kab_test_server_reply (message, 201, JSON_TYPE, TOKENS);
  else if (g_str_has_suffix (path, "/accounts"))
    kab_test_server_reply (message, 200, JSON_TYPE, ACCOUNTS);
  else if (g_str_has_suffix (path, "/accounts/7/meters") && world->broken && second)
    kab_test_server_reply (message, 500, PROBLEM_TYPE, PROBLEM ("internal", 500));
  else if (g_str_has_suffix (path, "/accounts/7/meters"))
    reply_meters (world, message, second);
  else if (g_str_has_suffix (path, "/meters/1/readings"))
    kab_test_server_reply (message, 200, JSON_TYPE, HISTORY);
  else if (g_str_has_suffix (path, "/readings"))
    take_readings (world, message);
  else if (g_str_has_suffix (path, "/utility") || g_str_has_suffix (path, "/second"))
    {
      g_autofree char *file = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "tests", "app", "fixtures",
                                                "utility.json", NULL);
      g_autofree char *json = NULL;
      g_autoptr (GString) text = NULL;

      g_assert_true (g_file_get_contents (file, &json, NULL, NULL));
      text = g_string_new (json);
      g_string_replace (text, "\"receipts\", \"accounts\"]", "\"meters\", \"accounts\"]", 1);
      g_string_replace (text, "\"id\": \"utility\"", second ? "\"id\": \"second\"" : "\"id\": \"utility\"",
                        1);
      kab_test_server_reply (message, 200, JSON_TYPE, text->str);
    }
  else
    kab_test_server_reply (message, 404, PROBLEM_TYPE, PROBLEM ("not-found", 404));
}

static gboolean
is_described (gpointer data)
{
  return kab_cabinet_get_descriptor (data) != NULL;
}

static void
sign_in (World *world, const char *organisation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabCabinet) cabinet = kab_ui_await_object (
      kab_cabinets_sign_in (world->cabinets, kab_test_server_get_origin (world->server), organisation,
                            "demo@example.org", "demo2026", TRUE),
      &error);

  g_assert_no_error (error);
  dex_future_disown (kab_cabinet_load_descriptor (cabinet));
  kab_test_wait_until (is_described, cabinet);
  kab_summary_reload (kab_summary_get (cabinet));
}

static gboolean
is_ready (gpointer data)
{
  World *world = data;
  GtkWidget *state = kab_test_find (world->window, KAB_TYPE_STATE_PAGE, 0);

  return state != NULL && g_str_equal (kab_state_page_get_shown (KAB_STATE_PAGE (state)), "ready")
         && (world->no_meters || world->broken
             || kab_test_find (world->window, KAB_TYPE_READING_ROW, 3) != NULL);
}

static void
open_page (World *world)
{
  GtkWidget *view = adw_navigation_view_new ();

  world->page = kab_readings_page_new (G_LIST_MODEL (world->cabinets), NULL);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), world->page);
  world->window = kab_test_window (view, 1000, 760);
  kab_test_wait_until (is_ready, world);
  kab_ui_settle ();
}

static void
set_up (World *world, gconstpointer data)
{
  world->folder = g_dir_make_tmp ("kabinet-meters-XXXXXX", NULL);
  world->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->server = kab_test_server_new ();
  kab_test_server_set_handler (world->server, answer, world);
  world->net = kab_net_new ();
  kab_net_set_retry_base (world->net, 1);
  world->store = KAB_SECRET_STORE (kab_memory_secret_store_new ());
  world->cabinets = kab_cabinets_new (world->net, world->store, world->folder);
  sign_in (world, "utility");
  sign_in (world, "second");
}

static void
tear_down (World *world, gconstpointer data)
{
  kab_test_close (world->window);
  g_clear_object (&world->cabinets);
  g_clear_object (&world->store);
  kab_net_abort (world->net);
  g_clear_object (&world->net);
  kab_test_server_free (world->server);
  g_hash_table_unref (world->keys);
  g_free (world->body);
  g_free (world->folder);
}

static KabReadingRow *
get_row (World *world, guint nth)
{
  return KAB_READING_ROW (kab_test_find (world->window, KAB_TYPE_READING_ROW, nth));
}

static void
type (World *world, guint nth, const char *text)
{
  GtkWidget *entry = kab_test_find (GTK_WIDGET (get_row (world, nth)), GTK_TYPE_ENTRY, 0);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  kab_ui_settle ();
}

static gboolean
has (World *world, const char *text)
{
  return kab_test_find_label (world->window, text) != NULL;
}

static gboolean
is_sent (gpointer data)
{
  return has (data, "Отправлено");
}

static gboolean
has_waited (gpointer data)
{
  return has (data, "Not sent, will retry");
}

static gboolean
is_refused (gpointer data)
{
  return has (data, "This meter has been replaced; refresh the page to see the new one");
}

static void
press (World *world, const char *label)
{
  GtkWidget *button = gtk_widget_get_ancestor (kab_test_find_label (world->window, label), GTK_TYPE_BUTTON);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  kab_ui_settle ();
}

static void
send (World *world)
{
  gtk_widget_activate_action (GTK_WIDGET (world->page), "page.send", NULL);
  kab_ui_settle ();
}

/* H-37: what is there, where it comes from, until when. */
static void
test_list (World *world, gconstpointer data)
{
  open_page (world);
  g_assert_true (has (world, "Холодная вода"));
  g_assert_true (has (world, "No. N1 · was 482.319"));
  g_assert_true (has (world, "Last day"));
  g_assert_true (has (world, "Filled 0 of 4"));
  g_assert_true (has (world, "Электричество"));
  kab_test_check_names (world->window);
  kab_test_check_tabs (world->window);
  kab_test_shoot (world->window, "meters");
}

/* H-38: all meters of all cabinets, one key from one to the next, one button. */
static void
test_round (World *world, gconstpointer data)
{
  gboolean moved = FALSE;
  GtkEventController *keys = NULL;
  g_autoptr (GListModel) controllers = NULL;

  open_page (world);
  type (world, 0, "488,523");
  controllers = gtk_widget_observe_controllers (GTK_WIDGET (world->page));
  for (guint i = 0; keys == NULL && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        keys = controller;
    }
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Return, 36, 0, &moved);
  g_assert_true (moved);
  g_assert_true (kab_reading_row_has_cursor (get_row (world, 1)));
  type (world, 3, "1300");
  g_assert_true (has (world, "+6.204"));
  g_assert_true (has (world, "Send 2 Readings"));
  send (world);
  kab_test_wait_until (is_sent, world);
  /* One for each cabinet. */
  g_assert_cmpuint (world->committed, ==, 2);
  g_assert_true (has (world, "488.523 м³"));
  kab_test_shoot (world->window, "meters-sent");
}

/* H-38: what looks wrong is asked about once, with what was probably meant. */
static void
test_doubt (World *world, gconstpointer data)
{
  open_page (world);
  type (world, 1, "2154,02");
  g_assert_true (has (world, "462 times more than usual. Perhaps the comma stands elsewhere: 215.402?"));
  g_assert_true (has (world, "Filled 1 of 4 · 1 in question"));
  kab_test_shoot (world->window, "meters-doubt");
  press (world, "Take 215.402");
  g_assert_true (has (world, "+4.000"));
  g_assert_true (has (world, "Send 1 Reading"));
  type (world, 1, "260");
  g_assert_true (has (world, "Filled 1 of 4 · 1 in question"));
  press (world, "It Is Right");
  g_assert_true (has (world, "Filled 1 of 4"));
  /* Less than before: a counter of three digits has passed zero, or it is another meter. */
  type (world, 2, "3");
  press (world, "It Passed Zero");
  g_assert_true (has (world, "+5"));
  type (world, 2, "2");
  press (world, "Meter Replaced");
  g_assert_true (has (world, "Send 2 Readings"));
  type (world, 0, "480");
  g_assert_true (has (world, "Less than last time: it was 482.319. Has the meter been replaced?"));
}

/* H-38: letters, minus, too many digits: said under the row, and never sent. */
static void
test_bad (World *world, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *said;
  } bad[] = {
    { "48x", "Only figures and one comma" },
    { "-5", "A meter shows nothing below zero" },
    { "12345678", "The meter has only 6 digits before the comma" },
    { "488,52341", "The meter has only 3 digits after the comma" },
  };

  open_page (world);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      type (world, 0, bad[i].text);
      g_assert_true (has (world, bad[i].said));
      send (world);
    }
  g_assert_cmpuint (world->posts, ==, 0);
}

/* H-38: the server committed, the answer was lost; then the program was closed. Nothing is sent twice or lost. */
static void
test_lost_answer (World *world, gconstpointer data)
{
  KabQueue *queue;
  g_autoptr (KabCabinet) first = g_list_model_get_item (G_LIST_MODEL (world->cabinets), 0);

  world->cuts = 3;
  open_page (world);
  type (world, 0, "488,523");
  send (world);
  queue = kab_cabinet_get_queue (first);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 1);
  kab_test_wait_until (has_waited, world);
  g_assert_true (has (world, "Not sent, will retry"));
  kab_test_shoot (world->window, "meters-waiting");
  kab_queue_send (queue);
  kab_test_wait_until (is_sent, world);
  g_assert_cmpuint (world->committed, ==, 1);
  g_assert_cmpuint (world->posts, >, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 0);
}

/* H-38: what the server does not take stays as it was typed. */
static void
test_refused (World *world, gconstpointer data)
{
  world->refuse = TRUE;
  open_page (world);
  type (world, 0, "488,523");
  send (world);
  kab_test_wait_until (is_refused, world);
  g_assert_cmpstr (kab_reading_entry_get_text (kab_reading_row_get_entry (get_row (world, 0))), ==,
                   "488,523");
}

/* H-38: closed, accepted and questioned ones are told, not asked for. */
static void
test_closed (World *world, gconstpointer data)
{
  world->closed = TRUE;
  open_page (world);
  g_assert_true (has (world, "482.319 м³"));
  g_assert_false (has (world, "Send Readings"));
  kab_test_shoot (world->window, "meters-closed");
}

static void
test_questioned (World *world, gconstpointer data)
{
  world->standing = QUESTIONED;
  open_page (world);
  g_assert_true (has (world, "Нет ли <i>течи</i>?"));
  type (world, 0, "487");
  g_assert_true (has (world, "Send 1 Reading"));
}

static void
test_correct (World *world, gconstpointer data)
{
  world->standing = SENT;
  open_page (world);
  g_assert_true (has (world, "Filled 0 of 3"));
  kab_reading_entry_correct (kab_reading_row_get_entry (get_row (world, 0)));
  type (world, 0, "488,6");
  g_assert_true (has (world, "Filled 1 of 4"));
}

static void
test_empty (World *world, gconstpointer data)
{
  world->no_meters = TRUE;
  open_page (world);
  g_assert_true (has (world, "Приборов <b>нет</b>"));
}

/* One organisation that does not answer leaves the other one alone. */
static void
test_one_failed (World *world, gconstpointer data)
{
  world->broken = TRUE;
  open_page (world);
  g_assert_true (has (world, "The meters could not be loaded"));
  g_assert_true (has (world, "Холодная вода"));
}

/* H-38: what was typed is there again. */
static void
test_draft (World *world, gconstpointer data)
{
  open_page (world);
  type (world, 0, "488,523");
  kab_test_close (world->window);
  open_page (world);
  g_assert_cmpstr (kab_reading_entry_get_text (kab_reading_row_get_entry (get_row (world, 0))), ==,
                   "488,523");
}

static gboolean
has_history (gpointer data)
{
  return has (data, "Hollow bars are estimates");
}

/* H-37: the history with its chart, which marks what was only estimated. */
static void
test_history (World *world, gconstpointer data)
{
  GtkWidget *chart;

  open_page (world);
  gtk_widget_activate_action (GTK_WIDGET (world->page), "page.history", NULL);
  kab_test_wait_until (has_history, world);
  kab_ui_settle ();
  chart = kab_test_find (world->window, KAB_TYPE_USE_CHART, 0);
  g_assert_nonnull (chart);
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (has (world, "482.319 м³"));
  kab_test_check_names (world->window);
  kab_test_shoot (world->window, "meters-history");
}

static void
test_narrow (World *world, gconstpointer data)
{
  open_page (world);
  type (world, 1, "2154,02");
  gtk_window_set_default_size (GTK_WINDOW (world->window), 360, 700);
  kab_ui_settle ();
  kab_test_shoot (world->window, "meters-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  kab_ui_settle ();
  kab_test_shoot (world->window, "meters-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);
#define ADD(path, test) g_test_add (path, World, NULL, set_up, test, tear_down)
  ADD ("/meters/H-37/list", test_list);
  ADD ("/meters/H-38/round", test_round);
  ADD ("/meters/H-38/doubt", test_doubt);
  ADD ("/meters/H-38/bad", test_bad);
  ADD ("/meters/H-38/lost-answer", test_lost_answer);
  ADD ("/meters/H-38/refused", test_refused);
  ADD ("/meters/H-38/closed", test_closed);
  ADD ("/meters/H-38/questioned", test_questioned);
  ADD ("/meters/H-38/correct", test_correct);
  ADD ("/meters/H-37/empty", test_empty);
  ADD ("/meters/H-37/one-failed", test_one_failed);
  ADD ("/meters/H-38/draft", test_draft);
  ADD ("/meters/H-37/history", test_history);
  ADD ("/meters/H-38/narrow", test_narrow);
#undef ADD
  return g_test_run ();
}
