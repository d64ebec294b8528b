/* kab-picture.c: a photograph or a scan as shades of grey. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "kab-picture.h"

/* What a camera makes, and more; a PNG takes four bytes a pixel while it is read. */
#define MOST_PNG_PIXELS (50 * 1000 * 1000)
#define MOST_JPEG_SIDE 30000
/* A photograph is read no larger than this: codes are not that small. */
#define ENOUGH_PIXELS (12 * 1000 * 1000)

typedef struct
{
  struct jpeg_error_mgr manager;
  jmp_buf away;
} JpegError;

typedef struct
{
  const guint8 *data;
  gsize left;
} Source;

/**
 * kab_picture_free:
 * @self: (nullable): a picture
 */
void
kab_picture_free (KabPicture *self)
{
  if (self == NULL)
    return;
  g_free (self->pixels);
  g_free (self);
}

static KabPicture *
picture_new (guint width, guint height)
{
  KabPicture *self = g_new0 (KabPicture, 1);

  self->width = width;
  self->height = height;
  self->pixels = g_malloc_n (width, height);
  return self;
}

/**
 * kab_picture_new_for_surface:
 * @surface: an image surface of ARGB or RGB
 *
 * Returns: (transfer full): the same in grey, on white
 */
KabPicture *
kab_picture_new_for_surface (cairo_surface_t *surface)
{
  guint width = (guint) cairo_image_surface_get_width (surface);
  guint height = (guint) cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  gboolean opaque = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24;
  const guint8 *rows = cairo_image_surface_get_data (surface);
  KabPicture *self = picture_new (width, height);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint32 pixel;
        guint red, green, blue, alpha;

        memcpy (&pixel, rows + y * stride + 4 * x, sizeof pixel);
        alpha = opaque ? 255 : pixel >> 24;
        red = (pixel >> 16) & 255;
        green = (pixel >> 8) & 255;
        blue = pixel & 255;
        self->pixels[(gsize) y * width + x]
            = (guint8) MIN ((red * 77 + green * 151 + blue * 28) / 256 + 255 - alpha, 255);
      }
  return self;
}

static void
jpeg_failed (j_common_ptr info)
{
  longjmp (((JpegError *) info->err)->away, 1);
}

static void
jpeg_said (j_common_ptr info)
{
}

static void
choose_scale (struct jpeg_decompress_struct *info)
{
  info->scale_num = 8;
  info->scale_denom = 8;
  while (info->scale_num > 1
         && (guint64) info->image_width * info->scale_num / 8 * info->image_height * info->scale_num / 8
                > ENOUGH_PIXELS)
    info->scale_num /= 2;
}

/* What libjpeg finds wrong ends in a jump back here, so nothing that it needs may live in a register. */
static KabPicture *
read_jpeg (const guint8 *data, gsize length)
{
  struct jpeg_decompress_struct info;
  JpegError error;
  KabPicture *volatile picture = NULL;

  info.err = jpeg_std_error (&error.manager);
  error.manager.error_exit = jpeg_failed;
  error.manager.output_message = jpeg_said;
  if (setjmp (error.away) != 0)
    {
      jpeg_destroy_decompress (&info);
      kab_picture_free (picture);
      return NULL;
    }
  jpeg_create_decompress (&info);
  jpeg_mem_src (&info, data, length);
  jpeg_read_header (&info, TRUE);
  if (info.image_width > MOST_JPEG_SIDE || info.image_height > MOST_JPEG_SIDE)
    longjmp (error.away, 1);
  info.out_color_space = JCS_GRAYSCALE;
  choose_scale (&info);
  jpeg_start_decompress (&info);
  picture = picture_new (info.output_width, info.output_height);
  while (info.output_scanline < info.output_height)
    {
      JSAMPROW row = picture->pixels + (gsize) info.output_scanline * info.output_width;

      jpeg_read_scanlines (&info, &row, 1);
    }
  jpeg_finish_decompress (&info);
  jpeg_destroy_decompress (&info);
  return picture;
}

static cairo_status_t
take_bytes (void *closure, unsigned char *data, unsigned int length)
{
  Source *source = closure;

  if (source->left < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, source->data, length);
  source->data += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
read_big_endian (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return GUINT32_FROM_BE (value);
}

static KabPicture *
read_png (const guint8 *data, gsize length, KabRenderStatus *status)
{
  Source source = { data, length };
  cairo_surface_t *surface;
  KabPicture *picture = NULL;
  guint64 width, height;

  if (length < 24)
    return NULL;
  width = read_big_endian (data + 16);
  height = read_big_endian (data + 20);
  if (width * height > MOST_PNG_PIXELS)
    {
      *status = KAB_RENDER_TOO_LARGE;
      return NULL;
    }
  surface = cairo_image_surface_create_from_png_stream (take_bytes, &source);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS
      && (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32
          || cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24))
    picture = kab_picture_new_for_surface (surface);
  cairo_surface_destroy (surface);
  return picture;
}

/**
 * kab_picture_read:
 * @data: a PNG or a JPEG
 * @length: how many bytes
 * @status: (out): why there is no picture
 *
 * Returns: (transfer full) (nullable): the picture
 */
KabPicture *
kab_picture_read (const guint8 *data, gsize length, KabRenderStatus *status)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };

  *status = KAB_RENDER_DAMAGED;
  if (length > sizeof png && memcmp (data, png, sizeof png) == 0)
    return read_png (data, length, status);
  if (length > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0)
    return read_jpeg (data, length);
  return NULL;
}

/**
 * kab_picture_shrink:
 * @self: a picture
 * @longest: how long its longer side may be
 *
 * Returns: (transfer full): a picture of that size, every pixel the mean of those that it stands for; a copy
 *   where the picture is not larger
 */
KabPicture *
kab_picture_shrink (const KabPicture *self, guint longest)
{
  guint side = MAX (self->width, self->height);
  KabPicture *small;

  longest = MIN (longest, side);
  small = picture_new (MAX (1, (guint) ((guint64) self->width * longest / side)),
                       MAX (1, (guint) ((guint64) self->height * longest / side)));
  for (guint y = 0; y < small->height; y++)
    {
      guint top = (guint) ((guint64) y * self->height / small->height);
      guint bottom = MAX (top + 1, (guint) ((guint64) (y + 1) * self->height / small->height));

      for (guint x = 0; x < small->width; x++)
        {
          guint left = (guint) ((guint64) x * self->width / small->width);
          guint right = MAX (left + 1, (guint) ((guint64) (x + 1) * self->width / small->width));
          guint sum = 0;

          for (guint j = top; j < bottom; j++)
            for (guint i = left; i < right; i++)
              sum += self->pixels[(gsize) j * self->width + i];
          small->pixels[(gsize) y * small->width + x] = (guint8) (sum / ((bottom - top) * (right - left)));
        }
    }
  return small;
}
