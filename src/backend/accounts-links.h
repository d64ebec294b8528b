/* accounts-links.h: which account is whose, and what proves it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

gint64 kab_accounts_find_linked (KabServer *server, KabCall *call);
gint64 kab_accounts_find_number (KabServer *server, KabOrganisation *organisation, const char *number);
gboolean
kab_accounts_link (KabServer *server, KabOrganisation *organisation, const char *person, gint64 account);
gboolean
kab_accounts_unlink (KabServer *server, KabOrganisation *organisation, const char *person, gint64 account);
void kab_accounts_add_hooks (KabServer *server);

G_END_DECLS
