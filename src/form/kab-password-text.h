/* kab-password-text.h: the parts of a password rule in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-fault.h"
#include "kab-password-rule.h"
#include "kab-password.h"

G_BEGIN_DECLS

KabPasswordSpec kab_password_text_read_rule (KabPasswordRule *rule);
char *kab_password_text_dup_line (const KabPasswordSpec *spec, KabIssueCode code, const char *culprit);
char *kab_password_text_describe (const KabFault *fault);

G_END_DECLS
