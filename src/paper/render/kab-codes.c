/* kab-codes.c: what the QR codes on a picture say. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <zbar.h>

#include "kab-codes.h"

#define MOST_CODES 8
#define LONGEST_CODE 8192

/* Bytes as they stand in the code: its head says in which charset they are, no decoder can guess it. */
static void
collect (zbar_image_t *image, GPtrArray *found)
{
  for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol != NULL;
       symbol = zbar_symbol_next (symbol))
    {
      guint length = zbar_symbol_get_data_length (symbol);

      if (zbar_symbol_get_type (symbol) == ZBAR_QRCODE && length <= LONGEST_CODE && found->len < MOST_CODES)
        g_ptr_array_add (found, g_bytes_new (zbar_symbol_get_data (symbol), length));
    }
}

static void
scan (const KabPicture *picture, GPtrArray *found)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  /* A picture of a screen with dark paper. */
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, picture->width, picture->height);
  zbar_image_set_data (image, picture->pixels, (gulong) picture->width * picture->height, NULL);
  if (zbar_scan_image (scanner, image) > 0)
    collect (image, found);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
}

/**
 * kab_codes_find:
 * @picture: a picture
 *
 * Looks at the picture from afar first, where the noise of a photograph is gone, then closer.
 *
 * Returns: (transfer full) (element-type GBytes): what its codes say, none if it has none
 */
GPtrArray *
kab_codes_find (const KabPicture *picture)
{
  static const guint sides[] = { 900, 1800, 4000 };
  guint side = MAX (picture->width, picture->height);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gsize i = 0; found->len == 0 && i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (KabPicture) small = kab_picture_shrink (picture, sides[i]);

      scan (small, found);
      if (sides[i] >= side)
        break;
    }
  return found;
}
