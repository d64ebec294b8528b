/* kab-email.h: e-mail addresses: shape, spaces around them, near misses. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-issue.h"

G_BEGIN_DECLS

gboolean kab_email_check (const char *text, KabIssue *issue);
char *kab_email_strip (const char *text);
char *kab_email_suggest (const char *text);
char *kab_email_fold (const char *address);
char *kab_email_mask (const char *address);

G_END_DECLS
