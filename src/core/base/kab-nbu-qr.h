/* kab-nbu-qr.h: the Ukrainian payment code by the rules of the National Bank, versions 001 to 003. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-money.h"

G_BEGIN_DECLS

/* The lines of a code that mean something, in their order. */
typedef enum
{
  KAB_NBU_QR_VERSION = 1,  /* "001" to "003" */
  KAB_NBU_QR_CHARSET = 2,  /* "1" UTF-8, "2" windows-1251 */
  KAB_NBU_QR_FUNCTION = 3, /* "UCT"; in version 003 also "ICT" and "XCT" */
  KAB_NBU_QR_RECIPIENT_ID = 4,
  KAB_NBU_QR_PAYEE = 5,
  KAB_NBU_QR_IBAN = 6,
  KAB_NBU_QR_AMOUNT = 7,     /* "UAH" and the amount with a point */
  KAB_NBU_QR_PAYEE_CODE = 8, /* EDRPOU or tax number */
  KAB_NBU_QR_CATEGORY = 9,   /* the rest up to PURPOSE, and from LOCK on: only in version 003 */
  KAB_NBU_QR_REFERENCE = 10,
  KAB_NBU_QR_PURPOSE = 11,
  KAB_NBU_QR_DISPLAY = 12,
  KAB_NBU_QR_LOCK = 13,
  KAB_NBU_QR_VALID_UNTIL = 14,
  KAB_NBU_QR_CREATED = 15,
  KAB_NBU_QR_SIGNATURE = 16,
} KabNbuQrLine;

#define KAB_NBU_QR_N_LINES 17

#define KAB_TYPE_NBU_QR (kab_nbu_qr_get_type ())
G_DECLARE_FINAL_TYPE (KabNbuQr, kab_nbu_qr, KAB, NBU_QR, GObject)

#define KAB_NBU_QR_ERROR (kab_nbu_qr_error_quark ())

typedef enum
{
  KAB_NBU_QR_ERROR_HEAD,    /* not such a code at all */
  KAB_NBU_QR_ERROR_BASE64,  /* what follows the prefix is not base64url */
  KAB_NBU_QR_ERROR_CHARSET, /* the bytes are not in the charset that they name */
  KAB_NBU_QR_ERROR_LINES,   /* too few lines, or too many */
  KAB_NBU_QR_ERROR_VALUE,   /* a line breaks its rule */
} KabNbuQrError;

GQuark kab_nbu_qr_error_quark (void);

KabNbuQr *kab_nbu_qr_new (const char *version);
KabNbuQr *kab_nbu_qr_read (const char *data, gsize length, GError **error);

const char *kab_nbu_qr_get (KabNbuQr *self, KabNbuQrLine line);
void kab_nbu_qr_set (KabNbuQr *self, KabNbuQrLine line, const char *value);
KabMoney *kab_nbu_qr_dup_amount (KabNbuQr *self);
gboolean kab_nbu_qr_set_amount (KabNbuQr *self, const KabMoney *amount);

gboolean kab_nbu_qr_check (KabNbuQr *self, GError **error);
char *kab_nbu_qr_write (KabNbuQr *self, const char *prefix, GError **error);

G_END_DECLS
