/* kab-account-follow.h: a page that shows the account which is chosen in the header. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-summary.h"

G_BEGIN_DECLS

/* OTHER: whether it is another account than before, so that nothing of the old one may stay. */
typedef void (*KabAccountFollowFunc) (gpointer page, KabAccount *account, gboolean other);

void kab_account_follow (KabSummary *summary, KabLoad *load, gpointer page, KabAccountFollowFunc changed);

G_END_DECLS
