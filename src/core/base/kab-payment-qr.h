/* kab-payment-qr.h: the Russian payment code ST00012 (GOST R 56042-2014), read and written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-money.h"

G_BEGIN_DECLS

#define KAB_TYPE_PAYMENT_QR (kab_payment_qr_get_type ())
G_DECLARE_FINAL_TYPE (KabPaymentQr, kab_payment_qr, KAB, PAYMENT_QR, GObject)

#define KAB_PAYMENT_QR_ERROR (kab_payment_qr_error_quark ())

typedef enum
{
  KAB_PAYMENT_QR_ERROR_HEAD,    /* not a payment code at all */
  KAB_PAYMENT_QR_ERROR_CHARSET, /* the bytes are not in the charset that the head names */
  KAB_PAYMENT_QR_ERROR_SYNTAX,  /* not Name=value */
  KAB_PAYMENT_QR_ERROR_MISSING, /* a required field is not there */
  KAB_PAYMENT_QR_ERROR_VALUE,   /* a field breaks its rule */
  KAB_PAYMENT_QR_ERROR_LENGTH,  /* the required fields take more than 300 bytes */
} KabPaymentQrError;

GQuark kab_payment_qr_error_quark (void);

KabPaymentQr *kab_payment_qr_new (void);
KabPaymentQr *kab_payment_qr_read (const char *data, gsize length, GError **error);

const char *kab_payment_qr_get (KabPaymentQr *self, const char *name);
void kab_payment_qr_set (KabPaymentQr *self, const char *name, const char *value);
KabMoney *kab_payment_qr_dup_sum (KabPaymentQr *self);
gboolean kab_payment_qr_set_sum (KabPaymentQr *self, const KabMoney *sum);

gboolean kab_payment_qr_check (KabPaymentQr *self, GError **error);
char **kab_payment_qr_dup_warnings (KabPaymentQr *self);
char *kab_payment_qr_write (KabPaymentQr *self, GError **error);

G_END_DECLS
