/* test-estimate.c: the lines of a document: decided, chosen, written; versions of an estimate and their difference. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-document-pane.h"
#include "kab-estimate-editor.h"
#include "kab-estimate.h"
#include "kab-line-editor.h"
#include "kab-stage.h"
#include "kab-test-server.h"
#include "kab-test.h"

#define ORGANISATION "data/organisations/east-motors.json"
#define MONEY(minor) "{\"minor\":" minor ",\"currency\":\"BYN\"}"
#define LINE(id, group, title, quantity, price, amount, more)                                                \
  "{\"id\":\"" id "\",\"group\":\"" group "\",\"title\":\"" title "\",\"quantity\":\"" quantity              \
  "\",\"price\":" MONEY (price) ",\"amount\":" MONEY (amount) more "}"
#define DIAGNOSIS LINE ("1", "Работы", "Диагностика <b>&</b>", "1", "4500", "4500", "")
#define STRUTS LINE ("2", "Работы", "Замена стоек", "2", "3800", "7600", "")
#define BOLTS LINE ("3", "Материалы", "Болт крепления", "4", "2700", "10800", "")
#define DONE                                                                                                 \
  LINE ("4", "Работы", "Мойка", "1", "1000", "1000",                                                         \
        ",\"state\":{\"id\":\"done\",\"title\":\"Выполнено\",\"tone\":\"good\"},\"decision\":{\"accepted\":" \
        "true,"                                                                                              \
        "\"at\":\"2026-11-21T10:00:00+03:00\",\"by\":\"Анна\",\"through\":\"Kabinet 0.1.0\"}")
#define VERSION(number, total, lines)                                                                        \
  "{\"version\":" number ",\"at\":\"2026-11-21T17:5" number                                                  \
  ":03+03:00\",\"by\":\"Сергей\",\"total\":" MONEY (total) ",\"lines\":[" lines "]}"
#define DOCUMENT(actions)                                                                                    \
  "{\"id\":\"7\",\"type\":\"work_order\",\"type_title\":\"Заказ-наряд\",\"number\":\"ИСТ0002714\","          \
  "\"subject\":"                                                                                             \
  "\"Текущий ремонт\",\"date\":\"2026-11-21T10:12:40+03:00\",\"amount\":" MONEY (                            \
      "23900") ",\"state\":{\"id\":\"estimate\",\"title\":\"Ждёт вас\",\"tone\":\"waits\"},\"waits\":true,"  \
               "\"version\":3,\"currency\":\"BYN\",\"lines\":[" DIAGNOSIS "," STRUTS "," DONE "," BOLTS      \
               "],\"totals\":[],\"timeline\":[],\"versions\":[" VERSION (                                    \
                   "1", "20300",                                                                             \
                   DIAGNOSIS "," LINE ("2", "Работы", "Замена стоек", "1", "3800", "3800", "") "," LINE (    \
                       "9", "Материалы", "Смазка", "1", "1200", "1200",                                      \
                       "")) "," VERSION ("2", "23900",                                                       \
                                         DIAGNOSIS "," STRUTS "," BOLTS) "],\"actions\":[" actions "]}"
#define CLOSED "\"closed_lines\":[{\"id\":\"4\",\"reason\":\"Работа уже выполнена\"}]"
#define DECIDE                                                                                               \
  "{\"id\":\"approve\",\"title\":\"Согласовать\",\"tone\":\"suggested\",\"allowed\":true,\"lines\":"         \
  "\"decide\"," CLOSED "}"
#define CHOOSE                                                                                               \
  "{\"id\":\"give_up\",\"title\":\"Отказаться\",\"tone\":\"plain\",\"allowed\":true,\"lines\":\"choose\","   \
  "\"quantities\":true," CLOSED "}"
#define EDIT                                                                                                 \
  "{\"id\":\"revise\",\"title\":\"Изменить смету\",\"tone\":\"plain\",\"allowed\":true,\"lines\":\"edit\","  \
  "\"groups\":[\"Работы\",\"Материалы\"]," CLOSED "}"

typedef struct
{
  KabTestServer *server;
  KabNet *net;
  KabClient *client;
  KabDescriptor *descriptor;
  KabDocumentPane *pane;
  GtkWindow *window;
  const char *document;
  const char *problem; /* what a POST is answered with, NULL: the document */
  guint posts;
} Fixture;

static void
answer_cb (SoupServerMessage *message, guint number, gpointer data)
{
  Fixture *fixture = data;
  gboolean post = g_str_equal (soup_server_message_get_method (message), "POST");

  fixture->posts += post;
  if (post && fixture->problem != NULL)
    kab_test_server_reply (message, 422, PROBLEM_TYPE, fixture->problem);
  else
    kab_test_server_reply (message, 200, JSON_TYPE, fixture->document);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) file = kab_stage_read (ORGANISATION);

  fixture->server = kab_test_server_new ();
  kab_test_server_set_handler (fixture->server, answer_cb, fixture);
  fixture->net = kab_net_new ();
  fixture->client = kab_client_new (fixture->net, kab_test_server_get_origin (fixture->server), "org");
  fixture->descriptor = kab_stage_descriptor (file);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer pane = fixture->pane;

  g_object_add_weak_pointer (G_OBJECT (pane), &pane);
  gtk_window_destroy (fixture->window);
  KAB_TEST_UNTIL (pane == NULL);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->net);
  g_clear_object (&fixture->descriptor);
  kab_test_server_free (fixture->server);
}

static GtkWidget *
find (Fixture *fixture, GType type, const char *title)
{
  return kab_stage_find (GTK_WIDGET (fixture->window), type, title);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return kab_stage_shows (GTK_WIDGET (fixture->window), text);
}

static void
shoot (Fixture *fixture, const char *name)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KABINET_BUILD_DIR"), "tests", "pictures", NULL);
  g_autofree char *path = g_strdup_printf ("%s/estimate-%s.png", folder, name);

  g_mkdir_with_parents (folder, 0755);
  kab_stage_settle (300);
  g_assert_true (kab_stage_save (GTK_WIDGET (fixture->window), path));
}

static void
open_pane (Fixture *fixture, const char *document)
{
  fixture->document = document;
  fixture->pane = g_object_new (KAB_TYPE_DOCUMENT_PANE, NULL);
  kab_document_pane_set_source (fixture->pane, fixture->client, fixture->descriptor);
  fixture->window = kab_stage_present (GTK_WIDGET (fixture->pane), 420, 900);
  kab_document_pane_show_id (fixture->pane, "7");
  KAB_TEST_UNTIL (shows (fixture, "Замена стоек"));
}

static GtkWidget *
get_check (GtkWidget *root, const char *title)
{
  GtkWidget *row = kab_stage_find (root, ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  return kab_stage_find (row, GTK_TYPE_CHECK_BUTTON, NULL);
}

static void
press (GtkWidget *root, const char *label)
{
  GtkWidget *button = kab_stage_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static JsonArray *
dup_sent_lines (Fixture *fixture)
{
  guint n = *kab_test_server_get_count (fixture->server) - 1;
  g_autoptr (JsonNode) body = kab_stage_parse (kab_test_server_get_body (fixture->server, n));
  JsonArray *lines = json_object_get_array_member (json_node_get_object (body), "lines");

  g_assert_nonnull (lines);
  return json_array_ref (lines);
}

/* E-11 E-12: each line has a tick; the sum and the button follow at once, and the record goes with the request. */
static void
test_decide (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) lines = NULL;
  GtkWidget *check;
  GtkWidget *dialog;

  open_pane (fixture, DOCUMENT (DECIDE));
  g_assert_true (shows (fixture, "Preliminary"));
  check = get_check (GTK_WIDGET (fixture->window), "Болт крепления");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_test_accessible_assert_property (check, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Согласовать: Болт крепления, BYN\302\240108.00");
  g_assert_false (gtk_widget_get_sensitive (get_check (GTK_WIDGET (fixture->window), "Мойка")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_true (shows (fixture, "BYN\302\240131.00"));
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Согласовать 2 of 3"));
  shoot (fixture, "decide");
  press (GTK_WIDGET (fixture->window), "Согласовать 2 of 3");
  KAB_TEST_UNTIL (find (fixture, ADW_TYPE_DIALOG, NULL) != NULL);
  dialog = find (fixture, ADW_TYPE_DIALOG, NULL);
  shoot (fixture, "dialog");
  KAB_TEST_UNTIL (kab_stage_shows (dialog, "Lines 2 of 3: BYN\302\240131.00\nDeclined: Болт крепления"));
  press (dialog, "Согласовать");
  KAB_TEST_UNTIL (fixture->posts == 1);
  lines = dup_sent_lines (fixture);
  g_assert_cmpuint (json_array_get_length (lines), ==, 3);
  g_assert_true (json_object_get_boolean_member (json_array_get_object_element (lines, 0), "accepted"));
  g_assert_false (json_object_get_boolean_member (json_array_get_object_element (lines, 2), "accepted"));
  KAB_TEST_UNTIL (find (fixture, ADW_TYPE_DIALOG, NULL) == NULL);
}

/* The record stands with the line: who, when, through what; markup of a server stays text (J5). */
static void
test_record (Fixture *fixture, gconstpointer data)
{
  open_pane (fixture, DOCUMENT (DECIDE));
  g_assert_true (shows (fixture, "Диагностика <b>&</b>"));
  g_assert_true (shows (fixture, "1\302\240× 10.00\nApproved on 11/21/2026 · Анна · Kabinet 0.1.0"));
  kab_stage_check_names (GTK_WIDGET (fixture->window));
}

/* E-11: what the second estimate has otherwise. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = kab_stage_parse (DOCUMENT (DECIDE));
  g_autoptr (KabDocument) document = kab_record_decode (KAB_TYPE_DOCUMENT, node, NULL);
  g_autoptr (KabDocumentVersion) first = g_list_model_get_item (kab_document_get_versions (document), 0);
  g_autoptr (KabDocumentVersion) second = g_list_model_get_item (kab_document_get_versions (document), 1);
  g_autoptr (GPtrArray) differences = kab_estimate_compare (first, second);
  g_autoptr (GPtrArray) none = kab_estimate_compare (second, second);
  g_autoptr (GPtrArray) alone = kab_estimate_compare (NULL, first);
  static const KabEstimateChange expected[]
      = { KAB_ESTIMATE_CHANGED, KAB_ESTIMATE_ADDED, KAB_ESTIMATE_REMOVED };

  g_assert_cmpuint (differences->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < differences->len; i++)
    g_assert_cmpint (((KabEstimateDifference *) g_ptr_array_index (differences, i))->change, ==, expected[i]);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (alone->len, ==, 0);

  open_pane (fixture, DOCUMENT (DECIDE));
  g_assert_true (shows (fixture, "Versions of the Estimate"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find (fixture, ADW_TYPE_EXPANDER_ROW, "Version 2")), TRUE);
  KAB_TEST_UNTIL (shows (fixture, "Was 38.00, now 76.00"));
  g_assert_true (shows (fixture, "Taken out"));
  shoot (fixture, "versions");
}

/* some lines, a part of one; what is closed says why. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) lines = NULL;
  GtkWidget *dialog;
  GtkWidget *send;
  GtkWidget *spin;

  open_pane (fixture, DOCUMENT (CHOOSE));
  press (GTK_WIDGET (fixture->window), "Отказаться");
  KAB_TEST_UNTIL (find (fixture, ADW_TYPE_DIALOG, NULL) != NULL);
  dialog = find (fixture, ADW_TYPE_DIALOG, NULL);
  send = kab_stage_find (dialog, GTK_TYPE_BUTTON, "Отказаться");
  g_assert_false (gtk_widget_get_sensitive (send));
  KAB_TEST_UNTIL (kab_stage_shows (dialog, "Choose at least one line"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_check (dialog, "Болт крепления")), TRUE);
  spin = kab_stage_find (kab_stage_find (dialog, ADW_TYPE_ACTION_ROW, "Болт крепления"), GTK_TYPE_SPIN_BUTTON,
                         NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 3);
  shoot (fixture, "choose");
  press (dialog, "Отказаться");
  KAB_TEST_UNTIL (fixture->posts == 1);
  lines = dup_sent_lines (fixture);
  g_assert_cmpuint (json_array_get_length (lines), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (lines, 0), "quantity"), ==,
                   "3");
  KAB_TEST_UNTIL (find (fixture, ADW_TYPE_DIALOG, NULL) == NULL);
}

static void
type (GtkWidget *line, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (kab_stage_find (line, ADW_TYPE_ENTRY_ROW, title)), text);
}

/* E-11 E-12, staff: lines are written, wrong figures do not go out, and what the server refuses is shown there. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) lines = NULL;
  JsonObject *line;
  GtkWidget *dialog;
  GtkWidget *send;
  GtkWidget *row;

  open_pane (fixture, DOCUMENT (EDIT));
  press (GTK_WIDGET (fixture->window), "Изменить смету");
  KAB_TEST_UNTIL (find (fixture, KAB_TYPE_ESTIMATE_EDITOR, NULL) != NULL);
  dialog = find (fixture, ADW_TYPE_DIALOG, NULL);
  send = kab_stage_find (dialog, GTK_TYPE_BUTTON, "Изменить смету");
  g_assert_null (kab_stage_find (dialog, KAB_TYPE_LINE_EDITOR, "Мойка"));
  row = kab_stage_find (dialog, KAB_TYPE_LINE_EDITOR, "Замена стоек");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  type (row, "Quantity", "0");
  g_assert_false (gtk_widget_get_sensitive (send));
  KAB_TEST_UNTIL (kab_stage_shows (dialog, "Each line needs a name, a quantity and a price"));
  type (row, "Quantity", "2,5");
  type (row, "Price of One", "40");
  g_assert_true (gtk_widget_get_sensitive (send));
  KAB_TEST_UNTIL (kab_stage_shows (dialog, "BYN\302\240253.00"));
  shoot (fixture, "edit");
  fixture->problem
      = "{\"type\":\"urn:kabinet:problem:validation\",\"title\":\"T\",\"status\":422,\"errors\":[{"
        "\"pointer\":\"/lines/1/quantity\",\"code\":\"range\"}]}";
  press (dialog, "Изменить смету");
  KAB_TEST_UNTIL (gtk_widget_has_css_class (kab_stage_find (row, ADW_TYPE_ENTRY_ROW, "Quantity"), "error"));
  fixture->problem = NULL;
  type (row, "Quantity", "2.5");
  press (dialog, "Изменить смету");
  KAB_TEST_UNTIL (fixture->posts == 2);
  lines = dup_sent_lines (fixture);
  g_assert_cmpuint (json_array_get_length (lines), ==, 3);
  line = json_array_get_object_element (lines, 1);
  g_assert_cmpstr (json_object_get_string_member (line, "id"), ==, "2");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (line, "price"), "minor"), ==,
                   4000);
  KAB_TEST_UNTIL (find (fixture, ADW_TYPE_DIALOG, NULL) == NULL);
}

int
main (int argc, char *argv[])
{
  kab_stage_init (&argc, &argv);
  g_test_add ("/estimate/E-11/E-12/decide", Fixture, NULL, set_up, test_decide, tear_down);
  g_test_add ("/estimate/J5/record", Fixture, NULL, set_up, test_record, tear_down);
  g_test_add ("/estimate/E-11/versions", Fixture, NULL, set_up, test_versions, tear_down);
  g_test_add ("/estimate/A-50/choose", Fixture, NULL, set_up, test_choose, tear_down);
  g_test_add ("/estimate/E-12/edit", Fixture, NULL, set_up, test_edit, tear_down);
  return g_test_run ();
}
