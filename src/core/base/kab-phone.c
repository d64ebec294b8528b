/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-phone.h"

#include "kab-text.h"

/* The shape of a country's numbers, and what people put before them at home. The first prefix that
 * leaves just the right number of digits is taken. Whether a number exists is for the server to know. */
typedef struct
{
  const char *country;
  const char *code;
  gsize digits;
  const char *home[3];
} Plan;

static const Plan plans[] = {
  { "BY", "375", 9, { "80", "0" } },
  { "RU", "7", 10, { "8" } },
  { "UA", "380", 9, { "80", "0" } },
  { "KZ", "7", 10, { "8" } },
};

static const Plan *
find_plan (const char *country)
{
  for (gsize i = 0; country != NULL && i < G_N_ELEMENTS (plans); i++)
    if (strcmp (plans[i].country, country) == 0)
      return &plans[i];
  return NULL;
}

/* The plan that an E.164 number belongs to; numbers after +7 are written alike in both countries. */
static const Plan *
find_plan_of_number (const char *e164)
{
  for (gsize i = 0; e164[0] == '+' && i < G_N_ELEMENTS (plans); i++)
    if (g_str_has_prefix (e164 + 1, plans[i].code)
        && strlen (e164 + 1) == strlen (plans[i].code) + plans[i].digits)
      return &plans[i];
  return NULL;
}

/**
 * kab_phone_country_get_prefix:
 * @country: ISO 3166 code
 *
 * Returns: (nullable) (transfer none): the country's code in digits, without a plus
 */
const char *
kab_phone_country_get_prefix (const char *country)
{
  const Plan *plan = find_plan (country);

  return plan != NULL ? plan->code : NULL;
}

/**
 * kab_phone_country_get_digits:
 * @country: ISO 3166 code
 *
 * Returns: how many digits follow the country's code, 0 if the country is not known
 */
int
kab_phone_country_get_digits (const char *country)
{
  const Plan *plan = find_plan (country);

  return plan != NULL ? (int) plan->digits : 0;
}

static gboolean
is_punctuation (gunichar c)
{
  return kab_text_is_space (c) || kab_text_is_invisible (c) || c == '-' || c == '(' || c == ')' || c == '.'
         || c == '/' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* The digits of @typed, with a plus before them if there is one. NULL if something else is there. */
static char *
reduce (const char *typed, KabIssue *issue)
{
  g_autoptr (GString) reduced = g_string_new (NULL);

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        g_string_append_c (reduced, '0' + g_unichar_digit_value (c));
      else if ((c == '+' || c == 0xFF0B) && reduced->len == 0)
        g_string_append_c (reduced, '+');
      else if (!is_punctuation (c))
        {
          kab_issue_raise_culprit (issue, KAB_ISSUE_PHONE, p);
          return NULL;
        }
    }
  return g_string_free (g_steal_pointer (&reduced), FALSE);
}

/* Whether @text is @prefix and then @digits digits. */
static gboolean
fits (const char *text, const char *prefix, gsize digits)
{
  return g_str_has_prefix (text, prefix) && strlen (text) == strlen (prefix) + digits;
}

/* What of @reduced stands before the national number, or NULL if the number is not of @plan. */
static char *
find_prefix (const Plan *plan, const char *reduced)
{
  static const char *const abroad[] = { "+", "", "00", "810" };

  if (fits (reduced, "", plan->digits) && reduced[0] != '+')
    return g_strdup ("");
  for (gsize i = 0; i < G_N_ELEMENTS (abroad); i++)
    {
      g_autofree char *prefix = g_strconcat (abroad[i], plan->code, NULL);

      if (fits (reduced, prefix, plan->digits))
        return g_steal_pointer (&prefix);
    }
  for (gsize i = 0; plan->home[i] != NULL; i++)
    if (fits (reduced, plan->home[i], plan->digits))
      return g_strdup (plan->home[i]);
  return NULL;
}

/* A number of a country that is not known or not said. */
static char *
normalise_abroad (const char *reduced, KabIssue *issue)
{
  gsize length = strlen (reduced) - 1;

  if (reduced[0] != '+' || reduced[1] == '0' || length < 8 || length > 15)
    {
      kab_issue_raise (issue, KAB_ISSUE_PHONE);
      return NULL;
    }
  return g_strdup (reduced);
}

static gboolean
is_of_another_country (const char *reduced, const Plan *plan)
{
  return reduced[0] == '+' && reduced[1] != '\0' && !g_str_has_prefix (reduced + 1, plan->code)
         && !g_str_has_prefix (plan->code, reduced + 1);
}

/**
 * kab_phone_normalise:
 * @typed: what a person typed or pasted
 * @country: (nullable): ISO 3166 code of the country whose code stands before the field, or NULL if
 *   the number may be of any
 * @dropped: (out) (optional) (nullable) (transfer full): what was taken away before the national
 *   number ("8", "80", "+375"), to be shown; NULL if nothing was
 * @issue: (out) (optional): what is wrong
 *
 * Judges the shape alone.
 *
 * Returns: (nullable) (transfer full): the number in E.164, or NULL with @issue set
 */
char *
kab_phone_normalise (const char *typed, const char *country, char **dropped, KabIssue *issue)
{
  const Plan *plan = find_plan (country);
  g_autofree char *reduced = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *number = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  if (dropped != NULL)
    *dropped = NULL;
  reduced = reduce (typed, issue);
  if (reduced == NULL)
    return NULL;
  if (plan == NULL)
    return normalise_abroad (reduced, issue);

  prefix = find_prefix (plan, reduced);
  if (prefix == NULL)
    {
      if (is_of_another_country (reduced, plan))
        kab_issue_raise (issue, KAB_ISSUE_PHONE_COUNTRY);
      else
        kab_issue_raise_length (issue, KAB_ISSUE_PHONE, (gint64) plan->digits, (gint64) plan->digits);
      return NULL;
    }
  number = g_strconcat ("+", plan->code, reduced + strlen (prefix), NULL);
  if (dropped != NULL && *prefix != '\0')
    *dropped = g_steal_pointer (&prefix);
  return g_steal_pointer (&number);
}

/* Writes the number with @hide for all digits but the last four, or with none hidden. */
static char *
write_number (const Plan *plan, const char *national, const char *hide)
{
  static const guint parts[][4] = { { 2, 3, 2, 2 }, { 3, 3, 2, 2 } };
  const guint *part = parts[plan->digits == 10];
  GString *text = g_string_new ("+");
  gsize at = 0;

  g_string_append (text, plan->code);
  for (int i = 0; i < 4; i++)
    {
      g_string_append_c (text, i < 2 ? ' ' : '-');
      for (guint j = 0; j < part[i]; j++, at++)
        if (hide != NULL && at + 4 < plan->digits)
          g_string_append (text, hide);
        else
          g_string_append_c (text, national[at]);
    }
  return g_string_free (text, FALSE);
}

/**
 * kab_phone_format:
 * @e164: a number in E.164
 *
 * Returns: (transfer full): the number as it is written at home: "+375 29 123-45-67"; one of another
 *   country stays as it is
 */
char *
kab_phone_format (const char *e164)
{
  const Plan *plan;

  g_return_val_if_fail (e164 != NULL, NULL);

  plan = find_plan_of_number (e164);
  return plan != NULL ? write_number (plan, e164 + 1 + strlen (plan->code), NULL) : g_strdup (e164);
}

/**
 * kab_phone_mask:
 * @e164: a number in E.164
 *
 * Returns: (transfer full): the number as others may see it: "+7 ••• •••-67-89"
 */
char *
kab_phone_mask (const char *e164)
{
  const Plan *plan;
  gsize length;

  g_return_val_if_fail (e164 != NULL, NULL);

  plan = find_plan_of_number (e164);
  if (plan != NULL)
    return write_number (plan, e164 + 1 + strlen (plan->code), "•");
  length = strlen (e164);
  return g_strconcat ("••• ", length > 4 ? e164 + length - 4 : "", NULL);
}

/**
 * kab_phone_to_uri:
 * @text: a number as it is printed, such as "8 (800) 234-58-56"
 * @country: (nullable): ISO 3166 code of the country it is printed in
 * @extension: (nullable): extension
 *
 * Returns: (nullable) (transfer full): what dials it: "tel:+78002345856;ext=200", or NULL if @text is
 *   not a number
 */
char *
kab_phone_to_uri (const char *text, const char *country, const char *extension)
{
  g_autofree char *number = kab_phone_normalise (text, country, NULL, NULL);
  g_autofree char *digits = extension != NULL ? kab_text_digits (extension) : g_strdup ("");

  if (number == NULL)
    return NULL;
  return g_strconcat ("tel:", number, *digits != '\0' ? ";ext=" : NULL, digits, NULL);
}
