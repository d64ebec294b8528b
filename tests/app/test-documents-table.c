/* test-documents-table.c: the table of documents over the reference backend: what the person makes of it is kept,
 * what happens meanwhile is told, the whole of it becomes a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/prctl.h>

#include "kab-cabinets.h"
#include "kab-document.h"
#include "kab-documents-export.h"
#include "kab-documents-filter.h"
#include "kab-documents-page.h"
#include "kab-documents-period.h"
#include "kab-memory-secret-store.h"
#include "kab-stage.h"
#include "kab-summary.h"
#include "kab-test.h"

#define ORGANISATION "east-motors"
#define LISTENING "Listening on "

typedef struct
{
  GSubprocess *process;
  char *origin;
  char *dir;
} Backend;

typedef struct
{
  char *dir;
  KabNet *net;
  KabMemorySecretStore *store;
  KabCabinets *cabinets;
  KabCabinet *cabinet;
  KabDocumentsPage *page;
  GtkWindow *window;
} Fixture;

static Backend backend;

/* A test that fails leaves nothing behind. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
start_backend (void)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("KABINET_BUILD_DIR"), "src", "backend", "kabinet-backend", NULL);
  g_autofree char *organisations
      = g_build_filename (g_getenv ("KABINET_SOURCE_DIR"), "data", "organisations", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  backend.dir = kab_test_make_dir ();
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  backend.process = g_subprocess_launcher_spawn (launcher, &error, program, "--data", backend.dir,
                                                 "--organisations", organisations, "--port", "0", "--seed",
                                                 "demo", "--quick-passwords", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (backend.process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (line != NULL && g_str_has_prefix (line, LISTENING));
  backend.origin = g_strdup (line + strlen (LISTENING));
}

static void
stop_backend (void)
{
  g_subprocess_send_signal (backend.process, SIGTERM);
  g_subprocess_wait (backend.process, NULL, NULL);
  g_object_unref (backend.process);
  kab_test_remove_dir (backend.dir);
  g_free (backend.dir);
  g_free (backend.origin);
}

static KabCabinet *
sign_in (Fixture *fixture, const char *login, const char *password)
{
  g_autoptr (GError) error = NULL;
  KabCabinet *cabinet = kab_test_await_object (
      kab_cabinets_sign_in (fixture->cabinets, backend.origin, ORGANISATION, login, password, TRUE), &error);

  g_assert_no_error (error);
  return cabinet;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = kab_test_make_dir ();
  fixture->net = kab_net_new ();
  fixture->store = kab_memory_secret_store_new ();
  fixture->cabinets = kab_cabinets_new (fixture->net, KAB_SECRET_STORE (fixture->store), fixture->dir);
  kab_cabinets_set_live (fixture->cabinets, TRUE);
  fixture->cabinet = sign_in (fixture, "demo@example.org", "demo2026");
}

static void
close_page (Fixture *fixture)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  gtk_window_destroy (g_steal_pointer (&fixture->window));
  KAB_TEST_UNTIL (page == NULL);
  fixture->page = NULL;
}

static gboolean
is_alone (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    close_page (fixture);
  g_clear_object (&fixture->cabinet);
  kab_cabinets_set_live (fixture->cabinets, FALSE);
  KAB_TEST_UNTIL (is_alone (fixture->cabinets));
  g_object_unref (fixture->cabinets);
  kab_net_abort (fixture->net);
  g_object_unref (fixture->net);
  g_object_unref (fixture->store);
  kab_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

static void
open_page (Fixture *fixture, int width)
{
  GtkWidget *view = adw_navigation_view_new ();

  fixture->page = KAB_DOCUMENTS_PAGE (kab_documents_page_new (
      kab_cabinet_get_client (fixture->cabinet), kab_cabinet_get_descriptor (fixture->cabinet), FALSE));
  kab_documents_page_attach (fixture->page, kab_cabinet_get_views (fixture->cabinet),
                             kab_cabinet_get_events (fixture->cabinet));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (fixture->page));
  fixture->window = kab_stage_present (view, width, 760);
}

/* What shows a text that a person sees, or one that fits a pattern. */
static GtkWidget *
find_text (GtkWidget *root, const char *text)
{
  const char *own = GTK_IS_LABEL (root)         ? gtk_label_get_text (GTK_LABEL (root))
                    : GTK_IS_INSCRIPTION (root) ? gtk_inscription_get_text (GTK_INSCRIPTION (root))
                                                : NULL;

  if (own != NULL && gtk_widget_get_mapped (root) && g_pattern_match_simple (text, own))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows (GtkWidget *root, const char *text)
{
  return find_text (root, text) != NULL;
}

#define WAIT_TEXT(fixture, text) KAB_TEST_UNTIL (shows (GTK_WIDGET ((fixture)->window), text))
#define WAIT_GONE(fixture, text) KAB_TEST_UNTIL (!shows (GTK_WIDGET ((fixture)->window), text))

static gpointer
find (Fixture *fixture, GType type)
{
  return kab_stage_find (GTK_WIDGET (fixture->window), type, NULL);
}

static GtkColumnViewColumn *
get_column (Fixture *fixture, const char *id)
{
  GListModel *columns = gtk_column_view_get_columns (find (fixture, GTK_TYPE_COLUMN_VIEW));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_id (column), id))
        return column;
    }
  g_assert_not_reached ();
}

static void
act (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, target != NULL ? "s" : NULL, target));
}

/* E-38: the chips say how many they let through; the vehicle has the organisation's own word. */
static void
test_chips (Fixture *fixture, gconstpointer data)
{
  GtkWidget *filter;

  open_page (fixture, 1300);
  WAIT_TEXT (fixture, "Open · *");
  WAIT_TEXT (fixture, "Closed · *");
  WAIT_TEXT (fixture, "Автомобиль");
  filter = find (fixture, KAB_TYPE_DOCUMENTS_FILTER);
  gtk_widget_activate_action (filter, "filter.state", "s", "estimate");
  WAIT_TEXT (fixture, "1 of *");
  gtk_widget_activate_action (filter, "filter.state", "s", "");
  gtk_widget_activate_action (filter, "filter.thing", "s", "Renault Duster · 1906 EI-7");
  WAIT_TEXT (fixture, "Renault Duster · 1906 EI-7");
  gtk_widget_activate_action (filter, "filter.period", "s", "2017-04-01..2017-04-30");
  WAIT_TEXT (fixture, "* – *");
  act (fixture, "documents.clear", NULL);
  WAIT_TEXT (fixture, "* documents*");
}

/* A month, ninety days, a year, two days. */
static void
test_periods (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *period;
    const char *from;
    const char *to;
  } cases[] = {
    { "this-month", "2026-01-01", "2026-01-31" },
    { "last-month", "2025-12-01", "2025-12-31" },
    { "last-90-days", "2025-11-02", "2026-01-31" },
    { "2017", "2017-01-01", "2017-12-31" },
    { "2017-04-06..2017-05-01", "2017-04-06", "2017-05-01" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_local (2026, 1, 31, 23, 59, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      kab_documents_period_get_days_at (cases[i].period, now, &from, &to);
      g_assert_cmpstr (from, ==, cases[i].from);
      g_assert_cmpstr (to, ==, cases[i].to);
    }
  open_page (fixture, 1000);
}

/* 3.4 E-40 E-44: which columns there are, how wide, in which order, and what orders the rows, outlives the page. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *table;
  g_autoptr (GtkColumnViewColumn) first = NULL;

  open_page (fixture, 1300);
  WAIT_TEXT (fixture, "ИСТ0002714");
  table = find (fixture, GTK_TYPE_COLUMN_VIEW);
  g_assert_false (gtk_column_view_column_get_visible (get_column (fixture, "vehicle")));
  gtk_column_view_column_set_visible (get_column (fixture, "vehicle"), TRUE);
  gtk_column_view_column_set_visible (get_column (fixture, "type"), FALSE);
  gtk_column_view_column_set_fixed_width (get_column (fixture, "subject"), 333);
  gtk_column_view_insert_column (table, 0, get_column (fixture, "amount"));
  gtk_column_view_sort_by_column (table, get_column (fixture, "number"), GTK_SORT_ASCENDING);
  WAIT_TEXT (fixture, "Renault Duster · 1906 EI-7");
  close_page (fixture);

  open_page (fixture, 1300);
  WAIT_TEXT (fixture, "Renault Duster · 1906 EI-7");
  table = find (fixture, GTK_TYPE_COLUMN_VIEW);
  first = g_list_model_get_item (gtk_column_view_get_columns (table), 0);
  g_assert_cmpstr (gtk_column_view_column_get_id (first), ==, "amount");
  g_assert_false (gtk_column_view_column_get_visible (get_column (fixture, "type")));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (fixture, "subject")), ==, 333);
  g_assert_true (gtk_column_view_sorter_get_primary_sort_column (
                     GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (table)))
                 == get_column (fixture, "number"));
  act (fixture, "documents.reset-columns", NULL);
  g_assert_true (gtk_column_view_column_get_visible (get_column (fixture, "type")));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (fixture, "subject")), ==, -1);
}

/* 3.4: filters with a name; they go at sign-out, from the disk too (C4). */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  KabViews *views = kab_cabinet_get_views (fixture->cabinet);
  g_autofree char *path
      = g_strdup_printf ("%s/views-%s.ini", fixture->dir, kab_cabinet_get_id (fixture->cabinet));
  g_auto (GStrv) names = NULL;

  open_page (fixture, 1300);
  WAIT_TEXT (fixture, "* documents*");
  kab_views_set_filter (views, "documents", "Смета_1", "state=estimate&sort=number&q=%D0%98%D0%A1%D0%A2");
  kab_views_set_filter (views, "documents", "Старое", "period=2017");
  names = kab_views_dup_filter_names (views, "documents");
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  act (fixture, "documents.use-filter", "Смета_1");
  WAIT_TEXT (fixture, "1 of *");
  g_assert_cmpstr (gtk_editable_get_text (find (fixture, GTK_TYPE_SEARCH_ENTRY)), ==, "ИСТ");
  act (fixture, "documents.use-filter", "Старое");
  WAIT_TEXT (fixture, "2017");
  act (fixture, "documents.remove-filter", "Старое");
  g_assert_null (kab_views_dup_filter (views, "documents", "Старое"));
  KAB_TEST_UNTIL (g_file_test (path, G_FILE_TEST_EXISTS));
  close_page (fixture);
  g_assert_true (kab_test_await (kab_cabinet_sign_out (fixture->cabinet), NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static char *
dup_clipboard (Fixture *fixture)
{
  GdkContentProvider *content
      = gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (content != NULL && gdk_content_provider_get_value (content, &value, NULL));
  return g_value_dup_string (&value);
}

/* E-41 E-42 E-44: a row goes to the clipboard with its cells apart, and a cell alone; rows have a menu (H4). */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *row = NULL;
  g_autofree char *cell = NULL;

  open_page (fixture, 1300);
  gtk_editable_set_text (find (fixture, GTK_TYPE_SEARCH_ENTRY), "ИСТ0002714");
  WAIT_TEXT (fixture, "1 of *");
  gtk_selection_model_select_item (gtk_column_view_get_model (find (fixture, GTK_TYPE_COLUMN_VIEW)), 0, TRUE);
  act (fixture, "documents.copy", NULL);
  row = dup_clipboard (fixture);
  if (!g_pattern_match_simple ("Заказ-наряд\tИСТ0002714\tТекущий ремонт\t*486.20*\t*", row))
    g_error ("The row is “%s”", row);
  act (fixture, "documents.copy-cell", "number");
  cell = dup_clipboard (fixture);
  g_assert_cmpstr (cell, ==, "ИСТ0002714");
  act (fixture, "documents.menu", NULL);
  KAB_TEST_UNTIL (find (fixture, GTK_TYPE_POPOVER_MENU) != NULL);
  act (fixture, "documents.only-type", "work_order");
  WAIT_TEXT (fixture, "Заказ-наряды");
}

/* E9 E-38 A-51: the whole list becomes a file, made by the server. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "documents.csv", NULL);
  g_autofree char *text = NULL;
  KabDocumentsExport *bar;

  open_page (fixture, 1300);
  WAIT_TEXT (fixture, "* documents*");
  bar = find (fixture, KAB_TYPE_DOCUMENTS_EXPORT);
  act (fixture, "documents.export", path);
  WAIT_TEXT (fixture, "“documents.csv”: *");
  g_assert_false (kab_documents_export_get_busy (bar));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"
                                         "Document,Number,Subject,Date,Amount,Currency,State\r\n"));
  g_assert_nonnull (strstr (text, "ИСТ0002714,Текущий ремонт,"));
  act (fixture, "documents.export", "/nowhere/at/all.csv");
  WAIT_TEXT (fixture, "Not exported. *");
}

static void
file_request (KabCabinet *cabinet, const char *subject)
{
  g_autoptr (KabRequest) request = kab_request_new ("POST", "/documents");
  g_autofree char *body = g_strdup_printf (
      "{\"type\":\"repair_request\",\"values\":{\"vehicle\":\"other\",\"vehicle_new\":\"Geely Atlas\","
      "\"kind\":\"repair\",\"reason\":\"%s\",\"phone\":\"+375291234567\"}}",
      subject);
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  g_autoptr (GError) error = NULL;

  kab_request_set_body (request, node);
  kab_test_await (kab_client_send (kab_cabinet_get_client (cabinet), request, KAB_TYPE_DOCUMENT), &error);
  g_assert_no_error (error);
}

/* E-45, C7: a status that the desk sets is seen while it is set, and what is selected stays selected. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KabCabinet) desk = sign_in (fixture, "staff@example.org", "staff2026");
  g_autoptr (KabRequest) list = kab_request_new ("GET", "/documents");
  g_autoptr (KabDocumentWindow) window = NULL;
  g_autoptr (KabDocument) document = NULL;
  g_autoptr (KabRequest) request = NULL;
  g_autoptr (JsonNode) values
      = json_from_string ("{\"values\":{\"day\":\"2026-12-01\",\"time\":\"09:30\"}}", NULL);
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;

  open_page (fixture, 1300);
  gtk_editable_set_text (find (fixture, GTK_TYPE_SEARCH_ENTRY), "1000031842");
  WAIT_TEXT (fixture, "1 of *");
  gtk_selection_model_select_item (gtk_column_view_get_model (find (fixture, GTK_TYPE_COLUMN_VIEW)), 0, TRUE);
  KAB_TEST_UNTIL (kab_events_get_live (kab_cabinet_get_events (fixture->cabinet)));
  kab_request_set_query (list, "q", "1000031842");
  window = kab_test_await_object (
      kab_client_send (kab_cabinet_get_client (desk), list, KAB_TYPE_DOCUMENT_WINDOW), &error);
  g_assert_no_error (error);
  document = g_list_model_get_item (kab_document_window_get_items (window), 0);
  request = kab_request_new_segments ("POST", "documents", kab_document_get_id (document), "actions",
                                      "offer_time", NULL);
  etag = g_strdup_printf ("\"%d\"", (int) kab_document_get_version (document));
  kab_request_set_if_match (request, etag);
  kab_request_set_body (request, values);
  kab_test_await (kab_client_send (kab_cabinet_get_client (desk), request, KAB_TYPE_DOCUMENT), &error);
  g_assert_no_error (error);
  WAIT_TEXT (fixture, "Предложено время");
  g_assert_true (
      gtk_selection_model_is_selected (gtk_column_view_get_model (find (fixture, GTK_TYPE_COLUMN_VIEW)), 0));
}

static void
on_list_cb (GListModel *list, guint position, guint removed, guint added, guint *changes)
{
  ++*changes;
}

/* 3.16, E-38: the first page hears of what was filed meanwhile as well. */
static void
test_summary (Fixture *fixture, gconstpointer data)
{
  KabSummary *summary = kab_summary_get (fixture->cabinet);
  GListModel *documents = kab_summary_get_documents (summary);
  g_autoptr (KabDocument) newest = NULL;
  guint changes = 0;

  open_page (fixture, 1000);
  kab_summary_reload (summary);
  KAB_TEST_UNTIL (g_list_model_get_n_items (documents) > 0
                  && kab_events_get_live (kab_cabinet_get_events (fixture->cabinet)));
  g_signal_connect (documents, "items-changed", G_CALLBACK (on_list_cb), &changes);
  file_request (fixture->cabinet, "Стук справа");
  KAB_TEST_UNTIL (changes > 0);
  newest = g_list_model_get_item (documents, 0);
  g_assert_nonnull (strstr (kab_document_get_subject (newest), "Стук справа"));
  g_signal_handlers_disconnect_by_data (documents, &changes);
}

/* C7 E-51: what is new waits behind a chip and nothing moves; the chip brings it, the newest on top. */
static void
test_news (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *rows;
  guint before;

  open_page (fixture, 1300);
  WAIT_TEXT (fixture, "* documents*");
  rows = gtk_column_view_get_model (find (fixture, GTK_TYPE_COLUMN_VIEW));
  KAB_TEST_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0);
  before = g_list_model_get_n_items (G_LIST_MODEL (rows));
  KAB_TEST_UNTIL (kab_events_get_live (kab_cabinet_get_events (fixture->cabinet)));
  file_request (fixture->cabinet, "Стук слева");
  WAIT_TEXT (fixture, "1 New");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, before);
  gtk_widget_activate (kab_stage_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "1 New"));
  KAB_TEST_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (rows)) == before + 1);
  WAIT_GONE (fixture, "1 New");
}

/* Large text in a narrow window: the rows take their other form, and everything has a name (H1). */
static void
test_tall (Fixture *fixture, gconstpointer data)
{
  GtkWidget *amount;
  GtkWidget *subject;
  graphene_rect_t below;
  graphene_rect_t above;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 144 * 1024, NULL);
  open_page (fixture, 400);
  gtk_editable_set_text (find (fixture, GTK_TYPE_SEARCH_ENTRY), "ИСТ0002714");
  WAIT_TEXT (fixture, "*486.20*");
  amount = find_text (GTK_WIDGET (fixture->window), "*486.20*");
  subject = find_text (GTK_WIDGET (fixture->window), "Текущий ремонт");
  g_assert_true (gtk_widget_compute_bounds (amount, GTK_WIDGET (fixture->window), &below));
  g_assert_true (gtk_widget_compute_bounds (subject, GTK_WIDGET (fixture->window), &above));
  g_assert_cmpfloat (below.origin.y, >=, above.origin.y + above.size.height);
  gtk_editable_set_text (find (fixture, GTK_TYPE_SEARCH_ENTRY), "");
  WAIT_TEXT (fixture, "* documents ·*");
  kab_stage_check_names (GTK_WIDGET (fixture->window));
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

int
main (int argc, char *argv[])
{
  int status;

  kab_stage_init (&argc, &argv);
  start_backend ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/documents-table/E-38/chips", test_chips);
  ADD ("/documents-table/periods", test_periods);
  ADD ("/documents-table/E-40/E-44/kept", test_kept);
  ADD ("/documents-table/C4/saved-filters", test_saved);
  ADD ("/documents-table/E-41/E-42/copy", test_copy);
  ADD ("/documents-table/E9/A-51/export", test_export);
  ADD ("/documents-table/E-45/live", test_live);
  ADD ("/documents-table/C7/E-51/news", test_news);
  ADD ("/documents-table/3.16/summary", test_summary);
  ADD ("/documents-table/H8/tall", test_tall);
  status = g_test_run ();
  stop_backend ();
  return status;
}
