/* test-receipts.c: the page of a receipt in its states, its keys, its files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-net-error.h"
#include "kab-paper-view.h"
#include "kab-place.h"
#include "kab-print.h"
#include "kab-receipt-file.h"
#include "kab-save.h"
#include "kab-receipt-page.h"
#include "kab-sheet.h"
#include "kab-state-page.h"
#include "kab-test-pages.h"
#include "kab-test-pdf.h"

typedef struct
{
  KabNet *net;
  KabClient *client;
  KabDescriptor *descriptor;
  KabReceiptPage *page;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *size = data != NULL ? data : "1100x800";
  g_autofree char *program = kab_place_find_program ("kabinet-render", "paper/render", KAB_LIBEXEC_DIR);
  int width, height;

  g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  fixture->net = kab_net_new ();
  fixture->client = kab_client_new (fixture->net, "http://127.0.0.1:9", "utility");
  fixture->descriptor = kab_test_fixture (KAB_TYPE_DESCRIPTOR, "utility.json");
  fixture->page
      = KAB_RECEIPT_PAGE (kab_receipt_page_new (fixture->client, fixture->descriptor, "91", program));
  fixture->window = kab_test_window (GTK_WIDGET (fixture->page), width, height);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kab_test_close (fixture->window);
  g_clear_object (&fixture->descriptor);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->net);
}

static GtkWidget *
find (Fixture *fixture, GType type, guint nth)
{
  return kab_test_find (fixture->window, type, nth);
}

static gboolean
is_drawn (gpointer data)
{
  GtkWidget *view = kab_test_find (data, KAB_TYPE_PAPER_VIEW, 0);
  GtkWidget *sheet = view != NULL ? kab_test_find (view, KAB_TYPE_SHEET, 0) : NULL;

  return sheet != NULL && kab_sheet_is_drawn (KAB_SHEET (sheet), kab_sheet_get_scale (KAB_SHEET (sheet)));
}

static void
give_receipt (Fixture *fixture)
{
  g_autoptr (KabReceipt) receipt = kab_test_fixture (KAB_TYPE_RECEIPT, "receipt.json");

  kab_receipt_page_take_receipt (fixture->page, receipt, NULL);
}

static void
give_document (Fixture *fixture, guint pages)
{
  g_autoptr (GBytes) document = kab_test_pdf_good (pages);

  kab_receipt_page_take_document (fixture->page, document, NULL);
  kab_test_wait_until (is_drawn, fixture->window);
}

static void
test_paper (Fixture *fixture, gconstpointer data)
{
  give_receipt (fixture);
  give_document (fixture, 2);
  kab_test_check_names (fixture->window);
  kab_test_shoot (fixture->window, "receipt-paper");
  g_assert_nonnull (kab_test_find_label (fixture->window, "Квитанция за октябрь 2026"));
  g_assert_nonnull (kab_test_find_label (fixture->window, "1 of 2"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (find (fixture, KAB_TYPE_SHEET, 0)),
                                   GTK_ACCESSIBLE_ROLE_IMG);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  give_receipt (fixture);
  give_document (fixture, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "receipt.show-text", NULL);
  kab_ui_settle ();
  g_assert_nonnull (kab_test_find_label (fixture->window, "Обращение с твёрдыми коммунальными отходами"));
  g_assert_nonnull (kab_test_find_label (fixture->window, "Charged"));
  g_assert_nonnull (kab_test_find_label (fixture->window, "40702810000000000067"));
  kab_test_check_names (fixture->window);
  kab_test_shoot (fixture->window, "receipt-text");
}

/* On a narrow window the text comes first and nothing is wider than the window. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  give_receipt (fixture);
  kab_ui_settle ();
  kab_test_shoot (fixture->window, "receipt-narrow");
  g_assert_nonnull (kab_test_find_label (fixture->window, "Charged"));
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 370);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "receipt.show-paper", NULL);
  give_document (fixture, 2);
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 370);
  kab_test_shoot (fixture->window, "receipt-narrow-paper");
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new (KAB_NET_ERROR, KAB_NET_ERROR_TIMED_OUT, "late");

  kab_receipt_page_take_receipt (fixture->page, NULL, error);
  kab_receipt_page_take_document (fixture->page, NULL, error);
  g_assert_nonnull (kab_test_find_label (fixture->window, "Try Again"));
  kab_test_check_names (fixture->window);
  kab_test_shoot (fixture->window, "receipt-failed");
}

static gboolean
is_damaged (gpointer data)
{
  return kab_test_find_label (data, "Damaged Document") != NULL;
}

/* G1: whatever is no document is called damaged, and the text can still be read. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  const char *what;
  g_autoptr (GBytes) document = kab_test_pdf_hostile (1, &what);
  g_autoptr (GError) error = g_error_new (KAB_NET_ERROR, KAB_NET_ERROR_TRUNCATED, "cut");

  give_receipt (fixture);
  kab_receipt_page_take_document (fixture->page, document, NULL);
  kab_test_wait_until (is_damaged, fixture->window);
  g_assert_nonnull (kab_test_find_label (fixture->window, "Open in Another Program"));
  kab_test_check_names (fixture->window);
  kab_test_shoot (fixture->window, "receipt-damaged");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "receipt.show-text", NULL);
  g_assert_nonnull (kab_test_find_label (fixture->window, "Charged"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "receipt.show-paper", NULL);
  give_document (fixture, 1);
  g_assert_null (kab_test_find_label (fixture->window, "Damaged Document"));
  kab_receipt_page_take_document (fixture->page, NULL, error);
  g_assert_nonnull (kab_test_find_label (fixture->window, "Damaged Document"));
}

static gboolean
is_settled (gpointer data)
{
  return is_damaged (data) || is_drawn (data);
}

/* The corpus through the viewer, one document after the other on one page: each is shown, or called damaged
 * with a reason, and the page goes on to the next. */
static void
test_corpus (Fixture *fixture, gconstpointer data)
{
  guint refused = 0;
  const char *what = "damaged";

  give_receipt (fixture);
  for (guint i = 0; i < 70; i++)
    {
      g_autoptr (GBytes) document = i < 50 ? kab_test_pdf_damaged (i) : kab_test_pdf_hostile (i - 50, &what);

      if (document == NULL)
        break;
      kab_receipt_page_take_document (fixture->page, document, NULL);
      kab_test_wait_until (is_settled, fixture->window);
      if (is_damaged (fixture->window))
        {
          GtkWidget *page = kab_test_find (fixture->window, ADW_TYPE_STATUS_PAGE, 0);

          g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), !=, "");
          refused++;
        }
      g_test_message ("%u: %s: %s", i, what, is_damaged (fixture->window) ? "refused" : "shown");
    }
  g_assert_cmpuint (refused, >=, 10);
  give_document (fixture, 1);
  g_assert_null (kab_test_find_label (fixture->window, "Damaged Document"));
}

/* Where there is no month after this one, the key for it leaves the receipt as it is. */
static void
test_months (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KabReceipt) receipt = kab_test_record (
      KAB_TYPE_RECEIPT,
      "{'id':'91','number':'1','title':'T','month':'2026-10','issued_at':'2026-11-05T09:00:00Z',"
      "'amount':{'minor':1,'currency':'RUB'},'state':{'id':'s','title':'S','tone':'neutral'},"
      "'account':'1','previous':'90'}");
  GtkWidget *page = GTK_WIDGET (fixture->page);

  kab_receipt_page_take_receipt (fixture->page, receipt, NULL);
  give_document (fixture, 1);
  gtk_widget_activate_action (page, "receipt.next-month", NULL);
  g_assert_true (is_drawn (fixture->window));
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)), ==, "T");
}

static gboolean
has_matches (gpointer data)
{
  g_autofree char *text = NULL;

  g_object_get (data, "match-text", &text, NULL);
  return g_strcmp0 (text, "1 of 2") == 0;
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view, *entry;
  g_autofree char *match = NULL;

  give_receipt (fixture);
  give_document (fixture, 1);
  view = find (fixture, KAB_TYPE_PAPER_VIEW, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "receipt.find", NULL);
  entry = find (fixture, GTK_TYPE_SEARCH_ENTRY, 0);
  g_assert_nonnull (entry);

  kab_paper_view_find (KAB_PAPER_VIEW (view), "АН");
  kab_test_wait_until (has_matches, view);
  kab_test_shoot (fixture->window, "receipt-find");
  gtk_widget_activate_action (view, "paper.next-match", NULL);
  g_assert_nonnull (kab_test_find_label (fixture->window, "2 of 2"));
  gtk_widget_activate_action (view, "paper.next-match", NULL);
  g_assert_nonnull (kab_test_find_label (fixture->window, "1 of 2"));
  kab_paper_view_find (KAB_PAPER_VIEW (view), "редуктор");
  g_assert_nonnull (kab_test_find_label (fixture->window, "Nothing found"));
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view;
  g_autofree char *text = NULL;

  give_receipt (fixture);
  give_document (fixture, 1);
  view = find (fixture, KAB_TYPE_PAPER_VIEW, 0);
  kab_paper_view_find (KAB_PAPER_VIEW (view), "ан");
  kab_test_wait_until (has_matches, view);
  gtk_widget_activate_action (view, "paper.select-all", NULL);
  text = kab_paper_view_dup_selection (KAB_PAPER_VIEW (view));
  g_assert_nonnull (strstr (text, "Счёт-квитанция, страница 1"));
  g_assert_nonnull (strstr (text, "Получатель"));
}

static gboolean
has_fitted (gpointer view)
{
  return kab_paper_view_get_zoom (view) != 1;
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  KabPaperView *view;
  double fitting;

  give_receipt (fixture);
  give_document (fixture, 1);
  view = KAB_PAPER_VIEW (find (fixture, KAB_TYPE_PAPER_VIEW, 0));
  fitting = kab_paper_view_get_zoom (view);
  gtk_widget_activate_action (GTK_WIDGET (view), "paper.zoom-in", NULL);
  g_assert_cmpfloat (kab_paper_view_get_zoom (view), >, fitting);
  for (int i = 0; i < 20; i++)
    gtk_widget_activate_action (GTK_WIDGET (view), "paper.zoom-out", NULL);
  g_assert_cmpfloat_with_epsilon (kab_paper_view_get_zoom (view), 0.25, 0.001);
  kab_paper_view_set_zoom (view, 1);
  g_assert_nonnull (kab_test_find_label (fixture->window, "100 %"));
  kab_paper_view_fit_width (view);
  kab_test_wait_until (has_fitted, view);
  g_assert_cmpfloat_with_epsilon (kab_paper_view_get_zoom (view), fitting, 0.001);
}

/* A gesture of the fingers, found by its type among the controllers of the view. */
static GtkGesture *
find_gesture (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* Two fingers: the zoom follows them from where it was when they met, and stays within its limits. */
static void
test_pinch (Fixture *fixture, gconstpointer data)
{
  KabPaperView *view;
  GtkGesture *pinch;
  double before;

  give_receipt (fixture);
  give_document (fixture, 2);
  view = KAB_PAPER_VIEW (find (fixture, KAB_TYPE_PAPER_VIEW, 0));
  pinch = find_gesture (GTK_WIDGET (view), GTK_TYPE_GESTURE_ZOOM);
  before = kab_paper_view_get_zoom (view);
  g_signal_emit_by_name (pinch, "begin", NULL);
  g_signal_emit_by_name (pinch, "scale-changed", 1.1);
  g_signal_emit_by_name (pinch, "scale-changed", 1.5);
  g_assert_cmpfloat_with_epsilon (kab_paper_view_get_zoom (view), before * 1.5, 0.001);
  g_signal_emit_by_name (pinch, "scale-changed", 100.0);
  g_assert_cmpfloat_with_epsilon (kab_paper_view_get_zoom (view), 4, 0.001);
  g_signal_emit_by_name (pinch, "scale-changed", 0.001);
  g_assert_cmpfloat_with_epsilon (kab_paper_view_get_zoom (view), 0.25, 0.001);
}

/* A page on its side is as wide as it was high; what was found on it turns with it. */
static void
test_rotate (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view, *sheet;
  graphene_rect_t upright, turned;
  double height;

  give_receipt (fixture);
  give_document (fixture, 1);
  view = find (fixture, KAB_TYPE_PAPER_VIEW, 0);
  sheet = kab_test_find (view, KAB_TYPE_SHEET, 0);
  kab_paper_view_set_zoom (KAB_PAPER_VIEW (view), 1);
  kab_paper_view_find (KAB_PAPER_VIEW (view), "АН");
  kab_test_wait_until (has_matches, view);
  g_assert_true (kab_sheet_get_match_area (KAB_SHEET (sheet), 0, &upright));
  height = gtk_widget_get_height (sheet);
  gtk_widget_activate_action (view, "paper.rotate-right", NULL);
  kab_ui_settle ();
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_cmpint (gtk_widget_get_width (sheet), ==, (int) height);
  g_assert_true (kab_sheet_get_match_area (KAB_SHEET (sheet), 0, &turned));
  g_assert_cmpfloat_with_epsilon (turned.size.width, upright.size.height, 0.1);
  g_assert_cmpfloat_with_epsilon (turned.origin.y, upright.origin.x, 0.1);
  kab_test_shoot (fixture->window, "receipt-rotated");
  for (int i = 0; i < 3; i++)
    gtk_widget_activate_action (view, "paper.rotate-right", NULL);
  g_assert_true (kab_sheet_get_match_area (KAB_SHEET (sheet), 0, &turned));
  g_assert_true (graphene_rect_equal (&turned, &upright));
  gtk_widget_activate_action (view, "paper.rotate-left", NULL);
  g_assert_true (kab_sheet_get_match_area (KAB_SHEET (sheet), 0, &turned));
  g_assert_cmpfloat_with_epsilon (turned.origin.x, upright.origin.y, 0.1);
}

static KabReceipt *
receipt_numbered (const char *number)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  json_node_set_string (node, number);
  json = json_to_string (node, FALSE);
  text = g_strdup_printf (
      "{'id':'1','number':%s,'title':'T','month':'2026-10','issued_at':'2026-11-05T09:00:00Z',"
      "'amount':{'minor':1,'currency':'RUB'},'state':{'id':'s','title':'S','tone':'neutral'},"
      "'account':'1'}",
      json);
  return kab_test_record (KAB_TYPE_RECEIPT, text);
}

/* J11: what a server calls a receipt never becomes a path. */
static void
test_file_names (void)
{
  static const char *const cases[][2] = {
    { "123543566", "receipt-123543566-2026-10.pdf" },
    { "2026-10-5", "receipt-2026-10-5-2026-10.pdf" },
    { "ИСТ0001688", "receipt-ИСТ0001688-2026-10.pdf" },
    { "", "receipt-2026-10.pdf" },
    { ".", "receipt-2026-10.pdf" },
    { "..", "receipt-2026-10.pdf" },
    { "../../etc/passwd", "receipt-etc-passwd-2026-10.pdf" },
    { "..\\\\..\\\\x", "receipt-x-2026-10.pdf" },
    { "/", "receipt-2026-10.pdf" },
    { "/etc/passwd", "receipt-etc-passwd-2026-10.pdf" },
    { "~root", "receipt-root-2026-10.pdf" },
    { "-rf", "receipt-rf-2026-10.pdf" },
    { ".hidden", "receipt-hidden-2026-10.pdf" },
    { "a/b", "receipt-a-b-2026-10.pdf" },
    { "a\\\\b", "receipt-a-b-2026-10.pdf" },
    { "a:b", "receipt-a-b-2026-10.pdf" },
    { "a*b?", "receipt-a-b-2026-10.pdf" },
    { "a|b", "receipt-a-b-2026-10.pdf" },
    { "a<b>", "receipt-a-b-2026-10.pdf" },
    { "a b", "receipt-a-b-2026-10.pdf" },
    { "  a  ", "receipt-a-2026-10.pdf" },
    { "a\nb", "receipt-a-b-2026-10.pdf" },
    { "a\tb", "receipt-a-b-2026-10.pdf" },
    { "a\rb", "receipt-a-b-2026-10.pdf" },
    { "a\033[31mb", "receipt-a-31mb-2026-10.pdf" },
    { "a\177", "receipt-a-2026-10.pdf" },
    { "x.pdf\u202egnp", "receipt-x-pdf-gnp-2026-10.pdf" },
    { "x\u200f", "receipt-x-2026-10.pdf" },
    { "\u2066x", "receipt-x-2026-10.pdf" },
    { "CON", "receipt-CON-2026-10.pdf" },
    { "NUL.pdf", "receipt-NUL-pdf-2026-10.pdf" },
    { "a%2fb", "receipt-a-2fb-2026-10.pdf" },
    { "%s%n", "receipt-s-n-2026-10.pdf" },
    { "$(id)", "receipt-id-2026-10.pdf" },
    { "`id`", "receipt-id-2026-10.pdf" },
    { "№ 5", "receipt-5-2026-10.pdf" },
    { "😀", "receipt-2026-10.pdf" },
    { "０１", "receipt-０１-2026-10.pdf" },
    { "1234567890123456789012345678901234567890EXTRA",
      "receipt-1234567890123456789012345678901234567890-2026-10.pdf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabReceipt) receipt = receipt_numbered (cases[i][0]);
      g_autofree char *name = kab_receipt_file_name (receipt);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

static void
test_save (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kabinet-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "receipt.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) document = kab_test_pdf_good (1);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  GStatBuf status;

  /* Over a file that others may read: the new one is a new file. */
  g_assert_true (g_file_set_contents_full (path, "old", 3, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  g_assert_true (kab_ui_await (kab_save_write (file, document), &error));
  g_assert_no_error (error);
  back = g_file_load_bytes (file, NULL, NULL, NULL);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), g_bytes_get_data (document, NULL),
                   g_bytes_get_size (document));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "receipt.pdf");
  g_assert_null (g_dir_read_name (dir));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_print_ranges (void)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  GtkPageRange ranges[] = { { 0, 1 }, { 4, 9 }, { -3, -1 } };
  g_autofree guint32 *pages = NULL;
  gsize n;

  g_assert_null (kab_print_choose_pages (settings, 6, 2, &n));

  gtk_print_settings_set_print_pages (settings, GTK_PRINT_PAGES_CURRENT);
  pages = kab_print_choose_pages (settings, 6, 2, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (pages[0], ==, 2);
  g_clear_pointer (&pages, g_free);

  gtk_print_settings_set_print_pages (settings, GTK_PRINT_PAGES_RANGES);
  gtk_print_settings_set_page_ranges (settings, ranges, G_N_ELEMENTS (ranges));
  pages = kab_print_choose_pages (settings, 6, 2, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (pages[0], ==, 0);
  g_assert_cmpuint (pages[3], ==, 5);
}

#define ADD(path, size, function) g_test_add (path, Fixture, size, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);

  ADD ("/receipts/paper", NULL, test_paper);
  ADD ("/receipts/G7/text", NULL, test_text);
  ADD ("/receipts/narrow", "360x700", test_narrow);
  ADD ("/receipts/A-80/failed", NULL, test_failed);
  ADD ("/receipts/G1/damaged", NULL, test_damaged);
  ADD ("/receipts/find", NULL, test_find);
  ADD ("/receipts/copy", NULL, test_copy);
  ADD ("/receipts/zoom", NULL, test_zoom);
  ADD ("/receipts/G2/corpus", NULL, test_corpus);
  ADD ("/receipts/S-51/months", NULL, test_months);
  ADD ("/receipts/S-51/pinch", NULL, test_pinch);
  ADD ("/receipts/S-51/rotate", NULL, test_rotate);
  g_test_add_func ("/receipts/J11/file-names", test_file_names);
  g_test_add_func ("/receipts/G4/save", test_save);
  g_test_add_func ("/receipts/G3/print-ranges", test_print_ranges);
  return g_test_run ();
}
