/* receipts.c: what receipts cost: a page made into a picture, the list of an account, a long document open. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "kab-cabinets.h"
#include "kab-memory-secret-store.h"
#include "kab-receipt-page.h"
#include "kab-receipts-page.h"
#include "kab-render-process.h"
#include "kab-renderer.h"
#include "kab-sheet.h"
#include "kab-status-pill.h"
#include "kab-summary.h"
#include "kab-test-pages.h"

#define WIDTH 1000
#define HEIGHT 700

static double
get_ms_since (gint64 begun)
{
  return (g_get_monotonic_time () - begun) / 1000.0;
}

/* In KiB; 0 of a process that has ended. */
static guint
read_pss (const char *process)
{
  g_autofree char *path = g_build_filename ("/proc", process, "smaps_rollup", NULL);
  g_autofree char *text = NULL;
  const char *line;

  g_file_get_contents (path, &text, NULL, NULL);
  line = text != NULL ? strstr (text, "\nPss:") : NULL;
  return line != NULL ? (guint) strtoul (line + strlen ("\nPss:"), NULL, 10) : 0;
}

/* Of all helpers: a child belongs to the thread that started it. */
static guint
read_helpers_pss (void)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *thread;
  guint sum = 0;

  while ((thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", thread, "children", NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) children = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      children = g_strsplit (text, " ", -1);
      for (char **child = children; *child != NULL; child++)
        sum += **child != '\0' ? read_pss (*child) : 0;
    }
  return sum;
}

static KabRenderer *
open_document (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *program = kab_render_process_find_program ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return kab_renderer_new (program, document);
}

static void
draw (KabRenderer *renderer, double scale)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) texture = kab_ui_await_object (kab_renderer_draw_page (renderer, 0, scale), &error);

  g_assert_no_error (error);
  g_assert_true (GDK_IS_TEXTURE (texture));
}

/* From a file to the picture of its first page with a helper that is yet to start, then with one that runs. */
static void
measure_page (const char *path, double dpi)
{
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (KabRenderer) renderer = open_document (path);
  g_autoptr (GError) error = NULL;
  double first;

  kab_ui_await (kab_renderer_open (renderer), &error);
  g_assert_no_error (error);
  draw (renderer, dpi / 72);
  first = get_ms_since (begun);
  begun = g_get_monotonic_time ();
  draw (renderer, dpi / 72);
  g_print ("{\"first_ms\": %.2f, \"again_ms\": %.2f}\n", first, get_ms_since (begun));
}

static gboolean
has_passed (gpointer passed)
{
  return *(gboolean *) passed;
}

static void
after_paint_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* Until what is in the window now has been painted. */
static void
wait_painted (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);

  gtk_widget_queue_draw (window);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  kab_test_wait_until (has_passed, &painted);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
has_rows (gpointer window)
{
  GtkWidget *pill = kab_test_find (window, KAB_TYPE_STATUS_PILL, 0);

  return pill != NULL && gtk_widget_get_mapped (pill);
}

static void
count_pills (GtkWidget *widget, gpointer count)
{
  *(guint *) count += KAB_IS_STATUS_PILL (widget);
}

static gboolean
is_described (gpointer cabinet)
{
  return kab_cabinet_get_descriptor (cabinet) != NULL;
}

static gboolean
has_account (gpointer cabinet)
{
  return kab_summary_get_account (kab_summary_get (cabinet)) != NULL;
}

/* In a cabinet whose accounts are known: from the click to the first rows. */
static void
measure_list (const char *origin, const char *organisation, const char *login, const char *password)
{
  g_autofree char *folder = g_dir_make_tmp ("kabinet-bench-XXXXXX", NULL);
  g_autoptr (KabNet) net = kab_net_new ();
  g_autoptr (KabSecretStore) store = KAB_SECRET_STORE (kab_memory_secret_store_new ());
  g_autoptr (KabCabinets) cabinets = kab_cabinets_new (net, store, folder);
  g_autoptr (KabCabinet) cabinet = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window = kab_test_window (adw_status_page_new (), WIDTH, HEIGHT);
  guint before, count = 0;
  gint64 begun;
  double spent;

  cabinet = kab_ui_await_object (
      kab_cabinets_sign_in (cabinets, origin, organisation, login, password, FALSE), &error);
  g_assert_no_error (error);
  kab_test_wait_until (is_described, cabinet);
  kab_summary_wish (kab_summary_get (cabinet));
  kab_test_wait_until (has_account, cabinet);
  before = read_pss ("self");
  begun = g_get_monotonic_time ();
  adw_window_set_content (ADW_WINDOW (window),
                          GTK_WIDGET (kab_receipts_page_new (kab_summary_get (cabinet))));
  kab_test_wait_until (has_rows, window);
  wait_painted (window);
  spent = get_ms_since (begun);
  kab_test_walk (window, count_pills, &count);
  g_print ("{\"first_ms\": %.1f, \"rows\": %u, \"before\": %u, \"pss\": %u}\n", spent, count, before,
           read_pss ("self"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_drawn (gpointer window)
{
  GtkWidget *sheet = kab_test_find (window, KAB_TYPE_SHEET, 0);

  return sheet != NULL && kab_sheet_is_drawn (KAB_SHEET (sheet), kab_sheet_get_scale (KAB_SHEET (sheet)));
}

static gboolean
settle_cb (gpointer settled)
{
  *(gboolean *) settled = TRUE;
  return G_SOURCE_REMOVE;
}

/* What both processes hold with the document open, once everything that is seen has been drawn. */
static void
measure_open (const char *path)
{
  g_autofree char *program = kab_render_process_find_program ();
  g_autoptr (KabNet) net = kab_net_new ();
  g_autoptr (KabClient) client = kab_client_new (net, "http://127.0.0.1:9", "utility");
  g_autoptr (KabDescriptor) descriptor = kab_test_fixture (KAB_TYPE_DESCRIPTOR, "utility.json");
  g_autoptr (KabReceipt) receipt = kab_test_fixture (KAB_TYPE_RECEIPT, "receipt.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) document = g_file_load_bytes (file, NULL, NULL, NULL);
  gboolean settled = FALSE;
  AdwNavigationPage *page;
  GtkWidget *window;
  guint before;
  gint64 begun;
  double spent;

  g_assert_nonnull (document);
  page = kab_receipt_page_new (client, descriptor, "1", program);
  window = kab_test_window (GTK_WIDGET (page), WIDTH, HEIGHT);
  kab_receipt_page_take_receipt (KAB_RECEIPT_PAGE (page), receipt, NULL);
  wait_painted (window);
  before = read_pss ("self");
  begun = g_get_monotonic_time ();
  kab_receipt_page_take_document (KAB_RECEIPT_PAGE (page), document, NULL);
  kab_test_wait_until (is_drawn, window);
  wait_painted (window);
  spent = get_ms_since (begun);
  g_timeout_add (1500, settle_cb, &settled);
  kab_test_wait_until (has_passed, &settled);
  g_print ("{\"first_ms\": %.1f, \"before\": %u, \"pss\": %u, \"helper\": %u}\n", spent, before,
           read_pss ("self"), read_helpers_pss ());
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/org/kabinet/Kabinet/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* usage: bench-receipts page FILE DPI | list ORIGIN ORGANISATION LOGIN PASSWORD | open FILE */
int
main (int argc, char *argv[])
{
  dex_init ();
  adw_init ();
  add_style ();
  if (argc == 4 && g_str_equal (argv[1], "page"))
    measure_page (argv[2], g_ascii_strtod (argv[3], NULL));
  else if (argc == 6 && g_str_equal (argv[1], "list"))
    measure_list (argv[2], argv[3], argv[4], argv[5]);
  else if (argc == 3 && g_str_equal (argv[1], "open"))
    measure_open (argv[2]);
  else
    g_error ("bench-receipts does not know what to measure");
  return 0;
}
