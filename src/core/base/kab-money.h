/* kab-money.h: an amount in whole minor units and its currency; never a floating-point number. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KAB_TYPE_MONEY (kab_money_get_type ())

typedef struct
{
  gint64 minor;     /* kopecks, cents: hundredths */
  char currency[4]; /* ISO 4217 */
} KabMoney;

#define KAB_MONEY_ERROR (kab_money_error_quark ())

typedef enum
{
  KAB_MONEY_ERROR_SYNTAX,    /* not an amount */
  KAB_MONEY_ERROR_AMBIGUOUS, /* "1,234": a thousand or a bit more than one? */
  KAB_MONEY_ERROR_DECIMALS,  /* more decimals than the currency has */
  KAB_MONEY_ERROR_OVERFLOW,  /* more than can be counted */
  KAB_MONEY_ERROR_CURRENCY,  /* amounts of two currencies cannot be added */
} KabMoneyError;

GType kab_money_get_type (void);
GQuark kab_money_error_quark (void);

KabMoney *kab_money_new (gint64 minor, const char *currency);
KabMoney *kab_money_copy (const KabMoney *money);
void kab_money_free (KabMoney *money);

gboolean kab_currency_is_valid (const char *currency);
int kab_currency_get_decimals (const char *currency);
const char *kab_currency_get_sign (const char *currency);

char *kab_money_format (const KabMoney *money);
char *kab_money_format_plain (const KabMoney *money);
char *kab_money_format_decimal (const KabMoney *money);
KabMoney *kab_money_parse (const char *text, const char *currency, GError **error);
KabMoney *kab_money_add (const KabMoney *a, const KabMoney *b, GError **error);
gboolean kab_money_equal (const KabMoney *a, const KabMoney *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabMoney, kab_money_free)

G_END_DECLS
