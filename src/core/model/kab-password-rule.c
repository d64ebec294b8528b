/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-password-rule.h"

static const KabMember kab_password_rule_members[] = {
  { "min", KAB_MEMBER_INTEGER, KAB_REQUIRED },   { "max", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "alphabet", KAB_MEMBER_WORD, KAB_REQUIRED }, { "require", KAB_MEMBER_STRINGS, KAB_REQUIRED },
  { "forbid", KAB_MEMBER_STRING, KAB_OPTIONAL }, { "text", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabPasswordRule, kab_password_rule)

KAB_GET_INTEGER (KabPasswordRule, kab_password_rule, min)
KAB_GET_INTEGER (KabPasswordRule, kab_password_rule, max)
KAB_GET_STRING (KabPasswordRule, kab_password_rule, alphabet)
KAB_GET_STRINGS (KabPasswordRule, kab_password_rule, require)
KAB_GET_STRING (KabPasswordRule, kab_password_rule, forbid)
KAB_GET_STRING (KabPasswordRule, kab_password_rule, text)
