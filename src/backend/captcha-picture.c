/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "captcha-picture.h"

#include <cairo.h>
#include <math.h>

#include "secrets.h"

/* The wave that the whole text is bent along. */
typedef struct
{
  double height;
  double length;
  double phase;
} Wave;

static double
random_between (double low, double high)
{
  return low + (high - low) * kab_secrets_uniform (10000) / 10000.0;
}

static void
bend (const Wave *wave, double *x, double *y)
{
  double bent_y = *y + wave->height * sin (*x / wave->length + wave->phase);

  *x += 0.6 * wave->height * sin (*y / wave->length * 1.7 + wave->phase);
  *y = bent_y;
}

/* Points lie close together on a flat path, so that bending them bends the lines. */
static void
bend_path (cairo_t *cr, const Wave *wave)
{
  cairo_path_t *path = cairo_copy_path_flat (cr);

  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    for (int j = 1; j < path->data[i].header.length; j++)
      bend (wave, &path->data[i + j].point.x, &path->data[i + j].point.y);
  cairo_new_path (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
}

static void
add_letter (cairo_t *cr, char letter, double x)
{
  const char text[2] = { letter, '\0' };
  cairo_text_extents_t extents;

  cairo_set_font_size (cr, random_between (34, 40));
  cairo_text_extents (cr, text, &extents);
  cairo_save (cr);
  cairo_translate (cr, x, KAB_CAPTCHA_HEIGHT / 2.0 + random_between (-4, 4));
  cairo_rotate (cr, random_between (-0.25, 0.25));
  cairo_move_to (cr, -extents.width / 2 - extents.x_bearing, -extents.height / 2 - extents.y_bearing);
  cairo_text_path (cr, text);
  cairo_restore (cr);
}

static void
draw_text (cairo_t *cr, const char *text)
{
  const Wave wave = { random_between (3, 5), random_between (22, 32), random_between (0, 6.28) };
  const double place = (KAB_CAPTCHA_WIDTH - 20.0) / (double) strlen (text);

  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_tolerance (cr, 0.02);
  for (gsize i = 0; text[i] != '\0'; i++)
    add_letter (cr, text[i], 10 + place * ((double) i + 0.5));
  bend_path (cr, &wave);
  cairo_set_source_rgb (cr, 0.16, 0.18, 0.24);
  cairo_fill (cr);
}

/* Thin lines across, lighter than the letters, cost a reader nothing. */
static void
draw_lines (cairo_t *cr)
{
  cairo_set_line_width (cr, 1.6);
  for (int i = 0; i < 4; i++)
    {
      cairo_move_to (cr, 0, random_between (0, KAB_CAPTCHA_HEIGHT));
      cairo_curve_to (cr, random_between (40, 80), random_between (0, KAB_CAPTCHA_HEIGHT),
                      random_between (120, 160), random_between (0, KAB_CAPTCHA_HEIGHT), KAB_CAPTCHA_WIDTH,
                      random_between (0, KAB_CAPTCHA_HEIGHT));
      cairo_set_source_rgb (cr, random_between (0.45, 0.65), random_between (0.45, 0.65),
                            random_between (0.5, 0.7));
      cairo_stroke (cr);
    }
}

static void
draw_dots (cairo_t *cr)
{
  for (int i = 0; i < 120; i++)
    {
      cairo_arc (cr, random_between (0, KAB_CAPTCHA_WIDTH), random_between (0, KAB_CAPTCHA_HEIGHT),
                 random_between (0.5, 1.3), 0, 6.2832);
      cairo_set_source_rgba (cr, 0.2, 0.25, 0.35, random_between (0.2, 0.5));
      cairo_fill (cr);
    }
}

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * kab_captcha_picture_draw:
 * @text: a few ASCII characters
 *
 * Returns: (transfer full): a PNG
 */
GBytes *
kab_captcha_picture_draw (const char *text)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, KAB_CAPTCHA_WIDTH, KAB_CAPTCHA_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();

  cairo_set_source_rgb (cr, 0.95, 0.96, 0.98);
  cairo_paint (cr);
  draw_lines (cr);
  draw_text (cr, text);
  draw_dots (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append, png);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}
