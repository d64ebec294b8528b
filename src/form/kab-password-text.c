/* kab-password-text.c: the parts of a password rule in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-password-text.h"

#include <glib/gi18n.h>

#include "kab-text.h"

/**
 * kab_password_text_read_rule:
 * @rule: an organisation's rule
 *
 * Returns: the same as the judges of passwords take it; it borrows from @rule
 */
KabPasswordSpec
kab_password_text_read_rule (KabPasswordRule *rule)
{
  KabPasswordSpec none = { 0 };

  g_return_val_if_fail (KAB_IS_PASSWORD_RULE (rule), none);

  return (KabPasswordSpec) {
    .min = kab_password_rule_get_min (rule),
    .max = kab_password_rule_get_max (rule),
    .alphabet = kab_password_rule_get_alphabet (rule),
    .require = kab_password_rule_get_require (rule),
    .forbid = kab_password_rule_get_forbid (rule),
  };
}

static char *
say_length (gint64 min, gint64 max)
{
  if (max > 0 && min > 0)
    return g_strdup_printf (ngettext ("from %d to %d character", "from %d to %d characters", (gulong) max),
                            (int) min, (int) max);
  if (max > 0)
    return g_strdup_printf (ngettext ("at most %d character", "at most %d characters", (gulong) max),
                            (int) max);
  if (min > 1)
    return g_strdup_printf (ngettext ("at least %d character", "at least %d characters", (gulong) min),
                            (int) min);
  return NULL;
}

/* Names the first character that may not be there: a Cyrillic а looks like a Latin a. */
static char *
say_culprit (gboolean latin, const char *culprit)
{
  gunichar c = g_utf8_get_char (culprit);

  if (kab_text_is_space (c))
    return g_strdup (_ ("no spaces"));
  if (kab_text_is_invisible (c))
    return g_strdup (_ ("no invisible characters"));
  if (latin && g_unichar_get_script (c) == G_UNICODE_SCRIPT_CYRILLIC)
    return g_strdup_printf (_ ("only Latin letters: “%s” is Cyrillic"), culprit);
  if (latin)
    return g_strdup_printf (_ ("only Latin letters and digits: without “%s”"), culprit);
  return g_strdup_printf (_ ("without “%s”"), culprit);
}

static char *
say_alphabet (gboolean latin, const char *forbid)
{
  if (latin)
    return g_strdup (_ ("only Latin letters and digits"));
  return forbid != NULL ? g_strdup_printf (_ ("without %s"), forbid) : NULL;
}

/**
 * kab_password_text_dup_line:
 * @spec: a rule
 * @code: a part of it
 * @culprit: (nullable): the character that breaks this part
 *
 * Returns: (transfer full) (nullable): the part in words; %NULL if it demands nothing
 */
char *
kab_password_text_dup_line (const KabPasswordSpec *spec, KabIssueCode code, const char *culprit)
{
  gboolean latin;

  g_return_val_if_fail (spec != NULL, NULL);

  latin = g_strcmp0 (spec->alphabet, "latin_digits") == 0;
  switch ((int) code)
    {
    case KAB_ISSUE_PASSWORD_LENGTH:
      return say_length (spec->min, spec->max);
    case KAB_ISSUE_PASSWORD_ALPHABET:
      return culprit != NULL && *culprit != '\0' ? say_culprit (latin, culprit)
                                                 : say_alphabet (latin, spec->forbid);
    case KAB_ISSUE_PASSWORD_DIGIT:
      return g_strdup (_ ("a digit"));
    case KAB_ISSUE_PASSWORD_LETTER:
      return g_strdup (_ ("a letter"));
    default:
      return NULL;
    }
}

/**
 * kab_password_text_describe:
 * @fault: what is wrong with a password
 *
 * Returns: (transfer full): the same for people
 */
char *
kab_password_text_describe (const KabFault *fault)
{
  const char *culprit;
  g_autofree char *length = NULL;

  g_return_val_if_fail (fault != NULL, NULL);

  culprit = kab_fault_get_text (fault, "char");
  if (kab_fault_is (fault, "password_length"))
    length = say_length (kab_fault_get_number (fault, "min", 0), kab_fault_get_number (fault, "max", 0));
  if (length != NULL)
    return g_strdup_printf (_ ("A password needs %s"), length);
  if (kab_fault_is (fault, "password_digit"))
    return g_strdup (_ ("A password needs a digit"));
  if (kab_fault_is (fault, "password_letter"))
    return g_strdup (_ ("A password needs a letter"));
  if (kab_fault_is (fault, "password_alphabet") && culprit != NULL)
    return g_strdup_printf (_ ("“%s” cannot stand in the password"), culprit);
  return g_strdup (_ ("This password does not follow the rules"));
}
