/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-issue.h"

static const char *const names[] = {
  [KAB_ISSUE_NONE] = "",
  [KAB_ISSUE_REQUIRED] = "required",
  [KAB_ISSUE_TOO_SHORT] = "too_short",
  [KAB_ISSUE_TOO_LONG] = "too_long",
  [KAB_ISSUE_PATTERN] = "pattern",
  [KAB_ISSUE_ALPHABET] = "alphabet",
  [KAB_ISSUE_PASSWORD_LENGTH] = "password_length",
  [KAB_ISSUE_PASSWORD_ALPHABET] = "password_alphabet",
  [KAB_ISSUE_PASSWORD_DIGIT] = "password_digit",
  [KAB_ISSUE_PASSWORD_LETTER] = "password_letter",
  [KAB_ISSUE_MISMATCH] = "mismatch",
  [KAB_ISSUE_EMAIL] = "email",
  [KAB_ISSUE_EMAIL_SPACES] = "email_spaces",
  [KAB_ISSUE_PHONE] = "phone",
  [KAB_ISSUE_PHONE_COUNTRY] = "phone_country",
  [KAB_ISSUE_NUMBER_CHECK] = "number_check",
  [KAB_ISSUE_VIN_LENGTH] = "vin_length",
  [KAB_ISSUE_VIN_ALPHABET] = "vin_alphabet",
  [KAB_ISSUE_OPTION] = "option",
  [KAB_ISSUE_CONSENT] = "consent",
  [KAB_ISSUE_CAPTCHA] = "captcha",
  [KAB_ISSUE_CODE] = "code",
  [KAB_ISSUE_TAKEN] = "taken",
  [KAB_ISSUE_UNKNOWN_ACCOUNT] = "unknown_account",
  [KAB_ISSUE_RANGE] = "range",
  [KAB_ISSUE_DATE] = "date",
  [KAB_ISSUE_FILE_SIZE] = "file_size",
  [KAB_ISSUE_FILE_TYPE] = "file_type",
  [KAB_ISSUE_WRONG_AMOUNT] = "wrong_amount",
  [KAB_ISSUE_UNKNOWN_MEMBER] = "unknown_member",
};

/**
 * kab_issue_code_to_string:
 * @code: a code
 *
 * Returns: (transfer none): the code as it stands in a problem's errors
 */
const char *
kab_issue_code_to_string (KabIssueCode code)
{
  g_return_val_if_fail ((gsize) code < G_N_ELEMENTS (names), "");

  return names[code];
}

/**
 * kab_issue_code_from_string:
 * @text: a code as it stands in a problem's errors
 *
 * Returns: the code, or %KAB_ISSUE_NONE if it is not known
 */
KabIssueCode
kab_issue_code_from_string (const char *text)
{
  g_return_val_if_fail (text != NULL, KAB_ISSUE_NONE);

  for (gsize i = 1; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], text) == 0)
      return (KabIssueCode) i;
  return KAB_ISSUE_NONE;
}

/**
 * kab_issue_raise:
 * @issue: (nullable) (out): where to say it
 * @code: what is wrong
 *
 * Returns: FALSE, so that a check can end with it
 */
gboolean
kab_issue_raise (KabIssue *issue, KabIssueCode code)
{
  if (issue != NULL)
    *issue = (KabIssue) { .code = code };
  return FALSE;
}

/**
 * kab_issue_raise_length:
 * @issue: (nullable) (out): where to say it
 * @code: what is wrong
 * @min: the least there may be
 * @max: the most, 0 for no limit
 *
 * Returns: FALSE, so that a check can end with it
 */
gboolean
kab_issue_raise_length (KabIssue *issue, KabIssueCode code, gint64 min, gint64 max)
{
  if (issue != NULL)
    *issue = (KabIssue) { .code = code, .min = min, .max = max };
  return FALSE;
}

/**
 * kab_issue_raise_culprit:
 * @issue: (nullable) (out): where to say it
 * @code: what is wrong
 * @culprit: UTF-8 text that begins with the character that may not be there
 *
 * Returns: FALSE, so that a check can end with it
 */
gboolean
kab_issue_raise_culprit (KabIssue *issue, KabIssueCode code, const char *culprit)
{
  g_return_val_if_fail (culprit != NULL, FALSE);

  if (issue != NULL)
    {
      *issue = (KabIssue) { .code = code };
      g_unichar_to_utf8 (g_utf8_get_char (culprit), issue->culprit);
    }
  return FALSE;
}

/**
 * kab_issue_raise_rule:
 * @issue: (nullable) (out): where to say it
 * @code: what is wrong
 * @rule: (transfer none): static name of the rule
 *
 * Returns: FALSE, so that a check can end with it
 */
gboolean
kab_issue_raise_rule (KabIssue *issue, KabIssueCode code, const char *rule)
{
  if (issue != NULL)
    *issue = (KabIssue) { .code = code, .rule = rule };
  return FALSE;
}
