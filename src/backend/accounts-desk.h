/* accounts-desk.h: what staff see of accounts and of those who link them: documents with their history. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "call.h"

G_BEGIN_DECLS

gboolean kab_accounts_desk_open (KabServer *server, GError **error);

gint64 kab_accounts_touch (KabServer *server, gint64 account);
gint64 kab_accounts_touch_person (KabServer *server, KabOrganisation *organisation, const char *person);
void
kab_accounts_record (KabServer *server, gint64 account, const char *word, const char *text, const char *by);
void kab_accounts_record_person (KabServer *server,
                                 KabOrganisation *organisation,
                                 const char *person,
                                 const char *word,
                                 const char *text,
                                 const char *by);
void kab_accounts_record_detail (
    KabServer *server, KabCall *call, gint64 account, const char *label, const char *value);
void kab_accounts_record_attempt (
    KabServer *server, KabOrganisation *organisation, const char *person, const char *number, gboolean last);
void kab_accounts_forget_attempts (KabServer *server, KabOrganisation *organisation, const char *person);

G_END_DECLS
