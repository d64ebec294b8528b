/* password-rule.h: an organisation's rule for passwords, held by the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "organisation.h"
#include "problem.h"

G_BEGIN_DECLS

gboolean kab_password_rule_check (KabOrganisation *organisation,
                                  const char *password,
                                  const char *pointer,
                                  KabFieldErrors *errors);
char *kab_password_rule_make (KabOrganisation *organisation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
