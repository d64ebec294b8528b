/* kab-picture-code.c: the code on a picture of a paper receipt. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-fiber.h"
#include "kab-picture-code.h"
#include "kab-render-process.h"

G_DEFINE_QUARK (kab-picture-code-error-quark, kab_picture_code_error)

typedef struct
{
  GBytes *picture;
  gboolean payment;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->picture);
  g_free (job);
}

static GError *
complain (KabPictureCodeError code)
{
  switch (code)
    {
    case KAB_PICTURE_CODE_ERROR_TOO_LARGE:
      return g_error_new (KAB_PICTURE_CODE_ERROR, code, _ ("The picture is too large."));
    case KAB_PICTURE_CODE_ERROR_NO_CODE:
      return g_error_new (KAB_PICTURE_CODE_ERROR, code,
                          _ ("There is no QR code on the picture, or it is not sharp enough."));
    case KAB_PICTURE_CODE_ERROR_OTHER_CODE:
      return g_error_new (KAB_PICTURE_CODE_ERROR, code,
                          _ ("The QR code on the picture is not of a receipt."));
    case KAB_PICTURE_CODE_ERROR_NO_PICTURE:
      break;
    }
  return g_error_new (KAB_PICTURE_CODE_ERROR, KAB_PICTURE_CODE_ERROR_NO_PICTURE,
                      _ ("This is not a picture that can be read. PNG, JPEG and PDF can."));
}

/* What the helper could not read is told in words about pictures. */
static GError *
translate (const GError *error)
{
  if (g_error_matches (error, KAB_RENDER_ERROR, KAB_RENDER_ERROR_TOO_LARGE))
    return complain (KAB_PICTURE_CODE_ERROR_TOO_LARGE);
  if (error == NULL || g_error_matches (error, KAB_RENDER_ERROR, KAB_RENDER_ERROR_DAMAGED))
    return complain (KAB_PICTURE_CODE_ERROR_NO_PICTURE);
  return g_error_copy (error);
}

/* The first code that asks for a payment. */
static DexFuture *
choose_payment (GVariant *codes)
{
  for (gsize i = 0; i < g_variant_n_children (codes); i++)
    {
      g_autoptr (GVariant) code = g_variant_get_child_value (codes, i);
      g_autoptr (KabPaymentQr) payment = NULL;
      gsize length;
      const char *data = g_variant_get_fixed_array (code, &length, 1);

      payment = kab_payment_qr_read (data, length, NULL);
      if (payment != NULL)
        return dex_future_new_take_object (g_steal_pointer (&payment));
    }
  return dex_future_new_for_error (complain (KAB_PICTURE_CODE_ERROR_OTHER_CODE));
}

static DexFuture *
read_fiber (gpointer data)
{
  Job *job = data;
  g_autofree char *program = kab_render_process_find_program ();
  g_autoptr (KabRenderProcess) process = NULL;
  g_autoptr (GVariant) codes = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (g_bytes_get_size (job->picture) > KAB_PICTURE_CODE_LIMIT)
    return dex_future_new_for_error (complain (KAB_PICTURE_CODE_ERROR_TOO_LARGE));
  process = kab_render_process_start (program, NULL, job->picture, &error);
  if (process == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  codes = kab_render_process_ask (process, KAB_RENDER_CODES, g_variant_new ("()"), &error);
  if (codes == NULL)
    return dex_future_new_for_error (translate (error));
  if (g_variant_n_children (codes) == 0)
    return dex_future_new_for_error (complain (KAB_PICTURE_CODE_ERROR_NO_CODE));
  if (job->payment)
    return choose_payment (codes);
  g_value_init (&value, G_TYPE_VARIANT);
  g_value_take_variant (&value, g_steal_pointer (&codes));
  return dex_future_new_for_value (&value);
}

static DexFuture *
start (GBytes *picture, gboolean payment)
{
  Job *job = g_new0 (Job, 1);

  job->picture = g_bytes_ref (picture);
  job->payment = payment;
  return kab_fiber_spawn (read_fiber, job, job_free);
}

/**
 * kab_picture_code_read_all:
 * @picture: a PNG, JPEG or PDF, from wherever
 *
 * The picture is opened by the helper, never by this process (G2).
 *
 * Returns: (transfer full): a future that resolves to a #GVariant of type aay, the bytes of each QR code, or
 *   rejects with %KAB_PICTURE_CODE_ERROR or %KAB_RENDER_ERROR
 */
DexFuture *
kab_picture_code_read_all (GBytes *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return start (picture, FALSE);
}

/**
 * kab_picture_code_read_payment:
 * @picture: a PNG, JPEG or PDF, from wherever
 *
 * Returns: (transfer full): a future that resolves to the #KabPaymentQr of a paper receipt, or rejects with
 *   %KAB_PICTURE_CODE_ERROR or %KAB_RENDER_ERROR
 */
DexFuture *
kab_picture_code_read_payment (GBytes *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return start (picture, TRUE);
}
