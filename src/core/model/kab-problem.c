/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-problem.h"

static const KabMember kab_field_error_members[] = {
  { "pointer", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "code", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "params", KAB_MEMBER_JSON, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabFieldError, kab_field_error)

KAB_GET_STRING (KabFieldError, kab_field_error, pointer)
KAB_GET_STRING (KabFieldError, kab_field_error, code)
KAB_GET_JSON (KabFieldError, kab_field_error, params)

static const KabMember kab_problem_members[] = {
  { "type", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "title", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "status", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "detail", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "instance", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "errors", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_field_error_get_type },
  { "attempts_left", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "since", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "contact", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_contact_get_type },
  { "minimum", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "scope", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "captcha", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_captcha_get_type },
  { "retry_after", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "request_id", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "payment", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabProblem, kab_problem)

KAB_GETTER (const char *, KabProblem, kab_problem, type_id, type, string)
KAB_GET_STRING (KabProblem, kab_problem, title)
KAB_GET_INTEGER (KabProblem, kab_problem, status)
KAB_GET_STRING (KabProblem, kab_problem, detail)
KAB_GET_STRING (KabProblem, kab_problem, instance)
KAB_GET_LIST (KabProblem, kab_problem, errors)
KAB_GET_INTEGER (KabProblem, kab_problem, attempts_left)
KAB_GET_STRING (KabProblem, kab_problem, reason)
KAB_GET_DATE_TIME (KabProblem, kab_problem, since)
KAB_GET_RECORD (KabProblem, kab_problem, KabContact, contact)
KAB_GET_STRING (KabProblem, kab_problem, minimum)
KAB_GET_STRING (KabProblem, kab_problem, scope)
KAB_GET_RECORD (KabProblem, kab_problem, KabCaptcha, captcha)
KAB_GET_INTEGER (KabProblem, kab_problem, retry_after)
KAB_GET_STRING (KabProblem, kab_problem, request_id)
KAB_GET_STRING (KabProblem, kab_problem, payment)

#define PROBLEM_PREFIX "urn:kabinet:problem:"

/**
 * kab_problem_get_name:
 * @self: a problem
 *
 * Returns: (nullable) (transfer none): the short name, such as "wrong-code", or NULL if the problem
 *   is none of ours
 */
const char *
kab_problem_get_name (KabProblem *self)
{
  const char *type;

  g_return_val_if_fail (KAB_IS_PROBLEM (self), NULL);

  type = kab_problem_get_type_id (self);
  if (type == NULL || !g_str_has_prefix (type, PROBLEM_PREFIX))
    return NULL;
  return type + strlen (PROBLEM_PREFIX);
}

/**
 * kab_field_error_dup_field:
 * @self: an error
 *
 * Returns: (nullable) (transfer full): the name of the field that "/values/NAME" or "/NAME" points
 *   to, or NULL if the pointer leads elsewhere
 */
char *
kab_field_error_dup_field (KabFieldError *self)
{
  g_autoptr (GString) name = NULL;
  const char *pointer;

  g_return_val_if_fail (KAB_IS_FIELD_ERROR (self), NULL);

  pointer = kab_field_error_get_pointer (self);
  if (g_str_has_prefix (pointer, "/values/"))
    pointer += strlen ("/values");
  if (pointer[0] != '/' || pointer[1] == '\0' || strchr (pointer + 1, '/') != NULL)
    return NULL;
  name = g_string_new (pointer + 1);
  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static JsonNode *
get_param (KabFieldError *self, const char *param, GType type)
{
  JsonNode *params = kab_field_error_get_params (self);
  JsonNode *node = NULL;

  if (params != NULL && JSON_NODE_HOLDS_OBJECT (params))
    node = json_object_get_member (json_node_get_object (params), param);
  return node != NULL && json_node_get_value_type (node) == type ? node : NULL;
}

/**
 * kab_field_error_get_number:
 * @self: an error
 * @param: name of a parameter, such as "min"
 * @fallback: what to answer if @param is not a whole number
 *
 * Returns: the parameter
 */
gint64
kab_field_error_get_number (KabFieldError *self, const char *param, gint64 fallback)
{
  JsonNode *node;

  g_return_val_if_fail (KAB_IS_FIELD_ERROR (self), fallback);
  g_return_val_if_fail (param != NULL, fallback);

  node = get_param (self, param, G_TYPE_INT64);
  return node != NULL ? json_node_get_int (node) : fallback;
}

/**
 * kab_field_error_get_text:
 * @self: an error
 * @param: name of a parameter, such as "rule"
 *
 * Returns: (nullable) (transfer none): the parameter, or NULL if it is not a string
 */
const char *
kab_field_error_get_text (KabFieldError *self, const char *param)
{
  JsonNode *node;

  g_return_val_if_fail (KAB_IS_FIELD_ERROR (self), NULL);
  g_return_val_if_fail (param != NULL, NULL);

  node = get_param (self, param, G_TYPE_STRING);
  return node != NULL ? json_node_get_string (node) : NULL;
}
