/* kabinet-render: opens one document, which nobody trusts, in a process that can do nothing else. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <math.h>
#include <poppler.h>
#include <string.h>
#include <unistd.h>

#include "kab-codes.h"
#include "kab-merge.h"
#include "kab-render-protocol.h"
#include "kab-sandbox.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)

#define LONGEST_DOCUMENT (16 * 1024 * 1024)
#define CPU_SECONDS 5
/* Ten years of receipts. */
#define MERGE_CPU_SECONDS 60
/* A code stands on the first pages of a receipt, and 200 dots an inch are enough for it. */
#define CODE_PAGES 3
#define CODE_SCALE (200.0 / 72.0)

static PopplerDocument *document;
static KabMerge *merge;

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

static PopplerDocument *
parse (GBytes *bytes, GVariant **refusal)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *parsed = poppler_document_new_from_bytes (bytes, NULL, &error);
  int pages;

  if (parsed == NULL)
    {
      *refusal
          = refuse (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? KAB_RENDER_ENCRYPTED
                                                                                    : KAB_RENDER_DAMAGED,
                    error->message);
      return NULL;
    }
  pages = poppler_document_get_n_pages (parsed);
  if (pages >= 1 && pages <= KAB_RENDER_MOST_PAGES)
    return parsed;
  *refusal
      = pages < 1 ? refuse (KAB_RENDER_DAMAGED, "no pages") : refuse (KAB_RENDER_TOO_LARGE, "too many pages");
  g_object_unref (parsed);
  return NULL;
}

static gboolean
has_size (PopplerPage *page, double *width, double *height)
{
  *width = *height = 0;
  if (page != NULL)
    poppler_page_get_size (page, width, height);
  return *width >= 1 && *height >= 1 && *width < 20000 && *height < 20000;
}

static GVariant *
open_document (void)
{
  g_autoptr (GBytes) bytes = NULL;
  GVariant *refusal = NULL;
  GVariantBuilder sizes;
  int pages;

  if (document != NULL)
    return refuse (KAB_RENDER_REFUSED, "already open");
  bytes = read_document ();
  document = parse (bytes, &refusal);
  if (document == NULL)
    return refusal;
  pages = poppler_document_get_n_pages (document);
  g_variant_builder_init (&sizes, G_VARIANT_TYPE ("a(dd)"));
  for (int i = 0; i < pages; i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      double width, height;

      if (!has_size (page, &width, &height))
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

static GVariant *
answer_bytes (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return answer (KAB_RENDER_OK, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, length, 1));
}

static GVariant *
finish (KabMerge *drawn)
{
  g_autoptr (GBytes) bytes = kab_merge_finish (drawn);

  return bytes != NULL ? answer_bytes (bytes) : refuse (KAB_RENDER_DAMAGED, "cannot be drawn");
}

/* Printing some of the pages needs a document of just these: no printer setting does it for a finished PDF. */
static GVariant *
extract_pages (const guint32 *pages, gsize n_pages)
{
  KabMerge *part = kab_merge_new ();

  for (gsize i = 0; i < n_pages; i++)
    {
      g_autoptr (PopplerPage) page = get_page (pages[i]);

      if (page != NULL)
        kab_merge_add_page (part, page);
    }
  return finish (part);
}

/* All pages of a document or, where one cannot be had, none of them. */
static GVariant *
add_document (GVariant *argument)
{
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (argument);
  g_autoptr (PopplerDocument) added = NULL;
  GVariant *refusal = NULL;
  double width, height;
  int pages;

  added = parse (bytes, &refusal);
  if (added == NULL)
    return refusal;
  if (merge == NULL)
    merge = kab_merge_new ();
  pages = poppler_document_get_n_pages (added);
  if (kab_merge_get_n_pages (merge) + (guint) pages > KAB_RENDER_MOST_MERGED_PAGES)
    return refuse (KAB_RENDER_TOO_LARGE, "too many pages together");
  for (int i = 0; i < pages; i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (added, i);

      if (!has_size (page, &width, &height))
        return refuse (KAB_RENDER_DAMAGED, "a page without a size");
    }
  for (int i = 0; i < pages; i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (added, i);

      if (!kab_merge_add_page (merge, page))
        return refuse (KAB_RENDER_DAMAGED, "cannot be drawn");
    }
  return answer (KAB_RENDER_OK, g_variant_new_uint32 ((guint32) pages));
}

static GVariant *
finish_merge (void)
{
  if (merge == NULL)
    return refuse (KAB_RENDER_REFUSED, "nothing was added");
  return finish (g_steal_pointer (&merge));
}

static cairo_surface_t *
draw_grey (PopplerPage *page, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * CODE_SCALE),
                                                         (int) (height * CODE_SCALE));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, CODE_SCALE, CODE_SCALE);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static GPtrArray *
find_on_pages (PopplerDocument *scanned)
{
  GPtrArray *found = NULL;

  for (int i = 0;
       (found == NULL || found->len == 0) && i < MIN (CODE_PAGES, poppler_document_get_n_pages (scanned));
       i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (scanned, i);
      double width, height;
      cairo_surface_t *surface;

      if (!has_size (page, &width, &height)
          || width * height * CODE_SCALE * CODE_SCALE > KAB_RENDER_MOST_PIXELS)
        continue;
      surface = draw_grey (page, width, height);
      if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
        {
          g_autoptr (KabPicture) picture = kab_picture_new_for_surface (surface);

          g_clear_pointer (&found, g_ptr_array_unref);
          found = kab_codes_find (picture);
        }
      cairo_surface_destroy (surface);
    }
  return found;
}

static GVariant *
answer_codes (GPtrArray *found)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (found, i), &length);

      g_variant_builder_add_value (&builder,
                                   g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, length, 1));
    }
  return answer (KAB_RENDER_OK, g_variant_builder_end (&builder));
}

/* A photograph of a receipt, or a scan of it as a document. */
static GVariant *
read_codes (void)
{
  g_autoptr (GBytes) bytes = read_document ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (KabPicture) picture = NULL;
  g_autoptr (PopplerDocument) scanned = NULL;
  g_autoptr (GPtrArray) found = NULL;
  KabRenderStatus status;
  GVariant *refusal = NULL;

  if (length > 5 && memcmp (data, "%PDF-", 5) == 0)
    {
      scanned = parse (bytes, &refusal);
      if (scanned == NULL)
        return refusal;
      found = find_on_pages (scanned);
      return answer_codes (found);
    }
  picture = kab_picture_read (data, length, &status);
  if (picture == NULL)
    return refuse (status, "no picture");
  found = kab_codes_find (picture);
  return answer_codes (found);
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
    case KAB_RENDER_ADD:
      if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE_BYTESTRING))
        break;
      return add_document (arguments);
    case KAB_RENDER_FINISH:
      return finish_merge ();
    case KAB_RENDER_CODES:
      return read_codes ();
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
  kab_sandbox_enter (argc > 1 && g_str_equal (argv[1], KAB_RENDER_MODE_MERGE) ? MERGE_CPU_SECONDS
                                                                              : CPU_SECONDS);
  while (serve_one ())
    ;
  g_clear_object (&document);
  return 0;
}
