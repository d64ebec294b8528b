/* kab-password-rule.h: what a password must be like, as data. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-password.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* What a password must be like, as data. */
#define KAB_TYPE_PASSWORD_RULE (kab_password_rule_get_type ())
G_DECLARE_FINAL_TYPE (KabPasswordRule, kab_password_rule, KAB, PASSWORD_RULE, KabRecord)

gint64 kab_password_rule_get_min (KabPasswordRule *self);                 /* least number of characters */
gint64 kab_password_rule_get_max (KabPasswordRule *self);                 /* most, 0 for no limit */
const char *kab_password_rule_get_alphabet (KabPasswordRule *self);       /* any or latin_digits */
const char *const *kab_password_rule_get_require (KabPasswordRule *self); /* digit, letter */
const char *kab_password_rule_get_forbid (KabPasswordRule *self);         /* characters that may not occur */
const char *kab_password_rule_get_text (KabPasswordRule *self); /* the rule in words, shown under the field */

gboolean kab_password_rule_check (KabPasswordRule *self, const char *password, KabIssue *issue);
guint kab_password_rule_judge (KabPasswordRule *self, const char *password, KabPasswordVerdict *verdicts);

G_END_DECLS
