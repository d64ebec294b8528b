/* kab-session-records.h: who is signed in, and where. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* Who signed in. */
#define KAB_TYPE_PERSON (kab_person_get_type ())
G_DECLARE_FINAL_TYPE (KabPerson, kab_person, KAB, PERSON, KabRecord)

const char *kab_person_get_id (KabPerson *self);
const char *kab_person_get_login (KabPerson *self);
const char *kab_person_get_name (KabPerson *self);
const char *kab_person_get_role (KabPerson *self); /* customer or staff */
gboolean kab_person_get_must_change_password (KabPerson *self);

/* The tokens of a session. */
#define KAB_TYPE_TOKENS (kab_tokens_get_type ())
G_DECLARE_FINAL_TYPE (KabTokens, kab_tokens, KAB, TOKENS, KabRecord)

const char *kab_tokens_get_access_token (KabTokens *self);
gint64 kab_tokens_get_expires_in (KabTokens *self); /* seconds */
const char *kab_tokens_get_refresh_token (KabTokens *self);
const char *kab_tokens_get_session_id (KabTokens *self);
KabPerson *kab_tokens_get_person (KabTokens *self);

/* One place where a person is signed in. */
#define KAB_TYPE_SESSION_INFO (kab_session_info_get_type ())
G_DECLARE_FINAL_TYPE (KabSessionInfo, kab_session_info, KAB, SESSION_INFO, KabRecord)

const char *kab_session_info_get_id (KabSessionInfo *self);
GDateTime *kab_session_info_get_created_at (KabSessionInfo *self);
GDateTime *kab_session_info_get_last_used_at (KabSessionInfo *self);
const char *kab_session_info_get_client (KabSessionInfo *self); /* the program, as it named itself */
gboolean kab_session_info_get_current (KabSessionInfo *self);

/* Where a person is signed in. */
#define KAB_TYPE_SESSION_LIST (kab_session_list_get_type ())
G_DECLARE_FINAL_TYPE (KabSessionList, kab_session_list, KAB, SESSION_LIST, KabRecord)

GListModel *kab_session_list_get_items (KabSessionList *self); /* of KabSessionInfo */

G_END_DECLS
