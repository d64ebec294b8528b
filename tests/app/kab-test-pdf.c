/* kab-test-pdf.c: documents to open: a good one, damaged ones, hostile ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "kab-test-pdf.h"

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
write_line (cairo_t *cr, double y, const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans 11");

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, 60, y);
  pango_cairo_show_layout (cr, layout);
}

/* A4 pages that say their number and some words. */
GBytes *
kab_test_pdf_good (guint pages)
{
  GByteArray *all = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, all, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 1; i <= pages; i++)
    {
      g_autofree char *title = g_strdup_printf ("Счёт-квитанция, страница %u", i);

      write_line (cr, 60, title);
      write_line (cr, 90, "К оплате 447,30 рубля до 10 декабря");
      write_line (cr, 120, "Получатель: расчётный центр");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (all);
}

/* The good document with one damage: cut short, bytes overwritten, or a part doubled. The same number is
 * always the same damage. */
GBytes *
kab_test_pdf_damaged (guint number)
{
  g_autoptr (GBytes) good = kab_test_pdf_good (2);
  g_autoptr (GRand) rand = g_rand_new_with_seed (number);
  gsize length;
  const guint8 *data = g_bytes_get_data (good, &length);
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, data, (guint) length);
  switch (number % 3)
    {
    case 0:
      g_byte_array_set_size (all, (guint) g_rand_int_range (rand, 0, (gint32) length));
      break;
    case 1:
      for (int i = 0; i < 40; i++)
        all->data[g_rand_int_range (rand, 8, (gint32) length)] = (guint8) g_rand_int (rand);
      break;
    default:
      {
        guint from = (guint) g_rand_int_range (rand, 0, (gint32) length / 2);
        guint part = (guint) g_rand_int_range (rand, 1, (gint32) length / 2);
        g_autofree guint8 *copy = g_memdup2 (all->data + from, part);

        memmove (all->data + from / 2, copy, part);
        break;
      }
    }
  return g_byte_array_free_to_bytes (all);
}

/* Wraps objects into a document with a right cross-reference table. Object 1 is the catalogue. */
static GBytes *
document_new (const char *const *objects, guint n_objects)
{
  GString *text = g_string_new ("%PDF-1.7\n");
  g_autofree gsize *offsets = g_new0 (gsize, n_objects);
  gsize table;

  for (guint i = 0; i < n_objects; i++)
    {
      offsets[i] = text->len;
      g_string_append_printf (text, "%u 0 obj\n", i + 1);
      g_string_append (text, objects[i]);
      g_string_append (text, "\nendobj\n");
    }
  table = text->len;
  g_string_append_printf (text, "xref\n0 %u\n0000000000 65535 f \n", n_objects + 1);
  for (guint i = 0; i < n_objects; i++)
    g_string_append_printf (text, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (text, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          n_objects + 1, table);
  return g_string_free_to_bytes (text);
}

static char *
repeat (const char *text, guint times)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

/* Returns: NULL behind the last one. */
GBytes *
kab_test_pdf_hostile (guint number, const char **what)
{
  const char *catalogue = "<</Type/Catalog/Pages 2 0 R>>";
  const char *one_page = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
  g_autofree char *deep = NULL;
  g_autofree char *stream = NULL;
  g_autofree char *kids = NULL;

  switch (number)
    {
    case 0:
      *what = "nothing";
      return g_bytes_new_static ("", 0);
    case 1:
      *what = "a web page";
      return g_bytes_new_static ("<html><body>502</body></html>", 29);
    case 2:
      *what = "only a head";
      return g_bytes_new_static ("%PDF-1.7\n%%EOF", 14);
    case 3:
      *what = "a page as wide as a town";
      return document_new (
          (const char *[]) { catalogue, one_page, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]>>" }, 3);
    case 4:
      *what = "pages that contain themselves";
      return document_new ((const char *[]) { catalogue, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>" }, 2);
    case 5:
      *what = "arrays in arrays";
      deep = repeat ("[", 200000);
      return document_new ((const char *[]) { catalogue, deep }, 2);
    case 6:
      *what = "a million pages";
      return document_new ((const char *[]) { catalogue, "<</Type/Pages/Kids[3 0 R]/Count 1000000>>",
                                              "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>" },
                           3);
    case 7:
      *what = "a picture larger than memory";
      return document_new (
          (const char *[]) { catalogue, one_page,
                             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                             "/Resources<</XObject<</I 5 0 R>>>>>>",
                             "<</Length 4>>stream\n/I Do\nendstream",
                             "<</Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8"
                             "/ColorSpace/DeviceRGB/Length 1>>stream\nx\nendstream" },
          5);
    case 8:
      *what = "a form that draws itself";
      return document_new (
          (const char *[]) { catalogue, one_page,
                             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                             "/Resources<</XObject<</F 5 0 R>>>>>>",
                             "<</Length 5>>stream\n/F Do\nendstream",
                             "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"
                             "/Length 12>>stream\n/F Do /F Do \nendstream" },
          5);
    case 9:
      *what = "a drawing without end";
      stream = repeat ("q 1 0 0 1 1 1 cm 0 0 m 500 900 400 200 9 9 c S Q\n", 200000);
      deep
          = g_strdup_printf ("<</Length %" G_GSIZE_FORMAT ">>stream\n%s\nendstream", strlen (stream), stream);
      return document_new (
          (const char *[]) { catalogue, one_page,
                             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", deep },
          4);
    case 10:
      *what = "one page too many";
      kids = repeat ("3 0 R ", 201);
      deep = g_strdup_printf ("<</Type/Pages/Kids[%s]/Count 201>>", kids);
      return document_new (
          (const char *[]) { catalogue, deep, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>" }, 3);
    default:
      return NULL;
    }
}
