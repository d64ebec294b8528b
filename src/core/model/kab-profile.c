/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-profile.h"

static const KabMember kab_manager_members[] = {
  { "name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "phone", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "email", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabManager, kab_manager)

KAB_GET_STRING (KabManager, kab_manager, name)
KAB_GET_STRING (KabManager, kab_manager, phone)
KAB_GET_STRING (KabManager, kab_manager, email)

static const KabMember kab_consent_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "version", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabConsent, kab_consent)

KAB_GET_STRING (KabConsent, kab_consent, id)
KAB_GET_STRING (KabConsent, kab_consent, version)
KAB_GET_DATE_TIME (KabConsent, kab_consent, at)
KAB_GET_STRING (KabConsent, kab_consent, title)

static const KabMember kab_profile_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "login", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "name", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "first_name", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "last_name", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "email", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "phone", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "person_kind", KAB_MEMBER_WORD, KAB_OPTIONAL },
  { "role", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "manager", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_manager_get_type },
  { "created_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "must_change_password", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "consents", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_consent_get_type },
};

KAB_DEFINE_RECORD (KabProfile, kab_profile)

KAB_GET_STRING (KabProfile, kab_profile, id)
KAB_GET_STRING (KabProfile, kab_profile, login)
KAB_GET_STRING (KabProfile, kab_profile, name)
KAB_GET_STRING (KabProfile, kab_profile, first_name)
KAB_GET_STRING (KabProfile, kab_profile, last_name)
KAB_GET_STRING (KabProfile, kab_profile, email)
KAB_GET_STRING (KabProfile, kab_profile, phone)
KAB_GET_STRING (KabProfile, kab_profile, person_kind)
KAB_GET_STRING (KabProfile, kab_profile, role)
KAB_GET_RECORD (KabProfile, kab_profile, KabManager, manager)
KAB_GET_DATE_TIME (KabProfile, kab_profile, created_at)
KAB_GET_BOOLEAN (KabProfile, kab_profile, must_change_password)
KAB_GET_LIST (KabProfile, kab_profile, consents)
