/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-password.h"

/* A password is judged as it was typed, character by character, and never changed. */

static gboolean
is_latin (const KabPasswordSpec *spec)
{
  return g_strcmp0 (spec->alphabet, "latin_digits") == 0;
}

static gboolean
requires (const KabPasswordSpec *spec, const char *what)
{
  return spec->require != NULL && g_strv_contains (spec->require, what);
}

/* The first character that may not occur, or NULL. */
static const char *
find_culprit (const KabPasswordSpec *spec, const char *password)
{
  for (const char *p = password; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_latin (spec) && !(c < 0x80 && g_ascii_isalnum ((char) c)))
        return p;
      if (spec->forbid != NULL && g_utf8_strchr (spec->forbid, -1, c) != NULL)
        return p;
    }
  return NULL;
}

static gboolean
fits_length (const KabPasswordSpec *spec, const char *password)
{
  glong length = g_utf8_strlen (password, -1);

  return length >= spec->min && (spec->max <= 0 || length <= spec->max);
}

static gboolean
has_digit (const char *password)
{
  return strpbrk (password, "0123456789") != NULL;
}

static gboolean
has_letter (const KabPasswordSpec *spec, const char *password)
{
  for (const char *p = password; *p != '\0'; p = g_utf8_next_char (p))
    if (is_latin (spec) ? g_ascii_isalpha (*p) : g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/**
 * kab_password_judge:
 * @spec: the rule
 * @password: what is typed so far
 * @verdicts: (out caller-allocates): room for %KAB_PASSWORD_MAX_VERDICTS verdicts
 *
 * Judges each part of the rule by itself, for ticks beside them.
 *
 * Returns: how many parts the rule has
 */
guint
kab_password_judge (const KabPasswordSpec *spec, const char *password, KabPasswordVerdict *verdicts)
{
  guint n = 0;

  g_return_val_if_fail (spec != NULL, 0);
  g_return_val_if_fail (password != NULL, 0);
  g_return_val_if_fail (verdicts != NULL, 0);

  verdicts[n++] = (KabPasswordVerdict) { KAB_ISSUE_PASSWORD_LENGTH, fits_length (spec, password) };
  if (is_latin (spec) || (spec->forbid != NULL && *spec->forbid != '\0'))
    verdicts[n++] = (KabPasswordVerdict) { KAB_ISSUE_PASSWORD_ALPHABET,
                                           *password != '\0' && find_culprit (spec, password) == NULL };
  if (requires (spec, "digit"))
    verdicts[n++] = (KabPasswordVerdict) { KAB_ISSUE_PASSWORD_DIGIT, has_digit (password) };
  if (requires (spec, "letter"))
    verdicts[n++] = (KabPasswordVerdict) { KAB_ISSUE_PASSWORD_LETTER, has_letter (spec, password) };
  return n;
}

/**
 * kab_password_check:
 * @spec: the rule
 * @password: a password
 * @issue: (out) (optional): what is wrong; of a character that may not occur, the culprit
 *
 * Returns: whether @password keeps the whole rule
 */
gboolean
kab_password_check (const KabPasswordSpec *spec, const char *password, KabIssue *issue)
{
  const char *culprit;

  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (password != NULL, FALSE);

  if (*password == '\0')
    return kab_issue_raise (issue, KAB_ISSUE_REQUIRED);
  culprit = find_culprit (spec, password);
  if (culprit != NULL)
    return kab_issue_raise_culprit (issue, KAB_ISSUE_PASSWORD_ALPHABET, culprit);
  if (!fits_length (spec, password))
    return kab_issue_raise_length (issue, KAB_ISSUE_PASSWORD_LENGTH, spec->min, spec->max);
  if (requires (spec, "digit") && !has_digit (password))
    return kab_issue_raise (issue, KAB_ISSUE_PASSWORD_DIGIT);
  if (requires (spec, "letter") && !has_letter (spec, password))
    return kab_issue_raise (issue, KAB_ISSUE_PASSWORD_LETTER);
  return TRUE;
}
