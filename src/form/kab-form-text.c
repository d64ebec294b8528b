/* kab-form-text.c: every word that a form says about a field by itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-form-text.h"

#include <glib/gi18n.h>

#include "kab-format.h"
#include "kab-password-text.h"

/* What is wrong comes as a code with parameters, from our own checks or from the server; the words are made
 * here, so that they can be translated and are the same wherever the fault was found. */

static char *
say_required (KabField *field, const KabFault *fault)
{
  const char *kind = kab_field_get_kind (field);

  if (g_str_equal (kind, "consent"))
    return g_strdup (_ ("Without this tick the form cannot be sent"));
  if (g_str_equal (kind, "captcha"))
    return g_strdup (_ ("Type the answer, or ask for another picture"));
  if (g_str_equal (kind, "choice") || g_str_equal (kind, "rating"))
    return g_strdup (_ ("Choose one"));
  if (g_str_equal (kind, "file"))
    return g_strdup (_ ("Choose a file"));
  return g_strdup (_ ("Fill this in"));
}

static char *
say_too_short (KabField *field, const KabFault *fault)
{
  gint64 min = kab_fault_get_number (fault, "min", kab_field_get_min_length (field));

  return g_strdup_printf (
      ngettext ("At least %d character is needed", "At least %d characters are needed", (gulong) min),
      (int) min);
}

static char *
say_too_long (KabField *field, const KabFault *fault)
{
  gint64 max = kab_fault_get_number (fault, "max", kab_field_get_max_length (field));
  gint64 length = kab_fault_get_number (fault, "length", 0);

  if (length > max)
    return g_strdup_printf (ngettext ("%d character too many: at most %d fit",
                                      "%d characters too many: at most %d fit", (gulong) (length - max)),
                            (int) (length - max), (int) max);
  return g_strdup_printf (ngettext ("At most %d character fits", "At most %d characters fit", (gulong) max),
                          (int) max);
}

static char *
say_pattern (KabField *field, const KabFault *fault)
{
  const char *text = kab_field_get_pattern_text (field);
  const char *sample = kab_field_get_sample (field);

  if (text != NULL)
    return g_strdup (text);
  if (sample != NULL)
    return g_strdup_printf (_ ("This should look like %s"), sample);
  return g_strdup (_ ("This does not look as it should"));
}

static char *
say_alphabet (KabField *field, const KabFault *fault)
{
  const char *culprit = kab_fault_get_text (fault, "char");

  if (culprit != NULL)
    return g_strdup_printf (_ ("“%s” does not belong here"), culprit);
  return g_strdup (_ ("There are characters here that do not belong"));
}

static char *
say_password (KabField *field, const KabFault *fault)
{
  return kab_password_text_describe (fault);
}

static char *
say_mismatch (KabField *field, const KabFault *fault)
{
  if (g_str_equal (kab_field_get_kind (field), "password"))
    return g_strdup (_ ("This is not the same password as above"));
  return g_strdup (_ ("This is not the same as above"));
}

static char *
say_email (KabField *field, const KabFault *fault)
{
  const char *reason = kab_fault_get_text (fault, "reason");
  const char *culprit = kab_fault_get_text (fault, "char");

  if (g_strcmp0 (reason, "no_at") == 0)
    return g_strdup (_ ("The @ sign is missing: an address looks like name@example.org"));
  if (g_strcmp0 (reason, "many_at") == 0)
    return g_strdup (_ ("There is more than one @ sign"));
  if (g_strcmp0 (reason, "space_inside") == 0)
    return g_strdup (_ ("There is a space inside the address"));
  if (g_strcmp0 (reason, "no_local") == 0)
    return g_strdup (_ ("Something is missing before the @ sign"));
  if (culprit != NULL && g_strcmp0 (reason, "char") == 0)
    return g_strdup_printf (_ ("“%s” does not belong in an address"), culprit);
  if (g_strcmp0 (reason, "domain") == 0)
    return g_strdup (_ ("What stands after the @ sign is not complete"));
  return g_strdup (_ ("An address looks like name@example.org"));
}

static char *
say_email_spaces (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("There is a space before or after the address"));
}

static char *
say_control (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("There are invisible characters in it"));
}

static char *
say_phone_short (KabField *field, const KabFault *fault)
{
  int missing = (int) kab_fault_get_number (fault, "missing", 1);
  int need = (int) kab_fault_get_number (fault, "need", 0);
  const char *with = kab_fault_get_text (fault, "with");

  if (with != NULL)
    return g_strdup_printf (ngettext ("%d digit is missing: %d are needed together with the leading %s",
                                      "%d digits are missing: %d are needed together with the leading %s",
                                      (gulong) missing),
                            missing, need, with);
  return g_strdup_printf (ngettext ("%d digit is missing: %d are needed",
                                    "%d digits are missing: %d are needed", (gulong) missing),
                          missing, need);
}

static char *
say_phone_long (KabField *field, const KabFault *fault)
{
  int extra = (int) kab_fault_get_number (fault, "extra", 1);
  int need = (int) kab_fault_get_number (fault, "need", 0);

  return g_strdup_printf (
      ngettext ("%d digit too many: %d are needed", "%d digits too many: %d are needed", (gulong) extra),
      extra, need);
}

static char *
say_phone (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("This does not look like a phone number"));
}

static char *
say_phone_country (KabField *field, const KabFault *fault)
{
  const char *prefix = kab_field_get_prefix (field);

  if (prefix != NULL)
    return g_strdup_printf (_ ("Only numbers that begin with %s are taken here"), prefix);
  return g_strdup (_ ("Numbers of this country are not taken here"));
}

static char *
say_number_check (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("The check digit does not fit: one digit is probably mistyped"));
}

static char *
say_vin_length (KabField *field, const KabFault *fault)
{
  gint64 length = kab_fault_get_number (fault, "length", -1);

  if (length >= 0)
    return g_strdup_printf (ngettext ("A VIN has 17 characters, here there is %d",
                                      "A VIN has 17 characters, here there are %d", (gulong) length),
                            (int) length);
  return g_strdup (_ ("A VIN has 17 characters"));
}

static char *
say_vin_alphabet (KabField *field, const KabFault *fault)
{
  const char *culprit = kab_fault_get_text (fault, "char");
  const char *offer = kab_fault_get_text (fault, "offer");

  if (culprit != NULL && offer != NULL)
    return g_strdup_printf (_ ("No VIN has the letter %s: is it %s?"), culprit, offer);
  if (culprit != NULL)
    return g_strdup_printf (_ ("“%s” cannot stand in a VIN: only Latin letters and digits do"), culprit);
  return g_strdup (_ ("A VIN has digits and Latin letters other than I, O and Q"));
}

static char *
say_option (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("Choose one of the list"));
}

static char *
say_consent (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("The text has changed meanwhile: read it and tick it again"));
}

static char *
say_captcha (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("That was not it. Here is another one"));
}

static char *
say_loading (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("The question is still on its way"));
}

static char *
say_code (KabField *field, const KabFault *fault)
{
  gint64 left = kab_fault_get_number (fault, "attempts_left", -1);

  if (left == 0)
    return g_strdup (_ ("Wrong code, and no attempts are left. Ask for a new one"));
  if (left > 0)
    return g_strdup_printf (
        ngettext ("Wrong code, %d attempt is left", "Wrong code, %d attempts are left", (gulong) left),
        (int) left);
  return g_strdup (_ ("Wrong code"));
}

static char *
say_code_expired (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("This code is no longer valid. Ask for a new one"));
}

static char *
say_code_digits (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("A code has digits only"));
}

static char *
say_taken (KabField *field, const KabFault *fault)
{
  if (g_str_equal (kab_field_get_kind (field), "email"))
    return g_strdup (_ ("Somebody has registered with this address: sign in, or recover the password"));
  if (g_str_equal (kab_field_get_kind (field), "phone"))
    return g_strdup (_ ("Somebody has registered with this number: sign in, or recover the password"));
  if (g_str_equal (kab_field_get_kind (field), "account_number"))
    return g_strdup (_ ("Somebody has registered with this account: sign in, or recover the password"));
  return g_strdup (_ ("Somebody has registered with this: sign in, or recover the password"));
}

static char *
say_unknown_account (KabField *field, const KabFault *fault)
{
  gint64 left = kab_fault_get_number (fault, "attempts_left", -1);

  if (left >= 0)
    return g_strdup_printf (
        ngettext ("There is no such account: compare with the receipt, %d attempt is left",
                  "There is no such account: compare with the receipt, %d attempts are left", (gulong) left),
        (int) left);
  return g_strdup (_ ("There is no such account: compare with the receipt"));
}

static char *
say_linked (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("This account is linked already"));
}

static char *
say_unknown_login (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("Nobody has a cabinet with this login"));
}

static char *
say_wrong_amount (KabField *field, const KabFault *fault)
{
  gint64 left = kab_fault_get_number (fault, "attempts_left", -1);

  if (left >= 0)
    return g_strdup_printf (ngettext ("The amount is not the one on the receipt, %d attempt is left",
                                      "The amount is not the one on the receipt, %d attempts are left",
                                      (gulong) left),
                            (int) left);
  return g_strdup (_ ("The amount is not the one on the receipt"));
}

static char *
say_number (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("A number is needed"));
}

static char *
say_amount (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("An amount is needed, such as 447,30"));
}

static char *
say_range (KabField *field, const KabFault *fault)
{
  gboolean has_min = json_object_has_member (fault->params, "min");
  gboolean has_max = json_object_has_member (fault->params, "max");
  gint64 min = kab_fault_get_number (fault, "min", 0);
  gint64 max = kab_fault_get_number (fault, "max", 0);

  if (has_min && has_max)
    return g_strdup_printf (_ ("From %d to %d"), (int) min, (int) max);
  if (has_min)
    return g_strdup_printf (_ ("%d or more"), (int) min);
  if (has_max)
    return g_strdup_printf (_ ("%d or less"), (int) max);
  return g_strdup (_ ("This is too much or too little"));
}

static char *
say_date (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("There is no such day. A date looks like 24.11.2026"));
}

static char *
say_day_range (KabField *field, const KabFault *fault)
{
  const GDate *earliest = kab_field_get_earliest (field);
  const GDate *latest = kab_field_get_latest (field);
  g_autofree char *first = earliest != NULL ? kab_format_day (earliest) : NULL;
  g_autofree char *last = latest != NULL ? kab_format_day (latest) : NULL;

  if (first != NULL && last != NULL)
    /* Translators: two days. */
    return g_strdup_printf (_ ("A day from %s to %s"), first, last);
  if (first != NULL)
    return g_strdup_printf (_ ("Not before %s"), first);
  if (last != NULL)
    return g_strdup_printf (_ ("Not after %s"), last);
  return g_strdup (_ ("This day cannot be chosen"));
}

static char *
say_closed (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("Nobody works then: choose another time"));
}

static char *
say_file_gone (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("The file did not get there: choose it once more"));
}

static char *
say_file_size (KabField *field, const KabFault *fault)
{
  gint64 max = kab_fault_get_number (fault, "max", kab_field_get_max_size (field));
  g_autofree char *size = g_format_size ((guint64) MAX (max, 0));

  return g_strdup_printf (_ ("The file is too large: at most %s are taken"), size);
}

static char *
say_file_type (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("Files of this type are not taken"));
}

static char *
say_file_count (KabField *field, const KabFault *fault)
{
  int max = (int) kab_fault_get_number (fault, "max", kab_field_get_max_count (field));

  return g_strdup_printf (ngettext ("At most %d file is taken", "At most %d files are taken", (gulong) max),
                          max);
}

static char *
say_file_unreadable (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("The file cannot be read"));
}

static char *
say_unknown_member (KabField *field, const KabFault *fault)
{
  return g_strdup (_ ("The service does not know this field any more. Update Kabinet"));
}

static const struct
{
  const char *code;
  char *(*say) (KabField *field, const KabFault *fault);
} table[] = {
  { "required", say_required },
  { "too_short", say_too_short },
  { "too_long", say_too_long },
  { "pattern", say_pattern },
  { "alphabet", say_alphabet },
  { "password_length", say_password },
  { "password_alphabet", say_password },
  { "password_digit", say_password },
  { "password_letter", say_password },
  { "password_forbidden", say_password },
  { "mismatch", say_mismatch },
  { "email", say_email },
  { "email_spaces", say_email_spaces },
  { "control", say_control },
  { "phone", say_phone },
  { "phone_short", say_phone_short },
  { "phone_long", say_phone_long },
  { "phone_country", say_phone_country },
  { "number_check", say_number_check },
  { "vin_length", say_vin_length },
  { "vin_alphabet", say_vin_alphabet },
  { "option", say_option },
  { "consent", say_consent },
  { "captcha", say_captcha },
  { "loading", say_loading },
  { "code", say_code },
  { "code_expired", say_code_expired },
  { "code_digits", say_code_digits },
  { "taken", say_taken },
  { "unknown_account", say_unknown_account },
  { "unknown_login", say_unknown_login },
  { "linked", say_linked },
  { "wrong_amount", say_wrong_amount },
  { "number", say_number },
  { "amount", say_amount },
  { "range", say_range },
  { "date", say_date },
  { "day_range", say_day_range },
  { "closed", say_closed },
  { "file_gone", say_file_gone },
  { "file_size", say_file_size },
  { "file_type", say_file_type },
  { "file_count", say_file_count },
  { "file_unreadable", say_file_unreadable },
  { "unknown_member", say_unknown_member },
};

/**
 * kab_form_text_describe:
 * @field: what was asked
 * @fault: what is wrong with the answer
 *
 * Returns: (transfer full): the same for people: what is wrong, and what would be right
 */
char *
kab_form_text_describe (KabField *field, const KabFault *fault)
{
  g_return_val_if_fail (KAB_IS_FIELD (field), NULL);
  g_return_val_if_fail (fault != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].code, fault->code))
      return table[i].say (field, fault);
  /* A code of a newer server. */
  return g_strdup (_ ("The service does not accept this"));
}

/**
 * kab_form_text_dup_action:
 * @fault: what is wrong
 *
 * Returns: (transfer full) (nullable): label of the button that puts it right; %NULL if only the person can
 */
char *
kab_form_text_dup_action (const KabFault *fault)
{
  const char *offer;

  g_return_val_if_fail (fault != NULL, NULL);

  if (kab_fault_is (fault, "email_spaces") || kab_fault_is (fault, "control"))
    return g_strdup (_ ("Remove"));
  offer = kab_fault_get_text (fault, "offer");
  if (kab_fault_is (fault, "vin_alphabet") && offer != NULL)
    return g_strdup_printf (_ ("Put %s"), offer);
  return NULL;
}

/* What a field of a kind is called when the server gave it no label, and in lists of what is missing. */
static const struct
{
  const char *kind;
  const char *label;
  const char *word;
} kinds[] = {
  { "text", N_ ("Text"), NULL },
  { "email", N_ ("E-mail"), N_ ("e-mail") },
  { "phone", N_ ("Phone"), N_ ("phone") },
  { "password", N_ ("Password"), N_ ("password") },
  { "code", N_ ("Code"), N_ ("code") },
  { "choice", N_ ("Choice"), NULL },
  { "date", N_ ("Date"), NULL },
  { "number", N_ ("Value"), NULL },
  { "money", N_ ("Amount"), N_ ("amount") },
  { "account_number", N_ ("Account number"), N_ ("account number") },
  { "vin", N_ ("VIN"), N_ ("VIN") },
  { "vehicle", N_ ("Vehicle"), N_ ("vehicle") },
  { "captcha", N_ ("Check"), N_ ("the check") },
  { "consent", N_ ("Consent"), N_ ("consent") },
  { "file", N_ ("File"), N_ ("file") },
  { "rating", N_ ("Rating"), N_ ("rating") },
};

/**
 * kab_form_text_get_label:
 * @field: a field
 *
 * Returns: what it is called; a word for its kind if the server gave it no name
 */
const char *
kab_form_text_get_label (KabField *field)
{
  const char *label;

  g_return_val_if_fail (KAB_IS_FIELD (field), NULL);

  label = kab_field_get_label (field);
  if (label != NULL && *label != '\0')
    return label;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kab_field_get_kind (field)))
      return _ (kinds[i].label);
  return kab_field_get_name (field);
}

/* With a small first letter, unless the word is an abbreviation. */
static char *
lower_first (const char *text)
{
  const char *rest = g_utf8_next_char (text);
  g_autofree char *first = NULL;

  if (*rest != '\0' && g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (text);
  first = g_utf8_strdown (text, rest - text);
  return g_strconcat (first, rest, NULL);
}

/**
 * kab_form_text_dup_short_name:
 * @field: a field
 *
 * Returns: (transfer full): the field in a word, for lists of what is missing
 */
char *
kab_form_text_dup_short_name (KabField *field)
{
  g_return_val_if_fail (KAB_IS_FIELD (field), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kab_field_get_kind (field)) && kinds[i].word != NULL)
      return g_strdup (_ (kinds[i].word));
  return lower_first (kab_form_text_get_label (field));
}

/* The most names that a list of what is missing spells out. */
#define SPELLED_OUT 3

/**
 * kab_form_text_dup_missing:
 * @names: (element-type utf8): short names of what is missing
 *
 * Returns: (transfer full): such as "phone, e-mail and 2 more"; each name once
 */
char *
kab_form_text_dup_missing (GPtrArray *names)
{
  g_autoptr (GPtrArray) once = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  guint n;

  g_return_val_if_fail (names != NULL, NULL);

  for (guint i = 0; i < names->len; i++)
    if (!g_ptr_array_find_with_equal_func (once, names->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (once, names->pdata[i]);
  n = once->len;
  if (n > SPELLED_OUT + 1)
    g_ptr_array_set_size (once, SPELLED_OUT);
  g_ptr_array_add (once, NULL);
  joined = g_strjoinv (", ", (char **) once->pdata);
  if (n > SPELLED_OUT + 1)
    return g_strdup_printf (ngettext ("%s and %d more", "%s and %d more", n - SPELLED_OUT), joined,
                            (int) (n - SPELLED_OUT));
  return g_steal_pointer (&joined);
}
