/* kab-profile.h: the person behind a session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* The manager of a customer. */
#define KAB_TYPE_MANAGER (kab_manager_get_type ())
G_DECLARE_FINAL_TYPE (KabManager, kab_manager, KAB, MANAGER, KabRecord)

const char *kab_manager_get_name (KabManager *self);
const char *kab_manager_get_phone (KabManager *self);
const char *kab_manager_get_email (KabManager *self);

/* A consent that was given. */
#define KAB_TYPE_CONSENT (kab_consent_get_type ())
G_DECLARE_FINAL_TYPE (KabConsent, kab_consent, KAB, CONSENT, KabRecord)

const char *kab_consent_get_id (KabConsent *self); /* of the legal text */
const char *kab_consent_get_version (KabConsent *self);
GDateTime *kab_consent_get_at (KabConsent *self);
const char *kab_consent_get_title (KabConsent *self);

/* The person behind a session. */
#define KAB_TYPE_PROFILE (kab_profile_get_type ())
G_DECLARE_FINAL_TYPE (KabProfile, kab_profile, KAB, PROFILE, KabRecord)

const char *kab_profile_get_id (KabProfile *self);
const char *kab_profile_get_login (KabProfile *self);
const char *kab_profile_get_name (KabProfile *self);
const char *kab_profile_get_first_name (KabProfile *self);
const char *kab_profile_get_last_name (KabProfile *self);
const char *kab_profile_get_email (KabProfile *self);
const char *kab_profile_get_phone (KabProfile *self);       /* E.164 */
const char *kab_profile_get_person_kind (KabProfile *self); /* natural or legal */
const char *kab_profile_get_role (KabProfile *self);        /* customer or staff */
KabManager *kab_profile_get_manager (KabProfile *self);
GDateTime *kab_profile_get_created_at (KabProfile *self);
gboolean kab_profile_get_must_change_password (KabProfile *self);
GListModel *kab_profile_get_consents (KabProfile *self); /* of KabConsent */

G_END_DECLS
