/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-session-records.h"

static const KabMember kab_person_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "login", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "name", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "role", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "must_change_password", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabPerson, kab_person)

KAB_GET_STRING (KabPerson, kab_person, id)
KAB_GET_STRING (KabPerson, kab_person, login)
KAB_GET_STRING (KabPerson, kab_person, name)
KAB_GET_STRING (KabPerson, kab_person, role)
KAB_GET_BOOLEAN (KabPerson, kab_person, must_change_password)

static const KabMember kab_tokens_members[] = {
  { "access_token", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "expires_in", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "refresh_token", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "session_id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "person", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_person_get_type },
};

KAB_DEFINE_RECORD (KabTokens, kab_tokens)

KAB_GET_STRING (KabTokens, kab_tokens, access_token)
KAB_GET_INTEGER (KabTokens, kab_tokens, expires_in)
KAB_GET_STRING (KabTokens, kab_tokens, refresh_token)
KAB_GET_STRING (KabTokens, kab_tokens, session_id)
KAB_GET_RECORD (KabTokens, kab_tokens, KabPerson, person)

static const KabMember kab_session_info_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "created_at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "last_used_at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "client", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "current", KAB_MEMBER_BOOLEAN, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabSessionInfo, kab_session_info)

KAB_GET_STRING (KabSessionInfo, kab_session_info, id)
KAB_GET_DATE_TIME (KabSessionInfo, kab_session_info, created_at)
KAB_GET_DATE_TIME (KabSessionInfo, kab_session_info, last_used_at)
KAB_GET_STRING (KabSessionInfo, kab_session_info, client)
KAB_GET_BOOLEAN (KabSessionInfo, kab_session_info, current)

static const KabMember kab_session_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_session_info_get_type },
};

KAB_DEFINE_RECORD (KabSessionList, kab_session_list)

KAB_GET_LIST (KabSessionList, kab_session_list, items)
