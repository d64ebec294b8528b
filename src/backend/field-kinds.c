/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "field-kinds.h"

#include <math.h>

#include "field-files.h"
#include "json.h"
#include "kab-account-number.h"
#include "kab-email.h"
#include "kab-numbers.h"
#include "kab-phone.h"
#include "kab-text.h"
#include "kab-vin.h"
#include "password-rule.h"

#define MAX_TEXT 1000

/* Returns the value to keep, or NULL: either an error was added, or nothing is kept. */
typedef JsonNode *(*Check) (const KabFieldContext *context,
                            JsonObject *field,
                            JsonNode *value,
                            const char *pointer);

static JsonNode *
refuse (const KabFieldContext *context, const char *pointer, const char *code)
{
  kab_field_errors_add (context->errors, pointer, code);
  return NULL;
}

static JsonNode *
refuse_issue (const KabFieldContext *context, const char *pointer, const KabIssue *issue)
{
  kab_field_errors_add_issue (context->errors, pointer, issue);
  return NULL;
}

static const char *
get_text (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
             ? json_node_get_string (value)
             : NULL;
}

static JsonNode *
keep_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/* The first character that steers what others see or hear. */
static const char *
find_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c)
          && (g_unichar_iscntrl (c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)))
        return p;
    }
  return NULL;
}

/* Line ends stay; spaces around and what is pasted along without being seen go. */
static char *
clean (const char *text)
{
  GString *cleaned = g_string_new (NULL);
  const char *end = text + strlen (text);

  while (*text != '\0' && kab_text_is_space (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && kab_text_is_space (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (*p == '\n' || !kab_text_is_invisible (g_utf8_get_char (p)))
      g_string_append_len (cleaned, p, g_utf8_next_char (p) - p);
  return g_string_free (cleaned, FALSE);
}

static gboolean
check_length (JsonObject *field, const char *text, KabIssue *issue)
{
  gint64 length = g_utf8_strlen (text, -1);
  gint64 min = kab_json_get_integer (field, "min_length", 0);
  gint64 max = kab_json_get_integer (field, "max_length", MAX_TEXT);

  if (length < min)
    return kab_issue_raise_length (issue, KAB_ISSUE_TOO_SHORT, min, 0);
  if (length > max)
    return kab_issue_raise_length (issue, KAB_ISSUE_TOO_LONG, 0, max);
  return TRUE;
}

static gboolean
check_pattern (JsonObject *field, const char *text, KabIssue *issue)
{
  const char *pattern = kab_json_get_string (field, "pattern");
  g_autofree char *whole = pattern != NULL ? g_strdup_printf ("^(?:%s)$", pattern) : NULL;

  if (pattern == NULL || g_regex_match_simple (whole, text, G_REGEX_DOLLAR_ENDONLY, 0))
    return TRUE;
  return kab_issue_raise (issue, KAB_ISSUE_PATTERN);
}

static gboolean
check_rule (const char *rule, const char *text, KabIssue *issue)
{
  g_autofree char *vin = NULL;

  if (rule == NULL || g_str_equal (rule, "account") || g_str_equal (rule, "password"))
    return TRUE;
  if (!g_str_equal (rule, "vin"))
    return kab_number_check (rule, text, issue);
  vin = kab_vin_fold (text);
  return kab_vin_check (vin, issue);
}

/* How a text with a rule is kept: as it is compared, not as it was grouped. */
static char *
fold_by_rule (const char *rule, const char *text)
{
  if (rule == NULL)
    return g_strdup (text);
  if (g_str_equal (rule, "vin"))
    return kab_vin_fold (text);
  return g_str_equal (rule, "account") ? kab_account_number_fold (text) : kab_number_fold (text);
}

static JsonNode *
check_text_with_rule (
    const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer, const char *rule)
{
  const char *typed = get_text (value);
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  KabIssue issue = { KAB_ISSUE_PATTERN };

  if (typed == NULL)
    return refuse (context, pointer, "pattern");
  if (find_control (typed) != NULL)
    {
      kab_issue_raise_culprit (&issue, KAB_ISSUE_ALPHABET, find_control (typed));
      return refuse_issue (context, pointer, &issue);
    }
  text = clean (typed);
  if (*text == '\0')
    return kab_json_get_boolean (field, "required", FALSE) ? refuse (context, pointer, "required") : NULL;
  folded = fold_by_rule (rule, text);
  if (!check_length (field, folded, &issue) || !check_pattern (field, folded, &issue)
      || !check_rule (rule, folded, &issue))
    return refuse_issue (context, pointer, &issue);
  return keep_text (folded);
}

static JsonNode *
check_text (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  return check_text_with_rule (context, field, value, pointer, kab_json_get_string (field, "rule"));
}

static JsonNode *
check_vin (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  return check_text_with_rule (context, field, value, pointer, "vin");
}

static JsonNode *
check_account_number (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  return check_text_with_rule (context, field, value, pointer, "account");
}

/* T-17: spaces around an address are an error to be told, never taken away in silence. */
static JsonNode *
check_email (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  const char *text = get_text (value);
  KabIssue issue = { KAB_ISSUE_EMAIL };

  if (text == NULL || !kab_email_check (text, &issue) || !check_length (field, text, &issue)
      || !check_pattern (field, text, &issue))
    return refuse_issue (context, pointer, &issue);
  return keep_text (text);
}

static JsonNode *
check_phone (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  const char *text = get_text (value);
  g_autofree char *number = NULL;
  KabIssue issue = { KAB_ISSUE_PHONE };

  if (text != NULL && strlen (text) <= 64)
    number = kab_phone_normalise (text, kab_json_get_string (field, "country"), NULL, &issue);
  if (number == NULL)
    return refuse_issue (context, pointer, &issue);
  return keep_text (number);
}

static JsonNode *
check_password (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  const char *text = get_text (value);

  if (text == NULL)
    return refuse (context, pointer, "required");
  kab_password_rule_check (context->organisation, text, pointer, context->errors);
  return NULL;
}

static JsonNode *
check_choice (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  JsonArray *options = kab_json_get_array (field, "options");
  const char *text = get_text (value);

  for (guint i = 0; text != NULL && i < kab_json_array_length (options); i++)
    if (g_strcmp0 (kab_json_get_string (kab_json_array_get_object (options, i), "value"), text) == 0)
      return keep_text (text);
  return refuse (context, pointer, "option");
}

static JsonNode *
check_date (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  const char *text = get_text (value);
  g_autofree char *stamp = text != NULL ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) date = NULL;

  if (text != NULL && g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, G_REGEX_DOLLAR_ENDONLY, 0))
    date = g_date_time_new_from_iso8601 (stamp, NULL);
  return date != NULL ? keep_text (text) : refuse (context, pointer, "date");
}

static gboolean
get_bound (JsonObject *field, const char *name, double *bound)
{
  JsonNode *node = json_object_get_member (field, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  *bound = json_node_get_double (node);
  return TRUE;
}

static JsonNode *
refuse_range (const KabFieldContext *context, JsonObject *field, const char *pointer)
{
  JsonObject *parameters = json_object_new ();

  kab_json_copy_member (field, parameters, "min");
  kab_json_copy_member (field, parameters, "max");
  kab_field_errors_add_take (context->errors, pointer, "range", parameters);
  return NULL;
}

static gboolean
is_number (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value)
         && (json_node_get_value_type (value) == G_TYPE_INT64
             || json_node_get_value_type (value) == G_TYPE_DOUBLE);
}

static JsonNode *
check_number (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  double number = is_number (value) ? json_node_get_double (value) : NAN;
  double bound;

  if (!isfinite (number) || (get_bound (field, "min", &bound) && number < bound)
      || (get_bound (field, "max", &bound) && number > bound))
    return refuse_range (context, field, pointer);
  return json_node_copy (value);
}

static JsonNode *
check_rating (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  gint64 rating = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64
                      ? json_node_get_int (value)
                      : 0;

  if (rating >= 1 && rating <= 5)
    return json_node_copy (value);
  kab_field_errors_add_issue (context->errors, pointer,
                              &(KabIssue) { .code = KAB_ISSUE_RANGE, .min = 1, .max = 5 });
  return NULL;
}

static JsonNode *
check_money (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  JsonObject *money = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  JsonNode *minor = money != NULL ? json_object_get_member (money, "minor") : NULL;
  const char *currency = kab_json_get_string (field, "currency");
  JsonObject *kept;
  double bound;

  if (currency == NULL)
    currency = kab_json_get_string (kab_organisation_get_descriptor (context->organisation), "currency");
  if (minor == NULL || !JSON_NODE_HOLDS_VALUE (minor) || json_node_get_value_type (minor) != G_TYPE_INT64
      || g_strcmp0 (kab_json_get_string (money, "currency"), currency) != 0
      || json_node_get_double (minor) < (get_bound (field, "min", &bound) ? bound : 0)
      || (get_bound (field, "max", &bound) && json_node_get_double (minor) > bound))
    return refuse_range (context, field, pointer);
  kept = json_object_new ();
  json_object_set_int_member (kept, "minor", json_node_get_int (minor));
  json_object_set_string_member (kept, "currency", currency);
  return kab_json_take_object (kept);
}

/* H-20…H-23: what was accepted must be the very text that is in force. */
static JsonNode *
check_consent (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  JsonObject *consent = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  JsonObject *text
      = kab_organisation_get_legal_text (context->organisation, kab_json_get_string (field, "document"));
  gboolean required = kab_json_get_boolean (field, "required", FALSE);
  const char *locale = kab_json_get_string (consent, "locale");
  const char *at = kab_json_get_string (consent, "at");
  JsonObject *kept;

  if (consent == NULL || text == NULL)
    return refuse (context, pointer, "consent");
  if (!kab_json_get_boolean (consent, "accepted", FALSE))
    return required ? refuse (context, pointer, "consent") : NULL;
  if (g_strcmp0 (kab_json_get_string (consent, "id"), kab_json_get_string (text, "id")) != 0
      || g_strcmp0 (kab_json_get_string (consent, "version"), kab_json_get_string (text, "version")) != 0
      || g_strcmp0 (kab_json_get_string (consent, "sha256"), kab_json_get_string (text, "sha256")) != 0
      || (locale != NULL && strlen (locale) > 40) || (at != NULL && strlen (at) > 40))
    return refuse (context, pointer, "consent");
  kept = json_object_new ();
  json_object_set_boolean_member (kept, "accepted", TRUE);
  kab_json_copy_member (text, kept, "id");
  kab_json_copy_member (text, kept, "version");
  kab_json_copy_member (text, kept, "sha256");
  kab_json_set_string (kept, "locale", locale);
  kab_json_set_string (kept, "at", at);
  return kab_json_take_object (kept);
}

/* Whether the answer is right is seen when everything else is: a captcha is good once. */
static JsonNode *
check_captcha (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  JsonObject *captcha = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  if (kab_json_get_string (captcha, "id") == NULL || kab_json_get_string (captcha, "answer") == NULL)
    return refuse (context, pointer, "captcha");
  return NULL;
}

static JsonNode *
check_file (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  return kab_field_files_check (field, value, pointer, context->errors);
}

static const struct
{
  const char *kind;
  Check check;
} kinds[] = {
  { "text", check_text },       { "email", check_email },
  { "phone", check_phone },     { "password", check_password },
  { "code", check_text },       { "choice", check_choice },
  { "date", check_date },       { "number", check_number },
  { "money", check_money },     { "account_number", check_account_number },
  { "vin", check_vin },         { "vehicle", check_text },
  { "captcha", check_captcha }, { "consent", check_consent },
  { "file", check_file },       { "rating", check_rating },
};

/**
 * kab_field_kind_check:
 * @context: where to say what is wrong
 * @field: a field that is shown
 * @value: what was given for it
 * @pointer: where it stood
 *
 * Returns: (transfer full) (nullable): the value in the form that it is kept in, if it is to be kept
 */
JsonNode *
kab_field_kind_check (const KabFieldContext *context, JsonObject *field, JsonNode *value, const char *pointer)
{
  const char *kind = kab_json_get_string (field, "kind");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return kinds[i].check (context, field, value, pointer);
  return refuse (context, pointer, "unknown_member");
}
