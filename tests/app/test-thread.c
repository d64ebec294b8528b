/* test-thread.c: what hangs on a document: messages, files, parcels, other documents, what is filed out of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-document-pane.h"
#include "kab-file-row.h"
#include "kab-stage.h"
#include "kab-test-server.h"
#include "kab-test.h"
#include "kab-thread-view.h"

#define ORGANISATION "data/organisations/east-motors.json"
#define STATE "{\"id\":\"asked\",\"title\":\"Ждёт ответа\",\"tone\":\"accent\"}"
#define FILE_INFO "{\"id\":\"f1\",\"name\":\"акт.txt\",\"content_type\":\"text/plain\",\"size\":5}"
#define MESSAGE(id, role, by, text)                                                                          \
  "{\"id\":\"" id "\",\"at\":\"2026-11-22T10:00:00+03:00\",\"role\":\"" role "\",\"by\":\"" by               \
  "\",\"text\":\"" text "\",\"files\":[]}"
#define THREAD(more)                                                                                         \
  "\"thread\":{\"title\":\"Переписка\",\"submit\":\"Отправить\"," more                                       \
  "\"fields\":[{\"name\":\"text\",\"kind\":\"text\",\"label\":\"Сообщение\",\"required\":true,"              \
  "\"max_length\":4000}]}"
#define DOCUMENT(thread, messages)                                                                           \
  "{\"id\":\"7\",\"type\":\"question\",\"type_title\":\"Вопрос\",\"number\":\"ВП-1\",\"subject\":\"Тема\","  \
  "\"date\":\"2026-11-22T10:00:00+03:00\",\"state\":" STATE ",\"waits\":false,\"version\":3,\"lines\":[],"   \
  "\"timeline\":[],\"actions\":[],\"files\":[" FILE_INFO "],\"related\":[{\"id\":\"8\",\"type_title\":"      \
  "\"Заказ\",\"number\":\"33\",\"state\":" STATE "}],\"filings\":[{\"type\":\"return\",\"title\":\"Вернуть " \
  "товар\",\"allowed\":false,\"reason\":\"Заказ ещё не выдан\"}],\"appointment\":{\"at\":"                   \
  "\"2026-11-24T09:30:00+03:00\",\"state\":\"offered\"},\"shipments\":[{\"id\":\"3\",\"carrier\":\"Почта\"," \
  "\"tracking_number\":\"RA644000001RU\",\"lines\":[\"Фильтр\"],\"stages\":[{\"at\":"                        \
  "\"2026-11-22T10:00:00+03:00\",\"stage\":\"on_way\",\"title\":\"В пути\",\"text\":\"Покинуло <хаб>\"}]}]," \
  "\"messages\":[" messages "]," thread "}"

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabClient *client;
  KabDescriptor *descriptor;
  KabDrafts *drafts;
  char *dir;
  KabDocumentPane *pane;
  GtkWindow *window;
  const char *document;
  guint status; /* of the answer to a message */
  GPtrArray *keys;
  char *asked;
} Fixture;

static void
answer_cb (SoupServerMessage *message, guint number, gpointer data)
{
  Fixture *fixture = data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_free (fixture->asked);
  fixture->asked = g_strdup (path);
  if (g_str_has_suffix (path, "/files/f1"))
    {
      kab_test_server_reply (message, 200, "text/plain", "слово");
    }
  else if (g_str_has_suffix (path, "/messages"))
    {
      g_ptr_array_add (fixture->keys, g_strdup (soup_message_headers_get_one (headers, "Idempotency-Key")));
      if (fixture->status == 200)
        kab_test_server_reply (
            message, 200, JSON_TYPE,
            DOCUMENT (THREAD (""), MESSAGE ("1", "customer", "Анна", "Когда?") "," MESSAGE ("2", "customer",
                                                                                            "Анна", "Ау")));
      else
        kab_test_server_reply (message, fixture->status, PROBLEM_TYPE, PROBLEM ("internal", 500));
    }
  else
    {
      kab_test_server_reply (message, 200, JSON_TYPE, fixture->document);
    }
}

static void
open_pane (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) file = kab_stage_read (ORGANISATION);

  fixture->document = data;
  fixture->status = 200;
  fixture->keys = g_ptr_array_new_with_free_func (g_free);
  fixture->server = kab_test_server_new ();
  kab_test_server_set_handler (fixture->server, answer_cb, fixture);
  fixture->net = kab_net_new ();
  fixture->client = kab_client_new (fixture->net, kab_test_server_get_origin (fixture->server), "org");
  fixture->descriptor = kab_stage_descriptor (file);
  fixture->dir = g_dir_make_tmp ("kabinet-thread-XXXXXX", NULL);
  fixture->drafts = kab_drafts_new (fixture->dir);
  fixture->pane = g_object_new (KAB_TYPE_DOCUMENT_PANE, NULL);
  kab_document_pane_set_source (fixture->pane, fixture->client, fixture->descriptor);
  kab_document_pane_set_cabinet (fixture->pane, "cabinet", fixture->drafts, FALSE);
  fixture->window = kab_stage_present (GTK_WIDGET (fixture->pane), 420, 900);
  kab_document_pane_show_id (fixture->pane, "7");
  KAB_TEST_UNTIL (kab_stage_shows (GTK_WIDGET (fixture->window), "Переписка"));
}

static void
close_pane (Fixture *fixture, gconstpointer data)
{
  gpointer pane = fixture->pane;

  g_object_add_weak_pointer (G_OBJECT (pane), &pane);
  gtk_window_destroy (fixture->window);
  KAB_TEST_UNTIL (pane == NULL);
  kab_drafts_flush (fixture->drafts);
  kab_drafts_unlink (fixture->drafts);
  g_clear_object (&fixture->drafts);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->net);
  g_clear_object (&fixture->descriptor);
  kab_test_server_free (fixture->server);
  g_ptr_array_unref (fixture->keys);
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->asked);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return kab_stage_shows (GTK_WIDGET (fixture->window), text);
}

static GtkWidget *
get_send (Fixture *fixture)
{
  return gtk_widget_get_ancestor (kab_stage_find_label (GTK_WIDGET (fixture->window), "Отправить"),
                                  GTK_TYPE_BUTTON);
}

static void
write_text (Fixture *fixture, const char *text)
{
  GtkWidget *thread = kab_stage_find (GTK_WIDGET (fixture->window), KAB_TYPE_THREAD_VIEW, NULL);
  GtkWidget *view = kab_stage_find (thread, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* E-13 A-22 H-39: what was written is there; an answer that is lost is asked for again, under the same key (B7). */
static void
test_write (Fixture *fixture, gconstpointer data)
{
  GtkWidget *send = get_send (fixture);

  g_assert_true (shows (fixture, "Когда?"));
  g_assert_false (gtk_widget_get_sensitive (send));
  write_text (fixture, "Ау");
  g_assert_true (gtk_widget_get_sensitive (send));
  kab_stage_check_names (GTK_WIDGET (fixture->window));
  fixture->status = 500;
  g_signal_emit_by_name (send, "clicked");
  KAB_TEST_UNTIL (fixture->keys->len > 0 && gtk_widget_get_sensitive (send));
  fixture->status = 200;
  g_signal_emit_by_name (send, "clicked");
  KAB_TEST_UNTIL (shows (fixture, "Ау"));
  for (guint i = 1; i < fixture->keys->len; i++)
    g_assert_cmpstr (g_ptr_array_index (fixture->keys, i), ==, g_ptr_array_index (fixture->keys, 0));
  KAB_TEST_UNTIL (!gtk_widget_get_sensitive (send));
}

/* A thread that is over says why, and offers no form. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_assert_true (shows (fixture, "Заявка <отозвана>"));
  g_assert_null (kab_stage_find (GTK_WIDGET (fixture->window), GTK_TYPE_TEXT_VIEW, NULL));
}

/* A-49 A-57 A-58: carrier, number with a note where it does not add up, stages with the carrier's own words (J5). */
static void
test_parcel (Fixture *fixture, gconstpointer data)
{
  g_assert_true (shows (fixture, "Почта"));
  g_assert_true (shows (fixture, "RA644000001RU"));
  g_assert_true (shows (fixture, "The check digit of this number does not fit: it may be mistyped"));
  g_assert_true (shows (fixture, "В пути"));
  g_assert_true (shows (fixture, "Покинуло <хаб>"));
}

/* E-08: a time that was offered, by the clock of the place and by the own one. */
static void
test_time (Fixture *fixture, gconstpointer data)
{
  g_assert_true (shows (fixture, "Offered: 24.11.2026, 09:30"));
  g_assert_true (shows (fixture, "By your clock: 12:30\302\240PM"));
}

/* A-50 A-62: what cannot be filed yet says why; a related document opens in its place. */
static void
test_extras (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  g_assert_true (shows (fixture, "Заказ ещё не выдан"));
  row = gtk_widget_get_ancestor (kab_stage_find_label (GTK_WIDGET (fixture->window), "Вернуть товар"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_assert_false (gtk_widget_get_sensitive (row));
  row = gtk_widget_get_ancestor (kab_stage_find_label (GTK_WIDGET (fixture->window), "33"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (row, "activated");
  KAB_TEST_UNTIL (g_str_has_suffix (fixture->asked, "/documents/8"));
}

/* E-08: a file is on the disk whole, or not at all. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = kab_stage_find (GTK_WIDGET (fixture->window), KAB_TYPE_FILE_ROW, NULL);
  g_autofree char *path = g_build_filename (fixture->dir, "акт.txt", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (DexFuture) saving = kab_file_row_save (KAB_FILE_ROW (row), target);
  g_autofree char *text = NULL;

  KAB_TEST_UNTIL (!dex_future_is_pending (saving));
  g_assert_true (dex_future_is_resolved (saving));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "слово");
  g_assert_cmpint (g_unlink (path), ==, 0);
}

int
main (int argc, char **argv)
{
  static const char running[] = DOCUMENT (THREAD (""), MESSAGE ("1", "customer", "Анна", "Когда?"));
  static const char over[] = DOCUMENT (THREAD ("\"closed\":\"Заявка <отозвана>\","), "");

  g_setenv ("TZ", "Asia/Omsk", TRUE);
  kab_stage_init (&argc, &argv);
#define ADD(path, document, func) g_test_add (path, Fixture, document, open_pane, func, close_pane)
  ADD ("/thread/E-13/write", running, test_write);
  ADD ("/thread/E-13/closed", over, test_closed);
  ADD ("/thread/A-49/parcel", running, test_parcel);
  ADD ("/thread/E-08/time", running, test_time);
  ADD ("/thread/A-62/extras", running, test_extras);
  ADD ("/thread/E-08/save", running, test_save);
  return g_test_run ();
}
