/* kab-picture-code.h: the code on a picture of a paper receipt. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "kab-payment-qr.h"

G_BEGIN_DECLS

/**
 * KabPictureCodeError:
 * @KAB_PICTURE_CODE_ERROR_NO_PICTURE: neither a picture nor a document
 * @KAB_PICTURE_CODE_ERROR_TOO_LARGE: a file too large to be looked at
 * @KAB_PICTURE_CODE_ERROR_NO_CODE: no code was found on it
 * @KAB_PICTURE_CODE_ERROR_OTHER_CODE: a code, but none that pays
 */
typedef enum
{
  KAB_PICTURE_CODE_ERROR_NO_PICTURE,
  KAB_PICTURE_CODE_ERROR_TOO_LARGE,
  KAB_PICTURE_CODE_ERROR_NO_CODE,
  KAB_PICTURE_CODE_ERROR_OTHER_CODE,
} KabPictureCodeError;

#define KAB_PICTURE_CODE_ERROR (kab_picture_code_error_quark ())
GQuark kab_picture_code_error_quark (void);

#define KAB_PICTURE_CODE_LIMIT (15 * 1024 * 1024)

DexFuture *kab_picture_code_read_all (GBytes *picture) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *kab_picture_code_read_payment (GBytes *picture) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
