/* kabinet-render: opens one document, which nobody trusts, in a process that can do nothing else. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib-unix.h>
#include <math.h>
#include <poppler.h>
#include <unistd.h>

#include "kab-render-protocol.h"
#include "kab-sandbox.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

#define LONGEST_DOCUMENT (16 * 1024 * 1024)

static PopplerDocument *document;

static gboolean
read_fully (int fd, void *data, gsize length)
{
  guint8 *at = data;

  while (length > 0)
    {
      gssize got = read (fd, at, length);

      if (got <= 0)
        return FALSE;
      at += got;
      length -= (gsize) got;
    }
  return TRUE;
}

static gboolean
write_fully (int fd, const void *data, gsize length)
{
  const guint8 *at = data;

  while (length > 0)
    {
      gssize put = write (fd, at, length);

      if (put <= 0)
        return FALSE;
      at += put;
      length -= (gsize) put;
    }
  return TRUE;
}

static GBytes *
read_document (void)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 part[65536];
  gssize got;

  while ((got = read (KAB_RENDER_DOCUMENT_FD, part, sizeof part)) > 0 && all->len < LONGEST_DOCUMENT)
    g_byte_array_append (all, part, (guint) got);
  close (KAB_RENDER_DOCUMENT_FD);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static GVariant *
answer (KabRenderStatus status, GVariant *result)
{
  return g_variant_new (KAB_RENDER_FRAME, (guint32) status, result);
}

static GVariant *
refuse (KabRenderStatus status, const char *why)
{
  return answer (status, g_variant_new_string (why));
}

static GVariant *
open_document (void)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GVariantBuilder sizes;
  int pages;

  if (document != NULL)
    return refuse (KAB_RENDER_REFUSED, "already open");
  bytes = read_document ();
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  if (document == NULL)
    return refuse (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? KAB_RENDER_ENCRYPTED
                                                                                   : KAB_RENDER_DAMAGED,
                   error->message);
  pages = poppler_document_get_n_pages (document);
  if (pages < 1)
    return refuse (KAB_RENDER_DAMAGED, "no pages");
  if (pages > KAB_RENDER_MOST_PAGES)
    return refuse (KAB_RENDER_TOO_LARGE, "too many pages");

  g_variant_builder_init (&sizes, G_VARIANT_TYPE ("a(dd)"));
  for (int i = 0; i < pages; i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      double width = 0, height = 0;

      if (page != NULL)
        poppler_page_get_size (page, &width, &height);
      if (!(width >= 1 && height >= 1 && width < 20000 && height < 20000))
        {
          g_variant_builder_clear (&sizes);
          return refuse (KAB_RENDER_DAMAGED, "a page without a size");
        }
      g_variant_builder_add (&sizes, "(dd)", width, height);
    }
  return answer (KAB_RENDER_OK, g_variant_builder_end (&sizes));
}

static PopplerPage *
get_page (guint32 index)
{
  if (document == NULL || index >= (guint32) poppler_document_get_n_pages (document))
    return NULL;
  return poppler_document_get_page (document, (int) index);
}

static GVariant *
draw_page (guint32 index, double scale)
{
  g_autoptr (PopplerPage) page = get_page (index);
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  GVariant *result;

  if (page == NULL || !isfinite (scale) || scale <= 0)
    return refuse (KAB_RENDER_REFUSED, "no such page");
  poppler_page_get_size (page, &width, &height);
  width = MAX (1, round (width * scale));
  height = MAX (1, round (height * scale));
  if (width * height > KAB_RENDER_MOST_PIXELS)
    return refuse (KAB_RENDER_TOO_LARGE, "too many pixels");

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    result = refuse (KAB_RENDER_DAMAGED, cairo_status_to_string (cairo_surface_status (surface)));
  else
    {
      guint32 stride = (guint32) cairo_image_surface_get_stride (surface);
      GVariant *pixels = g_variant_new_fixed_array (
          G_VARIANT_TYPE_BYTE, cairo_image_surface_get_data (surface), (gsize) stride * (gsize) height, 1);

      result = answer (KAB_RENDER_OK,
                       g_variant_new ("(uuu@ay)", (guint32) width, (guint32) height, stride, pixels));
    }
  cairo_surface_destroy (surface);
  return result;
}

static GVariant *
read_text (guint32 index)
{
  g_autoptr (PopplerPage) page = get_page (index);
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  g_autofree PopplerRectangle *places = NULL;
  GVariantBuilder rects;
  guint n_places = 0;

  if (page == NULL)
    return refuse (KAB_RENDER_REFUSED, "no such page");
  text = poppler_page_get_text (page);
  valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  if (!poppler_page_get_text_layout (page, &places, &n_places)
      || g_utf8_strlen (valid, -1) != (glong) n_places)
    n_places = 0;

  g_variant_builder_init (&rects, G_VARIANT_TYPE ("a(dddd)"));
  for (guint i = 0; i < n_places; i++)
    g_variant_builder_add (&rects, "(dddd)", places[i].x1, places[i].y1, places[i].x2, places[i].y2);
  return answer (KAB_RENDER_OK, g_variant_new ("(sa(dddd))", valid, &rects));
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Printing some of the pages needs a document of just these: no printer setting does it for a finished PDF. */
static GVariant *
extract_pages (const guint32 *pages, gsize n_pages)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, all, 595, 842);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  for (gsize i = 0; i < n_pages; i++)
    {
      g_autoptr (PopplerPage) page = get_page (pages[i]);
      double width, height;

      if (page == NULL)
        continue;
      poppler_page_get_size (page, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      poppler_page_render_for_printing (page, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    return refuse (KAB_RENDER_DAMAGED, cairo_status_to_string (status));
  return answer (KAB_RENDER_OK, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, all->data, all->len, 1));
}

static GVariant *
serve (guint32 operation, GVariant *arguments)
{
  guint32 index;
  double scale;
  const guint32 *pages;
  gsize n_pages;

  switch (operation)
    {
    case KAB_RENDER_OPEN:
      return open_document ();
    case KAB_RENDER_PAGE:
      if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(ud)")))
        break;
      g_variant_get (arguments, "(ud)", &index, &scale);
      return draw_page (index, scale);
    case KAB_RENDER_TEXT:
      if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(u)")))
        break;
      g_variant_get (arguments, "(u)", &index);
      return read_text (index);
    case KAB_RENDER_EXTRACT:
      if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("au")))
        break;
      pages = g_variant_get_fixed_array (arguments, &n_pages, sizeof (guint32));
      if (n_pages > KAB_RENDER_MOST_PAGES)
        break;
      return extract_pages (pages, n_pages);
    default:
      break;
    }
  return refuse (KAB_RENDER_REFUSED, "no such operation");
}

/* FALSE ends the program: the other side has gone, or does not speak this language. */
static gboolean
serve_one (void)
{
  guint32 length;
  g_autofree guint8 *frame = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) request = NULL;
  g_autoptr (GVariant) arguments = NULL;
  g_autoptr (GVariant) reply = NULL;
  guint32 operation;

  if (!read_fully (STDIN_FILENO, &length, sizeof length))
    return FALSE;
  length = GUINT32_FROM_LE (length);
  if (length > KAB_RENDER_LONGEST_REQUEST)
    return FALSE;
  frame = g_malloc (length);
  if (!read_fully (STDIN_FILENO, frame, length))
    return FALSE;
  bytes = g_bytes_new_take (g_steal_pointer (&frame), length);
  request = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (KAB_RENDER_FRAME), bytes, FALSE));
  g_variant_get (request, KAB_RENDER_FRAME, &operation, &arguments);

  reply = g_variant_ref_sink (serve (operation, arguments));
  length = GUINT32_TO_LE ((guint32) g_variant_get_size (reply));
  return write_fully (STDOUT_FILENO, &length, sizeof length)
         && write_fully (STDOUT_FILENO, g_variant_get_data (reply), g_variant_get_size (reply));
}

int
main (int argc, char *argv[])
{
  kab_sandbox_enter ();
  while (serve_one ())
    ;
  g_clear_object (&document);
  return 0;
}
