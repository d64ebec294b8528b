/* kab-phone-kind.c: phone numbers in a form: the prefix before the field, and what becomes of an 8. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-phone-kind.h"

#include <glib/gi18n.h>

#include "kab-phone.h"
#include "kab-text.h"

/* The country whose numbers the field takes; NULL for those of any. */
static const char *
country_of (KabField *field, KabFormContext *context)
{
  const char *country = kab_field_get_country (field);

  return country != NULL ? country : kab_form_context_get_country (context);
}

/* The country's code if it stands before the field already. */
static const char *
prefix_of (KabField *field, KabFormContext *context)
{
  return kab_field_get_prefix (field) != NULL ? kab_phone_country_get_prefix (country_of (field, context))
                                              : NULL;
}

/* 8 9… with ten digits: the leading 8 and a mobile number that lacks a digit. No Russian number begins with 89,
 * but taken as it stands it would have the right length. */
static gboolean
lacks_a_digit (const char *country, const char *text, const char *digits)
{
  return g_strcmp0 (country, "RU") == 0 && strchr (text, '+') == NULL && strlen (digits) == 10
         && g_str_has_prefix (digits, "89");
}

/* kab_phone_normalise(), but for a number that only looks complete. */
static char *
normalise (KabField *field, KabFormContext *context, const char *text, char **dropped, KabIssue *issue)
{
  const char *country = country_of (field, context);
  g_autofree char *digits = kab_text_digits (text);

  if (dropped != NULL)
    *dropped = NULL;
  if (!lacks_a_digit (country, text, digits))
    return kab_phone_normalise (text, country, dropped, issue);
  kab_issue_raise (issue, KAB_ISSUE_PHONE);
  return NULL;
}

/* How many digits belong to what was typed so far, and what it begins with that is not the number itself. */
static int
count_needed (KabField *field, KabFormContext *context, const char *digits, gboolean plus, const char **with)
{
  const char *country = country_of (field, context);
  const char *code = kab_phone_country_get_prefix (country);
  int needed = kab_phone_country_get_digits (country);

  *with = NULL;
  if (plus && g_str_has_prefix (digits, code))
    {
      *with = kab_field_get_prefix (field);
      return needed + (int) strlen (code);
    }
  if (digits[0] == '8' && !plus)
    {
      gboolean long_eight = digits[1] == '0' && !g_str_equal (country, "RU");

      *with = long_eight ? "80" : "8";
      return needed + (long_eight ? 2 : 1);
    }
  return needed;
}

/**
 * kab_phone_kind_check:
 * @field: the field
 * @context: its form's surroundings
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): what is wrong, with the number of digits that are missing or too many
 */
KabFault *
kab_phone_kind_check (KabField *field, KabFormContext *context, const char *text)
{
  const char *country = country_of (field, context);
  g_autofree char *number = NULL;
  g_autofree char *digits = NULL;
  const char *with = NULL;
  KabIssue issue;
  int have, needed;
  KabFault *fault;

  digits = kab_text_digits (text);
  number = normalise (field, context, text, NULL, &issue);
  if (number != NULL)
    return NULL;
  if (issue.code != KAB_ISSUE_PHONE || issue.culprit[0] != '\0'
      || kab_phone_country_get_digits (country) == 0)
    return kab_fault_new_for_issue (&issue);

  have = (int) strlen (digits);
  needed = count_needed (field, context, digits, strchr (text, '+') != NULL, &with);
  if (have > needed)
    return kab_fault_with_number (
        kab_fault_with_number (kab_fault_new ("phone_long"), "extra", have - needed), "need", needed);
  if (have == needed)
    return kab_fault_new_for_issue (&issue);
  fault = kab_fault_with_number (
      kab_fault_with_number (kab_fault_new ("phone_short"), "missing", needed - have), "need", needed);
  return with != NULL ? kab_fault_with_text (fault, "with", with) : fault;
}

/**
 * kab_phone_kind_dup_value:
 * @field: the field
 * @context: its form's surroundings
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): the number in E.164
 */
JsonNode *
kab_phone_kind_dup_value (KabField *field, KabFormContext *context, const char *text)
{
  g_autofree char *number = normalise (field, context, text, NULL, NULL);

  return number != NULL ? json_node_init_string (json_node_alloc (), number) : NULL;
}

/* The number as it is written at home, without the code that stands before the field already. */
static char *
write_number (const char *prefix, const char *e164)
{
  g_autofree char *whole = kab_phone_format (e164);

  if (prefix != NULL && g_str_has_prefix (whole + 1, prefix))
    return g_strdup (g_strchug (whole + 1 + strlen (prefix)));
  return g_steal_pointer (&whole);
}

/**
 * kab_phone_kind_dup_text:
 * @field: the field
 * @context: its form's surroundings
 * @value: a number in E.164, or anything that was typed
 *
 * Returns: (transfer full) (nullable): the number as it is written at home
 */
char *
kab_phone_kind_dup_text (KabField *field, KabFormContext *context, JsonNode *value)
{
  const char *text = json_node_get_string (value);
  g_autofree char *number = NULL;

  if (text != NULL && text[0] == '+')
    number = normalise (field, context, text, NULL, NULL);
  return number != NULL ? write_number (prefix_of (field, context), number) : g_strdup (text);
}

/**
 * kab_phone_kind_tidy:
 * @field: the field
 * @context: its form's surroundings
 * @text: what was typed
 * @note: (out) (nullable): what was done to it, in words
 *
 * Returns: (transfer full) (nullable): the number as it is written at home; %NULL while it is none
 */
char *
kab_phone_kind_tidy (KabField *field, KabFormContext *context, const char *text, char **note)
{
  const char *prefix = prefix_of (field, context);
  g_autofree char *dropped = NULL;
  g_autofree char *number = normalise (field, context, text, &dropped, NULL);

  if (number == NULL)
    return NULL;
  if (prefix == NULL)
    return NULL; /* as typed; the notice says how it is understood */
  if (dropped != NULL)
    *note = g_strdup_printf (_ ("The leading %s was removed: +%s is there already"), dropped, prefix);
  return write_number (prefix, number);
}

/**
 * kab_phone_kind_notice:
 * @field: the field
 * @context: its form's surroundings
 * @text: a number
 * @action: (out): unused
 * @offer: (out): unused
 *
 * Returns: (transfer full) (nullable): how the number is understood, if it was written otherwise
 */
char *
kab_phone_kind_notice (
    KabField *field, KabFormContext *context, const char *text, char **action, char **offer)
{
  g_autofree char *number = normalise (field, context, text, NULL, NULL);
  g_autofree char *home = NULL;

  if (number == NULL || prefix_of (field, context) != NULL || text[0] == '+')
    return NULL;
  home = kab_phone_format (number);
  return g_strdup_printf (_ ("Taken as %s"), home);
}
