/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "qr.h"

#include <qrencode.h>
#include <string.h>

/* The margin that the standard asks for, in modules. */
#define MARGIN 4

/**
 * kab_qr_draw:
 * @cr: where to draw
 * @text: what the symbol says, in UTF-8
 * @x: left edge of the black
 * @y: its upper edge
 * @side: its width and height; the white margin is drawn around it
 *
 * Draws @text as one segment of bytes with error correction M: what guesses at segments breaks Cyrillic.
 *
 * Returns: whether it fits into a symbol
 */
gboolean
kab_qr_draw (cairo_t *cr, const char *text, double x, double y, double side)
{
  QRcode *code = QRcode_encodeData ((int) strlen (text), (const unsigned char *) text, 0, QR_ECLEVEL_M);
  double module;

  if (code == NULL)
    return FALSE;
  module = side / code->width;
  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x - MARGIN * module, y - MARGIN * module, side + 2 * MARGIN * module,
                   side + 2 * MARGIN * module);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width; column++)
      if (code->data[row * code->width + column] & 1)
        cairo_rectangle (cr, x + column * module, y + row * module, module, module);
  cairo_fill (cr);
  cairo_restore (cr);
  QRcode_free (code);
  return TRUE;
}
