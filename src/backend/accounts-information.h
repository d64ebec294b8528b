/* accounts-information.h: what is known of an account, and what its owner may add. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts.h"

G_BEGIN_DECLS

void kab_accounts_answer_information (KabServer *server, KabCall *call);
void kab_accounts_add_details (KabServer *server, KabCall *call);

JsonArray *kab_accounts_build_groups (KabServer *server,
                                      KabOrganisation *organisation,
                                      gint64 account,
                                      gboolean fields) G_GNUC_WARN_UNUSED_RESULT;
char *kab_accounts_dup_detail (KabServer *server, gint64 account, const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean kab_accounts_set_detail (KabServer *server, gint64 account, const char *name, const char *value);

G_END_DECLS
