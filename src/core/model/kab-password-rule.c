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

static KabPasswordSpec
make_spec (KabPasswordRule *self)
{
  return (KabPasswordSpec) {
    .min = kab_password_rule_get_min (self),
    .max = kab_password_rule_get_max (self),
    .alphabet = kab_password_rule_get_alphabet (self),
    .require = kab_password_rule_get_require (self),
    .forbid = kab_password_rule_get_forbid (self),
  };
}

/**
 * kab_password_rule_check:
 * @self: a rule
 * @password: a password
 * @issue: (out) (optional): what is wrong
 *
 * Returns: whether @password keeps the whole rule
 */
gboolean
kab_password_rule_check (KabPasswordRule *self, const char *password, KabIssue *issue)
{
  KabPasswordSpec spec;

  g_return_val_if_fail (KAB_IS_PASSWORD_RULE (self), FALSE);

  spec = make_spec (self);
  return kab_password_check (&spec, password, issue);
}

/**
 * kab_password_rule_judge:
 * @self: a rule
 * @password: what is typed so far
 * @verdicts: (out caller-allocates): room for %KAB_PASSWORD_MAX_VERDICTS verdicts
 *
 * Returns: how many parts the rule has
 */
guint
kab_password_rule_judge (KabPasswordRule *self, const char *password, KabPasswordVerdict *verdicts)
{
  KabPasswordSpec spec;

  g_return_val_if_fail (KAB_IS_PASSWORD_RULE (self), 0);

  spec = make_spec (self);
  return kab_password_judge (&spec, password, verdicts);
}
