/* kab-password.h: an organisation's rule for passwords, as data, and its judgement while one types. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-issue.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 min;                 /* characters */
  gint64 max;                 /* 0: no limit */
  const char *alphabet;       /* "any" (NULL too) or "latin_digits" */
  const char *const *require; /* "digit", "letter"; may be NULL */
  const char *forbid;         /* characters that may not occur; may be NULL */
} KabPasswordSpec;

/* One part of the rule and whether the password keeps it: a tick. */
typedef struct
{
  KabIssueCode code;
  gboolean kept;
} KabPasswordVerdict;

#define KAB_PASSWORD_MAX_VERDICTS 4

guint kab_password_judge (const KabPasswordSpec *spec, const char *password, KabPasswordVerdict *verdicts);
gboolean kab_password_check (const KabPasswordSpec *spec, const char *password, KabIssue *issue);

G_END_DECLS
