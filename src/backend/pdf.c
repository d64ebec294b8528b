/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#define FONTS "Noto Sans, Adwaita Sans, Inter, DejaVu Sans, sans-serif"

struct _KabPdf
{
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoContext *context;
  GByteArray *bytes;
};

static cairo_status_t
take_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Glyphs are placed as the font was drawn, not as some screen would round them. */
static PangoContext *
build_context (cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

/**
 * kab_pdf_new:
 * @title: title of the document
 * @author: who issues it
 * @created: when, as ISO 8601; fixed, so that the same paper has the same bytes each time
 *
 * Returns: (transfer full): an empty page of A4
 */
KabPdf *
kab_pdf_new (const char *title, const char *author, const char *created)
{
  KabPdf *self = g_new0 (KabPdf, 1);

  self->bytes = g_byte_array_new ();
  self->surface
      = cairo_pdf_surface_create_for_stream (take_bytes, self->bytes, KAB_PDF_WIDTH, KAB_PDF_HEIGHT);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, author);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Kabinet");
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_MOD_DATE, created);
  self->cr = cairo_create (self->surface);
  self->context = build_context (self->cr);
  return self;
}

/**
 * kab_pdf_finish:
 * @self: (transfer full): a document
 *
 * Returns: (transfer full): the file
 */
GBytes *
kab_pdf_finish (KabPdf *self)
{
  GByteArray *bytes = self->bytes;

  g_object_unref (self->context);
  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  cairo_surface_destroy (self->surface);
  g_free (self);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * kab_pdf_get_cairo:
 * @self: a document
 *
 * Returns: (transfer none): for what is not text and lines
 */
cairo_t *
kab_pdf_get_cairo (KabPdf *self)
{
  return self->cr;
}

/**
 * kab_pdf_next_page:
 * @self: a document
 *
 * Begins a new page.
 */
void
kab_pdf_next_page (KabPdf *self)
{
  cairo_show_page (self->cr);
}

static PangoLayout *
build_layout (KabPdf *self, const KabPdfStyle *style, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, FONTS);
  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  if (style->width > 0)
    {
      pango_layout_set_width (layout, (int) (style->width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (layout, -MAX (style->lines, 1));
    }
  return layout;
}

/**
 * kab_pdf_text:
 * @self: a document
 * @x: left edge, right edge or middle, as the style aligns
 * @y: upper edge
 * @style: how it looks
 * @text: the text
 *
 * Returns: how high it is
 */
double
kab_pdf_text (KabPdf *self, double x, double y, const KabPdfStyle *style, const char *text)
{
  g_autoptr (PangoLayout) layout = build_layout (self, style, text);
  PangoRectangle extents;
  double width;

  pango_layout_get_extents (layout, NULL, &extents);
  width = (double) extents.width / PANGO_SCALE;
  if (style->align == KAB_PDF_RIGHT)
    x -= width;
  else if (style->align == KAB_PDF_CENTRE)
    x -= width / 2;
  cairo_set_source_rgb (self->cr, style->grey, style->grey, style->grey);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
  return (double) extents.height / PANGO_SCALE;
}

/**
 * kab_pdf_rule:
 * @self: a document
 * @x1: left end
 * @y: height
 * @x2: right end
 * @grey: 0 is black
 * @width: of the line
 */
void
kab_pdf_rule (KabPdf *self, double x1, double y, double x2, double grey, double width)
{
  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_set_line_width (self->cr, width);
  cairo_move_to (self->cr, x1, y);
  cairo_line_to (self->cr, x2, y);
  cairo_stroke (self->cr);
}

/**
 * kab_pdf_dashes:
 * @self: a document
 * @x1: left end
 * @y: height
 * @x2: right end
 *
 * Draws the line to cut along.
 */
void
kab_pdf_dashes (KabPdf *self, double x1, double y, double x2)
{
  static const double dashes[] = { 4, 3 };

  cairo_set_dash (self->cr, dashes, G_N_ELEMENTS (dashes), 0);
  kab_pdf_rule (self, x1, y, x2, 0.5, 0.7);
  cairo_set_dash (self->cr, NULL, 0, 0);
}

/**
 * kab_pdf_box:
 * @self: a document
 * @x: left edge
 * @y: upper edge
 * @width: its width
 * @height: its height
 * @grey: what it is filled with
 */
void
kab_pdf_box (KabPdf *self, double x, double y, double width, double height, double grey)
{
  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
}
