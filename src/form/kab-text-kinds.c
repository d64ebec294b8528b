/* kab-text-kinds.c: what sets one kind of typed field apart from another; no widgets here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-text-kinds.h"

#include <glib/gi18n.h>
#include <math.h>

#include "kab-account-number.h"
#include "kab-code.h"
#include "kab-email.h"
#include "kab-numbers.h"
#include "kab-phone-kind.h"
#include "kab-text.h"
#include "kab-vin.h"

static JsonNode *
string_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/* E-mail: spaces around it are pointed at and not removed silently, slips of the pen are asked about. */

static KabFault *
check_email (KabField *field, KabFormContext *context, const char *text)
{
  KabIssue issue;
  const char *at = strchr (text, '@');
  const char *reason = NULL;
  KabFault *fault;

  if (kab_email_check (text, &issue))
    return NULL;
  fault = kab_fault_new_for_issue (&issue);
  if (issue.code == KAB_ISSUE_EMAIL_SPACES)
    return fault;
  if (at == NULL)
    reason = "no_at";
  else if (strchr (at + 1, '@') != NULL)
    reason = "many_at";
  else if (issue.culprit[0] != '\0' && kab_text_is_space (g_utf8_get_char (issue.culprit)))
    reason = "space_inside";
  else if (issue.culprit[0] != '\0')
    reason = "char";
  else if (at == text)
    reason = "no_local";
  else
    reason = "domain";
  return kab_fault_with_text (fault, "reason", reason);
}

static char *
notice_email (KabField *field, KabFormContext *context, const char *text, char **action, char **offer)
{
  *offer = kab_email_suggest (text);
  if (*offer == NULL)
    return NULL;
  *action = g_strdup (_ ("Correct"));
  return g_strdup_printf (_ ("Did you mean %s?"), *offer);
}

static char *
repair_email (KabField *field, KabFormContext *context, const char *text)
{
  return kab_email_strip (text);
}

/* A code: digits, which may stand in a whole pasted message. */

static KabFault *
check_code (KabField *field, KabFormContext *context, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isdigit (g_utf8_get_char (p)) && !kab_text_is_space (g_utf8_get_char (p)))
      return kab_fault_new ("code_digits");
  return NULL;
}

static JsonNode *
value_of_code (KabField *field, KabFormContext *context, const char *text)
{
  g_autofree char *digits = kab_text_digits (text);

  return string_node (digits);
}

static char *
tidy_code (KabField *field, KabFormContext *context, const char *text, char **note)
{
  return kab_code_extract (text, 0);
}

/* Numbers: point or comma, spaces between the thousands. */

static gboolean
parse_number (const char *text, double *number)
{
  g_autofree char *compact = kab_text_compact (text);
  g_autofree char *plain = g_strdelimit (g_steal_pointer (&compact), ",", '.');
  char *end = NULL;

  g_autofree char *ascii = NULL;

  if (g_str_has_prefix (plain, "−"))
    ascii = g_strconcat ("-", plain + strlen ("−"), NULL);
  else
    ascii = g_strdup (plain);
  /* strtod would take "inf", "nan" and hexadecimal digits too. */
  if (*ascii == '\0' || strspn (ascii, "-0123456789.") != strlen (ascii))
    return FALSE;
  *number = g_ascii_strtod (ascii, &end);
  return end != ascii && *end == '\0' && isfinite (*number);
}

static KabFault *
check_range (KabField *field, double number)
{
  gboolean has_min = kab_record_has (field, "min");
  gboolean has_max = kab_record_has (field, "max");
  KabFault *fault;

  if ((!has_min || number >= kab_field_get_min (field)) && (!has_max || number <= kab_field_get_max (field)))
    return NULL;
  fault = kab_fault_new ("range");
  if (has_min)
    fault = kab_fault_with_number (fault, "min", (gint64) kab_field_get_min (field));
  if (has_max)
    fault = kab_fault_with_number (fault, "max", (gint64) kab_field_get_max (field));
  return fault;
}

static KabFault *
check_number (KabField *field, KabFormContext *context, const char *text)
{
  double number;

  return parse_number (text, &number) ? check_range (field, number) : kab_fault_new ("number");
}

static JsonNode *
value_of_number (KabField *field, KabFormContext *context, const char *text)
{
  double number = 0;

  if (!parse_number (text, &number))
    return NULL;
  if (number == floor (number) && fabs (number) < 1e15)
    return json_node_init_int (json_node_alloc (), (gint64) number);
  return json_node_init_double (json_node_alloc (), number);
}

static char *
text_of_number (KabField *field, KabFormContext *context, JsonNode *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (json_node_get_value_type (value) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  if (json_node_get_value_type (value) == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", json_node_get_double (value)));
  return g_strdup (json_node_get_string (value));
}

/* Money: whole minor units and a currency, never a floating-point number. */

static const char *
currency_of (KabField *field, KabFormContext *context)
{
  const char *currency = kab_field_get_currency (field);

  if (currency == NULL)
    currency = kab_form_context_get_currency (context);
  return currency != NULL ? currency : "RUB";
}

static KabFault *
check_money (KabField *field, KabFormContext *context, const char *text)
{
  g_autoptr (KabMoney) money = kab_money_parse (text, currency_of (field, context), NULL);

  return money != NULL ? check_range (field, (double) money->minor / 100) : kab_fault_new ("amount");
}

static JsonNode *
value_of_money (KabField *field, KabFormContext *context, const char *text)
{
  g_autoptr (KabMoney) money = kab_money_parse (text, currency_of (field, context), NULL);
  JsonObject *object;
  JsonNode *node;

  if (money == NULL)
    return NULL;
  object = json_object_new ();
  json_object_set_int_member (object, "minor", money->minor);
  json_object_set_string_member (object, "currency", money->currency);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

static char *
text_of_money (KabField *field, KabFormContext *context, JsonNode *value)
{
  JsonNode *minor;
  g_autoptr (KabMoney) money = NULL;

  if (JSON_NODE_HOLDS_VALUE (value))
    return g_strdup (json_node_get_string (value));
  if (!JSON_NODE_HOLDS_OBJECT (value))
    return NULL;
  minor = json_object_get_member (json_node_get_object (value), "minor");
  if (minor == NULL || !JSON_NODE_HOLDS_VALUE (minor) || json_node_get_value_type (minor) != G_TYPE_INT64)
    return NULL;
  money = kab_money_new (json_node_get_int (minor), currency_of (field, context));
  return kab_money_format_plain (money);
}

static char *
tidy_money (KabField *field, KabFormContext *context, const char *text, char **note)
{
  g_autoptr (KabMoney) money = kab_money_parse (text, currency_of (field, context), NULL);

  return money != NULL ? kab_money_format_plain (money) : NULL;
}

/* VIN: Cyrillic look-alikes become Latin, I, O and Q are asked about, a strange check digit is a note. */

static KabFault *
check_vin (KabField *field, KabFormContext *context, const char *text)
{
  g_autofree char *vin = kab_vin_fold (text);
  g_autofree char *better = kab_vin_suggest (vin);
  KabIssue issue;
  KabFault *fault;

  if (kab_vin_check (vin, &issue))
    return NULL;
  fault = kab_fault_new_for_issue (&issue);
  if (issue.code == KAB_ISSUE_VIN_LENGTH)
    return kab_fault_with_number (fault, "length", g_utf8_strlen (vin, -1));
  if (better != NULL && strstr ("IOQ", issue.culprit) != NULL)
    fault = kab_fault_with_text (fault, "offer", *issue.culprit == 'I' ? "1" : "0");
  return fault;
}

static JsonNode *
value_of_vin (KabField *field, KabFormContext *context, const char *text)
{
  g_autofree char *vin = kab_vin_fold (text);

  return string_node (vin);
}

static char *
tidy_vin (KabField *field, KabFormContext *context, const char *text, char **note)
{
  return kab_vin_fold (text);
}

static char *
notice_vin (KabField *field, KabFormContext *context, const char *text, char **action, char **offer)
{
  g_autofree char *vin = kab_vin_fold (text);
  g_autofree char *group = kab_vin_group (vin);

  if (kab_vin_check_digit_fits (vin))
    return g_steal_pointer (&group);
  return g_strdup_printf (
      _ ("%s · the check digit does not fit, as with many European cars: compare once more"), group);
}

static char *
repair_vin (KabField *field, KabFormContext *context, const char *text)
{
  g_autofree char *vin = kab_vin_fold (text);

  return kab_vin_suggest (vin);
}

/* Account numbers are text: kept as typed but for spaces and look-alikes. */

static JsonNode *
value_of_account_number (KabField *field, KabFormContext *context, const char *text)
{
  g_autofree char *number = kab_account_number_fold (text);

  return string_node (number);
}

static const KabTextKind kinds[] = {
  { "text", GTK_INPUT_PURPOSE_FREE_FORM, NULL, NULL, NULL, NULL, NULL, NULL },
  { "vehicle", GTK_INPUT_PURPOSE_FREE_FORM, NULL, NULL, NULL, NULL, NULL, NULL },
  { "email", GTK_INPUT_PURPOSE_EMAIL, check_email, NULL, NULL, NULL, notice_email, repair_email },
  { "phone", GTK_INPUT_PURPOSE_PHONE, kab_phone_kind_check, kab_phone_kind_dup_value, kab_phone_kind_dup_text,
    kab_phone_kind_tidy, kab_phone_kind_notice, NULL },
  { "code", GTK_INPUT_PURPOSE_DIGITS, check_code, value_of_code, NULL, tidy_code, NULL, NULL },
  { "number", GTK_INPUT_PURPOSE_NUMBER, check_number, value_of_number, text_of_number, NULL, NULL, NULL },
  { "money", GTK_INPUT_PURPOSE_NUMBER, check_money, value_of_money, text_of_money, tidy_money, NULL, NULL },
  { "vin", GTK_INPUT_PURPOSE_FREE_FORM, check_vin, value_of_vin, NULL, tidy_vin, notice_vin, repair_vin },
  { "account_number", GTK_INPUT_PURPOSE_FREE_FORM, NULL, value_of_account_number, NULL, NULL, NULL, NULL },
};

/**
 * kab_text_kind_find:
 * @kind: a field kind
 *
 * Returns: (nullable): how such a field is typed; %NULL if it is not typed into a row
 */
const KabTextKind *
kab_text_kind_find (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return &kinds[i];
  return NULL;
}

static gboolean
has_invisible (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (kab_text_is_invisible (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static KabFault *
check_length (KabField *field, const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  gint64 min = kab_field_get_min_length (field);
  gint64 max = kab_field_get_max_length (field);

  if (max > 0 && length > max)
    return kab_fault_with_number (kab_fault_with_number (kab_fault_new ("too_long"), "max", max), "length",
                                  length);
  if (length < min)
    return kab_fault_with_number (kab_fault_new ("too_short"), "min", min);
  return NULL;
}

/* A pattern that is no regular expression is the server's mistake; the server will judge by itself. */
static KabFault *
check_pattern (KabField *field, const char *text)
{
  const char *pattern = kab_field_get_pattern (field);
  g_autofree char *whole = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) error = NULL;

  if (pattern == NULL || *pattern == '\0')
    return NULL;
  whole = g_strdup_printf ("^(?:%s)$", pattern);
  regex = g_regex_new (whole, G_REGEX_DOLLAR_ENDONLY, G_REGEX_MATCH_DEFAULT, NULL);
  if (regex == NULL)
    return NULL;
  if (g_regex_match_full (regex, text, -1, 0, G_REGEX_MATCH_DEFAULT, NULL, &error) || error != NULL)
    return NULL;
  return kab_fault_new ("pattern");
}

/**
 * kab_text_kind_check:
 * @kind: how the field is typed
 * @field: the field
 * @context: its form's surroundings
 * @text: what was typed, not empty
 *
 * Returns: (transfer full) (nullable): what is wrong; %NULL if it can be sent
 */
KabFault *
kab_text_kind_check (const KabTextKind *kind, KabField *field, KabFormContext *context, const char *text)
{
  g_autoptr (JsonNode) value = NULL;
  KabFault *fault = NULL;
  KabIssue issue;
  const char *plain;

  g_return_val_if_fail (kind != NULL && KAB_IS_FIELD (field) && text != NULL, NULL);

  if (has_invisible (text))
    return kab_fault_new ("control");
  if (kind->check != NULL)
    fault = kind->check (field, context, text);
  if (fault != NULL)
    return fault;

  /* Length, pattern and check digits are of what is sent: a phone is not longer for its dashes. */
  value = kab_text_kind_dup_value (kind, field, context, text);
  if (value == NULL || json_node_get_value_type (value) != G_TYPE_STRING)
    return NULL;
  plain = json_node_get_string (value);
  if (*plain == '\0')
    return kab_fault_new ("required");
  fault = check_length (field, plain);
  if (fault == NULL)
    fault = check_pattern (field, plain);
  if (fault == NULL && kab_field_get_rule (field) != NULL
      && !kab_number_check (kab_field_get_rule (field), plain, &issue))
    fault = kab_fault_new_for_issue (&issue);
  return fault;
}

/**
 * kab_text_kind_dup_value:
 * @kind: how the field is typed
 * @field: the field
 * @context: its form's surroundings
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): the value as the server takes it; %NULL if @text is none
 */
JsonNode *
kab_text_kind_dup_value (const KabTextKind *kind, KabField *field, KabFormContext *context, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (kind != NULL && KAB_IS_FIELD (field) && text != NULL, NULL);

  if (kind->dup_value != NULL)
    return kind->dup_value (field, context, text);
  /* Spaces around an address are for its own check to find. */
  stripped = g_str_equal (kind->kind, "email") ? g_strdup (text) : g_strstrip (g_strdup (text));
  return string_node (stripped);
}

/**
 * kab_text_kind_dup_text:
 * @kind: how the field is typed
 * @field: the field
 * @context: its form's surroundings
 * @value: a value of the server's, or a draft
 *
 * Returns: (transfer full) (nullable): the value as a person types it; %NULL if it is none of this kind
 */
char *
kab_text_kind_dup_text (const KabTextKind *kind, KabField *field, KabFormContext *context, JsonNode *value)
{
  g_return_val_if_fail (kind != NULL && KAB_IS_FIELD (field) && value != NULL, NULL);

  if (g_str_equal (kind->kind, "money"))
    return kind->dup_text (field, context, value);
  if (!JSON_NODE_HOLDS_VALUE (value))
    return NULL;
  if (kind->dup_text != NULL)
    return kind->dup_text (field, context, value);
  return g_strdup (json_node_get_string (value));
}

/**
 * kab_text_kind_repair:
 * @kind: how the field is typed
 * @field: the field
 * @context: its form's surroundings
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): @text without what is wrong with it; %NULL if only the person can
 */
char *
kab_text_kind_repair (const KabTextKind *kind, KabField *field, KabFormContext *context, const char *text)
{
  g_return_val_if_fail (kind != NULL && KAB_IS_FIELD (field) && text != NULL, NULL);

  if (has_invisible (text))
    return kab_text_strip_invisible (text);
  return kind->repair != NULL ? kind->repair (field, context, text) : NULL;
}
