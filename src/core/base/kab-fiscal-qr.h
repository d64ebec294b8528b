/* kab-fiscal-qr.h: the code on a Russian fiscal receipt (54-FZ). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-money.h"

G_BEGIN_DECLS

typedef enum
{
  KAB_FISCAL_SALE = 1,
  KAB_FISCAL_SALE_RETURN = 2,
  KAB_FISCAL_PURCHASE = 3,
  KAB_FISCAL_PURCHASE_RETURN = 4,
} KabFiscalOperation;

typedef struct
{
  char *time;     /* at the place of sale, without zone: "20190418T211655" */
  gint64 total;   /* kopecks */
  char *storage;  /* fn, 16 digits */
  char *document; /* i */
  char *sign;     /* fp, with the zeros that may have been lost before it */
  KabFiscalOperation operation;
} KabFiscalQr;

#define KAB_FISCAL_QR_ERROR (kab_fiscal_qr_error_quark ())

typedef enum
{
  KAB_FISCAL_QR_ERROR_MISSING, /* a part is not there */
  KAB_FISCAL_QR_ERROR_VALUE,   /* a part breaks its rule */
} KabFiscalQrError;

GQuark kab_fiscal_qr_error_quark (void);

KabFiscalQr *kab_fiscal_qr_read (const char *text, GError **error);
void kab_fiscal_qr_free (KabFiscalQr *self);
char *kab_fiscal_qr_dup_identity (const KabFiscalQr *self);
gboolean kab_fiscal_qr_matches (const KabFiscalQr *self, gint64 total, GDateTime *at, gboolean refund);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFiscalQr, kab_fiscal_qr_free)

G_END_DECLS
