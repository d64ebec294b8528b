/* test-thumbnails.c: what a long document asks of the renderer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-place.h"
#include "kab-receipt-page.h"
#include "kab-render-protocol.h"
#include "kab-sheet.h"
#include "kab-test-pages.h"
#include "kab-test-pdf.h"

#define PAGES 200
/* Thumbnails are 96 pixels wide; the sheets beside them are wider than half of the window. */
#define WIDEST_THUMBNAIL 150

typedef struct
{
  char *folder;
  char *log; /* all requests, as they went through the pipe */
  KabNet *net;
  KabClient *client;
  KabDescriptor *descriptor;
  KabReceiptPage *page;
  GtkWidget *window;
} Fixture;

/* The real helper behind a pipe that keeps what goes in. */
static char *
make_program (Fixture *fixture)
{
  g_autofree char *program = kab_place_find_program ("kabinet-render", "paper/render", KAB_LIBEXEC_DIR);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\ntee -a '%s' | '%s' \"$@\"\n", fixture->log, program);
  char *path = g_build_filename (fixture->folder, "render", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) document = kab_test_pdf_good (PAGES);
  g_autoptr (KabReceipt) receipt = kab_test_fixture (KAB_TYPE_RECEIPT, "receipt.json");
  g_autofree char *program = NULL;

  fixture->folder = g_dir_make_tmp ("kabinet-test-XXXXXX", NULL);
  fixture->log = g_build_filename (fixture->folder, "log", NULL);
  program = make_program (fixture);
  fixture->net = kab_net_new ();
  fixture->client = kab_client_new (fixture->net, "http://127.0.0.1:9", "utility");
  fixture->descriptor = kab_test_fixture (KAB_TYPE_DESCRIPTOR, "utility.json");
  fixture->page
      = KAB_RECEIPT_PAGE (kab_receipt_page_new (fixture->client, fixture->descriptor, "91", program));
  fixture->window = kab_test_window (GTK_WIDGET (fixture->page), 1100, 800);
  kab_receipt_page_take_receipt (fixture->page, receipt, NULL);
  kab_receipt_page_take_document (fixture->page, document, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_build_filename (fixture->folder, "render", NULL);

  kab_test_close (fixture->window);
  g_clear_object (&fixture->descriptor);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->net);
  g_unlink (program);
  g_unlink (fixture->log);
  g_rmdir (fixture->folder);
  g_free (fixture->log);
  g_free (fixture->folder);
}

/* Returns: (element-type guint): pages whose thumbnails were asked for, in order. */
static GArray *
read_requests (Fixture *fixture)
{
  GArray *pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *all = NULL;
  gsize length = 0;

  g_file_get_contents (fixture->log, &all, &length, NULL);
  for (gsize at = 0; at + 4 <= length;)
    {
      guint32 size;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GVariant) frame = NULL;
      g_autoptr (GVariant) arguments = NULL;
      guint32 operation, page;
      double scale;

      memcpy (&size, all + at, sizeof size);
      size = GUINT32_FROM_LE (size);
      at += 4;
      g_assert_cmpuint (at + size, <=, length);
      bytes = g_bytes_new (all + at, size);
      at += size;
      frame = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (KAB_RENDER_FRAME), bytes, FALSE));
      g_variant_get (frame, KAB_RENDER_FRAME, &operation, &arguments);
      if (operation != KAB_RENDER_PAGE)
        continue;
      g_variant_get (arguments, "(ud)", &page, &scale);
      if (scale * 595 < WIDEST_THUMBNAIL)
        g_array_append_val (pages, page);
    }
  return pages;
}

static GtkListBox *
find_list (Fixture *fixture)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *list = kab_test_find (fixture->window, GTK_TYPE_LIST_BOX, i);

      if (list == NULL
          || (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), PAGES - 1) != NULL
              && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), PAGES) == NULL))
        return GTK_LIST_BOX (list);
    }
}

typedef struct
{
  Fixture *fixture;
  int row;
} Place;

static gboolean
is_thumbnail_drawn (gpointer data)
{
  Place *place = data;
  GtkListBox *list = find_list (place->fixture);
  GtkWidget *row;
  KabSheet *sheet;

  if (list == NULL)
    return FALSE;
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, place->row));
  sheet = KAB_SHEET (kab_test_find (row, KAB_TYPE_SHEET, 0));
  return kab_sheet_is_drawn (sheet, kab_sheet_get_scale (sheet));
}

static gboolean
was_asked (GArray *pages, guint first, guint end)
{
  for (guint i = 0; i < pages->len; i++)
    if (g_array_index (pages, guint, i) >= first && g_array_index (pages, guint, i) < end)
      return TRUE;
  return FALSE;
}

static guint
get_row_at_end (Fixture *fixture)
{
  GtkListBox *list = find_list (fixture);
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return (guint) (PAGES * gtk_adjustment_get_page_size (adjustment) / gtk_adjustment_get_upper (adjustment))
         + 1;
}

/* S-51: only what is seen is drawn, once; the answers come in order, so nothing else is on its way by then. */
static void
test_lazy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) all = NULL;
  guint seen;

  kab_test_wait_until (is_thumbnail_drawn, &(Place) { fixture, 0 });
  seen = get_row_at_end (fixture);
  g_assert_cmpuint (seen, <, 12);
  kab_test_wait_until (is_thumbnail_drawn, &(Place) { fixture, PAGES - 1 });
  all = read_requests (fixture);
  /* Above and below the window a quarter of it, twice, and the row that is cut by each edge. */
  g_assert_cmpuint (all->len, >=, seen);
  g_assert_cmpuint (all->len, <=, 2 * (seen + seen / 4 + 3));
  g_assert_false (was_asked (all, 2 * seen + 3, PAGES - 2 * seen - 3));
  g_test_message ("%u of %u pages asked for", all->len, PAGES);
}

int
main (int argc, char *argv[])
{
  kab_test_init (&argc, &argv);

  g_test_add ("/thumbnails/S-51/lazy", Fixture, NULL, set_up, test_lazy, tear_down);
  return g_test_run ();
}
