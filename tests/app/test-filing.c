/* test-filing.c: a document is filed through a described form, once, with its files and lines. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-document.h"
#include "kab-drafts.h"
#include "kab-filing-menu.h"
#include "kab-filing-page.h"
#include "kab-filing.h"
#include "kab-line-choice.h"
#include "kab-promise-row.h"
#include "kab-stage.h"
#include "kab-test-server.h"
#include "kab-test.h"

#define ORGANISATION "data/organisations/east-motors.json"
#define PROMISE                                                                                              \
  "\"promise\":{\"text\":\"Мастер ответит до 13:00\",\"from\":\"2026-11-24T12:00:00+03:00\","                \
  "\"by\":\"2026-11-24T13:00:00+03:00\"}"
#define FORM                                                                                                 \
  "{\"type\":\"repair_request\",\"title\":\"Новая <заявка>\",\"lead\":\"Опишите & выберите\",\"submit\":"    \
  "\"Подать заявку\",\"about\":null,\"fields\":["                                                            \
  "{\"name\":\"vehicle\",\"kind\":\"choice\",\"label\":\"Автомобиль\",\"required\":true,\"options\":["       \
  "{\"value\":\"1\",\"title\":\"Geely Atlas\"},{\"value\":\"other\",\"title\":\"Другой\"}]},"                \
  "{\"name\":\"reason\",\"kind\":\"text\",\"label\":\"Причина\",\"required\":true,\"max_length\":2000},"     \
  "{\"name\":\"day\",\"kind\":\"date\",\"label\":\"День\",\"required\":false,\"earliest\":\"2026-11-23\","   \
  "\"latest\":\"2026-12-23\"},"                                                                              \
  "{\"name\":\"photos\",\"kind\":\"file\",\"label\":\"Снимки\",\"required\":false,\"accept\":["              \
  "\"text/plain\"],\"max_size\":1000,\"max_count\":2}],\"lines\":%s," PROMISE "}"
#define LINES                                                                                                \
  "[{\"id\":\"7\",\"title\":\"Болт\",\"quantity\":\"4\"},"                                                   \
  "{\"id\":\"8\",\"title\":\"Трос\",\"quantity\":\"1.5\"}]"
#define DOCUMENT                                                                                             \
  "{\"id\":\"31\",\"type\":\"repair_request\",\"type_title\":\"Заявка\",\"number\":\"1000016318\","          \
  "\"subject\":\"Ремонт\",\"date\":\"2026-11-24T12:00:00+03:00\",\"state\":{\"id\":\"filed\",\"title\":"     \
  "\"Подана\",\"tone\":\"neutral\"},\"waits\":false,\"version\":1,\"lines\":[],\"timeline\":[],"             \
  "\"actions\":[]," PROMISE "}"

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabClient *client;
  KabDescriptor *descriptor;
  KabDrafts *drafts;
  char *dir;
  GtkWindow *window;
  KabFilingPage *page;
  GtkWidget *send;
  const char *lines;
  guint status; /* of the answer to the form that is sent */
  const char *problem;
  guint uploads;
  GPtrArray *bodies; /* of what was filed */
  GPtrArray *keys;
  char *filed;
  guint already;
} Fixture;

static void
answer_filing (Fixture *fixture, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_ptr_array_add (fixture->bodies, g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  g_ptr_array_add (fixture->keys, g_strdup (soup_message_headers_get_one (headers, "Idempotency-Key")));
  if (fixture->status == 201)
    kab_test_server_reply (message, 201, JSON_TYPE, DOCUMENT);
  else
    kab_test_server_reply (message, fixture->status, PROBLEM_TYPE, fixture->problem);
}

static void
answer_cb (SoupServerMessage *message, guint number, gpointer data)
{
  Fixture *fixture = data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *form = NULL;
  g_autofree char *file = NULL;

  if (g_str_equal (soup_server_message_get_method (message), "GET"))
    {
      form = g_strdup_printf (FORM, fixture->lines);
      kab_test_server_reply (message, 200, JSON_TYPE, form);
    }
  else if (g_str_has_suffix (path, "/files"))
    {
      fixture->uploads++;
      file = g_strdup_printf (
          "{\"id\":\"f%u\",\"name\":\"a.txt\",\"content_type\":\"text/plain\",\"size\":5}", fixture->uploads);
      kab_test_server_reply (message, 201, JSON_TYPE, file);
    }
  else
    {
      answer_filing (fixture, message);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) file = kab_stage_read (ORGANISATION);

  fixture->lines = "[]";
  fixture->status = 201;
  fixture->bodies = g_ptr_array_new_with_free_func (g_free);
  fixture->keys = g_ptr_array_new_with_free_func (g_free);
  fixture->server = kab_test_server_new ();
  kab_test_server_set_handler (fixture->server, answer_cb, fixture);
  fixture->net = kab_net_new ();
  fixture->client = kab_client_new (fixture->net, kab_test_server_get_origin (fixture->server), "org");
  fixture->descriptor = kab_stage_descriptor (file);
  fixture->dir = g_dir_make_tmp ("kabinet-filing-XXXXXX", NULL);
  fixture->drafts = kab_drafts_new (fixture->dir);
}

static void
close_page (Fixture *fixture)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  gtk_window_destroy (fixture->window);
  KAB_TEST_UNTIL (page == NULL);
  fixture->page = NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->page != NULL)
    close_page (fixture);
  kab_drafts_flush (fixture->drafts);
  kab_drafts_unlink (fixture->drafts);
  g_clear_object (&fixture->drafts);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->net);
  g_clear_object (&fixture->descriptor);
  kab_test_server_free (fixture->server);
  g_ptr_array_unref (fixture->bodies);
  g_ptr_array_unref (fixture->keys);
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->filed);
}

static void
filed_cb (KabFilingPage *page, KabDocument *document, Fixture *fixture)
{
  fixture->filed = g_strdup (kab_document_get_id (document));
}

static void
already_cb (KabFilingPage *page, Fixture *fixture)
{
  fixture->already++;
}

static void
open_page (Fixture *fixture, int width)
{
  GtkWidget *view = adw_navigation_view_new ();

  fixture->page = KAB_FILING_PAGE (
      kab_filing_page_new (fixture->client, fixture->descriptor, fixture->drafts, "repair_request", NULL));
  g_signal_connect (fixture->page, "filed", G_CALLBACK (filed_cb), fixture);
  g_signal_connect (fixture->page, "already-filed", G_CALLBACK (already_cb), fixture);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (fixture->page));
  fixture->window = kab_stage_present (view, width, 800);
  KAB_TEST_UNTIL (kab_stage_find (GTK_WIDGET (fixture->window), KAB_TYPE_FORM, NULL) != NULL);
  fixture->send = gtk_widget_get_ancestor (
      kab_stage_find_label (GTK_WIDGET (fixture->window), "Подать заявку"), GTK_TYPE_BUTTON);
}

static KabForm *
get_form (Fixture *fixture)
{
  return KAB_FORM (kab_stage_find (GTK_WIDGET (fixture->window), KAB_TYPE_FORM, NULL));
}

static void
write_reason (Fixture *fixture, const char *text)
{
  GtkWidget *view = kab_stage_find (GTK_WIDGET (fixture->window), GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
fill_in (Fixture *fixture)
{
  g_autoptr (JsonNode) node = kab_stage_parse ("{\"vehicle\":\"1\"}");

  kab_form_set_values (get_form (fixture), json_node_get_object (node));
  write_reason (fixture, "Стук\nспереди");
}

static void
press (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->send, "clicked");
}

/* E-08: the form is the server's; a long text has room; what is left is told; then it is sent, once. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) body = NULL;
  JsonObject *values;

  open_page (fixture, 700);
  g_assert_true (kab_stage_shows (GTK_WIDGET (fixture->window), "Новая <заявка>"));
  g_assert_true (kab_stage_shows (GTK_WIDGET (fixture->window), "Опишите & выберите"));
  g_assert_true (kab_stage_shows (GTK_WIDGET (fixture->window), "Мастер ответит до 13:00"));
  g_assert_false (gtk_widget_get_sensitive (fixture->send));
  fill_in (fixture);
  g_assert_true (gtk_widget_get_sensitive (fixture->send));
  kab_stage_check_names (GTK_WIDGET (fixture->window));
  if (g_getenv ("KABINET_PICTURES") != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("KABINET_PICTURES"), "filing.png", NULL);

      kab_stage_save (GTK_WIDGET (fixture->window), path);
    }
  press (fixture);
  press (fixture);
  KAB_TEST_UNTIL (fixture->filed != NULL);
  g_assert_cmpstr (fixture->filed, ==, "31");
  g_assert_cmpuint (fixture->bodies->len, ==, 1);
  body = kab_stage_parse (g_ptr_array_index (fixture->bodies, 0));
  values = json_object_get_object_member (json_node_get_object (body), "values");
  g_assert_cmpstr (json_object_get_string_member (values, "reason"), ==, "Стук\nспереди");
  g_assert_cmpstr (json_object_get_string_member (values, "vehicle"), ==, "1");
}

/* B7: the answer is lost, the person tries again, and even after a restart it is the same request. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  fixture->status = 500;
  fixture->problem = PROBLEM ("internal", 500);
  open_page (fixture, 700);
  fill_in (fixture);
  press (fixture);
  KAB_TEST_UNTIL (fixture->bodies->len > 0 && gtk_widget_get_sensitive (fixture->send));
  close_page (fixture);
  open_page (fixture, 700);
  fixture->status = 201;
  press (fixture);
  KAB_TEST_UNTIL (fixture->filed != NULL);
  for (guint i = 1; i < fixture->keys->len; i++)
    {
      g_assert_cmpstr (g_ptr_array_index (fixture->keys, i), ==, g_ptr_array_index (fixture->keys, 0));
      g_assert_cmpstr (g_ptr_array_index (fixture->bodies, i), ==, g_ptr_array_index (fixture->bodies, 0));
    }
  g_assert_cmpuint (fixture->keys->len, >=, 2);
}

/* B7: another text is another request; what was typed and then filed is no draft any more. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  fixture->status = 422;
  fixture->problem
      = "{\"type\":\"urn:kabinet:problem:validation\",\"title\":\"T\",\"status\":422,\"errors\":["
        "{\"pointer\":\"/values/reason\",\"code\":\"too_short\",\"params\":{\"min\":20}}]}";
  open_page (fixture, 700);
  fill_in (fixture);
  press (fixture);
  KAB_TEST_UNTIL (kab_stage_shows (GTK_WIDGET (fixture->window), "At least 20 characters are needed"));
  fixture->status = 201;
  write_reason (fixture, "Стук спереди справа на кочках");
  press (fixture);
  KAB_TEST_UNTIL (fixture->filed != NULL);
  g_assert_cmpstr (g_ptr_array_index (fixture->keys, 0), !=, g_ptr_array_index (fixture->keys, 1));
  close_page (fixture);
  open_page (fixture, 700);
  g_assert_false (kab_form_get_complete (get_form (fixture)));
}

/* B7: what got there before under the same key, with a file that is not at hand any more, is not filed twice. */
static void
test_already (Fixture *fixture, gconstpointer data)
{
  fixture->status = 409;
  fixture->problem = PROBLEM ("idempotency-mismatch", 409);
  open_page (fixture, 700);
  fill_in (fixture);
  press (fixture);
  KAB_TEST_UNTIL (fixture->already == 1);
  g_assert_null (fixture->filed);
}

/* lines are chosen, and of a line that can be parted how much. */
static void
test_lines (Fixture *fixture, gconstpointer data)
{
  GtkWidget *choice, *check, *spin;

  fixture->lines = LINES;
  open_page (fixture, 700);
  fill_in (fixture);
  g_assert_true (kab_stage_shows (GTK_WIDGET (fixture->window), "Choose at least one line"));
  g_assert_false (gtk_widget_get_sensitive (fixture->send));
  choice = kab_stage_find (GTK_WIDGET (fixture->window), KAB_TYPE_LINE_CHOICE, NULL);
  check = kab_stage_find (choice, GTK_TYPE_CHECK_BUTTON, NULL);
  spin = kab_stage_find (choice, GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 2);
  g_assert_true (gtk_widget_get_sensitive (fixture->send));
  press (fixture);
  KAB_TEST_UNTIL (fixture->filed != NULL);
  g_assert_nonnull (
      strstr (g_ptr_array_index (fixture->bodies, 0), "\"lines\":[{\"id\":\"7\",\"quantity\":\"2\"}]"));
}

static char *
dup_note (const char *by)
{
  g_autofree char *text = g_strdup_printf ("{\"text\":\"До 13:00\",\"from\":\"2026-11-24T12:00:00+03:00\","
                                           "\"by\":\"%s\"}",
                                           by);
  g_autoptr (JsonNode) node = kab_stage_parse (text);
  g_autoptr (KabPromise) promise = kab_record_decode (KAB_TYPE_PROMISE, node, NULL);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();

  return kab_promise_dup_note (promise, here);
}

/* A-47 A-48: the promise is in the organisation's hours; who lives elsewhere reads it by the own clock too. */
static void
test_promise (void)
{
  g_autofree char *same = dup_note ("2026-11-24T16:00:00+06:00");
  g_autofree char *west = dup_note ("2026-11-24T13:00:00+03:00");
  g_autofree char *late = dup_note ("2026-11-24T22:00:00+03:00");

  g_assert_null (same);
  g_assert_cmpstr (west, ==, "By your clock: until 4:00\302\240PM");
  g_assert_cmpstr (late, ==, "By your clock: until 11/25/2026, 1:00\302\240AM");
}

/* E-08: the menu offers what the descriptor lets this person file by itself. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMenuModel) customer = kab_filing_menu_new (fixture->descriptor, "c", FALSE);
  g_autoptr (GVariant) target = NULL;
  const char *cabinet, *type, *from;

  open_page (fixture, 400);
  g_assert_nonnull (customer);
  target = g_menu_model_get_item_attribute_value (customer, 0, G_MENU_ATTRIBUTE_TARGET,
                                                  G_VARIANT_TYPE ("(sss)"));
  g_variant_get (target, "(&s&s&s)", &cabinet, &type, &from);
  g_assert_cmpstr (cabinet, ==, "c");
  g_assert_cmpstr (type, ==, "repair_request");
  g_assert_cmpstr (from, ==, "");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Asia/Omsk", TRUE);
  kab_stage_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/filing/E-08/file", test_file);
  ADD ("/filing/B7/again", test_again);
  ADD ("/filing/B7/changed", test_changed);
  ADD ("/filing/B7/already", test_already);
  ADD ("/filing/A-62/lines", test_lines);
  ADD ("/filing/E-08/menu", test_menu);
  g_test_add_func ("/filing/A-47/promise", test_promise);
  return g_test_run ();
}
