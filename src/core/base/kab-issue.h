/* kab-issue.h: what is wrong with a value, in the codes that client and server share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The field error codes of the contract. */
typedef enum
{
  KAB_ISSUE_NONE,
  KAB_ISSUE_REQUIRED,
  KAB_ISSUE_TOO_SHORT, /* min */
  KAB_ISSUE_TOO_LONG,  /* max */
  KAB_ISSUE_PATTERN,
  KAB_ISSUE_ALPHABET,          /* culprit */
  KAB_ISSUE_PASSWORD_LENGTH,   /* min, max */
  KAB_ISSUE_PASSWORD_ALPHABET, /* culprit */
  KAB_ISSUE_PASSWORD_DIGIT,
  KAB_ISSUE_PASSWORD_LETTER,
  KAB_ISSUE_MISMATCH,
  KAB_ISSUE_EMAIL, /* maybe culprit */
  KAB_ISSUE_EMAIL_SPACES,
  KAB_ISSUE_PHONE, /* maybe culprit; min: how many digits there should be, if that is known */
  KAB_ISSUE_PHONE_COUNTRY,
  KAB_ISSUE_NUMBER_CHECK, /* rule */
  KAB_ISSUE_VIN_LENGTH,
  KAB_ISSUE_VIN_ALPHABET, /* culprit */
  KAB_ISSUE_OPTION,
  KAB_ISSUE_CONSENT,
  KAB_ISSUE_CAPTCHA,
  KAB_ISSUE_CODE,
  KAB_ISSUE_TAKEN,
  KAB_ISSUE_UNKNOWN_ACCOUNT,
  KAB_ISSUE_RANGE, /* min, max */
  KAB_ISSUE_DATE,
  KAB_ISSUE_FILE_SIZE, /* max */
  KAB_ISSUE_FILE_TYPE,
  KAB_ISSUE_WRONG_AMOUNT,
  KAB_ISSUE_UNKNOWN_MEMBER,
} KabIssueCode;

typedef struct
{
  KabIssueCode code;
  gint64 min;
  gint64 max;       /* 0: none */
  const char *rule; /* static */
  char culprit[8];  /* the first character that may not be there, in UTF-8; empty if none is named */
} KabIssue;

const char *kab_issue_code_to_string (KabIssueCode code);
KabIssueCode kab_issue_code_from_string (const char *text);

gboolean kab_issue_raise (KabIssue *issue, KabIssueCode code);
gboolean kab_issue_raise_length (KabIssue *issue, KabIssueCode code, gint64 min, gint64 max);
gboolean kab_issue_raise_culprit (KabIssue *issue, KabIssueCode code, const char *culprit);
gboolean kab_issue_raise_rule (KabIssue *issue, KabIssueCode code, const char *rule);

G_END_DECLS
