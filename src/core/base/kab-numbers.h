/* kab-numbers.h: numbers of companies, persons and bank accounts, by their check digits. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-issue.h"

G_BEGIN_DECLS

char *kab_number_fold (const char *typed);
gboolean kab_number_check (const char *rule, const char *text, KabIssue *issue);

gboolean kab_inn_check (const char *inn);
gboolean kab_kpp_check (const char *kpp);
gboolean kab_unp_check (const char *unp);
gboolean kab_edrpou_check (const char *edrpou);
gboolean kab_iban_check (const char *iban);

gboolean kab_bank_account_has_shape (const char *account);
gboolean kab_bank_account_fits (const char *account, const char *bic);
gboolean kab_correspondent_account_fits (const char *account, const char *bic);

G_END_DECLS
