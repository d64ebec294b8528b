/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "problem.h"

#include "json.h"

struct _KabFieldErrors
{
  JsonArray *list;
};

static const struct
{
  const char *name;
  guint status;
  const char *title;
} problems[] = {
  { "bad-request", 400, "The request cannot be understood" },
  { "unknown-parameter", 400, "A query parameter is unknown" },
  { "unauthorized", 401, "Sign in first" },
  { "wrong-credentials", 401, "The login or the password is wrong" },
  { "forbidden", 403, "This is not allowed" },
  { "blocked", 403, "The account is blocked" },
  { "not-found", 404, "There is no such thing" },
  { "method-not-allowed", 405, "The address does not take this method" },
  { "conflict", 409, "The state has changed meanwhile" },
  { "idempotency-mismatch", 409, "The key was used for another request" },
  { "gone", 410, "This has expired" },
  { "precondition-failed", 412, "The document has changed meanwhile" },
  { "too-large", 413, "The request is too large" },
  { "unsupported-media", 415, "Only JSON is accepted" },
  { "validation", 422, "Some fields need attention" },
  { "wrong-code", 422, "The code is wrong" },
  { "code-expired", 422, "The code is no longer valid" },
  { "wrong-captcha", 422, "The answer to the picture is wrong" },
  { "client-too-old", 426, "This version of the client is too old" },
  { "precondition-required", 428, "A required header is missing" },
  { "too-many-requests", 429, "Too many requests" },
  { "internal", 500, "The server failed" },
  { "maintenance", 503, "The server is being maintained" },
};

static gsize
find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_str_equal (problems[i].name, name))
      return i;
  g_assert_not_reached ();
}

/**
 * kab_problem_get_status:
 * @name: name of a problem
 *
 * Returns: its HTTP status
 */
guint
kab_problem_get_status (const char *name)
{
  return problems[find (name)].status;
}

/**
 * kab_problem_new:
 * @name: name of a problem
 * @detail: (nullable): a sentence about this occurrence
 * @instance: (nullable): path of the request
 *
 * Returns: (transfer full): the problem, to which more members may be added
 */
JsonObject *
kab_problem_new (const char *name, const char *detail, const char *instance)
{
  JsonObject *problem = json_object_new ();
  g_autofree char *type = g_strconcat ("urn:kabinet:problem:", name, NULL);
  gsize index = find (name);

  json_object_set_string_member (problem, "type", type);
  json_object_set_string_member (problem, "title", problems[index].title);
  json_object_set_int_member (problem, "status", problems[index].status);
  kab_json_set_string (problem, "detail", detail);
  kab_json_set_string (problem, "instance", instance);
  return problem;
}

/**
 * kab_field_errors_new:
 *
 * Returns: (transfer full): an empty list of errors of fields
 */
KabFieldErrors *
kab_field_errors_new (void)
{
  KabFieldErrors *self = g_new0 (KabFieldErrors, 1);

  self->list = json_array_new ();
  return self;
}

/**
 * kab_field_errors_free:
 * @self: (transfer full): a list
 */
void
kab_field_errors_free (KabFieldErrors *self)
{
  if (self == NULL)
    return;
  json_array_unref (self->list);
  g_free (self);
}

/**
 * kab_field_errors_add_take:
 * @self: a list
 * @pointer: JSON pointer into the request, such as "/values/email"
 * @code: what is wrong
 * @parameters: (transfer full) (nullable): figures of the rule
 */
void
kab_field_errors_add_take (KabFieldErrors *self,
                           const char *pointer,
                           const char *code,
                           JsonObject *parameters)
{
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "pointer", pointer);
  json_object_set_string_member (error, "code", code);
  if (parameters != NULL)
    json_object_set_object_member (error, "params", parameters);
  json_array_add_object_element (self->list, error);
}

/**
 * kab_field_errors_add:
 * @self: a list
 * @pointer: JSON pointer into the request
 * @code: what is wrong
 */
void
kab_field_errors_add (KabFieldErrors *self, const char *pointer, const char *code)
{
  kab_field_errors_add_take (self, pointer, code, NULL);
}

/**
 * kab_field_errors_add_integer:
 * @self: a list
 * @pointer: JSON pointer into the request
 * @code: what is wrong
 * @parameter: name of the rule's figure
 * @value: the figure
 */
void
kab_field_errors_add_integer (
    KabFieldErrors *self, const char *pointer, const char *code, const char *parameter, gint64 value)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_int_member (parameters, parameter, value);
  kab_field_errors_add_take (self, pointer, code, parameters);
}

/**
 * kab_field_errors_add_issue:
 * @self: a list
 * @pointer: JSON pointer into the request
 * @issue: what a check of the shared rules found
 */
void
kab_field_errors_add_issue (KabFieldErrors *self, const char *pointer, const KabIssue *issue)
{
  JsonObject *parameters = json_object_new ();

  if (issue->min != 0)
    json_object_set_int_member (parameters, "min", issue->min);
  if (issue->max != 0)
    json_object_set_int_member (parameters, "max", issue->max);
  kab_json_set_string (parameters, "rule", issue->rule);
  if (issue->culprit[0] != '\0')
    json_object_set_string_member (parameters, "culprit", issue->culprit);
  if (json_object_get_size (parameters) == 0)
    g_clear_pointer (&parameters, json_object_unref);
  kab_field_errors_add_take (self, pointer, kab_issue_code_to_string (issue->code), parameters);
}

/**
 * kab_field_errors_is_empty:
 * @self: a list
 *
 * Returns: whether nothing is wrong
 */
gboolean
kab_field_errors_is_empty (KabFieldErrors *self)
{
  return json_array_get_length (self->list) == 0;
}

/**
 * kab_field_errors_get_list:
 * @self: a list
 *
 * Returns: (transfer none): the errors as they go out
 */
JsonArray *
kab_field_errors_get_list (KabFieldErrors *self)
{
  return self->list;
}
