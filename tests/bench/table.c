/* table.c: what a long table costs: Kabinet's own page, or a GtkColumnView over a store that holds everything. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <unistd.h>

#include "kab-documents-page.h"
#include "kab-paged-model-private.h"
#include "kab-test-authority.h"

#define WIDTH 1000
#define HEIGHT 700
#define JUMPS 10
#define SCROLL_SECONDS 3
#define ROWS_SEEN 10
#define COLUMNS 6

/* One run goes through these one after the other; each step is looked at after a frame was painted. */
typedef enum
{
  FIRST,
  SCROLLING,
  JUMPING,
  DONE,
} Phase;

typedef struct
{
  GtkWindow *window;
  GtkColumnView *table;
  GtkAdjustment *adjustment;
  GMainLoop *loop;
  Phase phase;
  gint64 begun; /* when the process was started, by the parent's word */
  gint64 frame_begun;
  gint64 phase_begun;
  double first_ms;
  guint first_pss;
  guint first_rows;
  GArray *frames; /* double: milliseconds from before painting until after it */
  GArray *jumps;
} Bench;

/* A row of the store: what the page's rows show, and nothing else. */
#define BENCH_TYPE_ROW (bench_row_get_type ())
G_DECLARE_FINAL_TYPE (BenchRow, bench_row, BENCH, ROW, GObject)

struct _BenchRow
{
  GObject parent_instance;

  char *cells[COLUMNS];
};

G_DEFINE_FINAL_TYPE (BenchRow, bench_row, G_TYPE_OBJECT)

static void
bench_row_finalize (GObject *object)
{
  for (guint i = 0; i < COLUMNS; i++)
    g_free (BENCH_ROW (object)->cells[i]);
  G_OBJECT_CLASS (bench_row_parent_class)->finalize (object);
}

static void
bench_row_class_init (BenchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bench_row_finalize;
}

static void
bench_row_init (BenchRow *self)
{
}

static BenchRow *
make_row (guint n)
{
  BenchRow *row = g_object_new (BENCH_TYPE_ROW, NULL);

  row->cells[0] = g_strdup (n % 3 == 0 ? "Заказ" : "Возврат");
  row->cells[1] = g_strdup_printf ("%08u", n);
  row->cells[2] = g_strdup_printf ("Фильтр масляный, комплект %u", n % 977);
  row->cells[3] = g_strdup_printf ("%02u.%02u.2026", n % 28 + 1, n % 12 + 1);
  row->cells[4] = g_strdup_printf ("%u,%02u ₽", n % 5000, n % 100);
  row->cells[5] = g_strdup (n % 5 == 0 ? "В работе" : "Выдан");
  return row;
}

static guint
read_memory (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL);
  line = text != NULL ? strstr (text, name) : NULL;
  return line != NULL ? (guint) strtoul (line + strlen (name), NULL, 10) : 0;
}

/* How many inscriptions with a text are on the screen; none counts while one still waits for its row. */
static guint
count_texts (GtkWidget *widget, gboolean *waiting)
{
  guint count = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (gtk_widget_has_css_class (widget, "awaited"))
    *waiting = TRUE;
  if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL)
    count++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_texts (child, waiting);
  return count;
}

/* Rows below and above the screen are bound as well: only those that are seen count. */
static gboolean
is_seen (GtkWidget *row, GtkWidget *table)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (row, table, &bounds) && bounds.origin.y + bounds.size.height > 0
         && bounds.origin.y < gtk_widget_get_height (table);
}

static gboolean
is_filled (Bench *bench)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (bench->table));
  gboolean waiting = FALSE;
  guint seen = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (is_seen (row, GTK_WIDGET (bench->table)) && count_texts (row, &waiting) >= COLUMNS - 1)
      seen++;
  return seen >= ROWS_SEEN && !waiting;
}

static guint
count_rows_alive (Bench *bench)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (bench->table);
  GListModel *model = GTK_IS_SINGLE_SELECTION (selection)
                          ? gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection))
                          : NULL;

  if (KAB_IS_PAGED_MODEL (model))
    return g_hash_table_size (KAB_PAGED_MODEL (model)->rows);
  return model != NULL ? g_list_model_get_n_items (model) : 0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
get_part (GArray *values, double part)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare);
  return g_array_index (values, double, MIN (values->len - 1, (guint) (values->len * part)));
}

static void
report (Bench *bench)
{
  g_print ("{\"first_ms\": %.1f, \"first_pss\": %u, \"first_rows\": %u, \"frames\": %u, \"frame_p50\": %.2f, "
           "\"frame_p99\": %.2f, \"jump_ms\": %.1f, \"last_pss\": %u, \"last_rows\": %u}\n",
           bench->first_ms, bench->first_pss, bench->first_rows, bench->frames->len,
           get_part (bench->frames, 0.5), get_part (bench->frames, 0.99), get_part (bench->jumps, 0.5),
           read_memory ("Pss:"), count_rows_alive (bench));
}

static void
begin_phase (Bench *bench, Phase phase)
{
  bench->phase = phase;
  bench->phase_begun = g_get_monotonic_time ();
}

static void
jump (Bench *bench)
{
  gboolean to_end = bench->jumps->len % 2 == 0;

  gtk_adjustment_set_value (bench->adjustment, to_end ? gtk_adjustment_get_upper (bench->adjustment) : 0);
  begin_phase (bench, JUMPING);
}

static void
scroll (Bench *bench)
{
  double page = gtk_adjustment_get_page_size (bench->adjustment);
  double next = gtk_adjustment_get_value (bench->adjustment) + page;

  gtk_adjustment_set_value (bench->adjustment,
                            next + page > gtk_adjustment_get_upper (bench->adjustment) ? 0 : next);
}

static void
painted (Bench *bench)
{
  gint64 now = g_get_monotonic_time ();
  double cost = (now - bench->frame_begun) / 1000.0;
  double spent = (now - bench->phase_begun) / 1000.0;

  switch (bench->phase)
    {
    case FIRST:
      if (!is_filled (bench))
        break;
      bench->first_ms = (now - bench->begun) / 1000.0;
      bench->first_pss = read_memory ("Pss:");
      bench->first_rows = count_rows_alive (bench);
      begin_phase (bench, SCROLLING);
      scroll (bench);
      break;
    case SCROLLING:
      g_array_append_val (bench->frames, cost);
      if (spent > SCROLL_SECONDS * 1000)
        jump (bench);
      else
        scroll (bench);
      break;
    case JUMPING:
      if (!is_filled (bench))
        break;
      g_array_append_val (bench->jumps, spent);
      if (bench->jumps->len < JUMPS)
        jump (bench);
      else
        begin_phase (bench, DONE);
      break;
    case DONE:
      break;
    }
  if (bench->phase == DONE)
    g_main_loop_quit (bench->loop);
}

static void
before_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->frame_begun = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  painted (bench);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

static GtkColumnView *
find_table (GtkWidget *root)
{
  GtkColumnView *found = GTK_IS_COLUMN_VIEW (root) ? GTK_COLUMN_VIEW (root) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_table (child);
  return found;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_child (item, text);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  BenchRow *row = gtk_list_item_get_item (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            row->cells[GPOINTER_TO_UINT (column)]);
}

static GtkWidget *
make_store_view (guint rows)
{
  static const int widths[COLUMNS] = { 190, 124, -1, 112, 128, 156 };
  GListStore *store = g_list_store_new (BENCH_TYPE_ROW);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *table;

  for (guint n = 0; n < rows; n++)
    g_ptr_array_add (all, make_row (n));
  g_list_store_splice (store, 0, 0, all->pdata, all->len);
  table = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (store))));
  gtk_widget_add_css_class (table, "documents");
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (table), TRUE);
  for (guint i = 0; i < COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new ("Column", factory);
      gtk_column_view_column_set_fixed_width (column, widths[i]);
      gtk_column_view_column_set_expand (column, widths[i] < 0);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (table), column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), table);
  return scrolled;
}

static DexFuture *
descriptor_read_cb (DexFuture *future, gpointer data)
{
  g_main_loop_quit (data);
  return dex_ref (future);
}

/* The organisation is described before the page is opened, as in the program. */
static KabDescriptor *
read_descriptor (KabClient *client, GMainLoop *loop)
{
  g_autoptr (KabRequest) request = kab_request_new ("GET", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) read = dex_future_finally (kab_client_send (client, request, KAB_TYPE_DESCRIPTOR),
                                                   descriptor_read_cb, loop, NULL);
  const GValue *value;

  g_main_loop_run (loop);
  value = dex_future_get_value (read, &error);
  if (value == NULL)
    g_error ("No descriptor: %s", error->message);
  return g_value_dup_object (value);
}

static GtkWidget *
make_page (KabClient *client, GMainLoop *loop)
{
  g_autoptr (KabDescriptor) descriptor = read_descriptor (client, loop);
  GtkWidget *view = adw_navigation_view_new ();

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), kab_documents_page_new (client, descriptor, FALSE));
  return view;
}

static void
add_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/org/kabinet/Kabinet/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* usage: bench-table store ROWS | bench-table page ORIGIN ORGANISATION TOKEN; the moment of the start in BENCH_BEGUN */
int
main (int argc, char *argv[])
{
  const char *begun = g_getenv ("BENCH_BEGUN");
  Bench bench = { .begun = begun != NULL ? g_ascii_strtoll (begun, NULL, 10) : g_get_monotonic_time () };
  gboolean store = argc == 3 && g_str_equal (argv[1], "store");
  g_autoptr (KabNet) net = NULL;
  g_autoptr (KabClient) client = NULL;
  g_autoptr (KabTestAuthority) authority = NULL;
  GdkFrameClock *clock;

  g_assert_true (store || argc == 5);
  dex_init ();
  adw_init ();
  add_style ();
  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.frames = g_array_new (FALSE, FALSE, sizeof (double));
  bench.jumps = g_array_new (FALSE, FALSE, sizeof (double));
  bench.window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (bench.window, WIDTH, HEIGHT);
  if (!store)
    {
      net = kab_net_new ();
      client = kab_client_new (net, argv[2], argv[3]);
      authority = kab_test_authority_new (client, argv[4]);
      kab_client_set_authority (client, KAB_AUTHORITY (authority));
    }
  adw_window_set_content (ADW_WINDOW (bench.window),
                          store ? make_store_view ((guint) atoi (argv[2])) : make_page (client, bench.loop));
  gtk_window_present (bench.window);
  bench.table = find_table (GTK_WIDGET (bench.window));
  bench.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench.table));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench.window));
  begin_phase (&bench, FIRST);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &bench);
  g_main_loop_run (bench.loop);
  report (&bench);
  return 0;
}
