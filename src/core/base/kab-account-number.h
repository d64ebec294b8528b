/* kab-account-number.h: numbers of personal accounts: text, never a number. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KAB_ACCOUNT_NUMBER_OWN,      /* of one organisation, by its own rules */
  KAB_ACCOUNT_NUMBER_UNIFIED,  /* unified account of the housing system (ЕЛС) */
  KAB_ACCOUNT_NUMBER_SERVICE,  /* id of a housing service (ИЖКУ) */
  KAB_ACCOUNT_NUMBER_DOCUMENT, /* id of a payment document */
} KabAccountNumberKind;

char *kab_account_number_fold (const char *typed);
gboolean kab_account_number_equal (const char *a, const char *b);
KabAccountNumberKind kab_account_number_get_kind (const char *number);

G_END_DECLS
