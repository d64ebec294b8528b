/* accounts.h: personal accounts: linked to people, with their balance month by month. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

/* The five lines of a month; the sum is always computed. */
typedef struct
{
  char *month;
  gint64 opening;
  gint64 charged;
  gint64 recalculated;
  gint64 penalty;
  gint64 paid;
  char *paid_on;
} KabBalanceLines;

gboolean kab_accounts_open (KabServer *server, GError **error);

gboolean
kab_accounts_find_month (KabServer *server, gint64 account, const char *month, KabBalanceLines *lines);
gboolean kab_accounts_is_month (const char *text);
JsonObject *kab_accounts_build (KabServer *server, KabCall *call, gint64 account) G_GNUC_WARN_UNUSED_RESULT;
void kab_balance_lines_clear (KabBalanceLines *lines);
gint64 kab_balance_lines_get_to_pay (const KabBalanceLines *lines);
JsonObject *kab_balance_lines_to_json (const KabBalanceLines *lines,
                                       const char *currency) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KabBalanceLines, kab_balance_lines_clear)

G_END_DECLS
