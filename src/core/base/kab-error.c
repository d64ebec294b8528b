/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-error.h"

#include <gio/gio.h>

/* This folder does not link libdex, so its error goes by name and number; a test holds both. */
#define DEX_ERROR_NAME "dex-error"
#define DEX_ERROR_FIBER_CANCELLED 10

/**
 * kab_error_is_cancelled:
 * @error: (nullable): an error
 *
 * Work that was cancelled because nobody needs it any more ends with an error that is no news for
 * anybody.
 *
 * Returns: whether @error only says that something was cancelled
 */
gboolean
kab_error_is_cancelled (const GError *error)
{
  if (error == NULL)
    return FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  return g_error_matches (error, g_quark_try_string (DEX_ERROR_NAME), DEX_ERROR_FIBER_CANCELLED);
}
