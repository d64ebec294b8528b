/* test-renderer.c: documents are opened by another process, whatever they hold. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>

#include "kab-page-text.h"
#include "kab-place.h"
#include "kab-renderer.h"
#include "kab-test-pdf.h"
#include "kab-test-ui.h"

static KabRenderer *
renderer_for (GBytes *document)
{
  g_autofree char *program = kab_place_find_program ("kabinet-render", "paper/render", KAB_LIBEXEC_DIR);

  g_assert_nonnull (program);
  return kab_renderer_new (program, document);
}

static KabRenderer *
good_renderer (guint pages)
{
  g_autoptr (GBytes) document = kab_test_pdf_good (pages);
  KabRenderer *renderer = renderer_for (document);
  g_autoptr (GError) error = NULL;

  kab_ui_await (kab_renderer_open (renderer), &error);
  g_assert_no_error (error);
  return renderer;
}

/* The fiber of the last call lets go of the renderer one iteration after its answer. */
static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
assert_finalized (KabRenderer *renderer)
{
  gpointer pointer = renderer;

  g_object_add_weak_pointer (G_OBJECT (renderer), &pointer);
  g_object_unref (renderer);
  kab_test_wait_until (is_null, &pointer);
}

static void
test_open (void)
{
  KabRenderer *renderer = good_renderer (3);
  double width, height;

  g_assert_cmpuint (kab_renderer_get_n_pages (renderer), ==, 3);
  kab_renderer_get_page_size (renderer, 2, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595, 0.5);
  g_assert_cmpfloat_with_epsilon (height, 842, 0.5);
  assert_finalized (renderer);
}

static void
test_draw (void)
{
  KabRenderer *renderer = good_renderer (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = kab_ui_await_object (kab_renderer_draw_page (renderer, 0, 1.5), &error);
  g_autofree guint32 *pixels = NULL;
  gsize dark = 0;

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 893);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 1263);
  pixels = g_new (guint32, 893 * 1263);
  gdk_texture_download (texture, (guchar *) pixels, 893 * 4);
  g_assert_cmphex (pixels[0], ==, 0xffffffff);
  for (gsize i = 0; i < 893 * 1263; i++)
    dark += (pixels[i] & 0xff) < 128;
  g_assert_cmpuint (dark, >, 500);
  assert_finalized (renderer);
}

static void
test_text (void)
{
  KabRenderer *renderer = good_renderer (2);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPageText) text = kab_ui_await_object (kab_renderer_read_text (renderer, 1), &error);
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) areas = NULL;
  g_autofree char *part = NULL;
  graphene_rect_t area;
  guint first;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (kab_page_text_get_text (text), "страница 2"));

  found = kab_page_text_find (text, "СЧЕТ-квитанция");
  g_assert_cmpuint (found->len, ==, 1);
  first = g_array_index (found, guint, 0);
  part = kab_page_text_dup_range (text, first, first + 14);
  g_assert_cmpstr (part, ==, "Счёт-квитанция");

  areas = kab_page_text_get_areas (text, first, first + 14);
  g_assert_cmpuint (areas->len, ==, 1);
  area = g_array_index (areas, graphene_rect_t, 0);
  g_assert_cmpfloat (area.origin.x, >, 55);
  g_assert_cmpfloat (area.origin.x, <, 65);
  g_assert_cmpfloat (area.size.width, >, 60);
  g_assert_cmpuint (kab_page_text_get_index_at (text, area.origin.x + 1, area.origin.y + 4), ==, first);
  assert_finalized (renderer);
}

/* Two clicks take the word under them, three its line; off the text there is still an answer. */
static void
test_runs (void)
{
  KabRenderer *renderer = good_renderer (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPageText) text = kab_ui_await_object (kab_renderer_read_text (renderer, 0), &error);
  g_autoptr (GArray) found = kab_page_text_find (text, "447,30");
  g_autoptr (GArray) areas = NULL;
  g_autofree char *word = NULL;
  g_autofree char *line = NULL;
  graphene_rect_t area;
  guint first, end;

  g_assert_no_error (error);
  first = g_array_index (found, guint, 0);
  areas = kab_page_text_get_areas (text, first, first + 6);
  area = g_array_index (areas, graphene_rect_t, 0);
  for (float part = 0; part < 1; part += 0.2f)
    {
      g_clear_pointer (&word, g_free);
      kab_page_text_get_run (text, area.origin.x + part * area.size.width, area.origin.y + 4,
                             KAB_PAGE_TEXT_WORD, &first, &end);
      word = kab_page_text_dup_range (text, first, end);
      g_assert_cmpstr (word, ==, "447,30");
    }
  kab_page_text_get_run (text, area.origin.x + 3, area.origin.y + 4, KAB_PAGE_TEXT_LINE, &first, &end);
  line = kab_page_text_dup_range (text, first, end);
  g_assert_cmpstr (line, ==, "К оплате 447,30 рубля до 10 декабря");
  kab_page_text_get_run (text, 5000, 5000, KAB_PAGE_TEXT_WORD, &first, &end);
  g_assert_cmpuint (end, >=, first);
  assert_finalized (renderer);
}

static void
test_extract (void)
{
  KabRenderer *renderer = good_renderer (3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) part
      = kab_ui_await_object (kab_renderer_extract (renderer, (guint32[]) { 2, 0 }, 2), &error);
  KabRenderer *second = NULL;
  g_autoptr (KabPageText) text = NULL;

  g_assert_no_error (error);
  second = renderer_for (part);
  g_assert_true (kab_ui_await (kab_renderer_open (second), &error));
  g_assert_cmpuint (kab_renderer_get_n_pages (second), ==, 2);
  text = kab_ui_await_object (kab_renderer_read_text (second, 0), &error);
  g_assert_nonnull (strstr (kab_page_text_get_text (text), "страница 3"));
  assert_finalized (renderer);
  assert_finalized (second);
}

/* Several questions at once are answered in order, and one that nobody waits for any more does no harm. */
static void
test_order (void)
{
  KabRenderer *renderer = good_renderer (3);
  g_autoptr (GError) error = NULL;
  DexFuture *first = kab_renderer_draw_page (renderer, 0, 1);
  DexFuture *second = kab_renderer_draw_page (renderer, 1, 2);
  DexFuture *third = kab_renderer_read_text (renderer, 2);
  g_autoptr (KabPageText) text = NULL;

  dex_unref (first);
  dex_unref (second);
  text = kab_ui_await_object (third, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (kab_page_text_get_text (text), "страница 3"));
  assert_finalized (renderer);
}

static void
test_refused (void)
{
  KabRenderer *renderer = good_renderer (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  g_assert_false (kab_ui_await (kab_renderer_draw_page (renderer, 7, 1), &error));
  g_assert_error (error, KAB_RENDER_ERROR, KAB_RENDER_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (kab_ui_await (kab_renderer_draw_page (renderer, 0, 1000), &error));
  g_assert_error (error, KAB_RENDER_ERROR, KAB_RENDER_ERROR_TOO_LARGE);
  g_clear_error (&error);
  texture = kab_ui_await_object (kab_renderer_draw_page (renderer, 0, 1), &error);
  g_assert_no_error (error);
  assert_finalized (renderer);
}

static void
test_closed (void)
{
  KabRenderer *renderer = good_renderer (1);
  DexFuture *drawn = kab_renderer_draw_page (renderer, 0, 1);
  g_autoptr (GError) error = NULL;

  kab_renderer_close (renderer);
  g_assert_false (kab_ui_await (drawn, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_finalized (renderer);
}

static void
test_missing (void)
{
  g_autoptr (GBytes) document = kab_test_pdf_good (1);
  g_autoptr (KabRenderer) renderer = kab_renderer_new (NULL, document);
  g_autoptr (GError) error = NULL;

  g_assert_false (kab_ui_await (kab_renderer_open (renderer), &error));
  g_assert_error (error, KAB_RENDER_ERROR, KAB_RENDER_ERROR_MISSING);
}

/* Opens and draws; whatever the helper meets, an answer comes and this process lives. */
static gboolean
try_all (GBytes *document)
{
  KabRenderer *renderer = renderer_for (document);
  g_autoptr (GError) error = NULL;
  gboolean opened = kab_ui_await (kab_renderer_open (renderer), &error);
  gboolean good = opened;

  g_assert_true (opened || error->domain == KAB_RENDER_ERROR);
  for (guint i = 0; opened && i < MIN (kab_renderer_get_n_pages (renderer), 2); i++)
    {
      g_clear_error (&error);
      good = kab_ui_await (kab_renderer_draw_page (renderer, i, 1), &error) && good;
      g_assert_true (error == NULL || error->domain == KAB_RENDER_ERROR);
      g_clear_error (&error);
      good = kab_ui_await (kab_renderer_read_text (renderer, i), &error) && good;
      g_assert_true (error == NULL || error->domain == KAB_RENDER_ERROR);
    }
  assert_finalized (renderer);
  return good;
}

/* The process that reads the document: the only child of this one. */
static char *
read_child_file (const char *name)
{
  g_autofree char *children = NULL;
  g_autofree char *path = NULL;
  char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/thread-self/children", &children, NULL, NULL));
  g_strstrip (children);
  g_assert_cmpstr (children, !=, "");
  g_assert_null (strchr (children, ' '));
  path = g_build_filename ("/proc", children, name, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_sandbox (void)
{
  KabRenderer *renderer = good_renderer (1);
  g_autofree char *limits = read_child_file ("limits");
  g_autofree char *status = read_child_file ("status");

  g_assert_true (g_regex_match_simple ("Max cpu time +5 ", limits, 0, 0));
  g_assert_true (g_regex_match_simple ("Max file size +0 ", limits, 0, 0));
  g_assert_true (g_regex_match_simple ("NoNewPrivs:\\s+1", status, 0, 0));
#ifndef __SANITIZE_ADDRESS__
  g_assert_true (g_regex_match_simple ("Max address space +536870912 ", limits, 0, 0));
  g_assert_true (g_regex_match_simple ("Seccomp:\\s+2", status, 0, 0));
#endif
  assert_finalized (renderer);
}

static void
test_damaged (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GBytes) document = kab_test_pdf_damaged (i);

      g_test_message ("damaged document %u: %s", i, try_all (document) ? "shown" : "refused");
    }
}

static void
test_hostile (void)
{
  GBytes *document;
  const char *what;

  for (guint i = 0; (document = kab_test_pdf_hostile (i, &what)) != NULL; i++)
    {
      g_test_message ("%s: %s", what, try_all (document) ? "shown" : "refused");
      g_bytes_unref (document);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/renderer/P1/open", test_open);
  g_test_add_func ("/renderer/P1/draw", test_draw);
  g_test_add_func ("/renderer/text", test_text);
  g_test_add_func ("/renderer/S-51/runs", test_runs);
  g_test_add_func ("/renderer/G3/extract", test_extract);
  g_test_add_func ("/renderer/order", test_order);
  g_test_add_func ("/renderer/refused", test_refused);
  g_test_add_func ("/renderer/closed", test_closed);
  g_test_add_func ("/renderer/missing", test_missing);
  g_test_add_func ("/renderer/G2/sandbox", test_sandbox);
  g_test_add_func ("/renderer/G2/damaged", test_damaged);
  g_test_add_func ("/renderer/G2/hostile", test_hostile);
  return g_test_run ();
}
