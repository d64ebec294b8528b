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

GType kab_money_get_type (void);

KabMoney *kab_money_new (gint64 minor, const char *currency);
KabMoney *kab_money_copy (const KabMoney *money);
void kab_money_free (KabMoney *money);

gboolean kab_currency_is_valid (const char *currency);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabMoney, kab_money_free)

G_END_DECLS
